"""An annotated article, with what linking asks of it looked up once."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from models.codes import AreaBasis, TimeBasis, Unit
from models.period import bounds
from pipeline.linking.headings import Span, cell_of, find_headings, head_of
from pipeline.linking.single import is_single
from pipeline.rules.annotated import AnnotatedText
from pipeline.rules.cells import TWINS, Cell, behind, find_cells
from pipeline.rules.letters import lower
from pipeline.rules.mentions import Concept, Moment, Place, Quantity, Sentence

WORD = re.compile(r"\w+")
_BREAKDOWN = re.compile(
    r"\b(?:rinci\w*|perinci\w*|sebar\w*|terdiri|terbagi|dibagi|meliputi|antara lain|yaitu|yakni|berdasarkan"
    r"|menurut (?:kecamatan|jenis|kabupaten|daerah)|per (?:kecamatan|jenis|kabupaten)|masing-masing)\b|:"
)
_PERSONS = re.compile(r"\s(?:lebih\s)?(?:orang|jiwa|kepala keluarga|kk)\b")
_UNITS = re.compile(r"\s(?:unit|buah|lembaga|badan hukum)\b")
_KINDS = re.compile(r"\s(?:koperasi|kud|ksp|ksu|kdmp|kkmp|kpri|bmt|kopdes|kopwan)")
LONGEST_SUM = 40
"""Quantities of the longest list whose sum is looked for among the quantities before it."""
LEAST_SUM = 5
"""Smaller sums come about by chance."""
BEFORE = 12
"""Quantities before a list among which its sum is looked for."""
LONG_LIST, LONG_SUM = 4, 30
"""A list that runs over sentences, or down a column, has as many rows at least and adds up to as much: shorter ones add
up to an earlier number by chance."""
WINDOW = 600
"""Characters before and behind a number whose words may speak of it; longer sentences are lists."""
PARAGRAPH = 1_500
"""Characters before a number in which its paragraph is heard."""
FAR = 200
"""Words beyond which a mention is far."""
NEVER = (400.0, 0.0)
"""Distance and count of what was never mentioned."""


class Naming(NamedTuple):
    """How the article names a region: how often, and whether in headline, dateline or office."""

    mentions: int
    bases: frozenset[AreaBasis]


class Column(NamedTuple):
    """Where a quantity stands in a table told in words: the row (a region's or year's), and its place in it."""

    row: int
    place: int


class Reading:
    """The mentions of an article by sentence and by quantity. Offsets count characters of the text."""

    def __init__(self, annotated: AnnotatedText) -> None:
        self.annotated, self.text, self.small = annotated, annotated.text, lower(annotated.text)
        self.quantities: Sequence[Quantity] = annotated.quantities
        self.sentences: Sequence[Sentence] = annotated.sentences
        self.starts = [number.start for number in self.quantities]
        sentence_starts = [sentence.start for sentence in self.sentences]
        self.sentence_of = [max(0, bisect_right(sentence_starts, start) - 1) for start in self.starts]
        self.opening: dict[int, int] = {}
        for place, sentence in enumerate(self.sentences):
            self.opening.setdefault(sentence.paragraph, place)
        self.concepts = list(_outside(annotated.concepts, annotated.places))
        self._concept_starts = [c.start for c in self.concepts]
        self._place_starts = [place.start for place in annotated.places]
        self._moment_starts = [moment.start for moment in annotated.moments]
        self._coming = [moment.start for moment in annotated.moments if is_coming(moment, annotated.published)]
        words = list(WORD.finditer(self.small))
        self._word_starts, self.words = [match.start() for match in words], [match[0] for match in words]
        numbered = [self.numbers_between(start, end) > 0 for start, end, _ in self.sentences]
        self.headings = find_headings(self.text, self.sentences, numbered)
        self.cells = self._find_cells()
        self.pairs = self._find_pairs()
        self.columns = self._find_columns()
        self.wholes = self._find_wholes()
        self.single = is_single(annotated)
        self.mentioned: dict[tuple[str, str], list[int]] = {}
        for concept in self.concepts:
            for key in keys_of(concept):
                self.mentioned.setdefault(key, []).append(concept.end)
        self.kinds = Counter(c.code for c in self.concepts if c.facet in ("coop", "kind"))
        self.nouns = len(self.mentioned.get(("indicator", "cooperatives"), ()))
        self.namings = self._find_namings()
        self.same: dict[tuple[Unit, float], list[int]] = {}
        for at, number in enumerate(self.quantities):
            self.same.setdefault((number.unit, number.value), []).append(at)
        self._unit_words = [self._unit_word(number) for number in self.quantities]
        self.headline = [c for c in self.concepts if c.end <= annotated.headline_end]

    def _find_cells(self) -> list[Cell]:
        cells: list[Cell] = []
        for sentence in self.sentences:
            first, stop = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
            cells += find_cells(self.text, sentence.start, sentence.end, self.quantities[first:stop])
        return cells

    def _find_pairs(self) -> list[Span]:
        """Where each quantity begins and ends; a count and its percent as one ("243 koperasi (66,76 persen)")."""
        pairs = [Span(number.start, number.end) for number in self.quantities]
        for at, (one, two) in enumerate(pairwise(self.quantities)):
            shares = {one.unit, two.unit} == {Unit.COUNT, Unit.PERCENT}
            if shares and TWINS.fullmatch(self.text, one.end, two.start):
                pairs[at] = pairs[at + 1] = Span(one.start, behind(self.text, two.end))
        return pairs

    def _find_columns(self) -> list[Column]:
        """A row begins at a region, a stated date or a paragraph; its quantities are numbered from there."""
        begin = {place.start for place in self.annotated.places}
        begin |= {moment.start for moment in self.annotated.moments if moment.basis is TimeBasis.STATED}
        begin |= {self.sentences[place].start for place in self.opening.values()}
        columns, row, place = [], 0, 0
        order = sorted([*((start, -1) for start in begin), *((start, at) for at, start in enumerate(self.starts))])
        for start, number in order:
            if number >= 0:
                line = self.sentences[self.sentence_of[number]]
                cell = cell_of(self.text, line, start) if self.sentence_of[number] in self.headings else 0
                columns.append(Column(row, cell - 1 if cell else place))
                place += 1
            elif place:
                row, place = row + 1, 0
        return columns

    def _find_wholes(self) -> dict[int, int]:
        """For the quantities of a list the one before it that they add up to; the longest list where several do."""
        places: dict[int, list[int]] = {}
        for at, column in enumerate(self.columns):
            places.setdefault(column.place, []).append(at)
        found: dict[int, tuple[int, int]] = {}
        for chain in (range(len(self.quantities)), *places.values()):
            for first in range(len(chain)):
                for whole, last in self._sums(chain, first):
                    for part in chain[first : last + 1]:
                        if part not in found or last - first > found[part][1]:
                            found[part] = (whole, last - first)
        return {part: whole for part, (whole, _) in found.items()}

    def _sums(self, chain: Sequence[int], first: int) -> Iterator[tuple[int, int]]:
        """The quantities that those of a chain from `first` to another one, also given, add up to."""
        start, total = chain[first], self.quantities[chain[first]].value
        unit = self.quantities[start].unit
        earlier = range(max(0, start - BEFORE), start)
        sums = {self.quantities[at].value: at for at in earlier if self.quantities[at].unit is unit}
        for last in range(first + 1, min(first + LONGEST_SUM, len(chain)) if sums else 0):
            if self.quantities[chain[last]].unit is not unit or self._apart(chain[last - 1], chain[last]):
                break
            total += self.quantities[chain[last]].value
            within = chain[last] - start == last - first and self.sentence_of[start] == self.sentence_of[chain[last]]
            long = last - first + 1 >= LONG_LIST and total >= LONG_SUM
            if total in sums and (long or (within and total >= LEAST_SUM)):
                yield sums[total], last

    def _apart(self, one: int, two: int) -> bool:
        """Whether a paragraph lies between two quantities."""
        return self.paragraph(two) > self.paragraph(one) + 1

    def _find_namings(self) -> dict[str, Naming]:
        found: dict[str, list[AreaBasis]] = {}
        for place in self.annotated.places:
            if place.code:
                found.setdefault(place.code, []).append(place.basis)
        return {code: Naming(len(bases), frozenset(bases)) for code, bases in found.items()}

    def sentence(self, index: int) -> Span:
        """The sentence of a quantity, `WINDOW` characters around it at most."""
        number, sentence = self.quantities[index], self.sentences[self.sentence_of[index]]
        return Span(max(sentence.start, number.start - WINDOW), min(sentence.end, number.end + WINDOW))

    def paragraph(self, index: int) -> int:
        """The number of a quantity's paragraph."""
        return self.sentences[self.sentence_of[index]].paragraph

    def paragraph_start(self, index: int) -> int:
        """Where the paragraph of a quantity begins, `PARAGRAPH` characters before it at most."""
        start = self.sentences[self.opening[self.paragraph(index)]].start
        return max(start, self.quantities[index].start - PARAGRAPH)

    def before(self, index: int) -> Span | None:
        """What is heard before the sentence of a quantity, its last `WINDOW` characters at most.

        The sentence before it in its paragraph; for a row of a list or table the heading, or the head of its column.
        """
        place = self.sentence_of[index]
        row, heading = self.sentences[place], self.headings.get(place)
        if heading is not None:
            heard = head_of(self.text, self.sentences[heading], row, self.quantities[index].start)
        elif place and self.sentences[place - 1].paragraph == row.paragraph:
            heard = Span(*self.sentences[place - 1][:2])
        else:
            return None
        return Span(max(heard.start, heard.end - WINDOW), heard.end)

    def lead(self, index: int) -> Span | None:
        """The paragraph of the heading over a row, and for the head of a table the one before it."""
        heading = self.headings.get(self.sentence_of[index])
        if heading is None:
            return None
        first = self.opening[self.sentences[heading].paragraph]
        if first == heading and first:
            first = self.opening[self.sentences[first - 1].paragraph]
        return Span(self.sentences[first].start, self.sentences[heading].end)

    def listed(self, index: int) -> tuple[int, float]:
        """How many quantities of its unit the sentence has from a quantity on, and their sum."""
        number, count, total = self.quantities[index], 0, 0.0
        for at in range(index, min(index + LONGEST_SUM, len(self.quantities))):
            if self.sentence_of[at] != self.sentence_of[index]:
                break
            if self.quantities[at].unit is number.unit:
                count, total = count + 1, total + self.quantities[at].value
        return count, total

    def concepts_in(self, start: int, end: int) -> Sequence[Concept]:
        """The concepts that begin in `text[start:end]`; names of regions hold none."""
        return self.concepts[bisect_left(self._concept_starts, start) : bisect_left(self._concept_starts, end)]

    def places_in(self, start: int, end: int) -> Sequence[Place]:
        """The places that begin in `text[start:end]`."""
        starts = self._place_starts
        return self.annotated.places[bisect_left(starts, start) : bisect_left(starts, end)]

    def moments_in(self, start: int, end: int) -> Sequence[Moment]:
        """The statements of time that begin in `text[start:end]`."""
        starts = self._moment_starts
        return self.annotated.moments[bisect_left(starts, start) : bisect_left(starts, end)]

    def looks_ahead(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` names a time behind publication: of that a figure can only be planned."""
        return bisect_left(self._coming, end) > bisect_left(self._coming, start)

    def numbers_between(self, start: int, end: int) -> int:
        """How many quantities begin in `text[start:end]`."""
        return bisect_left(self.starts, end) - bisect_left(self.starts, start)

    def word_at(self, offset: int) -> int:
        """How many words begin before `offset`."""
        return bisect_left(self._word_starts, offset)

    def words_between(self, start: int, end: int) -> int:
        """How many words begin in `text[start:end]`."""
        starts = self._word_starts
        return bisect_left(starts, end) - bisect_left(starts, start)

    def since(self, facet: str, code: str, offset: int) -> tuple[float, float]:
        """Words since a code was last mentioned before `offset`, and how often it was."""
        ends = self.mentioned.get((facet, code), ())
        count = bisect_right(ends, offset)
        if not count:
            return NEVER
        return float(min(FAR, self.words_between(ends[count - 1], offset))), float(count)

    def last_mention(self, facet: str, code: str, offset: int) -> int | None:
        """Where a code was last mentioned before `offset`."""
        ends = self.mentioned.get((facet, code), ())
        count = bisect_right(ends, offset)
        return ends[count - 1] if count else None

    def breakdown(self, index: int) -> int:
        """Whether words announce a list: 1 in the sentence before the number, 2 in the sentence before that, 3 both."""
        sentence, earlier = self.sentence(index), self.before(index)
        own = _BREAKDOWN.search(self.small, sentence.start, self.quantities[index].start) is not None
        above = earlier is not None and _BREAKDOWN.search(self.small, earlier.start, earlier.end) is not None
        return own + 2 * above

    def unit_word(self, index: int) -> str:
        """What the word right behind a number counts: persons, units, cooperatives; else its unit, or nothing."""
        return self._unit_words[index]

    def _unit_word(self, number: Quantity) -> str:
        if number.unit is not Unit.COUNT:
            return number.unit
        for name, pattern in (("persons", _PERSONS), ("units", _UNITS), ("cooperatives", _KINDS)):
            if pattern.match(self.small, number.end):
                return name
        return ""


def _outside(concepts: Sequence[Concept], places: Sequence[Place]) -> Iterator[Concept]:
    """The concepts that begin in no region's name ("Bunga Raya", "Ingin Jaya")."""
    starts = [place.start for place in places]
    for concept in concepts:
        at = bisect_right(starts, concept.start) - 1
        if at < 0 or places[at].end <= concept.start:
            yield concept


def is_coming(moment: Moment, published: date | None) -> bool:
    """Whether a stated time begins behind the day of publication."""
    return published is not None and moment.period is not None and bounds(moment.period)[0] > published


def keys_of(concept: Concept) -> list[tuple[str, str]]:
    """The facets under which a concept is looked up; a noun for a kind of cooperatives is also a noun for them."""
    if concept.facet == "coop":
        return [("indicator", "cooperatives"), ("kind", concept.code)]
    return [(concept.facet, concept.code)]
