"""A sentence cut into cells: each quantity with the words to its left and right that belong to it.

Between two quantities the words are shared out at the first comma, else at a joining word ("dan", "sedangkan",
"menjadi"), else right before a noun that starts a new count ("anggota").
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.codes import Unit
from pipeline.rules.mentions import Quantity

_CUTS = (
    re.compile(r"[;:(),]|\n"),
    re.compile(
        r"\b(?:sedangkan|sementara|adapun|namun|tetapi|tapi|lalu|kemudian|berbanding|banding|sisanya|dan|serta|atau"
        r"|(?<!lebih )(?<!kurang )dari|menjadi|jadi|ke)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:dengan|degan|beranggotakan|jumlah|anggota\w*|omzet\w*|aset\w*|shu)\b", re.IGNORECASE),
    re.compile(r"\byang\b", re.IGNORECASE),
)
_RIGHT = re.compile(r";|,(?!\s(?:yang|baik|atau)\b)|\s[-–]\s|[()\n]")
_LEFT = re.compile(r"[,;:(]\s|\s[-–]\s")
NOUNS = 2
"""From here on the cuts are nouns and "yang": not at the word right behind a number, which it counts."""
_FIRST = re.compile(r"\s\w+")
BRACKET_DATE = re.compile(r"(?:\s(?:unit|orang))?\s?\((?:tahun\s)?\d{4}\)", re.IGNORECASE)
"""A year in brackets behind a number belongs to it."""
_BASE = re.compile(r"[^,]*\bdari\s(?:total\s)?$", re.IGNORECASE)
TWINS = re.compile(r"(?:\s\w+){0,3}?,?\s?(?:atau(?:\s(?:sekitar|mencapai|sebesar|setara))*\s|\()", re.IGNORECASE)
_CLOSE = re.compile(r"(?:\s\w+)?\)")


class Cell(NamedTuple):
    """A quantity with its own words: text offsets of where they begin and end."""

    quantity: Quantity
    start: int
    """Where its own clause begins (after the last comma before it)."""
    end: int
    reach: int
    """Where the words begin that no quantity before it has claimed."""


def _cut(text: str, left: int, right: int) -> int:
    """Where to share out the words between two quantities; a bracket that closes behind the first parts nothing."""
    left = behind(text, left)
    bracket = BRACKET_DATE.match(text, left) or BRACKET_DATE.match(text, min(left + 5, right))
    left = bracket.end() if bracket and bracket.end() <= right else left
    gap = text[left:right]
    first = _FIRST.match(gap)
    for number, pattern in enumerate(_CUTS):
        match = pattern.search(gap, first.end() if first and number >= NOUNS else 0)
        if match is not None:
            return left + (match.end() if match[0][0] in ";:),\n." else match.start())
    return right


def behind(text: str, end: int) -> int:
    """`end` of a quantity, or that of the bracket that closes right behind it."""
    close = _CLOSE.match(text, end)
    return close.end() if close else end


def find_cells(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Cell]:
    """The cells of the sentence `text[start:end]`, one for each of its quantities, in order."""
    cells, reach = [], start
    for number, quantity in enumerate(quantities):
        last = number + 1 == len(quantities)
        limit = end if last else _cut(text, quantity.end, quantities[number + 1].start)
        right = _RIGHT.search(text, behind(text, quantity.end), limit)
        stop = right.start() if right and (last or right.start() > quantity.end) else limit
        clause = max((match.end() for match in _LEFT.finditer(text, reach, quantity.start)), default=reach)
        cells.append(Cell(quantity, clause, stop, reach))
        reach = limit
    return _joined(text, _turned(text, cells))


def _turned(text: str, cells: list[Cell]) -> list[Cell]:
    """In "yang tidak aktif dari 3.923 unit itu 1.876" the words before the whole belong to its part."""
    if len(cells) > 1:
        whole, part = cells[0], cells[1]
        led = _BASE.fullmatch(text, whole.start, whole.quantity.start)
        if (
            led
            and led.end() - led.start() > len("dari total ")
            and "," not in text[whole.quantity.end : part.quantity.start]
        ):
            cells[1] = part._replace(start=whole.start, reach=whole.reach)
    return cells


def _joined(text: str, cells: list[Cell]) -> list[Cell]:
    """A count and its share ("115 atau 28,97 persen yang …") have all their words in common."""
    for place in range(len(cells) - 1):
        one, two = cells[place], cells[place + 1]
        shares = one.quantity.unit is Unit.COUNT and two.quantity.unit is Unit.PERCENT
        if shares and TWINS.fullmatch(text, one.quantity.end, two.quantity.start):
            cells[place] = one._replace(end=two.end)
            cells[place + 1] = two._replace(start=one.start, reach=one.reach)
    return cells
