"""Candidates for what a number counts; one of them is that it is no figure."""

import re
from collections.abc import Iterator

from models.codes import Indicator, Unit
from pipeline.linking.gaps import NO_GAP, gap
from pipeline.linking.history import Spot
from pipeline.linking.nouns import MONEY, PEOPLE, head_start, indicator_of
from pipeline.linking.reading import Reading
from pipeline.rules.mentions import Concept

INDICATORS = tuple(Indicator)
Candidate = tuple[Indicator | None, list[float]]
_ONE_HOT = {code: [float(code is other) for other in INDICATORS] for code in INDICATORS}

_AGES = (15, 99)
_BRACKETED = re.compile(r"\(\d\d\)")
_PERSON = re.compile(r"\b[A-Z][\w’']+(?:\s[A-Z][\w’']*\.?)+,?\s?$")
"""Two capitalised words at least; a region's name or a word of the vocabulary among them makes it no person."""

OWN = (
    *(f"is_{code}" for code in INDICATORS), "is_none", "left_words", "left_numbers", "left_commas", "left_heavy",
    "right_words", "right_numbers", "right_heavy", "nearest_left", "nearest_right", "behind", "taken_in_sentence",
    "taken_in_paragraph", "taken", "share", "heard_before", "money", "people", "since", "mentions", "unit_fits",
    "last_of_unit", "in_headline", "since_msmes", "since_cooperatives", "is_above", "has_above",
)  # fmt: skip


def is_age(spot: Spot) -> bool:
    """Whether a number in brackets tells the age of the person named before it: "Wahyuni Setyaningsih (48)"."""
    text, number = spot.reading.text, spot.number
    if not _AGES[0] <= number.value <= _AGES[1] or not _BRACKETED.match(text, number.start - 1):
        return False
    name = _PERSON.search(text, max(0, number.start - 60), number.start - 1)
    if name is None:
        return False
    concepts = spot.reading.concepts_in(name.start(), number.start)
    places = spot.reading.places_in(name.start(), number.start)
    return not concepts and all(not name.start() <= place.start for place in places)


def _allowed(reading: Reading, index: int) -> list[Indicator]:
    number = reading.quantities[index]
    if number.unit is Unit.PERCENT:
        return [Indicator.COOPERATIVES, Indicator.MSMES, Indicator.MEMBERS]
    if number.unit is Unit.IDR:
        return list(MONEY)
    persons = reading.unit_word(index) == "persons"
    return list(PEOPLE) if persons else [code for code in INDICATORS if code not in MONEY]


def _fits(unit: str, code: Indicator) -> float:
    """1 where the word behind the number goes with an indicator, -1 where it does not."""
    if unit == "persons":
        return 1.0 if code in PEOPLE else -1.0
    if unit in ("units", "cooperatives"):
        return -1.0 if code in PEOPLE else 1.0
    return 0.0


def candidates(spot: Spot) -> list[Candidate]:
    """Each indicator that words or figures before the number speak for, with its `OWN` features; the last is none."""
    if is_age(spot):
        return []
    found = list(_candidates(spot))
    none = [*([0.0] * len(INDICATORS)), 1.0, *([-1.0] * (len(OWN) - len(INDICATORS) - 1))]
    return [*found, (None, none)] if found else []


def _candidates(spot: Spot) -> Iterator[Candidate]:
    reading, index, number, sentence, before = spot.reading, spot.index, spot.number, spot.sentence, spot.before
    nouns = _nouns(reading, sentence.start, sentence.end)
    left = [c for c in nouns if c.end <= number.start]
    right = [c for c in nouns if c.start >= number.end]
    heard = [indicator_of(c) for c in _nouns(reading, before.start, before.end)] if before else []
    headline = {indicator_of(c) for c in reading.headline if c.facet in ("indicator", "coop")}
    last, up, unit = spot.last, spot.above, reading.unit_word(index)
    of_unit = _last_of_unit(spot, unit)
    stated = {said.indicator for said in spot.history}
    away, start = spot.distance(last), head_start(reading, index)
    for code in _allowed(reading, index):
        lefts = [c for c in left if indicator_of(c) is code]
        rights = [c for c in right if indicator_of(c) is code]
        taken = last is not None and last.indicator is code
        known = lefts or rights or taken or code in stated or code in heard or code in headline
        if not known and code is not Indicator.COOPERATIVES:
            continue
        one = gap(reading, index, lefts[-1].start, lefts[-1].end) if lefts else NO_GAP
        two = gap(reading, index, rights[0].start, rights[0].end) if rights else NO_GAP
        yield (
            code,
            [
                *_ONE_HOT[code],
                0.0,
                *(one[1], one[3], one[4], one[9]),
                *(two[1], two[3], two[9]),
                float(bool(left) and indicator_of(left[-1]) is code),
                float(bool(right) and indicator_of(right[0]) is code),
                float(any(c.start == start for c in rights)),
                float(taken and away == 0),
                float(taken and away <= 1),
                float(taken),
                float(number.unit is Unit.PERCENT),
                float(bool(heard) and heard[-1] is code),
                float(code in MONEY),
                float(code in PEOPLE),
                *reading.since("indicator", code, number.start),
                _fits(unit, code),
                float(of_unit is code),
                float(code in headline),
                reading.since("indicator", "msmes", number.start)[0],
                reading.since("indicator", "cooperatives", number.start)[0],
                float(up is not None and up.indicator is code),
                float(up is not None),
            ],
        )


def _nouns(reading: Reading, start: int, end: int) -> list[Concept]:
    return [c for c in reading.concepts_in(start, end) if c.facet in ("indicator", "coop")]


def _last_of_unit(spot: Spot, unit: str) -> Indicator | None:
    """What the last number with the same word behind it counted ("157 unit dan 4.116 orang, 133 unit dan …")."""
    return next(
        (said.indicator for said in reversed(spot.history) if spot.reading.unit_word(said.quantity) == unit), None
    )
