"""The words by which news attributes speech: `models/codelists/speech.csv`, and a text as words.

Its facets:

- `verb` ("kata"), `active` ("mengatakan"), `passive` ("dikatakan"), `pronoun` ("dia")
- `modal`: words before a verb that make it an intention; `beside` ("didampingi"): before one who is not the subject
- `head`: words that open an office ("kepala", "kabid"); `office`: words that it goes on with; `link`: what joins those
- `cooperative`: offices' words before a cooperative's own name
- `prefix`, `title`: what stands before and behind a name and belongs to it; `other`: capital words that are no name
"""

import re
from functools import cache
from typing import NamedTuple

from models.codes import codelist_rows
from pipeline.rules.letters import lower

THIS = ("itu", "ini", "tersebut")
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f]*(?:['’][^\W\d_]+)*")


class Words(NamedTuple):
    """The words of a text in order: where each starts and ends, and it in small letters."""

    start: list[int]
    end: list[int]
    small: list[str]


@cache
def words_of(facet: str) -> frozenset[str]:
    """The words of a facet."""
    return frozenset(row["word"] for row in codelist_rows("speech.csv") if row["facet"] == facet)


@cache
def no_names() -> frozenset[str]:
    """Words in small letters that are no part of a name, even with a capital."""
    return frozenset().union(*map(words_of, ("office", "head", "other", "verb", "active", "passive")))


def find_words(text: str) -> Words:
    """The words of `text`, in order; a word begins with a letter."""
    small = lower(text)
    spans = [match.span() for match in _WORD.finditer(small)]
    return Words([start for start, _ in spans], [end for _, end in spans], _WORD.findall(small))
