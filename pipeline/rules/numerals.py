"""Indonesian numerals, read as numbers: 1.337, 1337, 64,11, 32 ribu, Rp197,88 triliun, dua puluh lima.

Thousands are split by dots and decimals by a comma; newsrooms also write it the other way round, so three digits
after the mark are thousands unless a scale word or a percent sign follows.
"""

import re
from decimal import Decimal

ONES = {
    word: value
    for value, word in enumerate(
        ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
    )
}
MULTIPLIERS = {"belas": 10, "puluh": 10, "ratus": 100}
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
PREFIXED = {"seratus": ("satu", "ratus"), "seribu": ("satu", "ribu"), "sejuta": ("satu", "juta")}

SCALE = r"(?:ribu|rb|juta|jt|m[ie]l[iy]+ard?|tr?il+[iy]*un)(?:an)?\b"
"""A scale word with the spellings that were met in print (milyar, milyard, trilun, tiliun)."""
NOUN = (
    r"(?:unit|koperasi|kop(?:des|kel)|k[dk]mp|ksp|kud|bmt|(?:um|u|i)km|usaha|pelaku|orang|anggota|karyawan"
    r"|rupiah|persen)"
)
"""What a number counts, right behind it."""
DIGITS = (
    rf"\d{{1,3}}(?:\.\d{{3}})+\.\s\d{{3}}\b(?!\.\d)|\d{{1,3}}(?:[ \xa0]\d{{3}}){{1,3}}(?=\s{NOUN})"
    rf"|\d+, \d{{1,2}}(?=\s?{SCALE})|\d+(?:[.,]\d+)*"
)
"""Digits with their marks; "2.157. 789", "1 337 koperasi" and "10, 5 triliun" are slips that newsrooms make.

Groups split by a blank are one number only where a noun follows: in a list or a table they are several.
"""
WORD = "(?:" + "|".join([*ONES, *MULTIPLIERS, "ribu", "juta", *PREFIXED]) + ")"
_ONE = "(?:" + "|".join(ONES) + ")"
WORDS = (
    rf"\b{WORD}(?:\s{WORD})*"
    rf"(?:\skoma(?:\s{_ONE})+\b|\ssetengah(?=\s{SCALE})|\s(?:puluh|ratus|ribu|juta)(?=an\b)|\b)"
)
"""Number words, a decimal part behind "koma" or a half before a scale word included."""
MOST_DIGITS = 15
"""A float holds fifteen digits exactly; no count of this world needs more."""

MOST_WORDS = 40
"""Words of the longest range: two numbers of up to seventeen words."""

_DIGIT = "(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
_TENS = rf"(?:{_DIGIT} belas|{_DIGIT} puluh(?: {_DIGIT})?|sepuluh|sebelas|{_DIGIT})"
_HUNDREDS = rf"(?:(?:{_DIGIT} ratus|seratus)(?: {_TENS})?|{_TENS})"
_NUMBER = re.compile(
    rf"nol|(?=\w)(?:(?:{_HUNDREDS} juta|sejuta)\b ?)?(?:(?:{_HUNDREDS} ribu|seribu)\b ?)?{_HUNDREDS}?(?<! )"
)
"""The grammar of number words: each scale once, the larger first. What it refuses is two numbers, or none."""

_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")
_NO_CENTS = re.compile(r"[.,]0{1,2}$")
_THREE = re.compile(r"\d{1,3}[.,]\d{3}")


def parse_digits(text: str, *, decimal: bool = False) -> float | None:
    """The number that digits and marks stand for; null if they stand for none.

    `decimal` says that a scale word or a percent sign follows, so "1,348" is no thousand (but "1.348" stays one).
    """
    text = _NO_CENTS.sub("", text.replace(" ", "").replace("\xa0", "").replace("\n", ""))
    if sum(letter.isdigit() for letter in text) > MOST_DIGITS or not text.isascii():
        return None
    if _GROUPED.fullmatch(text) and not (decimal and _THREE.fullmatch(text) and "," in text):
        mark = text[re.search(r"[.,]", text).start()]  # type: ignore[union-attr]  # a group has a mark
        whole, _, rest = text.replace(mark, "").partition("," if mark == "." else ".")
        return float(f"{whole}.{rest or 0}")
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return float(text.replace(",", "."))
    return None


def parse_words(text: str) -> float | None:
    """The number that number words stand for ("dua puluh lima" is 25); null if they are not the words of one number.

    "dua koma nol lima" is 2.05, "dua setengah" 2.5.
    """
    whole, _, part = " ".join(text.casefold().split()).replace(" setengah", " koma lima").partition(" koma ")
    number = _parse_whole(whole) if _NUMBER.fullmatch(whole) else None
    digits = [ONES[word] for word in part.split()]
    if number is None or not digits:
        return number
    return float(f"{number}.{''.join(map(str, digits))}") if max(digits) < 10 else None


def _parse_whole(text: str) -> int:
    words = text.split()
    total = below = unit = 0
    for word in (part for written in words for part in PREFIXED.get(written, (written,))):
        if word in ONES:
            unit = ONES[word]
        elif word == "belas":
            below, unit = below + 10 + unit, 0
        elif word in MULTIPLIERS:
            below, unit = below + unit * MULTIPLIERS[word], 0
        else:
            total, below, unit = total + (below + unit) * SCALES[word], 0, 0
    return total + below + unit


def parse_word_range(text: str) -> tuple[float, float] | None:
    """Both ends where the words are those of two numbers, one behind the other ("dua puluh tiga puluh": 20 to 30).

    Null where the ends are not certain: "dua tiga puluh" may be two or three tens, "dua puluh dua juta" anything.
    """
    words = text.split()
    if len(words) > MOST_WORDS:
        return None
    cuts = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words)))
    ends = [(low, high) for one, two in cuts if (low := parse_words(one)) and (high := parse_words(two))]
    return ends[0] if len(ends) == 1 and _is_range(*ends[0]) else None


def _is_range(low: float, high: float) -> bool:
    """Whether words for both ends leave no doubt: "dua tiga puluh" may be two or three tens."""
    return low < high <= 10 * low and not low < 10 < high


def parse_scale(text: str) -> int:
    """What a scale word multiplies by; 1 for no word."""
    first = text.strip()[:1].casefold()
    return {"r": 10**3, "j": 10**6, "m": 10**9, "t": 10**12}.get(first, 1)


def scaled(number: float, scale: str) -> float:
    """`number` times the scale word, without the noise of binary fractions: 2,11 triliun is a whole number."""
    return float(Decimal(repr(number)) * parse_scale(scale))
