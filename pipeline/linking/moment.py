"""Candidates for the date a number holds for."""

import re
from collections.abc import Iterator

from models.codes import CoopKind, CoopStatus, Indicator, TimeBasis
from pipeline.linking.gaps import MENTION, mention, no_mention
from pipeline.linking.history import Spot
from pipeline.rules.mentions import Moment

Date = tuple[TimeBasis, str | None]
Candidate = tuple[Date, list[float]]
PUBLISHED: Date = (TimeBasis.PUBLISHED, None)
SOURCES = ("sentence", "before", "last", "last_in_sentence", "last_in_paragraph", "none", "from_to", "paragraph",
           "whole", "above", "heading")  # fmt: skip
_SOURCE = {name: [float(name == other) for other in SOURCES] for name in SOURCES}
_LAST = ("last_in_sentence", "last_in_paragraph", "last")
_BASES = tuple(TimeBasis)
_IS_BASIS = {basis: [float(basis is other) for other in _BASES] for basis in _BASES}
_STATUSES, _INDICATORS = tuple(CoopStatus), tuple(Indicator)
_FROM = re.compile(r"(?<!lebih )(?<!kurang )\bdari\s(?:sekitar\s|hanya\s)?$")
_TO = re.compile(r"[^.;]{0,40}\b(?:menjadi|jadi|ke|kini)\b")

OWN = (
    *(f"from_{name}" for name in SOURCES), *(f"is_{basis}" for basis in TimeBasis), *MENTION, "in_brackets",
    "share_of_figures", "precision", "year", "last_dated", "back", "total", "opens_paragraph", "status", "last_status",
    "same_status", "indicator", "same_indicator", "same_kind", "last_has_part", "figures_in_sentence", "last_distance",
    "last_basis", "moments",
)  # fmt: skip


def candidates(spot: Spot, what: tuple[Indicator, CoopStatus, CoopKind]) -> list[Candidate]:
    """Each date that words or figures before the number speak for, with its `OWN` features."""
    reading, index, history = spot.reading, spot.index, spot.history
    moments = [m for m in reading.moments_in(*spot.sentence) if m.basis is not None]
    common = [*_common(spot, what), float(len(moments))]
    unsaid, dates = no_mention(reading, index, moments), [said.date for said in history]

    def row(date: Date, source: str, item: Moment | None = None) -> Candidate:
        return date, [
            *_SOURCE[source],
            *_IS_BASIS[date[0]],
            *(mention(reading, index, item, moments) if item else unsaid),
            float(item is not None and reading.text[max(0, item.start - 1) : item.start] == "("),
            dates.count(date) / len(dates) if dates else 0.0,
            float(len(date[1] or "")),
            float((date[1] or "0")[:4]),
            *common,
        ]

    found = [row((m.basis, m.period), "sentence", m) for m in moments if m.basis]
    return [*found, *(row(date, source) for date, source in _afar(spot)), row(PUBLISHED, "none")]


def _common(spot: Spot, what: tuple[Indicator, CoopStatus, CoopKind]) -> list[float]:
    reading, index, last = spot.reading, spot.index, spot.last
    indicator, status, kind = what
    facets = {c.facet for c in reading.concepts_in(*spot.sentence)}
    return [
        float(last is not None and last.basis is TimeBasis.STATED),
        float("back" in facets),
        float("total" in facets),
        float(reading.sentence_of[index] == reading.opening[reading.paragraph(index)]),
        float(_STATUSES.index(status)),
        float(_STATUSES.index(last.status)) if last else 99.0,
        float(last is not None and last.status is status),
        float(_INDICATORS.index(indicator)),
        float(last is not None and last.indicator is indicator),
        float(last is not None and last.kind is kind),
        float(last is not None and last.part),
        float(spot.distances.count(0.0)),
        spot.distance(last),
        float(_BASES.index(last.basis)) if last else -1.0,
    ]


def _afar(spot: Spot) -> Iterator[tuple[Date, str]]:
    reading, number, last = spot.reading, spot.number, spot.last
    heard = reading.moments_in(reading.paragraph_start(spot.index), spot.sentence.start)
    earlier = [(moment.basis, moment.period) for moment in heard if moment.basis is not None]
    yield from ((date, "before") for date in earlier[-1:])
    yield from ((date, "paragraph") for date in earlier[:1])
    lead = reading.lead(spot.index)
    head = reading.moments_in(*spot.before) if lead and spot.before else ()
    above = head or (reading.moments_in(*lead) if lead else ())
    yield from ((date, "heading") for date in [(m.basis, m.period) for m in above if m.basis is not None][-1:])
    if last:
        yield last.date, _LAST[int(spot.distance(last))]
    if _FROM.search(reading.small, max(0, number.start - 40), number.start) and _TO.match(reading.small, number.end):
        yield (TimeBasis.EARLIER, None), "from_to"
    for source, said in (("whole", spot.whole), ("above", spot.above)):
        if said:
            yield said.date, source
