"""What a number counts: the noun behind it, before it, or the one taken over from the claim before."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.codes import Indicator, Unit
from pipeline.rules.mentions import Concept
from pipeline.rules.topics import Claim, Topics
from pipeline.rules.words import MONEY, PEOPLE, Words, of

ADJACENT = 15
"""Characters between a word for people and a number of units that slips in for them ("jumlah anggota 7.307 unit")."""
_HEAD = re.compile(
    r"(?:-?an\b)?\s?(?:lebih\s|lagi\s)?(?:(?:unit|buah|badan\shukum|lembaga|organisasi)\s)?(?:lagi\s|usaha\s(?=koperasi))?",
    re.IGNORECASE,
)
_PERSONS = re.compile(r"\s(?:lebih\s)?(?:orang|jiwa)\b", re.IGNORECASE)
_UNIT = re.compile(r"\s(?:unit|buah|koperasi|organisasi)\b", re.IGNORECASE)
_HEADLESS = re.compile(
    r"(?:-?an\b)?(?:\slebih)?\s?(?:unit|buah|organisasi)?"
    r"(?:\s?(?:$|[,.;:()“”\"’'!-]|(?:di\s?antara\w*|lain\w*|lagi|yang|dan|atau|serta|sedangkan|saja|itu|tersebut|tadi|dari"
    r"|aktif|hidup|mati|non|nonaktif|tidak|tak|tidka|belum|pada|per|di|se|hingga|sampai|dengan|degan|masih|sudah|telah"
    r"|merupakan|adalah|berstatus|tergolong|masuk|dinyatakan|anggota\w*|ber\w+|sehat|menjadi|banding|baru|kini|sisanya"
    r"|tahun(?=\s(?:19|20)\d\d)|koperasi|usaha)\b))",
    re.IGNORECASE,
)
_MEASURED = tuple(indicator for indicator in Indicator if indicator not in MONEY)


class Noun(NamedTuple):
    """An indicator, the word that says it (null: taken over), and whether that stands right behind the number."""

    indicator: Indicator
    word: Concept | None = None
    head: bool = False


def indicator_of(concept: Concept) -> Indicator:
    """What an indicator word, or a noun for cooperatives of a kind, counts."""
    return Indicator.COOPERATIVES if concept.facet == "coop" else Indicator(concept.code)


def _nearest(words: Words, allowed: Sequence[Indicator]) -> Concept | None:
    """The last noun before the number that names one of `allowed`."""
    nouns = of((*words.far, *words.left), "indicator", "coop")
    return next((c for c in reversed(nouns) if indicator_of(c) in allowed), None)


def _found(word: Concept | None, topic: Claim | None) -> Noun | None:
    if word is not None:
        return Noun(indicator_of(word), word)
    return Noun(topic.indicator) if topic else None


def find_noun(words: Words, topics: Topics) -> Noun | None:
    """What the number of a cell counts; null where the words leave it open or count something else."""
    number = words.number
    if number.unit is Unit.IDR:
        return _found(_nearest(words, MONEY), topics.money)
    if number.unit is Unit.PERCENT:
        return _share(words, topics)
    if _PERSONS.match(words.after):
        close = (c for c in of(words.right, "indicator") if c.code in PEOPLE and c.start - number.end < 12)
        return _found(_nearest(words, PEOPLE) or next(close, None), topics.people)
    head = _head(words)
    if head is not None:
        return Noun(indicator_of(head), head, head=True)
    return _implied(words, topics) if _HEADLESS.match(words.after) else None


def _implied(words: Words, topics: Topics) -> Noun | None:
    """What a number without a noun behind it counts ("koperasi yang hidup 317, yang mati 545")."""
    things = _UNIT.match(words.after) is not None
    word = _nearest(words, _MEASURED)
    if word is not None and things and indicator_of(word) in PEOPLE and words.number.start - word.end > ADJACENT:
        word = None  # people are no units
    if word is None and things and topics.heard is not None:
        return Noun(topics.heard)
    taken = _found(word, topics.units if things else topics.last)
    return taken or (Noun(Indicator.COOPERATIVES) if words.all("status") else None)


def _head(words: Words) -> Concept | None:
    match = _HEAD.match(words.text, words.number.end)
    start = match.end() if match else words.number.end
    return next((c for c in of(words.right, "indicator", "coop") if c.start == start), None)


def _share(words: Words, topics: Topics) -> Noun | None:
    """A percent counts only as a share of the cooperatives."""
    word = _nearest(words, _MEASURED) or next(iter(of(words.right, "indicator", "coop")), None)
    noun = _found(word, topics.units)
    return noun if noun and noun.indicator is Indicator.COOPERATIVES else None
