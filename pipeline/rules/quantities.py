"""Where a text states quantities, and how they are meant (codebook: `bound`, `unit`)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.codes import Bound, Unit
from pipeline.rules.letters import lower
from pipeline.rules.mentions import Quantity
from pipeline.rules.numerals import (
    DIGITS,
    SCALE,
    WORDS,
    parse_digits,
    parse_scale,
    parse_word_range,
    parse_words,
    scaled,
)

_NUMBER = rf"(?:(?P<digits>{DIGITS})|(?P<words>{WORDS}))"
_QUANTITY = re.compile(
    rf"(?<![\w,./-])(?P<money>rp\.?\s?)?{_NUMBER}"
    rf"(?:\s?(?P<scale>{SCALE}))?"
    rf"(?:(?:\s?(?:-|–|s/d)\s?|\s(?:sampai|hingga)\s(?!(?:19|20)\d\d\b))(?:rp\.?\s?)?(?P<upper>{DIGITS}|{WORDS})(?:\s?(?P<upper_scale>{SCALE}))?)?"
    r"(?P<about>-?an\b)?(?:\s?(?P<percent>%|persen(?:nya)?\b|prosen\b))?(?P<rupiah>\s(?:triliun\s)?rupiah\b)?"
)
"""For a text in small letters, as is NO_QUANTITY."""
_SCALED = re.compile(rf"{SCALE}(?=(?:\srupiah)?$)", re.IGNORECASE)
_VAGUE = re.compile(r"(?:puluh|ratus|ribu|juta)", re.IGNORECASE)

OTHER_UNITS = re.compile(
    r"\s(?:tahun(?!\s(?:19|20)\d\d)|bulan|hari|pekan|minggu|jam|menit|detik|kali|abad|semester|periode|angkatan|tahap|lantai|meter"
    r"|km|kilometer|hektar\w*|ha|ton|kg|kilogram|gram|liter|lembar|eksemplar|halaman|pasal|poin|butir|hal|langkah|jenis|bidang"
    r"|macam|titik|kecamatan|desa|kelurahan|nagari|kampung|dusun|distrik|kabupaten|kota|provinsi|negara|pulau|zona|wilayah"
    r"|daerah|kantor|gedung|rumah|kepala keluarga|kk|besar|terbaik|nomor|lokasi|sektor|unsur|pilar|program)\b",
    re.IGNORECASE,
)
"""Words that a number may count besides what we ask for; such a number is no quantity of ours."""
_NAME = re.compile(r"\b[A-Z][a-z]+\s[A-Z][a-z]+$")
"""A number word that is part of a name (Simpang Empat)."""

NO_QUANTITY = re.compile(
    r"""
    (?<!\w)(?:
      (?:nomor|no|pasal|ayat|bab|seri|uu|pp|perpres|inpres|permenkop|perda|sk)\b[.:]?\s?[\w/().:-]{0,40}\d[\w/.:-]*
        (?:/\d+)?(?:\s?tahun\s\d{4})?
    | nomor\s(?:satu|dua|tiga|empat|lima)\b
    | ke[\s-]?\d+                                       # ordinals: HUT ke-71
    | (?:hut|harkop\w*|hari\skoperasi)\b[^.,;]{0,30}?\d+
    | (?:pukul|jam)\s\d{1,2}[.:]\d{2}                   # times
    | r[tw]\.?\s?\d+(?:/\d+)?
    | [a-z]\w*-\d+\b | [a-z]+\d[\w/.-]*\b
    | https?://\S+ | www\.\S+
    | \d{1,2}:\d{2}(?::\d{2})?
    | 0\d{2,4}\)?[\s-]?\d{3,}(?:-\d+)*                 # telephone
    | \d{1,2}/\d{1,2}(?:/\d{2,4})?
    | \d{4}[-/]\d{2}[-/]\d{2}\b
    | \d+[a-z]\w*\b
    )
    """,
    re.VERBOSE,
)
"""Numbers that count nothing: laws, ordinals, times, telephones, dates in digits."""
_RUPIAH = re.compile(r"rp\.?\s?\d[\w.,]*")

_BEFORE = {
    Bound.ABOUT: r"sekitar(?:an)?|sekira(?:nya)?|lebih kurang|kurang lebih|kira[ -]?kira|diperkirakan(?: mencapai)?"
    r"|kisaran|ditaksir|nyaris sebanyak",
    Bound.AT_LEAST: r"lebih dari|lebih|minimal|sedikitnya|setidaknya|paling sedikit"
    r"|tidak kurang dari|tak kurang dari|di ?atas",
    Bound.AT_MOST: r"hampir|kurang dari|tidak sampai|tak sampai|maksimal|paling banyak|di ?bawah|nyaris",
}
_AFTER = {Bound.AT_LEAST: r"lebih|l[ae]bih|ke atas", Bound.ABOUT: r"an|[- ]an"}
_FILLER = r"(?:\s(?:ada|mencapai|sebanyak|sebesar|total|berjumlah|dari))?"
_BEFORE_RE = [(b, re.compile(rf"\b(?:{words}){_FILLER}\s*$", re.IGNORECASE)) for b, words in _BEFORE.items()]
_AFTER_RE = [
    (b, re.compile(rf"\s?(?:{words})\b(?!\s(?:dari|baik|tinggi|banyak))", re.IGNORECASE)) for b, words in _AFTER.items()
]


def _bound(text: str, start: int, end: int) -> Bound:
    before, after = text[max(0, start - 40) : start], text[end : end + 12]
    tilted = [bound for bound, pattern in _BEFORE_RE if pattern.search(before)]
    tilted += [bound for bound, pattern in _AFTER_RE if pattern.match(after)]
    return tilted[0] if tilted else Bound.EXACT


def _unit(match: re.Match[str]) -> Unit:
    if match["percent"]:
        return Unit.PERCENT
    big = (match["scale"] or "").casefold()[:1] in ("m", "t") and match["scale"] is not None
    return Unit.IDR if match["money"] or match["rupiah"] or big else Unit.COUNT


def _number(text: str, *, decimal: bool) -> float | None:
    return parse_digits(text, decimal=decimal) if text[0].isdigit() else parse_words(text)


def _value(match: re.Match[str]) -> tuple[float | None, float | None]:
    """The number and the upper end of a range; null for what cannot be read."""
    scale, upper_scale, upper = match["scale"] or "", match["upper_scale"] or "", match["upper"]
    percent = bool(match["percent"])
    low = _number(match["digits"] or match["words"], decimal=percent or bool(scale))
    high = _number(upper, decimal=percent or bool(upper_scale)) if upper else None
    if match["words"] and (upper or low is None):
        low, high = parse_word_range(f"{match['words']} {upper or ''}") or (None, None)
    return (
        None if low is None else scaled(low, scale or upper_scale),
        None if high is None else scaled(high, upper_scale or scale),
    )


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    low, high = _value(match)
    if low is None or (match["upper"] and (high is None or high <= low)):
        return None
    if high is not None:
        return Quantity(match.start(), match.end(), low, _unit(match), Bound.RANGE, high)
    vague = match["about"] or (match["scale"] or "").casefold().endswith("an")
    bound = Bound.ABOUT if vague else _bound(text, match.start(), match.end())
    return Quantity(match.start(), match.end(), low, _unit(match), bound)


class Numbers(NamedTuple):
    """The quantities of a text in their order, and the spans that look like quantities and cannot be read as one."""

    quantities: tuple[Quantity, ...]
    unparsed: tuple[tuple[int, int], ...]


def find_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> Numbers:
    """The numbers of `text` that count or measure, none inside a span that is `taken` (a date)."""
    found: list[Quantity] = []
    unparsed = []
    for match in _matches(text, taken):
        quantity = _quantity(text, match)
        if quantity is None:
            unparsed.append(match.span())
        elif quantity.unit is Unit.COUNT and OTHER_UNITS.match(text, quantity.end):
            continue
        elif found and _spelled_out(text, found[-1], quantity):
            found[-1] = found[-1]._replace(end=quantity.end, value=quantity.value, bound=Bound.EXACT)
        elif found and _goes_on(text, found[-1], quantity):
            found[-1] = found[-1]._replace(end=quantity.end, value=found[-1].value + quantity.value)
        else:
            found.append(quantity)
    return Numbers(tuple(found), tuple(unparsed))


def _spelled_out(text: str, rounded: Quantity, exact: Quantity) -> bool:
    """Whether `exact` stands in brackets behind `rounded` and says the same sum: "Rp 6 triliun (6.008.479.736.959)"."""
    between = text[rounded.end : exact.start]
    near = abs(rounded.value - exact.value) <= 0.1 * rounded.value
    return rounded.unit is Unit.IDR and bool(re.fullmatch(r"(?:\srupiah)?\s?\(", between)) and near


def _goes_on(text: str, large: Quantity, small: Quantity) -> bool:
    """Whether `small` is the rest of the same number, a scale further down: "Rp2 miliar 300 juta"."""
    above = _SCALED.search(text, large.start, large.end)
    if text[large.end : small.start] != " " or above is None or large.value_max or small.value_max:
        return False
    below = _SCALED.search(text, small.start, small.end)
    steps = below is None or parse_scale(below[0]) < parse_scale(above[0])
    return steps and small.unit is not Unit.PERCENT and small.value < parse_scale(above[0]) <= large.value


def _matches(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    small = lower(text)
    busy = sorted([*taken, *(match.span() for match in NO_QUANTITY.finditer(small) if not _RUPIAH.match(match[0]))])
    place = 0
    for match in _QUANTITY.finditer(small):
        while place < len(busy) and busy[place][1] <= match.start():
            place += 1
        free = place == len(busy) or busy[place][0] >= match.end()
        if (
            free
            and not (match["words"] and _NAME.search(text, max(0, match.start() - 20), match.end()))
            and not _VAGUE.fullmatch(match[0].removesuffix("an"))
        ):
            yield match
