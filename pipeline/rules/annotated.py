"""An article with all mentions found in it, and the mentions of one sentence out of them."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from pipeline.rules.mentions import Concept, Moment, Place, Quantity, Sentence
from pipeline.rules.places import Home
from pipeline.rules.speakers import Utterance

BREAK = "\n\n"
"""What stands between headline and body in the text that is read."""
WINDOW = 600
"""Characters before and behind a number whose words may speak of it; longer sentences are lists."""
_Mention = TypeVar("_Mention", Quantity, Concept, Moment, Place)
_Context = tuple[Sequence[Concept], Sequence[Place], Sequence[Moment]]


class AnnotatedText(NamedTuple):
    """An article with all mentions found in it: headline, blank line, body."""

    text: str
    headline_end: int
    sentences: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    concepts: tuple[Concept, ...]
    moments: tuple[Moment, ...]
    places: tuple[Place, ...]
    home: Home
    utterances: tuple[Utterance, ...] = ()

    @property
    def body_start(self) -> int:
        """Where the body begins in the text."""
        return self.headline_end + len(BREAK)


def _within(items: Sequence[_Mention], starts: Sequence[int], start: int, end: int) -> Sequence[_Mention]:
    return items[bisect_left(starts, start) : bisect_left(starts, end)]


class Slices:
    """The mentions of a sentence, found by bisection: an article costs its length, not its square."""

    def __init__(self, annotated: AnnotatedText) -> None:
        self._reading = annotated
        self._starts = [[item.start for item in items] for items in
                        (annotated.concepts, annotated.places, annotated.moments, annotated.quantities)]  # fmt: skip

    def of(self, start: int, end: int) -> _Context:
        """Concepts, places and moments that begin in `text[start:end]`."""
        annotated, starts = self._reading, self._starts
        return (
            _within(annotated.concepts, starts[0], start, end),
            _within(annotated.places, starts[1], start, end),
            _within(annotated.moments, starts[2], start, end),
        )

    def around(self, number: Quantity, sentence: Sentence) -> _Context:
        """The same within `WINDOW` characters of a number, its sentence at most."""
        return self.of(max(sentence.start, number.start - WINDOW), min(sentence.end, number.end + WINDOW))

    def quantities(self, sentence: Sentence) -> Sequence[Quantity]:
        """The quantities of a sentence."""
        return _within(self._reading.quantities, self._starts[3], sentence.start, sentence.end)
