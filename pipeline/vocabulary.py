"""The words by which news names indicators, states and kinds: `models/codelists/vocabulary.csv`, found in a text.

Each row is a facet, a code and a pattern (a regular expression in which a blank is any white space). The facets:

- `indicator`: what is counted; `coop`: a noun that means cooperatives of the kind in `code`
- `status`, `kind`, `subset`: which of them; `negation`: "tidak" that stands for "tidak aktif" in a pair
- `trap`: words that make a number no figure (codebook: not figures); `change`: words before a mere difference
- `back`: words that refer to the figure before; `aggregate`: words that say that a whole is counted
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pipeline.mentions import Concept

FACETS = ("indicator", "coop", "status", "kind", "negation", "subset", "trap", "change", "back", "aggregate")
_LAYERS = (("indicator", "coop"), ("status", "negation"), ("kind",), ("subset",), ("trap",), ("change",),
           ("back",), ("aggregate",))  # fmt: skip
"""Facets of one layer exclude each other at one place, the longest wins; those of different layers overlap."""


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    with files("models").joinpath("codelists/vocabulary.csv").open(encoding="utf-8", newline="") as lines:
        return tuple((row["facet"], row["code"], row["words"]) for row in csv.DictReader(lines))


@cache
def _patterns(layer: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    """One pattern over the layer's rows, longest first, and what its groups mean."""
    rows = sorted((row for row in _rows() if row[0] in layer), key=lambda row: -len(row[2]))
    groups = "|".join(f"({words.replace(' ', chr(92) + 's')})" for _, _, words in rows)
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)", re.IGNORECASE), tuple((facet, code) for facet, code, _ in rows)


def find_concepts(text: str) -> Iterator[Concept]:
    """The words of the vocabulary in `text`, layer by layer."""
    for layer in _LAYERS:
        pattern, meaning = _patterns(layer)
        for match in pattern.finditer(text):
            if match.lastindex is not None:
                yield Concept(match.start(), match.end(), *meaning[match.lastindex - 1])
