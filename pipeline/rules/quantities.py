"""Where a text states quantities, and how they are meant (codebook: `bound`, `unit`)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.codes import Bound, Unit
from pipeline.rules.bounds import read_bound
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
from pipeline.rules.uncounted import OTHER_UNITS, uncounted

_PERCENT = r"\s?(?:%|persen(?:nya)?\b|prosen\b)"
_RUPIAH = r"\s(?:triliun\s)?rupiah\b"
_RP = r"rp\.?\s?"
_TO = r"(?:\s?(?:-|–|s/d)\s?|\s(?:sampai(?:\sdengan)?|hingga|s\.?d\.?)\s(?!(?:19|20)\d\d\b)|(?(between)\sdan\s|(?!)))"
"""What stands between the ends of a range; "hingga 2022" is a date."""
_QUANTITY = re.compile(
    rf"(?<![\w,./-])(?P<between>(?<=antara\s))?(?P<money>{_RP})?(?:(?P<digits>{DIGITS})|(?P<words>{WORDS}))"
    rf"(?:\s?(?P<scale>{SCALE}|(?(money)[mt]\b|(?!))))?(?P<about>-?an\b)?(?P<percent>{_PERCENT})?(?P<rupiah>{_RUPIAH})?"
    rf"(?:{_TO}(?:{_RP})?(?P<upper>{DIGITS}|{WORDS})"
    rf"(?:\s?(?P<upper_scale>{SCALE}|(?(money)[mt]\b|(?!))))?(?:-?an\b)?"
    rf"(?(percent){_PERCENT}|(?P<upper_percent>{_PERCENT})?)(?P<upper_rupiah>{_RUPIAH})?)?"
)
"""A number with its unit, or two as the ends of a range, in small letters."""
_SCALED = re.compile(rf"{SCALE}(?=(?:\srupiah)?$)", re.IGNORECASE)
_VAGUE = re.compile(r"(?:puluh|ratus|ribu|juta)", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z]+\s[A-Z][a-z]+$")
"""A number word that is part of a name (Simpang Empat)."""


def _unit(match: re.Match[str]) -> Unit:
    if match["percent"] or match["upper_percent"]:
        return Unit.PERCENT
    money = match["money"] or match["rupiah"] or match["upper_rupiah"]
    scale = match["scale"] or match["upper_scale"] or ""
    return Unit.IDR if money or scale.startswith(("m", "t")) else Unit.COUNT


def _number(text: str, *, decimal: bool) -> float | None:
    return parse_digits(text, decimal=decimal) if text[0].isdigit() else parse_words(text)


def _value(match: re.Match[str]) -> tuple[float | None, float | None]:
    """The number and the upper end of a range; null for what cannot be read."""
    scale, upper_scale, upper = match["scale"] or "", match["upper_scale"] or "", match["upper"]
    percent = _unit(match) is Unit.PERCENT
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
        return Quantity(*match.span(), low, _unit(match), Bound.RANGE, high)
    vague = match["about"] or (match["scale"] or "").endswith("an")
    return Quantity(*match.span(), low, _unit(match), Bound.ABOUT if vague else read_bound(text, *match.span()))


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
    busy = sorted([*taken, *uncounted(small)])
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
