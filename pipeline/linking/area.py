"""Candidates for the region whose cooperatives a number counts."""

import re
from collections import defaultdict
from collections.abc import Sequence

from models.codes import AreaBasis
from pipeline.linking.gaps import GAP, NO_GAP, gap
from pipeline.linking.history import History, above, distance, focus, whole
from pipeline.linking.reading import Reading
from pipeline.rules.gazetteer import inside, region
from pipeline.rules.mentions import Place

SOURCES = ("sentence", "before", "last", "last_in_sentence", "last_in_paragraph", "home", "headline", "nation",
           "paragraph", "whole", "above")  # fmt: skip
_LEVEL = {"country": 0.0, "province": 1.0, "city": 2.0, "regency": 2.0, "district": 3.0}
_BASES = tuple(AreaBasis)
_IN = re.compile(
    r"\b(?:di|se|untuk|dari|pada|milik|wilayah|oleh)[\s-]"
    r"(?:wilayah\s|daerah\s|seluruh\s|kabupaten\s|kota\s|provinsi\s|kecamatan\s)?$"
)
Candidate = tuple[str, list[float]]

OWN = (
    *(f"from_{name}" for name in SOURCES), *(f"left_{name}" for name in GAP[1:]), *(f"right_{name}" for name in GAP[1:]),
    "level", "home_level", "is_home", "within_home", "around_home", "basis", "after_in", "places_right", "places_left",
    "nearest_left", "nearest_right", "distinct_left", "mentions", "in_headline", "dateline", "office",
    "share_of_figures", "listed", "in_reach", "in_cell", "after_se", "places", "last_distance", "numbers_since_left",
    "last_is_home",
)  # fmt: skip


def _sources(reading: Reading, index: int, history: History) -> dict[str, set[str]]:
    """Each region's code with what speaks for it."""
    annotated, sentence = reading.annotated, reading.sentence(index)
    found: defaultdict[str, set[str]] = defaultdict(set)

    def add(source: str, places: Sequence[Place]) -> None:
        for place in places:
            if place.code:
                found[place.code].add(source)

    earlier = [p for p in reading.places_in(reading.paragraph_start(index), sentence.start) if p.code]
    add("sentence", reading.places_in(sentence.start, sentence.end))
    add("before", earlier[-1:])
    add("paragraph", earlier[:1])
    add("headline", reading.places_in(0, annotated.headline_end))
    last = focus(reading, index, history)
    if last and last.area:
        found[last.area].add("last")
        near = distance(reading, index, last)
        found[last.area] |= {"last_in_sentence"} if near == 0 else {"last_in_paragraph"} if near == 1 else set()
    for source, said in (("whole", whole(reading, index, history)), ("above", above(reading, index, history))):
        if said and said.area:
            found[said.area].add(source)
    if annotated.home.code:
        found[annotated.home.code].add("home")
    if any(place.code == "ID" for place in annotated.places):
        found["ID"].add("nation")
    return found


def candidates(reading: Reading, index: int, history: History) -> list[Candidate]:
    """Each region that the text or figures before the number speak for, with its `OWN` features."""
    number, sentence, home = reading.quantities[index], reading.sentence(index), reading.annotated.home.code
    places = [p for p in reading.places_in(sentence.start, sentence.end) if p.code]
    left = [p for p in places if p.end <= number.start]
    right = [p for p in places if p.start >= number.end]
    last = focus(reading, index, history)
    ending = [
        float(len(places)),
        distance(reading, index, last),
        gap(reading, index, left[-1].start, left[-1].end)[3] if left else 9.0,
        float(last is not None and last.area == home),
    ]
    return [
        (code, [*(float(name in sources) for name in SOURCES), *_describe(reading, index, history, code, left, right), *ending])
        for code, sources in _sources(reading, index, history).items()
    ]


def _describe(
    reading: Reading, index: int, history: History, code: str, left: Sequence[Place], right: Sequence[Place]
) -> list[float]:
    number, cell, home = reading.quantities[index], reading.cells[index], reading.annotated.home.code
    lefts, rights = [p for p in left if p.code == code], [p for p in right if p.code == code]
    before, behind = lefts[-1] if lefts else None, rights[0] if rights else None
    near = before or behind
    every = [p for p in reading.annotated.places if p.code == code]
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
        float(len(every)),
        float(any(p.end <= reading.annotated.headline_end for p in every)),
        float(any(p.basis is AreaBasis.DATELINE for p in every)),
        float(any(p.basis is AreaBasis.OFFICE for p in every)),
        sum(said.area == code for said in history) / len(history) if history else 0.0,
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
    """What tied a number to its region: the nearest place that names it, else what made it the article's own."""
    number = reading.quantities[index]
    named = [p for p in reading.annotated.places if p.code == code]
    own = [p for p in named if reading.sentence(index).start <= p.start < reading.sentence(index).end]
    near = min(own or named, key=lambda place: abs(place.start - number.start), default=None)
    home = reading.annotated.home
    if home.code == code and not own:
        return home.basis
    return near.basis if near else home.basis
