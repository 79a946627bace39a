"""Quotations: the stretches of a text within quotation marks, and the text without what they hold."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARK = re.compile(r"[“”\"„]|''|``|\n[^\S\n]*\n")


class Quotation(NamedTuple):
    """A stretch with its marks. It is open where the paragraph ends before a closing mark."""

    start: int
    end: int
    closed: bool


def _closes(text: str, at: int) -> bool:
    """Whether an opening mark is put by mistake where one closes: behind a sign or a letter, before a blank."""
    return not text[at - 1].isspace() and text[at + 1 : at + 2].isspace()


def find_quotations(text: str) -> list[Quotation]:
    """The quotations of `text`, in order; none holds another one or goes on over a blank line."""
    found: list[Quotation] = []
    start = None
    for mark in _MARK.finditer(text):
        if mark[0].startswith("\n"):
            if start is not None:
                found.append(Quotation(start, mark.start(), False))
            start = None
        elif start is None:
            start = None if mark[0] == "”" else mark.start()
        elif mark[0] not in "“„``" or _closes(text, mark.start()):
            found.append(Quotation(start, mark.end(), True))
            start = None
    if start is not None:
        found.append(Quotation(start, len(text), False))
    return found


def without_quoted(text: str, quotations: Sequence[Quotation]) -> str:
    """`text` with blanks for what closed quotations hold, of the same length: who speaks stands outside of them."""
    pieces, at = [], 0
    for start, end, closed in quotations:
        if closed:
            pieces += [text[at : start + 1], " " * (end - start - 2), text[end - 1 : end]]
            at = end
    return "".join([*pieces, text[at:]])
