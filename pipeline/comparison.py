"""What became of each figure of an article: right, wrong in some columns, missed, or false; and where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from pipeline.matching import COLUMNS, Row, cell, match
from pipeline.rules.quantities import find_quantities
from pipeline.rules.sentences import find_sentences

WINDOW = 180
"""Characters of a sentence that are shown on either side of a number; longer ones are lists."""


class Verdict(StrEnum):
    """What became of a figure."""

    MISSED = "missed"
    WRONG = "wrong"
    FALSE = "false"
    RIGHT = "right"


class Comparison(NamedTuple):
    """A gold figure beside the predicted one of the same value and unit; either may lack."""

    gold: Row | None
    read: Row | None

    @property
    def differing(self) -> tuple[str, ...]:
        """The columns in which both, where there are both, disagree."""
        if self.gold is None or self.read is None:
            return ()
        return tuple(column for column in COLUMNS if cell(self.gold, column) != cell(self.read, column))

    @property
    def verdict(self) -> Verdict:
        """`right` and `missed` or `wrong` are all of the gold, `right` and `false` or `wrong` all that was read."""
        if self.gold is None:
            return Verdict.FALSE
        if self.read is None:
            return Verdict.MISSED
        return Verdict.WRONG if self.differing else Verdict.RIGHT


class Evaluated(NamedTuple):
    """An article: the file it stands in, its line with the gold figures, and what `pipeline.evaluate.predict` gives."""

    file: str
    line: Row
    predicted: Sequence[Row]

    @property
    def comparisons(self) -> Iterator[Comparison]:
        """Every figure of the article once."""
        return compare(self.line["figures"], self.predicted)


class Passage(NamedTuple):
    """The sentence around a number, and where the number stands in body or headline."""

    part: str
    start: int
    before: str
    number: str
    after: str


def compare(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[Comparison]:
    """Every figure of an article once: the gold ones in their order, then those that only the pipeline reads."""
    pairs = dict(match(gold, predicted, ("unit", "value")))
    for i, row in enumerate(gold):
        yield Comparison(row, predicted[pairs[i]] if i in pairs else None)
    for j in sorted(set(range(len(predicted))) - set(pairs.values())):
        yield Comparison(None, predicted[j])


def passage(line: Row, figure: Row) -> Passage | None:
    """Where `figure` stands in the article of `line`; null if its quote is not there.

    A figure that does not say its place (`part`, `start`) stands where its quote does first, in the body if it can.
    """
    place = _place({"body": line["body"], "headline": line["title"]}, figure)
    if place is None:
        return None
    part, text, first, last = place
    start, end = _number(text, first, last, figure)
    sentence = next((one for one in find_sentences(text) if one.end > start), None)
    if sentence is None:  # the quote is nothing but white space at the end
        return None
    before, after = text[sentence.start : start], text[end : max(sentence.end, end)]
    return Passage(part, start, _last(before), text[start:end], _first(after))


def _place(texts: Mapping[str, str], figure: Row) -> tuple[str, str, int, int] | None:
    quote, part, start = figure.get("quote") or "", figure.get("part"), figure.get("start")
    for name, text in texts.items():
        if quote and name == part and isinstance(start, int) and text.startswith(quote, start):
            return name, text, start, start + len(quote)
        if quote and part is None and quote in text:
            return name, text, text.index(quote), text.index(quote) + len(quote)
    return None


def _number(text: str, start: int, end: int, figure: Row) -> tuple[int, int]:
    """The place of the number within its quote, or of the quote if no number in it has the figure's value."""
    for number in find_quantities(text[start:end]).quantities:
        if cell({"value": number.value}, "value") == cell(figure, "value"):
            return start + number.start, start + number.end
    return start, end


def _last(text: str) -> str:
    return text if len(text) <= WINDOW else "… " + text[-WINDOW:].partition(" ")[2]


def _first(text: str) -> str:
    return text if len(text) <= WINDOW else text[:WINDOW].rpartition(" ")[0] + " …"
