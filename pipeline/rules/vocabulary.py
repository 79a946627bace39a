"""The words by which news names indicators, states and kinds: `models/codelists/vocabulary.csv`, found in a text.

Each row is a facet, a code and a pattern (a regular expression in which a blank stands for up to three). The facets:

- `indicator`: what is counted; `coop`: a noun that means cooperatives of the kind in `code`
- `noise`: longer words with such a noun in them that count something else ("anggota DPRD")
- `stateless`: words that only look like a state ("cukup sehat" is a part, codebook)
- `status`, `kind`, `subset`: which of them; `negation`: "tidak" that stands for "tidak aktif" in a pair
- `trap`: words that make a number no figure (codebook: not figures); `change`: words before a mere difference
- `part`: words that make the number a part of the one before, the rest of it or some among it
- `back`: words that refer to the figure before; `total`: words for the whole; `aggregate`: words that count one
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from models.codes import codelist_rows
from pipeline.rules.letters import lower
from pipeline.rules.mentions import Concept

_NOUNS, _STATES, _KINDS = ("indicator", "coop", "noise"), ("status", "negation", "stateless"), ("kind",)
_BLANK = r"(?:\s[^\S\n]{0,2})"
"""A blank of a pattern, never in a class: up to three; the first may end the line, a blank line parts words."""
SHORT = 13
"""Characters of the longest state word that holds no noun of its own."""
_LAYERS = (_NOUNS, _STATES, _KINDS, ("subset",), ("trap",), ("change",),
           ("plan",), ("part",), ("back",), ("total",), ("aggregate",))  # fmt: skip
"""Facets of one layer exclude each other at one place, the longest wins; those of different layers overlap."""


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["facet"], row["code"], row["words"]) for row in codelist_rows("vocabulary.csv"))


_GROUP = re.compile(r"\(\?:([^()]*)\)(\?|\*|\{0,\d\}\??)?")


def _least(words: str) -> int:
    """Characters of the shortest text a pattern fits: "koperasi primer" comes before "koperasi(?:nya)?"."""
    shorter = _GROUP.sub(lambda group: "" if group[2] else min(group[1].split("|"), key=len), words)
    return len(words) if shorter == words else _least(shorter)


@cache
def _layer_rows(layer: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """The layer's rows, longest first."""
    rows = sorted((row for row in _rows() if row[0] in layer), key=lambda row: -_least(row[2]))
    return tuple((facet, code, words.replace(" ", _BLANK)) for facet, code, words in rows)


@cache
def _pattern(layer: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern over the layer's rows for a text in small letters.

    Without groups and without IGNORECASE a branch is left at its first letter: 0.6 ms an article instead of 3.2.
    """
    return re.compile(rf"(?<!\w)(?=\w)(?:{'|'.join(words for _, _, words in _layer_rows(layer))})(?!\w)")


@lru_cache(maxsize=5_000)
def _meaning(layer: tuple[str, ...], words: str) -> tuple[str, str]:
    """Facet and code of `words`, which the layer's pattern has found."""
    return next((facet, code) for facet, code, pattern in _layer_rows(layer) if re.fullmatch(pattern, words))


OFFICE = re.compile(
    r"\b(?:Dinas|DINAS|Kementerian|Kementrian|Kemen\w+|Kadis|Kabid|Bidang|Deputi|Menteri|Menkop\w*|Dis\w+|Din\w+|Badan"
    r"|Kasi|Seksi|UPT|Balai|Satgas|Hari|HUT|Subdit|Direktorat|Dekopin\w*)\b"
    r"(?:(?:\s(?:dan|&)|,(?:\sdan)?|/)?\s?(?:[A-Z][a-z]*\b|[A-Z]+\b|\([^)]{1,40}\)))+"
)


def _covered(spans: list[tuple[int, int]], concepts: Iterator[Concept]) -> Iterator[Concept]:
    """The concepts that lie in none of `spans`; both come in order."""
    place = 0
    for concept in concepts:
        while place < len(spans) and spans[place][1] <= concept.start:
            place += 1
        if place == len(spans) or concept.end <= spans[place][0]:
            yield concept


def _layer(small: str, layer: tuple[str, ...]) -> Iterator[Concept]:
    for match in _pattern(layer).finditer(small):
        yield Concept(match.start(), match.end(), *_meaning(layer, match[0]))


def find_concepts(text: str) -> list[Concept]:
    """The words of the vocabulary in `text`, in order.

    Nouns within the name of an office ("Dinas Koperasi dan UKM") or of a state ("rapat anggota tahunan") count nothing.
    """
    small = lower(text)
    layers = {layer: list(_layer(small, layer)) for layer in _LAYERS}
    offices = [match.span() for match in OFFICE.finditer(text)]
    meetings = [(c.start, c.end) for c in layers[_STATES] if c.end - c.start > SHORT]
    nouns = _covered(meetings, _covered(offices, iter(layers[_NOUNS])))
    kinds = _covered(offices, iter(layers[_KINDS]))
    rest = (concept for layer, found in layers.items() if layer not in (_NOUNS, _KINDS) for concept in found)
    return sorted([*nouns, *kinds, *rest])
