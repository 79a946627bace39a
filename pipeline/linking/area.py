"""Candidates for the region whose cooperatives a number counts."""

import re
from collections import defaultdict
from collections.abc import Sequence

from models.codes import AreaBasis
from pipeline.linking.gaps import GAP, NO_GAP, gap
from pipeline.linking.history import Spot
from pipeline.linking.reading import Naming, Reading
from pipeline.rules.gazetteer import inside, region
from pipeline.rules.mentions import Place

SOURCES = ("sentence", "before", "last", "last_in_sentence", "last_in_paragraph", "home", "headline", "nation",
           "paragraph", "whole", "above", "heading")  # fmt: skip
_LEVEL = {"country": 0.0, "province": 1.0, "city": 2.0, "regency": 2.0, "district": 3.0}
_BASES = tuple(AreaBasis)
_IN = re.compile(
    r"\b(?:di|se|untuk|dari|pada|milik|wilayah|oleh)[\s-]"
    r"(?:wilayah\s|daerah\s|seluruh\s|kabupaten\s|kota\s|provinsi\s|kecamatan\s)?$"
)
Candidate = tuple[str, list[float]]
NEVER = Naming(0, frozenset())

OWN = (
    *(f"from_{name}" for name in SOURCES),
    *(f"left_{name}" for name in GAP[1:]), *(f"right_{name}" for name in GAP[1:]),
    "level", "home_level", "is_home", "within_home", "around_home", "basis", "after_in", "places_right", "places_left",
    "nearest_left", "nearest_right", "distinct_left", "mentions", "in_headline", "dateline", "office",
    "share_of_figures", "listed", "in_reach", "in_cell", "after_se", "places", "last_distance", "numbers_since_left",
    "last_is_home",
)  # fmt: skip


def _sources(spot: Spot) -> dict[str, set[str]]:
    """Each region's code with what speaks for it."""
    reading, annotated, last = spot.reading, spot.reading.annotated, spot.last
    found: defaultdict[str, set[str]] = defaultdict(set)

    def add(source: str, places: Sequence[Place]) -> None:
        for place in places:
            if place.code:
                found[place.code].add(source)

    earlier = [p for p in reading.places_in(reading.paragraph_start(spot.index), spot.sentence.start) if p.code]
    add("sentence", reading.places_in(*spot.sentence))
    add("before", earlier[-1:])
    add("paragraph", earlier[:1])
    heading = spot.before if reading.lead(spot.index) else None
    add("heading", reading.places_in(*heading) if heading else ())
    add("headline", reading.places_in(0, annotated.headline_end))
    if last and last.area:
        found[last.area].add("last")
        near = spot.distance(last)
        found[last.area] |= {"last_in_sentence"} if near == 0 else {"last_in_paragraph"} if near == 1 else set()
    for source, said in (("whole", spot.whole), ("above", spot.above)):
        if said and said.area:
            found[said.area].add(source)
    if annotated.home.code:
        found[annotated.home.code].add("home")
    if "ID" in reading.namings:
        found["ID"].add("nation")
    return found


def candidates(spot: Spot) -> list[Candidate]:
    """Each region that the text or figures before the number speak for, with its `OWN` features."""
    reading, index, number, last = spot.reading, spot.index, spot.number, spot.last
    places = [p for p in reading.places_in(*spot.sentence) if p.code]
    left = [p for p in places if p.end <= number.start]
    right = [p for p in places if p.start >= number.end]
    ending = [
        float(len(places)),
        spot.distance(last),
        gap(reading, index, left[-1].start, left[-1].end)[3] if left else 9.0,
        float(last is not None and last.area == reading.annotated.home.code),
    ]
    found = []
    for code, sources in _sources(spot).items():
        spoken = [float(name in sources) for name in SOURCES]
        found.append((code, [*spoken, *_describe(spot, code, left, right), *ending]))
    return found


def _describe(spot: Spot, code: str, left: Sequence[Place], right: Sequence[Place]) -> list[float]:
    reading, index, number, history = spot.reading, spot.index, spot.number, spot.history
    cell, home = reading.cells[index], reading.annotated.home.code
    lefts, rights = [p for p in left if p.code == code], [p for p in right if p.code == code]
    before, behind = lefts[-1] if lefts else None, rights[0] if rights else None
    near = before or behind
    naming = reading.namings.get(code, NEVER)
    return [
        *(gap(reading, index, before.start, before.end) if before else NO_GAP)[1:],
        *(gap(reading, index, behind.start, behind.end) if behind else NO_GAP)[1:],
        _LEVEL[region(code).level],
        _LEVEL[region(home).level] if home else 9.0,
        float(code == home),
        float(home is not None and inside(code, home)),
        float(home is not None and inside(home, code)),
        float(1 + _BASES.index(near.basis)) if near else 0.0,
        float(behind is not None and _IN.search(reading.small, max(0, behind.start - 25), behind.start) is not None),
        float(len(right)),
        float(len(left)),
        float(bool(left) and left[-1].code == code),
        float(bool(right) and right[0].code == code),
        float(len({p.code for p in left})),
        float(naming.mentions),
        float(AreaBasis.HEADLINE in naming.bases),
        float(AreaBasis.DATELINE in naming.bases),
        float(AreaBasis.OFFICE in naming.bases),
        [said.area for said in history].count(code) / len(history) if history else 0.0,
        float(before is not None and reading.words_between(before.end, number.start) <= 1),
        float(before is not None and before.start >= cell.reach),
        float(behind is not None and behind.end <= cell.end),
        float(near is not None and reading.small[max(0, near.start - 3) : near.start].startswith("se")),
    ]


def is_open(reading: Reading, index: int, code: str) -> bool:
    """Whether a name beside the number may mean several regions, and the chosen one is only taken over."""
    number, cell = reading.quantities[index], reading.cells[index]
    own = [p for p in reading.places_in(cell.reach, cell.end) if p.end <= number.start or p.start >= number.end]
    return any(p.code is None for p in own) and all(p.code != code for p in own)


def basis_of(reading: Reading, index: int, code: str) -> AreaBasis:
    """What tied a number to its region: the nearest place of the sentence that names it, else what the article says."""
    number, home = reading.quantities[index], reading.annotated.home
    own = [place for place in reading.places_in(*reading.sentence(index)) if place.code == code]
    if own:
        return min(own, key=lambda place: abs(place.start - number.start)).basis
    if home.code == code or code not in reading.namings:
        return home.basis
    return min(reading.namings[code].bases, key=_BASES.index)
