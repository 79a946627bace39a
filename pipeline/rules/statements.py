"""Each claim with the region and the date it holds for, and what one statement leaves for the next to take over."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.codes import AreaBasis, CoopKind, CoopStatus, Indicator, TimeBasis
from pipeline.rules.annotated import WINDOW, AnnotatedText, Slices
from pipeline.rules.cells import Cell, find_cells
from pipeline.rules.claims import is_single, make_claim
from pipeline.rules.mentions import Concept, Moment, Place, Sentence
from pipeline.rules.nouns import indicator_of
from pipeline.rules.predicates import NEAR
from pipeline.rules.topics import Claim, Topics
from pipeline.rules.words import Words, dated_end, sort_words

_IN = re.compile(
    r"\b(?:di|se|untuk|dari|pada|milik|wilayah|oleh)[\s-](?:wilayah\s|daerah\s|seluruh\s)?$", re.IGNORECASE
)
_CONTINUES = re.compile(
    r"[\"“”']?(?:kemudian|selanjutnya|lalu|terus|di ?antaranya|berikutnya|disusul|sementara itu"
    r"|dari (?:jumlah|angka|total)|(?:adapun\s|berikut\s)?(?:rinci|sebar|perinci)an\w*)\b"
    r"|[\"“”']?\s*[-•*]\s|\d{1,2}[.)]\s",
    re.IGNORECASE,
)
_ALL_OF_THEM = re.compile(r"[\"“”']?(?:semua|seluruh)nya\b", re.IGNORECASE)
_FROM = re.compile(r"(?<!lebih )(?<!kurang )\bdari\s(?:sekitar\s|hanya\s)?$", re.IGNORECASE)
_TO = re.compile(r"[^.;]{0,40}\b(?:menjadi|jadi|ke|kini)\b", re.IGNORECASE)

_AFRESH = re.compile(r"\b(?:juga|selain itu|di sisi lain|di samping itu)\b", re.IGNORECASE)
EVENTS = (CoopStatus.NEW, CoopStatus.TO_DISSOLVE, CoopStatus.DISSOLVED)
"""What happened or will: its date is none of how many there are."""


class Statement(NamedTuple):
    """A claim with its region and date."""

    claim: Claim
    place: Place
    moment: Moment | None


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
        states = {c.code for c in concepts if c.facet == "status"}
        states = states - {CoopStatus.NEW} or states  # "yang tidak aktif bertambah" speaks of the inactive
        status = CoopStatus(states.pop()) if len(states) == 1 and self.fresh else None
        heard = units[-1] if units else self.topics.heard
        return self._replace(topics=self.topics._replace(heard=heard, heard_status=status))

    def after(self, statement: Statement, place: Place) -> "State":
        """The state behind `statement`, which spoke of `place`."""
        moment = statement.moment or (self.moment if self.fresh else None)
        topics = self.topics.after(statement.claim)
        return State(topics, place, moment, self.sentence, fresh=False)


def read_statements(annotated: AnnotatedText) -> list[Statement]:
    """All claims of the article in their order, each with its region and date."""
    state = State(topics=Topics(single=_is_single(annotated)))
    slices = Slices(annotated)
    found: list[Statement] = []
    said: dict[tuple[object, ...], Statement] = {}
    for sentence in annotated.sentences:
        state = state.at(annotated.text, sentence)
        concepts = slices.of(sentence.start, sentence.end)[0]
        cells = find_cells(annotated.text, sentence.start, sentence.end, slices.quantities(sentence))
        if found and not cells and _ALL_OF_THEM.match(annotated.text, sentence.start):
            found[-1] = _told_of_all(found[-1], concepts)
        for cell in cells:
            statement = _statement(annotated, slices, cell, state)
            before = said.get(_key(statement.claim)) if statement else None
            if statement and before and _refers(annotated.text, statement, before):
                state = state.after(before, statement.place if statement.claim.here else before.place)
            elif statement and not statement.claim.bare:
                if cell.start > annotated.headline_end:
                    said.setdefault(_key(statement.claim), statement)
                state = state.after(statement, statement.place)
                found.append(statement)
        state = state.heard(concepts)
    return found


def _statement(annotated: AnnotatedText, slices: Slices, cell: Cell, state: State) -> Statement | None:
    sentence = state.sentence
    if sentence is None:
        return None
    concepts, places, moments = slices.around(cell.quantity, sentence)
    words = sort_words(annotated.text, cell, concepts, places, moments)
    claim = make_claim(words, state.topics)
    if claim is None:
        return None
    place = choose_place(annotated, cell, places, state)
    return Statement(claim, place, choose_moment(words, claim, moments, state))


def _key(claim: Claim) -> tuple[object, ...]:
    return claim.indicator, claim.quantity.unit, claim.quantity.value


def _refers(text: str, statement: Statement, before: Statement) -> bool:
    """Whether a number only takes up one said before ("dari 871 tadi", "dari 871 koperasi"): no second figure."""
    claim = statement.claim
    base = _FROM.search(text, claim.cell.reach, claim.quantity.start) is not None
    return not (claim.told or claim.dated) and (
        before.place.code == statement.place.code or not claim.here or claim.back or base
    )


def _told_of_all(statement: Statement, concepts: Sequence[Concept]) -> Statement:
    """The statement before with what the sentence after tells of all of them ("Semuanya koperasi wanita")."""
    claim = statement.claim
    status = next((CoopStatus(c.code) for c in concepts if c.facet == "status"), claim.status)
    kind = next((CoopKind(c.code) for c in concepts if c.facet in ("coop", "kind")), claim.kind)
    if claim.told or claim.indicator is not Indicator.COOPERATIVES or kind is CoopKind.OTHER:
        return statement
    return statement._replace(claim=claim._replace(status=status, kind=kind))


def _is_single(annotated: AnnotatedText) -> bool:
    words = (annotated.text[place.start : place.end].split() for place in annotated.places)
    headline, body = annotated.text[: annotated.headline_end], annotated.text[annotated.headline_end :]
    return is_single(headline, body, frozenset(word for name in words for word in name))


def choose_place(annotated: AnnotatedText, cell: Cell, places: Sequence[Place], state: State) -> Place:
    """The region a cell speaks of: named in it, else taken over from the sentence or paragraph, else the home."""
    ministry = (AreaBasis.OFFICE, "ID")
    named = [p for p in places if p.basis is not AreaBasis.DATELINE and (p.basis, p.code) != ministry]
    behind = [
        p
        for p in named
        if cell.quantity.end <= p.start
        and p.end <= cell.end
        and _IN.search(annotated.text, max(0, p.start - 25), p.start)
    ]
    before = [p for p in named if cell.reach <= p.start and p.end <= cell.quantity.start]
    if behind and behind[0].start - cell.quantity.end < NEAR:
        return behind[0]
    if before:
        return before[-1]
    if state.place is not None:
        return state.place
    return Place(cell.quantity.start, cell.quantity.end, annotated.home.code, annotated.home.basis)


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
    opening = state.sentence.start if state.sentence else cell.reach
    afresh = _AFRESH.search(words.text, max(opening, number.start - WINDOW), number.start)
    return state.moment if _leans(claim, state.topics) and not afresh else None


def _leans(claim: Claim, topics: Topics) -> bool:
    """Whether a sentence of its own goes on with what was dated before, and so bears its date.

    It refers back, leaves out what it counts, or breaks the dated count down by state or kind ("ada 200 koperasi. Yang
    aktif 150"). What is more than the whole or of another sort starts afresh: those dissolved last year do not date the
    savings cooperatives of the next sentence.
    """
    if claim.back or claim.taken:
        return True
    before = topics.units
    if before is None or before.indicator is not claim.indicator:
        return claim.told or not claim.head
    widened = (before.status is not CoopStatus.ALL and claim.status is CoopStatus.ALL) or (
        before.kind not in (CoopKind.ALL, claim.kind) and claim.kind is CoopKind.ALL
    )
    stock = before.status in EVENTS and claim.status not in EVENTS
    same = before.quantity.unit is claim.quantity.unit
    more = same and not before.told and claim.quantity.value > before.quantity.value
    return (claim.told or not claim.head) and not (widened or stock or more)
