"""Which region each name means in this article, and which region the article is about.

The article's own region (its home) is the one that headline, offices, first paragraph and dateline speak for most;
the outlet's area decides only between regions that the text leaves open. What stays open has no code: a doubt.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.codes import AreaBasis
from pipeline.rules.gazetteer import ancestors, inside, region
from pipeline.rules.mentions import Name, Place

_WEIGHTS = {AreaBasis.HEADLINE: 4.0, AreaBasis.OFFICE: 3.0, AreaBasis.DATELINE: 2.0, AreaBasis.SENTENCE: 1.0}
_OPENING = 400
"""Characters of the body whose regions count double: a news lead says where it plays."""
_BACK = re.compile(
    r"\bse-?(?P<whole>kabupaten|kota|provinsi)\b(?!\s(?-i:[A-Z]))|"
    r"\b(?P<level>kota|kabupaten|provinsi|daerah|wilayah)\s(?:ini|itu|tersebut|setempat)\b",
    re.IGNORECASE,
)
LIST = 25
"""Characters between two names of one list."""
_LEVEL = {"kota": "city", "kabupaten": "regency", "provinsi": "province"}


class Home(NamedTuple):
    """The region an article is about, and what says so; `code` is null where nothing does."""

    code: str | None
    basis: AreaBasis


def _explicit(names: Iterable[Name]) -> frozenset[str]:
    return frozenset(
        name.codes[0]
        for name in names
        if len(name.codes) == 1 and (name.certain or region(name.codes[0]).level != "district")
    )


def _fitting(name: Name, explicit: frozenset[str], source_area: str | None) -> tuple[str, ...]:
    """The codes that `name` may still mean once the rest of the article is heard."""
    codes = name.codes
    levels = {region(code).level for code in codes}
    if levels == {"district"}:
        near = tuple(code for code in codes if not explicit.isdisjoint(ancestors(code)))
        return near or (codes if name.certain and len(codes) == 1 else ())
    if len(codes) > 1:
        stated = tuple(code for code in codes if code in explicit)
        near = tuple(code for code in codes if source_area and source_area != "ID" and inside(code, source_area))
        same_name = tuple(code for code in codes if region(code).level == "province")
        codes = next((some for some in (stated, near, same_name) if len(some) == 1), codes)
    return codes


def resolve(names: Sequence[Name], headline_end: int, source_area: str | None) -> list[Place]:
    """Each name with the one region it means here; a name of districts elsewhere is no region at all."""
    explicit = _explicit(names) | ({source_area} if source_area else frozenset())
    places = []
    for name in names:
        codes = _fitting(name, explicit, source_area)
        basis = AreaBasis.HEADLINE if name.end <= headline_end else name.basis
        if codes and not (len(codes) > 1 and not name.certain and len(codes) > 2):
            places.append(Place(name.start, name.end, codes[0] if len(codes) == 1 else None, basis))
    return _in_lists(places, names)


def _in_lists(places: Sequence[Place], names: Sequence[Name]) -> list[Place]:
    """In a list of districts a name means a district as well ("Gerokgak 12, Buleleng 11, Banjar 7")."""
    called = {name.start: name for name in names}
    found = list(places)
    for number, place in enumerate(places):
        name = called[place.start]
        if name.certain or not name.districts or (place.code and region(place.code).level == "district"):
            continue
        beside = [
            other.code
            for other in found[max(0, number - 1) : number] + found[number + 1 : number + 2]
            if other.code and max(place.start - other.end, other.start - place.end) < LIST
        ]
        if not beside or any(region(code).level != "district" for code in beside):
            continue
        regency = ancestors(beside[0])[-1]
        twins = [code for code in name.districts if inside(code, regency)]
        found[number] = place._replace(code=twins[0]) if twins else place
    return found


def without_appositions(text: str, places: Sequence[Place]) -> list[Place]:
    """Drop the region that only says where the one before it lies ("Kota Pariaman, Sumatera Barat")."""
    kept: list[Place] = []
    for place in places:
        last = kept[-1] if kept else None
        between = text[last.end : place.start] if last else ""
        apposed = re.fullmatch(r"(?:,\s|\s\(|\s)(?:provinsi\s)?", between, re.IGNORECASE)
        if last and last.code and place.code and apposed and place.code != last.code and inside(last.code, place.code):
            continue
        kept.append(place)
    return kept


def find_home(places: Sequence[Place], headline_end: int, source_area: str | None) -> Home:
    """The region that most speaks for; districts and the nation win only where nothing else is named."""
    score: defaultdict[str, float] = defaultdict(float)
    basis: dict[str, AreaBasis] = {}
    for place in places:
        if place.code is None:
            continue
        weight = _WEIGHTS[place.basis] * (2 if place.start < headline_end + _OPENING else 1)
        weight *= 0.3 if region(place.code).level == "district" else 1
        weight *= 0.5 if place.code == "ID" else 1
        weight *= 0.25 if place.code == "31" and place.basis is AreaBasis.DATELINE else 1
        if place.code == "ID" and place.basis is AreaBasis.OFFICE and place.start > headline_end + _OPENING:
            continue
        score[place.code] += weight
        if (
            _WEIGHTS[place.basis] > _WEIGHTS.get(basis.get(place.code, AreaBasis.SENTENCE), 0)
            or place.code not in basis
        ):
            basis[place.code] = place.basis
    if score:
        best = max(score, key=lambda code: (score[code], len(code)))
        return Home(best, basis[best])
    if source_area:
        return Home(source_area, AreaBasis.SOURCE)
    return Home(None, AreaBasis.SOURCE)


def back_references(text: str, places: Sequence[Place], home: Home) -> list[Place]:
    """Places for "kota itu", "kabupaten ini": the region of that level named last, else the article's own."""
    found, last, following = [], dict[str, str](), iter(places)
    place = next(following, None)
    for match in _BACK.finditer(text):
        while place is not None and place.end <= match.start():
            if place.code:
                last[region(place.code).level] = place.code
            place = next(following, None)
        level = _LEVEL.get((match["level"] or match["whole"]).casefold())
        own = home.code is None or level in (None, region(home.code).level)
        code = home.code if own else last.get(level or "", home.code)
        if code:
            found.append(Place(*match.span(), code, AreaBasis.SENTENCE))
    return found
