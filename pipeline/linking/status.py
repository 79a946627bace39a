"""Candidates for the state of the cooperatives that a number counts."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.codes import CoopKind, CoopStatus, Indicator, TimeBasis
from pipeline.linking.gaps import MENTION, gap, mention, no_mention
from pipeline.linking.history import COUNTED, REST, Said, Spot, arithmetic, covers
from pipeline.linking.reading import Reading
from pipeline.rules.mentions import Concept

STATUSES = tuple(CoopStatus)
_AT = {code: float(at) for at, code in enumerate(STATUSES)}
_CODED = {code.value: code for code in STATUSES}
_INDICATORS = tuple(Indicator)
_ONE_HOT = {code: [float(code is other) for other in STATUSES] for code in STATUSES}
SOURCES = ("sentence", "before", "last_in_sentence", "last_in_paragraph", "last", "rest", "headline", "all", "negation",
           "whole", "paragraph", "above")  # fmt: skip
_SOURCE = {name: [float(name == other) for other in SOURCES] for name in SOURCES}
_LAST = ("last_in_sentence", "last_in_paragraph", "last")
Candidate = tuple[CoopStatus, list[float]]

OWN = (
    *(f"is_{code}" for code in STATUSES), *(f"from_{name}" for name in SOURCES), *MENTION, "is_negation",
    "said_in_sentence", "figures_since", "share_since", "since", "mentions", "is_whole", "is_above",
    "share_of_its_figure", "list_of_its_figure", "indicator", "last_indicator", "last_status", "last_distance",
    "before_status", "left_status", "left_heavy",
    "right_status", "right_heavy", "share_of_last", "list_of_last", "list_length", "last_has_kind", "restates",
    "has_whole", "has_above", "listed", "here",
    "row_place", "breakdown", "dated", "last_dated", "before_without_number", "counted_status", "total_before",
    "arithmetic", "statuses_in_paragraph", "base_status", "covers",
)  # fmt: skip


class Scene(NamedTuple):
    """What all candidates of one number share."""

    spot: Spot
    last: Said | None
    """The figure spoken of last; of cooperatives, or of small enterprises."""
    statuses: Sequence[Concept]
    """Words for states in the sentence."""
    unsaid: tuple[float, ...]
    """`MENTION` of what no word of the sentence gives."""
    common: list[float]
    known: dict[CoopStatus, list[float]]
    """What was said of a state before the number, as far as it has been asked."""


def candidates(spot: Spot, indicator: Indicator) -> list[Candidate]:
    """Each state that words or figures before the number speak for, with its `OWN` features."""
    statuses = _statuses(spot.reading, *spot.sentence)
    last = spot.last if spot.last is None or spot.last.indicator in COUNTED else spot.counted
    unsaid = no_mention(spot.reading, spot.index, statuses)
    scene = Scene(spot, last, statuses, unsaid, _common(spot, indicator, last, statuses), {})
    return [*_from_words(scene), *_from_figures(scene), *_from_afar(scene), _row(scene, CoopStatus.ALL, "all")]


def _statuses(reading: Reading, start: int, end: int) -> list[Concept]:
    return [c for c in reading.concepts_in(start, end) if c.facet == "status"]


def _common(spot: Spot, indicator: Indicator, last: Said | None, statuses: Sequence[Concept]) -> list[float]:
    reading, index, number = spot.reading, spot.index, spot.number
    before, cell = spot.before, reading.cells[index]
    left = [c for c in statuses if c.end <= number.start]
    right = [c for c in statuses if c.start >= number.end]
    heard = _statuses(reading, *before) if before else []
    places = reading.places_in(*spot.sentence)
    behind = [p for p in places if p.end <= number.start]
    told = {said.status for said, away in zip(spot.history, spot.distances, strict=True) if away <= 1}
    return [
        float(_INDICATORS.index(indicator)),
        float(_INDICATORS.index(spot.history[-1].indicator)) if spot.history else -1.0,
        _at(last),
        spot.distance(last),
        _AT[_CODED[heard[-1].code]] if heard else -1.0,
        _AT[_CODED[left[-1].code]] if left else -1.0,
        gap(reading, index, left[-1].start, left[-1].end)[9] if left else 99.0,
        _AT[_CODED[right[0].code]] if right else -1.0,
        gap(reading, index, right[0].start, right[0].end)[9] if right else 99.0,
        *spot.shares(last),
        float(min(spot.listed, 20)),
        float(last is not None and last.kind is not CoopKind.ALL),
        float(last is not None and last.restated),
        float(spot.whole is not None),
        float(spot.above is not None),
        float(bool(behind) and reading.words_between(behind[-1].end, number.start) <= 1),
        float(any(cell.reach <= p.start and p.end <= cell.end for p in places)),
        float(reading.columns[index].place),
        spot.breakdown,
        float(any(m.basis is TimeBasis.STATED for m in reading.moments_in(spot.sentence.start, number.end + 25))),
        float(last is not None and last.basis is TimeBasis.STATED),
        float(before is not None) + float(before is not None and not reading.numbers_between(before.start, before.end)),
        _at(spot.counted),
        float(any(c.facet == "total" for c in reading.concepts_in(spot.sentence.start, number.start))),
        arithmetic(reading, index, spot.history),
        float(len(told)),
        _at(spot.base),
        float(covers(reading, index)),
    ]


def _at(said: Said | None) -> float:
    return _AT[said.status] if said else -1.0


def _row(
    scene: Scene, code: CoopStatus, source: str, words: tuple[float, ...] | None = None, *, negated: bool = False
) -> Candidate:
    if code not in scene.known:
        scene.known[code] = _known(scene.spot, code)
    return code, [
        *_ONE_HOT[code],
        *_SOURCE[source],
        *(words or scene.unsaid),
        float(negated),
        *scene.known[code],
        *scene.common,
    ]


def _known(spot: Spot, code: CoopStatus) -> list[float]:
    """What words and figures before the number have said of a state."""
    reading = spot.reading
    place = reading.last_mention("status", code, spot.number.start)
    later = [said for said in spot.since(place) if said.indicator in COUNTED]
    its = next((said for said in reversed(spot.history) if said.status is code and said.indicator in COUNTED), None)
    here = (said for said, away in zip(spot.history, spot.distances, strict=True) if away == 0)
    return [
        float(any(said.status is code for said in here)),
        30.0 if place is None else float(len(later)),
        0.0 if place is None else sum(said.status is code for said in later) / len(later) if later else 1.0,
        *reading.since("status", code, spot.number.start),
        float(spot.whole is not None and spot.whole.status is code),
        float(spot.above is not None and spot.above.status is code),
        *spot.shares(its),
    ]


def _from_words(scene: Scene) -> Iterator[Candidate]:
    reading, index = scene.spot.reading, scene.spot.index
    for item in scene.statuses:
        yield _row(scene, _CODED[item.code], "sentence", mention(reading, index, item, scene.statuses))
    spoken = next((_CODED[c.code] for c in scene.statuses if _CODED[c.code] in REST), None)
    base = scene.last.status if scene.last and scene.last.status in REST else spoken
    if base is None:
        return
    negations = [c for c in reading.concepts_in(*scene.spot.sentence) if c.facet == "negation"]
    for item in negations:
        if not any(c.start <= item.start < c.end for c in scene.statuses):
            yield _row(scene, REST[base], "negation", mention(reading, index, item, negations), negated=True)


def _from_figures(scene: Scene) -> Iterator[Candidate]:
    spot, last = scene.spot, scene.last
    for source, said in (("whole", spot.whole), ("above", spot.above)):
        if said:
            yield _row(scene, said.status, source)
    if last is None:
        return
    if last.status is not CoopStatus.ALL:
        yield _row(scene, last.status, _LAST[int(spot.distance(last))])
    if last.status in REST:
        yield _row(scene, REST[last.status], "rest")
    near = (said for said, away in zip(spot.history, spot.distances, strict=True) if away <= 1)
    spoken = {said.status for said in near if said.indicator in COUNTED}
    for code in sorted(spoken - {last.status, CoopStatus.ALL}):
        yield _row(scene, code, "last_in_paragraph")


def _from_afar(scene: Scene) -> Iterator[Candidate]:
    """States spoken of in the sentence before, in the paragraph, in the headline."""
    spot, reading = scene.spot, scene.spot.reading
    spans = [
        ("before", _statuses(reading, *spot.before) if spot.before else []),
        ("paragraph", _statuses(reading, reading.paragraph_start(spot.index), spot.sentence.start)),
        ("headline", [c for c in reading.headline if c.facet == "status"]),
    ]
    for source, found in spans:
        for code in sorted({_CODED[c.code] for c in found}):
            yield _row(scene, code, source)
