"""An article with all mentions found in it."""

from datetime import date
from typing import NamedTuple

from pipeline.rules.mentions import Concept, Moment, Place, Quantity, Sentence
from pipeline.rules.places import Home
from pipeline.rules.speakers import Utterance

BREAK = "\n\n"
"""What stands between headline and body in the text that is read."""


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
    published: date | None = None

    @property
    def body_start(self) -> int:
        """Where the body begins in the text."""
        return self.headline_end + len(BREAK)
