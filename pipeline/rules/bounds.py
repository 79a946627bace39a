"""Which way a number is meant, by the words around it (codebook: `bound`)."""

import re

from models.codes import Bound
from pipeline.rules.numerals import NOUN

_NOT = r"(?:tidak|tak|belum|nggak)"
_ABOUT = (
    r"sekitar(?:an)?|sekira(?:nya)?|(?:lebih|kurang)[ -](?:kurang|lebih)|kira[ -]?kira(?:nya)?"
    r"|diperkirakan(?:\smencapai)?|kisaran|ditaksir|kurleb|plus\sminus|±|~|\+/-"
)
_AT_LEAST = (
    rf"lebih(?:\sdari)?|minim(?:al|um)|sedikitnya|setidak(?:-?tidak)?nya|sekurang(?:-?kurang)?nya"
    rf"|paling\s(?:sedikit|tidak|kurang)|{_NOT}\skurang(?:\sdari)?|di\s?atas|melebihi|melampaui|>=?|≥"
)
_AT_MOST = (
    rf"{_NOT}\s(?:sampai|mencapai|lebih(?:\sdari)?|melebihi|melampaui|genap)|hampir|nyaris|mendekati|kurang\sdari"
    r"|maksim(?:al|um)|paling\s(?:banyak|tinggi)|di\s?bawah|<=?|≤"
)
_FILLER = r"(?:\s(?:ada|mencapai|sebanyak|sebesar|total|berjumlah|dari))?"
_BEFORE = re.compile(
    rf"(?<!\w)(?:(?P<about>{_ABOUT})|(?P<at_most>{_AT_MOST})|(?P<at_least>{_AT_LEAST})){_FILLER}\s*$", re.IGNORECASE
)
"""Read from the left, so that the longest phrase counts: "tidak lebih dari" before "lebih dari"."""
_MORE = r"(?!\s(?:dari|baik|tinggi|banyak|besar|rendah|sedikit|kecil))"
_AFTER = re.compile(
    rf"(?P<at_least>\s?l[ae]bih\b{_MORE}|\ske\satas\b|\s{NOUN}\slebih(?=\s?(?:[,.;:()\n]|$)|\s(?:yang|dan|di)\b))"
    r"|(?P<about>[ -]{0,2}an\b)",
    re.IGNORECASE,
)
REACH = 40
"""Characters before a number in which the phrase stands."""


def read_bound(text: str, start: int, end: int) -> Bound:
    """The bound of the number at `text[start:end]` by the words before it, else behind it."""
    found = _BEFORE.search(text, max(0, start - REACH), start) or _AFTER.match(text, end)
    return Bound(found.lastgroup) if found and found.lastgroup else Bound.EXACT
