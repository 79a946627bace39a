"""The words by which news names indicators, states and kinds: `models/codelists/vocabulary.csv`, found in a text.

Each row is a facet, a code and a pattern (a regular expression in which a blank stands for up to three). The facets:

- `indicator`: what is counted; `coop`: a noun that means cooperatives of the kind in `code`
- `noise`: longer words with such a noun in them that count something else ("anggota DPRD")
- `stateless`: words that only look like a state ("cukup sehat" is a part, codebook)
- `status`, `kind`, `subset`: which of them; `negation`: "tidak" that stands for "tidak aktif" in a pair
- `trap`: words that make a number no figure (codebook: not figures); `change`: words before a mere difference
- `plan`: words that put off what they speak of ("akan", "diusulkan")
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
OPENING = 3
"""Letters by which the rows that may fit a word are looked up."""
_LAYERS = (_NOUNS, _STATES, _KINDS, ("subset",), ("trap",), ("change",),
           ("plan",), ("part",), ("back",), ("total",), ("aggregate",))  # fmt: skip
"""Facets of one layer exclude each other at one place, the longest wins; those of different layers overlap."""


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["facet"], row["code"], row["words"]) for row in codelist_rows("vocabulary.csv"))


_WORD = re.compile(r"\w+")
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


_BRANCHING = re.compile(r"\\.|[()|]")
_QUANTIFIER = re.compile(r"[?*+]\??|\{\d*,?\d*\}\??")


def _branches(words: str) -> list[str]:
    """The branches of the group that a pattern begins with, and last what follows the group."""
    depth, start, found = 0, len("(?:"), []
    for mark in _BRANCHING.finditer(words):
        depth += (mark[0] == "(") - (mark[0] == ")")
        if (mark[0] == "|" and depth == 1) or depth == 0:
            found.append(words[start : mark.start()])
            start = mark.end()
        if depth == 0:
            break
    return [*found, words[start:]]


def _beginnings(words: str, length: int) -> set[str]:
    """Of each text that a pattern fits the first letters: `length` of them, or fewer where any may follow."""
    if not length or not (words[:1].isalnum() or words.startswith("(?:")):
        return {""}
    *branches, rest = _branches(words) if words.startswith("(?:") else [words[0], words[1:]]
    repeated = _QUANTIFIER.match(rest)
    if repeated:
        return _beginnings(rest[repeated.end() :], length).union(*(_beginnings(one, length) for one in branches))
    if words[0].isalnum():
        return {words[0] + behind for behind in _beginnings(rest, length - 1)}
    return set[str]().union(*(_beginnings(one + rest, length) for one in branches))


@cache
def _openings(layer: tuple[str, ...]) -> tuple[tuple[set[str], str], ...]:
    """The layer's rows, longest first, each with what it may begin with."""
    return tuple((_beginnings(words, OPENING), words) for _, _, words in _layer_rows(layer))


@cache
def _pattern(rows: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(rows)})(?!\w)")


@lru_cache(maxsize=5_000)
def _fitting(opening: str) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """The layers with rows for words that begin so, and one pattern over these rows, for a text in small letters.

    Most words begin like no row, and of the others few rows are tried: 0.4 ms an article instead of 1.0.
    """
    begun = {opening[:length] for length in range(OPENING + 1)}
    fitting = [(layer, tuple(words for known, words in _openings(layer) if known & begun)) for layer in _LAYERS]
    return tuple((layer, _pattern(rows)) for layer, rows in fitting if rows)


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


def _by_layer(small: str) -> dict[tuple[str, ...], list[Concept]]:
    """What each layer finds in a text in small letters; its next word begins behind the one before."""
    found: dict[tuple[str, ...], list[Concept]] = {layer: [] for layer in _LAYERS}
    for word in _WORD.finditer(small):
        start = word.start()
        for layer, pattern in _fitting(small[start : start + OPENING]):
            had = found[layer]
            if (not had or had[-1].end <= start) and (match := pattern.match(small, start)):
                had.append(Concept(start, match.end(), *_meaning(layer, match[0])))
    return found


def find_concepts(text: str) -> list[Concept]:
    """The words of the vocabulary in `text`, in order.

    Nouns within the name of an office ("Dinas Koperasi dan UKM") or of a state ("rapat anggota tahunan") count nothing.
    """
    small = lower(text)
    layers = _by_layer(small)
    offices = [match.span() for match in OFFICE.finditer(text)]
    meetings = [(c.start, c.end) for c in layers[_STATES] if c.end - c.start > SHORT]
    nouns = _covered(meetings, _covered(offices, iter(layers[_NOUNS])))
    kinds = _covered(offices, iter(layers[_KINDS]))
    rest = (concept for layer, found in layers.items() if layer not in (_NOUNS, _KINDS) for concept in found)
    return sorted([*nouns, *kinds, *rest])
