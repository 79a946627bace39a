"""Lists and tables in lines: which line stands over a row, and which of its cells over a number."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.rules.mentions import Sentence

_MARK = re.compile(r"[|\t;]")
_COLON = re.compile(r"[^\W\d_]\W{0,2}:$")
"""How a heading ends; a row with an empty last cell ends with a number and a colon."""
_ITEM = re.compile(r"[-–•*(]|\w{1,2}[.)]\s")
_WORD = re.compile(r"\w+")
LONGEST = 8
"""Words of the longest row that no bullet, number or cell marks as one; a longer one is prose."""


class Span(NamedTuple):
    """A stretch of the text."""

    start: int
    end: int


def find_headings(text: str, sentences: Sequence[Sentence], numbered: Sequence[bool]) -> dict[int, int]:
    """For the rows, lines of one sentence with a number, the sentence over them all.

    It ends with a colon ("Sebarannya:"), or it is a line without a number that has as many cells as the row. Lines
    without a letter or digit, as under the head of a table, are passed over. `numbered` says which sentences have
    numbers.
    """
    found: dict[int, int] = {}
    head: int | None = None
    paragraphs = [sentence.paragraph for sentence in sentences]
    for at, (start, end, paragraph) in enumerate(sentences):
        alone = paragraphs[at - 1 : at] != [paragraph] and paragraphs[at + 1 : at + 2] != [paragraph]
        if head is not None and alone and numbered[at] and _stands_over(text, sentences[head], sentences[at]):
            found[at] = head
        elif any(map(str.isalnum, text[start:end])):
            leads = _leads(text, sentences[at]) or (not numbered[at] and _MARK.search(text, start, end))
            head = at if leads else None
    return found


def _leads(text: str, line: Sentence) -> bool:
    return _COLON.search(text, max(line.start, line.end - 5), line.end) is not None


def _stands_over(text: str, head: Sentence, row: Sentence) -> bool:
    if not _leads(text, head):
        return len(_cells(text, head)) == len(_cells(text, row))
    listed = _ITEM.match(text, row.start) or len(_cells(text, row)) > 1
    return bool(listed) or len(_WORD.findall(text, row.start, row.end)) <= LONGEST


def _cells(text: str, line: Sentence) -> list[Span]:
    edges = [line.start - 1, *(mark.start() for mark in _MARK.finditer(text, line.start, line.end)), line.end]
    return [Span(left + 1, right) for left, right in pairwise(edges)]


def head_of(text: str, head: Sentence, row: Sentence, offset: int) -> Span:
    """What stands over a place in a row: the cell of its column, or all of a heading."""
    heads = _cells(text, head)
    if len(heads) != len(_cells(text, row)):
        return Span(head.start, head.end)
    return heads[cell_of(text, row, offset)]


def cell_of(text: str, row: Sentence, offset: int) -> int:
    """How many cells of a row end before a place in it."""
    return len(_MARK.findall(text, row.start, offset))
