"""Regions by the names that news calls them: every name in a text with all regions that may be meant.

Names are compared without case, blanks and hyphens, so that "Muarojambi" is Muaro Jambi; the longest name wins.
A bare district comes uncertain: it counts only in a regency the article names (places). One that is an ordinary word or
stands within other capitals (Luas, Tetap, a person's name) needs kecamatan, distrik or camat before it or before its
list. A name that is also an ordinary word counts only where a word before it announces a region. A point of the compass
behind a region of the same root stands for its sister ("Balikpapan Kota 143, Selatan 82"), initials among districts for
the one district of their regency that has them ("Mersam 18, MSU 9" in Batang Hari: Maro Sebo Ulu).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from models.codes import AreaBasis
from models.region import Region, aliases, ambiguous_names, regions
from pipeline.rules.letters import lower
from pipeline.rules.mentions import Name

LONGEST = 6
"""Words of the longest name (Kota Administrasi Jakarta Pusat …); measured on the list, aliases included."""
SEAT = "seat"

_WORD = re.compile(r"[^\W\d_][\w’'.]*[\w]|[^\W\d_]|\b[IVX]+\b|\d+")
_GAP = re.compile(r"[ \xa0\-.]{1,2}|\n")
_LEVELS = {
    "province": r"provinsi|prov\.?|pemprov|gubernur|dprd provinsi",
    "regency": r"kabupaten|kabupten|kab\.?|pemkab|bupati",
    "city": r"kota|pemkot|pemko|wali ?kota",
    "district": r"kecamatan|kec\.?|distrik|camat",
}
_BEFORE = {level: re.compile(rf"\b(?:{words})\s$", re.IGNORECASE) for level, words in _LEVELS.items()}
_OFFICE = re.compile(
    r"\b(?:dis\w*|dinas|kadis\w*|kabid|kepala|bupati|wali ?kota|walikota|gubernur|pem(?:kab|kot|ko|prov|da|erintah)"
    r"|dekopin(?:da|wil)?)\b[^,;.()]*$",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:di|se|dari|ke|wilayah|daerah|kabupaten|kota|kab\.?|pem\w+|diskop\w*|dinas\s\w+)[\s-]$", re.IGNORECASE
)
_COUNTED = re.compile(r"\s(?:\(|(?:ada |dengan |sebanyak )?\d)")
_DAY = re.compile(r",?\s(?:pada\s|hari\s)?(?:senin|selasa|rabu|kamis|jum[’']?at|sabtu|minggu)\b", re.IGNORECASE)
_SEAT_BEFORE = re.compile(r"(?:^|\n|[.,(–-]\s|\b(?:di|ke|dari|kota)\s)$", re.IGNORECASE)
"""A seat town means its regency where something happens in it or a dateline names it ("Negara" is one)."""
_DATELINE = re.compile(r"\s?(?:\([^)]{3,40}\)|,[^.\n]{2,40})?\s?[-–—:]{1,2}\s(?!(?:Rp\.?\s?)?\d)")
_NATION = re.compile(
    r"\b(?:se-?indonesia|(?:secara|tingkat|skala) nasional|di indonesia"
    r"|indonesia saat ini|di tanah air|koperasi nasional)\b"
)
"""For a text in small letters, as the next."""


_MINISTRY = re.compile(r"\b(?:kementerian|kementrian|kemenkop\w*|kemennegkop|menteri|menkop\w*|menkumham|deputi)\b")
_DISTRICTS = re.compile(r"\b(?:kecamatan|distrik|camat)\b", re.IGNORECASE)
LIST = 700
"""Characters over which one "kecamatan" announces a list of districts; measured on the development articles."""


SHORTEST = 4
"""Letters of the shortest district that counts unannounced: Sape and Woha are districts, Aru is mostly the islands."""
SISTER = 80
"""Characters behind a region in which a point of the compass may stand for its sister."""
_COMPASS = re.compile(r"\b(?:Utara|Selatan|Timur|Barat|Tengah|Tenggara|Pusat|Kota|Hulu|Hilir)\b")
_INITIALS = re.compile(r"\b[A-Z]{3,4}\b(?=:?\s\(?\d)")
_ROW_BEFORE = re.compile(r"(?:\d(?:\s\w+)?\)?[,;]\s(?:dan\s|serta\s)?|\d[^\n]{0,15}\n\W{0,3})$")
"""The number of the row before, where initials begin the next one; two letters are common abbreviations (KK, PT)."""
_NO_DISTRICTS = frozenset("BMT KSU KUD KSP USP RAT SHU UKM IKM NIK NIB ODS SMA SMP SMK LPD".split())
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'.]*,?\s$")
_CAPITAL_BEHIND = re.compile(r"\s[A-Z][a-z]")


class Entry(NamedTuple):
    """What one written name may mean."""

    code: str
    level: str
    kind: str


_DROPPED = {ord(letter): None for letter in map(chr, range(0x3001)) if letter in "-.’'" or letter.isspace()}
"""White space, of which U+3000 is the last, and the marks without which names are compared."""


def _key(text: str) -> str:
    return text.translate(_DROPPED).casefold()


def _add(index: dict[str, tuple[Entry, ...]], name: str, entry: Entry) -> None:
    key = _key(name)
    had = index.get(key, ())
    if all(entry.code != other.code for other in had):
        index[key] = (*had, entry)


@cache
def _index() -> dict[str, tuple[Entry, ...]]:
    """All names: official, bare, other names, then seats that are no region's name themselves."""
    found: dict[str, tuple[Entry, ...]] = {}
    for region in regions().values():
        _add(found, region.name, Entry(region.code, region.level, "name"))
        _add(found, region.official_name, Entry(region.code, region.level, "official"))
    for code, name, kind in aliases():
        if code in regions():
            _add(found, name, Entry(code, regions()[code].level, kind))
    for region in regions().values():
        higher = [entry for entry in found.get(_key(region.capital or ""), ()) if entry.level != "district"]
        if region.capital and region.level in ("regency", "province") and not higher:
            _add(found, region.capital, Entry(region.code, region.level, SEAT))
    return found


@cache
def _keys() -> list[str]:
    """The names as they are compared, sorted."""
    return sorted(_index())


def _begins_name(key: str) -> bool:
    """Whether a name begins so."""
    keys = _keys()
    place = bisect_left(keys, key)
    return place < len(keys) and keys[place].startswith(key)


@cache
def _district_words() -> frozenset[str]:
    """Names that are words or parts of other names as well: no districts unless announced."""
    common = r"word|given name|ethnic|other names|direction|number|title"
    return frozenset(_key(row.name) for row in ambiguous_names() if re.search(common, row.note))


@cache
def _words() -> frozenset[str]:
    """Names that are words as well, by the notes of the code list."""
    return frozenset(
        _key(row.name) for row in ambiguous_names() if re.search(r"given name|ethnic|office word", row.note)
    )


@cache
def _by_initials() -> dict[tuple[str, str], list[str]]:
    """The districts of each regency by the initials of their names."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in regions().values():
        if one.level == "district":
            initials = "".join(word[0] for word in one.name.split())
            found.setdefault((ancestors(one.code)[-1], initials), []).append(one.code)
    return found


def region(code: str) -> Region:
    """The region of a Kemendagri code that this module gave out."""
    return regions()[code]


def ancestors(code: str) -> tuple[str, ...]:
    """The regions a region lies in, without the nation: 13 and 13.11 for 13.11.03."""
    parts = code.split(".")
    return tuple(".".join(parts[:length]) for length in range(1, len(parts)))


def inside(code: str, outer: str) -> bool:
    """Whether region `code` is `outer` or lies in it; all lie in the nation."""
    return outer in ("ID", code) or code.startswith(f"{outer}.")


def _level_before(text: str, start: int) -> str | None:
    before = text[max(0, start - 20) : start]
    return next((level for level, pattern in _BEFORE.items() if pattern.search(before)), None)


def _choose(text: str, start: int, written: str, entries: tuple[Entry, ...]) -> tuple[tuple[str, ...], bool]:
    """The codes that `written` at `start` may mean, and whether a word beside it makes them certain."""
    level = _level_before(text, start)
    if level:
        fitting = tuple(entry.code for entry in entries if entry.level == level)
        if fitting:
            return fitting, True
        if level == "district":
            return (), False
    higher = [entry for entry in entries if entry.level != "district"]
    named = [entry for entry in higher if entry.kind != SEAT]
    districts = tuple(entry.code for entry in entries if entry.level == "district")
    spoken = _SEAT_BEFORE.search(text, max(0, start - 12), start) or _DATELINE.match(text, start + len(written))
    best = named or (higher if spoken else [])
    announced = (
        level or _ANNOUNCED.search(text[max(0, start - 25) : start]) or _COUNTED.match(text, start + len(written))
    )
    if _key(written) in _words() and not announced:
        best = [entry for entry in best if entry.kind == "official"]
    certain = len(best) == 1 and best[0].kind in ("official", "abbreviation")
    certain = certain or (not best and all(entry.kind == "official" for entry in entries))
    return tuple(entry.code for entry in best) or districts, certain


def _basis(text: str, start: int, end: int) -> AreaBasis:
    line = text.rfind("\n", 0, start) + 1
    opens = start - line < 60 and _DATELINE.match(text, end) and not _ANNOUNCED.search(text, line, start)
    if opens or _DAY.match(text, end):
        return AreaBasis.DATELINE
    return AreaBasis.OFFICE if _OFFICE.search(text[max(0, start - 70) : start]) else AreaBasis.SENTENCE


def find_names(text: str) -> list[Name]:
    """The region names of `text` in their order, the longest at each place; bare districts come uncertain."""
    small = lower(text)
    nation = [
        Name(*match.span(), ("ID",), basis, certain=True)
        for pattern, basis in ((_NATION, AreaBasis.SENTENCE), (_MINISTRY, AreaBasis.OFFICE))
        for match in pattern.finditer(small)
    ]
    kept: list[Name] = []
    regions_named = list(_find_regions(text))
    led = [*_sisters(text, regions_named), *_initials(text, regions_named)]
    for name in sorted([*nation, *regions_named, *led], key=lambda name: (name.start, -name.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _find_regions(text: str) -> Iterator[Name]:
    words = list(_WORD.finditer(text))
    index, place = _index(), 0
    announced = [match.end() for match in _DISTRICTS.finditer(text)]
    while place < len(words):
        if not text[words[place].start()].isupper():
            place += 1
            continue
        length, codes, certain = _longest(text, words, place, index)
        start, taken = words[place].start(), length if codes else 1
        end = words[place + max(length, 1) - 1].end()
        if codes and not certain and region(codes[0]).level == "district":
            listed = bisect_left(announced, start)
            near = listed and start - announced[listed - 1] < LIST
            codes = codes if near or _stands_alone(text, start, end) else ()
        if codes:
            entries = _index().get(_key(text[start:end]), ())
            districts = tuple(entry.code for entry in entries if entry.level == "district")
            yield Name(start, end, codes, _basis(text, start, end), certain, districts)
        place += taken


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a district's name is no ordinary word and no part of a longer name; a row of a list never is one."""
    if _key(text[start:end]) in _district_words() or end - start < SHORTEST:
        return False
    if text[max(0, start - 2) : start] == ", " and _COUNTED.match(text, end):
        return True
    return not (_CAPITAL_BEFORE.search(text, max(0, start - 30), start) or _CAPITAL_BEHIND.match(text, end))


def _sisters(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Points of the compass that leave out the root of the region before them ("Jakarta Timur 1.851, Barat 1.139")."""
    roots, following = "", iter(names)
    name, last = next(following, None), -LIST
    for match in _COMPASS.finditer(text):
        while name is not None and name.start < match.end():
            root, _, point = text[name.start : name.end].rpartition(" ")
            if _COMPASS.fullmatch(point):
                roots, last = root, name.end
            name = next(following, None)
        entries = _index().get(_key(f"{roots} {match[0]}"), ()) if match.start() - last < SISTER else ()
        if entries and not _CAPITAL_BEFORE.search(text, max(0, match.start() - 30), match.start()):
            last = match.end()
            yield Name(*match.span(), tuple(entry.code for entry in entries), AreaBasis.SENTENCE, certain=False)


def _initials(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Initials that a number follows, of the one district that has them in a regency of which two more are named."""
    found = [
        match
        for match in _INITIALS.finditer(text)
        if match[0] not in _NO_DISTRICTS
        and _key(match[0]) not in _index()
        and _ROW_BEFORE.search(text, max(0, match.start() - 25), match.start())
    ]
    if not found:
        return
    districts = {name.codes[0] for name in names if len(name.codes) == 1 and region(name.codes[0]).level == "district"}
    regencies = [code for code, times in Counter(ancestors(code)[-1] for code in districts).items() if times > 1]
    for match in found:
        codes = [code for regency in regencies for code in _by_initials().get((regency, match[0]), ())]
        if len(codes) == 1:
            yield Name(*match.span(), (codes[0],), AreaBasis.SENTENCE, certain=False, districts=(codes[0],))


def _longest(
    text: str, words: list[re.Match[str]], place: int, index: dict[str, tuple[Entry, ...]]
) -> tuple[int, tuple[str, ...], bool]:
    key, start, end, found = "", words[place].start(), words[place].start(), []
    for length, word in enumerate(words[place : place + LONGEST], 1):
        if length > 1 and not _GAP.fullmatch(text, end, word.start()):
            break
        key, end = key + _key(word[0]), word.end()
        if not _begins_name(key):
            break
        if key in index:
            found.append((length, text[start:end], index[key]))
    for length, written, entries in reversed(found):
        if len(written) > 1 and (len(written) > 3 or written.isupper()):
            codes, certain = _choose(text, start, written, entries)
            if codes:
                return length, codes, certain
    return 0, (), False
