"""The nouns that say what a number counts."""

import re

from models.codes import Indicator
from pipeline.linking.reading import Reading
from pipeline.rules.mentions import Concept

MONEY = (Indicator.ASSETS, Indicator.TURNOVER, Indicator.SURPLUS, Indicator.CAPITAL, Indicator.LOANS)
PEOPLE = (Indicator.MEMBERS, Indicator.EMPLOYEES)
_HEAD = re.compile(
    r"(?:-?an\b)?\s?(?:lebih\s|lagi\s)?(?:(?:unit|buah|badan\shukum|lembaga|organisasi)\s)?"
    r"(?:lagi\s|usaha\s(?=koperasi))?"
)


def indicator_of(concept: Concept) -> Indicator:
    """What an indicator word, or a noun for cooperatives of a kind, counts."""
    return Indicator.COOPERATIVES if concept.facet == "coop" else Indicator(concept.code)


def head_start(reading: Reading, index: int) -> int:
    """Where the noun right behind a number would begin ("412 unit koperasi")."""
    end = reading.quantities[index].end
    match = _HEAD.match(reading.small, end)
    return match.end() if match else end


def noun_behind(reading: Reading, index: int) -> Indicator | None:
    """What the noun right behind a number counts; null if none stands there."""
    start = head_start(reading, index)
    found = (c for c in reading.concepts_in(start, start + 1) if c.facet in ("indicator", "coop"))
    return next((indicator_of(concept) for concept in found), None)
