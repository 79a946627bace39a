"""From mentions to figures: each claim gets its region and its date, and a statement repeated stays one figure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from models.codes import AreaBasis, Indicator, TimeBasis
from models.figure import Evidence, Figure
from models.run import Issue
from pipeline.cells import Cell, find_cells
from pipeline.claims import is_single, make_claim
from pipeline.gazetteer import region
from pipeline.mentions import Concept, Moment, Place, Quantity, Sentence
from pipeline.nouns import indicator_of
from pipeline.places import Home
from pipeline.predicates import NEAR
from pipeline.topics import Claim, Topics
from pipeline.words import Words, dated_end, sort_words

BREAK = "\n\n"
"""What stands between headline and body in the text that is read."""
QUOTE = 60
"""Characters before and behind a number in which its quote may take in words."""
_Mention = TypeVar("_Mention", Quantity, Concept, Moment, Place)
_IN = re.compile(
    r"\b(?:di|se|untuk|dari|pada|milik|wilayah|oleh)[\s-](?:wilayah\s|daerah\s|seluruh\s)?$", re.IGNORECASE
)
_BOUND_WORDS = re.compile(
    r"\b(?:sekitar|sekira|lebih kurang|kurang lebih|lebih dari|lebih|hampir|kurang dari|sedikitnya|sebanyak|Dari)\s$"
)
_CONTINUES = re.compile(
    r"[\"“”']?(?:kemudian|selanjutnya|lalu|terus|di ?antaranya|berikutnya|disusul|sementara itu|dari jumlah|dari (?:angka|total) )\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<!lebih )(?<!kurang )\bdari\s(?:sekitar\s|hanya\s)?$", re.IGNORECASE)
_TO = re.compile(r"[^.;]{0,40}\b(?:menjadi|jadi|ke|kini)\b", re.IGNORECASE)
_UNIT = re.compile(r"\s(?:unit|orang|buah|koperasi)\b", re.IGNORECASE)


class Reading(NamedTuple):
    """An article with all mentions found in it: headline, blank line, body."""

    text: str
    headline_end: int
    sentences: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    concepts: tuple[Concept, ...]
    moments: tuple[Moment, ...]
    places: tuple[Place, ...]
    home: Home


class Statement(NamedTuple):
    """A claim with its region and date."""

    claim: Claim
    place: Place
    moment: Moment | None


def _within(items: Sequence[_Mention], starts: Sequence[int], start: int, end: int) -> Sequence[_Mention]:
    return items[bisect_left(starts, start) : bisect_left(starts, end)]


def read_statements(reading: Reading) -> Iterator[Statement]:
    """All claims of the article in their order, each with its region and date."""
    state = State(topics=Topics(single=_is_single(reading)))
    slices = Slices(reading)
    said: dict[tuple[object, ...], Statement] = {}
    for sentence in reading.sentences:
        state = state.at(reading.text, sentence)
        concepts, places, moments = slices.of(sentence.start, sentence.end)
        for cell in find_cells(reading.text, sentence.start, sentence.end, slices.quantities(sentence)):
            words = sort_words(reading.text, cell, concepts, places, moments)
            claim = make_claim(words, state.topics)
            if claim is None:
                continue
            key = (claim.indicator, cell.quantity.unit, cell.quantity.value)
            place = choose_place(reading, cell, places, state)
            before = said.get(key)
            if before and not (claim.told or words.dated) and (before.place.code == place.code or not words.here or claim.back):
                state = state.after(before, place if words.here else before.place)
                continue
            statement = Statement(claim, place, choose_moment(words, claim, moments, state))
            if cell.start > reading.headline_end:
                said.setdefault(key, statement)
            state = state.after(statement, place)
            yield statement
        state = state.heard(concepts)


def _is_single(reading: Reading) -> bool:
    words = (reading.text[place.start : place.end].split() for place in reading.places)
    headline, body = reading.text[: reading.headline_end], reading.text[reading.headline_end :]
    return is_single(headline, body, frozenset(word for name in words for word in name))


class State(NamedTuple):
    """What earlier statements leave for later ones to take over."""

    topics: Topics = Topics()
    place: Place | None = None
    moment: Moment | None = None
    sentence: Sentence | None = None
    fresh: bool = True
    """No statement stands in the sentence yet."""

    def at(self, text: str, sentence: Sentence) -> "State":
        """The state at the start of a sentence; a new paragraph keeps what is counted, and nothing else.

        Not so a paragraph that goes on with a list ("Kemudian Pringsewu 201 unit").
        """
        same = self.sentence is None or sentence.paragraph == self.sentence.paragraph
        if same or _CONTINUES.match(text, sentence.start):
            return self._replace(topics=self.topics.next_sentence(), sentence=sentence, fresh=True)
        return State(self.topics.next_paragraph(), sentence=sentence)

    def heard(self, concepts: Sequence[Concept]) -> "State":
        """The state behind a sentence: what it spoke of last, counted or not."""
        nouns = [indicator_of(c) for c in concepts if c.facet in ("indicator", "coop")]
        units = [noun for noun in nouns if noun in (Indicator.COOPERATIVES, Indicator.MSMES)]
        return self._replace(topics=self.topics._replace(heard=units[-1])) if units else self

    def after(self, statement: Statement, place: Place) -> "State":
        """The state behind `statement`, which spoke of `place`."""
        moment = statement.moment or (self.moment if self.fresh else None)
        topics = self.topics.after(statement.claim)
        return State(topics, place, moment, self.sentence, fresh=False)


class Slices:
    """The mentions of a sentence, found by bisection: an article costs its length, not its square."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._starts = [[item.start for item in items] for items in
                        (reading.concepts, reading.places, reading.moments, reading.quantities)]  # fmt: skip

    def of(self, start: int, end: int) -> tuple[Sequence[Concept], Sequence[Place], Sequence[Moment]]:
        """Concepts, places and moments that begin in `text[start:end]`."""
        reading, starts = self._reading, self._starts
        return (
            _within(reading.concepts, starts[0], start, end),
            _within(reading.places, starts[1], start, end),
            _within(reading.moments, starts[2], start, end),
        )

    def quantities(self, sentence: Sentence) -> Sequence[Quantity]:
        """The quantities of a sentence."""
        return _within(self._reading.quantities, self._starts[3], sentence.start, sentence.end)


def choose_place(reading: Reading, cell: Cell, places: Sequence[Place], state: State) -> Place:
    """The region a cell speaks of: named in it, else taken over from the sentence or paragraph, else the home."""
    ministry = (AreaBasis.OFFICE, "ID")
    named = [p for p in places if p.basis is not AreaBasis.DATELINE and (p.basis, p.code) != ministry]
    behind = [
        p
        for p in named
        if cell.quantity.end <= p.start
        and p.end <= cell.end
        and _IN.search(reading.text, max(0, p.start - 25), p.start)
    ]
    before = [p for p in named if cell.reach <= p.start and p.end <= cell.quantity.start]
    if behind and behind[0].start - cell.quantity.end < NEAR:
        return behind[0]
    if before:
        return before[-1]
    if state.place is not None:
        return state.place
    return Place(cell.quantity.start, cell.quantity.end, reading.home.code, reading.home.basis)


def choose_moment(words: Words, claim: Claim, moments: Sequence[Moment], state: State) -> Moment | None:
    """The date a claim bears: in its cell, else earlier in the sentence, else of the figure it refers back to."""
    cell, number, stop = claim.cell, claim.quantity, dated_end(words.text, claim.cell)
    governing = [m for m in moments if m.basis is not None]
    own = [m for m in governing if cell.reach <= m.start and m.end <= stop]
    if own:
        return min(own, key=lambda m: (m.basis is not TimeBasis.PUBLISHED, abs(m.start - number.start)))
    if words.leads(_FROM) and _TO.match(words.text, number.end):
        return Moment(number.start, number.start, TimeBasis.EARLIER)
    if not state.fresh:
        return None if state.moment and state.moment.basis is TimeBasis.EARLIER else state.moment
    earlier = [m for m in governing if m.end <= number.start]
    if earlier:
        return earlier[-1]
    return state.moment if claim.told or claim.back or not claim.head else None


def _evidence(reading: Reading, claim: Claim) -> Evidence:
    """A short quote: the number and the words nearby that say what it counts."""
    cell, number = claim.cell, claim.quantity
    slices = [c for c in reading.concepts[bisect_left(reading.concepts, (cell.start,)) : bisect_left(reading.concepts, (cell.end,))]
              if c.facet in ("indicator", "coop", "status", "kind") and c.end <= cell.end]  # fmt: skip
    start = min([number.start, *(c.start for c in slices if number.start - QUOTE <= c.start < number.start)])
    end = max([number.end, *(c.end for c in slices if number.end < c.end <= number.end + QUOTE)])
    bound = _BOUND_WORDS.search(reading.text, max(0, start - 30), start)
    start = bound.start() if bound else start
    unit = _UNIT.match(reading.text, end)
    end = unit.end() if unit else end
    if start >= reading.headline_end:
        shift = reading.headline_end + len(BREAK)
        return Evidence.of(reading.text[shift:], start - shift, end - shift)
    return Evidence.of(reading.text[: reading.headline_end], start, min(end, reading.headline_end), "headline")


def _figure(reading: Reading, statement: Statement) -> Figure:
    claim, place, moment = statement
    number, code = claim.quantity, place.code or ""
    stated = moment is not None and moment.basis is TimeBasis.STATED
    return Figure(
        indicator=claim.indicator,
        coop_status=claim.status,
        coop_kind=claim.kind,
        subset=claim.subset,
        unit=number.unit,
        value=number.value,
        value_max=number.value_max,
        bound=number.bound,
        ref_area=code,
        area_name=region(code).official_name,
        area_basis=place.basis,
        time_period=moment.period if moment and stated else None,
        time_basis=moment.basis if moment and moment.basis else TimeBasis.PUBLISHED,
        evidence=_evidence(reading, claim),
        confidence=confidence(statement),
    )


def confidence(statement: Statement) -> float:
    """How sure a figure is, 0 to 1: a sum over what the text says outright (not calibrated).

    0.5, and 0.15 each where the counted noun stands behind the number and where a status or kind is told, and 0.1
    each where words show a whole to be counted and where the region stands in the text rather than with the outlet.
    """
    claim, place, _ = statement
    told = claim.told
    placed = place.basis is not AreaBasis.SOURCE
    return round(0.5 + 0.15 * claim.head + 0.15 * told + 0.1 * claim.whole + 0.1 * placed, 2)


def _unresolved(statement: Statement, reading: Reading) -> Issue | None:
    if statement.place.code is not None:
        return None
    evidence = _evidence(reading, statement.claim)
    named = reading.text[statement.place.start : statement.place.end]
    where = (evidence.start, evidence.end) if evidence.part == "body" else (None, None)
    return Issue(code="region-ambiguous", message=f"several regions may be meant by {named!r}, or none is named",
                 exact=evidence.exact, start=where[0], end=where[1])  # fmt: skip


def read_figures(reading: Reading, least_confidence: float) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """The figures an article states, each once, and the doubts; below `least_confidence` nothing is stored."""
    figures: list[Figure] = []
    issues: list[Issue] = []
    for statement in read_statements(reading):
        issue = _unresolved(statement, reading)
        if issue is not None:
            issues.append(issue)
        elif confidence(statement) >= least_confidence:
            figures.append(_figure(reading, statement))
    body = [figure for figure in figures if figure.evidence.part == "body"]
    headline = [figure for figure in figures if figure.evidence.part == "headline"]
    kept = once(body)
    kept += [figure for figure in once(headline) if not any(_restates(figure, other) for other in kept)]
    return tuple(kept), tuple(issues)


def once(figures: Sequence[Figure]) -> list[Figure]:
    """Each figure at its first place (codebook: the same figure stated again is one figure)."""
    kept: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        key = (figure.indicator, figure.coop_status, figure.unit, figure.value, figure.ref_area)
        dated = (*key, figure.time_period)
        if dated not in kept and (figure.time_period is not None or not any(key == old[:-1] for old in kept)):
            kept[dated] = figure
    return list(kept.values())


def _restates(headline: Figure, body: Figure) -> bool:
    """Whether a headline's figure is the body's, perhaps rounded."""
    same = headline.indicator is body.indicator and headline.unit is body.unit
    close = abs(headline.value - body.value) <= 0.1 * max(headline.value, body.value)
    return same and (close or headline.coop_status is body.coop_status)
