"""Candidates for the date a number holds for."""

import re
from collections.abc import Iterator

from models.codes import CoopKind, CoopStatus, Indicator, TimeBasis
from pipeline.linking.gaps import MENTION, mention, no_mention
from pipeline.linking.history import History, Said, above, distance, focus, whole
from pipeline.linking.reading import Reading
from pipeline.rules.mentions import Moment

Date = tuple[TimeBasis, str | None]
Candidate = tuple[Date, list[float]]
PUBLISHED: Date = (TimeBasis.PUBLISHED, None)
SOURCES = ("sentence", "before", "last", "last_in_sentence", "last_in_paragraph", "none", "from_to", "paragraph",
           "whole", "above")  # fmt: skip
_SOURCE = {name: [float(name == other) for other in SOURCES] for name in SOURCES}
_LAST = ("last_in_sentence", "last_in_paragraph", "last")
_BASES = tuple(TimeBasis)
_FROM = re.compile(r"(?<!lebih )(?<!kurang )\bdari\s(?:sekitar\s|hanya\s)?$")
_TO = re.compile(r"[^.;]{0,40}\b(?:menjadi|jadi|ke|kini)\b")

OWN = (
    *(f"from_{name}" for name in SOURCES), *(f"is_{basis}" for basis in TimeBasis), *MENTION, "in_brackets",
    "share_of_figures", "precision", "year", "last_dated", "back", "total", "opens_paragraph", "status", "last_status",
    "same_status", "indicator", "same_indicator", "same_kind", "last_has_part", "figures_in_sentence", "last_distance",
    "last_basis", "moments",
)  # fmt: skip


def candidates(
    reading: Reading, index: int, history: History, what: tuple[Indicator, CoopStatus, CoopKind]
) -> list[Candidate]:
    """Each date that words or figures before the number speak for, with its `OWN` features."""
    sentence, last = reading.sentence(index), focus(reading, index, history)
    moments = [m for m in reading.moments_in(sentence.start, sentence.end) if m.basis is not None]
    common = [*_common(reading, index, history, what, last), float(len(moments))]

    def row(date: Date, source: str, item: Moment | None = None) -> Candidate:
        words = mention(reading, index, item, moments) if item else no_mention(reading, index, moments)
        return date, [
            *_SOURCE[source],
            *(float(date[0] is basis) for basis in _BASES),
            *words,
            float(item is not None and reading.text[max(0, item.start - 1) : item.start] == "("),
            sum(said.date == date for said in history) / len(history) if history else 0.0,
            float(len(date[1] or "")),
            float((date[1] or "0")[:4]),
            *common,
        ]

    found = [row((m.basis, m.period), "sentence", m) for m in moments if m.basis]
    return [*found, *(row(date, source) for date, source in _afar(reading, index, history, last)), row(PUBLISHED, "none")]


def _common(
    reading: Reading,
    index: int,
    history: History,
    what: tuple[Indicator, CoopStatus, CoopKind],
    last: Said | None,
) -> list[float]:
    indicator, status, kind = what
    sentence = reading.sentence(index)
    facets = {c.facet for c in reading.concepts_in(sentence.start, sentence.end)}
    return [
        float(last is not None and last.basis is TimeBasis.STATED),
        float("back" in facets),
        float("total" in facets),
        float(reading.sentence_of[index] == reading.opening[sentence.paragraph]),
        float(tuple(CoopStatus).index(status)),
        float(tuple(CoopStatus).index(last.status)) if last else 99.0,
        float(last is not None and last.status is status),
        float(tuple(Indicator).index(indicator)),
        float(last is not None and last.indicator is indicator),
        float(last is not None and last.kind is kind),
        float(last is not None and last.part),
        float(sum(distance(reading, index, said) == 0 for said in history)),
        distance(reading, index, last),
        float(_BASES.index(last.basis)) if last else -1.0,
    ]


def _afar(reading: Reading, index: int, history: History, last: Said | None) -> Iterator[tuple[Date, str]]:
    start, number = reading.sentence(index).start, reading.quantities[index]
    earlier = [
        (m.basis, m.period) for m in reading.moments_in(reading.paragraph_start(index), start) if m.basis is not None
    ]
    yield from ((date, "before") for date in earlier[-1:])
    yield from ((date, "paragraph") for date in earlier[:1])
    if last:
        yield last.date, _LAST[int(distance(reading, index, last))]
    if _FROM.search(reading.small, max(0, number.start - 40), number.start) and _TO.match(reading.small, number.end):
        yield (TimeBasis.EARLIER, None), "from_to"
    for source, said in (("whole", whole(reading, index, history)), ("above", above(reading, index, history))):
        if said:
            yield said.date, source
