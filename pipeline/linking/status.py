"""Candidates for the state of the cooperatives that a number counts."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from models.codes import CoopStatus, Indicator, TimeBasis
from pipeline.linking.gaps import MENTION, gap, mention, no_mention
from pipeline.linking.history import (
    COUNTED,
    REST,
    History,
    Said,
    above,
    arithmetic,
    distance,
    focus,
    number_of,
    since,
    whole,
)
from pipeline.linking.reading import Reading
from pipeline.rules.mentions import Concept

STATUSES = tuple(CoopStatus)
_AT = {code: at for at, code in enumerate(STATUSES)}
_ONE_HOT = {code: [float(code is other) for other in STATUSES] for code in STATUSES}
SOURCES = ("sentence", "before", "last_in_sentence", "last_in_paragraph", "last", "rest", "headline", "all", "negation",
           "whole", "paragraph", "above")  # fmt: skip
_SOURCE = {name: [float(name == other) for other in SOURCES] for name in SOURCES}
_LAST = ("last_in_sentence", "last_in_paragraph", "last")
Candidate = tuple[CoopStatus, list[float]]

OWN = (
    *(f"is_{code}" for code in STATUSES), *(f"from_{name}" for name in SOURCES), *MENTION, "is_negation",
    "said_in_sentence", "figures_since", "share_since", "since", "mentions", "is_whole", "is_above",
    "indicator", "last_indicator", "last_status", "last_distance", "before_status", "left_status", "left_heavy",
    "right_status", "right_heavy", "more_than_last", "last_has_kind", "restates", "has_whole", "has_above", "listed",
    "here", "row_place", "breakdown", "dated", "last_dated", "before_without_number", "counted_status", "total_before",
    "arithmetic", "statuses_in_paragraph",
)  # fmt: skip


class Scene(NamedTuple):
    """What all candidates of one number share."""

    reading: Reading
    index: int
    history: History
    indicator: Indicator
    last: Said | None
    """The figure spoken of last; of cooperatives, or of small enterprises."""
    statuses: Sequence[Concept]
    """Words for states in the sentence."""
    common: list[float]


def candidates(reading: Reading, index: int, history: History, indicator: Indicator) -> list[Candidate]:
    """Each state that words or figures before the number speak for, with its `OWN` features."""
    scene = _scene(reading, index, history, indicator)
    return [*_from_words(scene), *_from_figures(scene), *_from_afar(scene), _row(scene, CoopStatus.ALL, "all")]


def _scene(reading: Reading, index: int, history: History, indicator: Indicator) -> Scene:
    sentence = reading.sentence(index)
    statuses = _statuses(reading, sentence.start, sentence.end)
    last = focus(reading, index, history)
    if last is not None and last.indicator not in COUNTED:
        last = next((said for said in reversed(history) if said.indicator in COUNTED), None)
    common = _common(reading, index, history, indicator, last, statuses)
    return Scene(reading, index, history, indicator, last, statuses, common)


def _statuses(reading: Reading, start: int, end: int) -> list[Concept]:
    return [c for c in reading.concepts_in(start, end) if c.facet == "status"]


def _common(
    reading: Reading,
    index: int,
    history: History,
    indicator: Indicator,
    last: Said | None,
    statuses: Sequence[Concept],
) -> list[float]:
    number, sentence, before = reading.quantities[index], reading.sentence(index), reading.before(index)
    cell, parent, up = reading.cells[index], whole(reading, index, history), above(reading, index, history)
    left = [c for c in statuses if c.end <= number.start]
    right = [c for c in statuses if c.start >= number.end]
    heard = _statuses(reading, before.start, before.end) if before else []
    places = reading.places_in(sentence.start, sentence.end)
    behind = [p for p in places if p.end <= number.start]
    counted = next((said for said in reversed(history) if said.indicator in COUNTED), None)
    told = {s.status for s in history if distance(reading, index, s) <= 1}
    more = last is not None and number_of(reading, last).unit is number.unit and number.value > number_of(reading, last).value
    return [
        float(tuple(Indicator).index(indicator)),
        float(tuple(Indicator).index(history[-1].indicator)) if history else -1.0,
        _at(last),
        distance(reading, index, last),
        float(_AT[CoopStatus(heard[-1].code)]) if heard else -1.0,
        float(_AT[CoopStatus(left[-1].code)]) if left else -1.0,
        gap(reading, index, left[-1].start, left[-1].end)[9] if left else 99.0,
        float(_AT[CoopStatus(right[0].code)]) if right else -1.0,
        gap(reading, index, right[0].start, right[0].end)[9] if right else 99.0,
        float(more),
        float(last is not None and last.kind != "all"),
        float(last is not None and last.restated),
        float(parent is not None),
        float(up is not None),
        float(bool(behind) and reading.words_between(behind[-1].end, number.start) <= 1),
        float(any(cell.reach <= p.start and p.end <= cell.end for p in places)),
        float(reading.columns[index].place),
        float(reading.breakdown(index)),
        float(any(m.basis is TimeBasis.STATED for m in reading.moments_in(sentence.start, number.end + 25))),
        float(last is not None and last.basis is TimeBasis.STATED),
        float(before is not None) + float(before is not None and not reading.numbers_between(before.start, before.end)),
        _at(counted),
        float(any(c.facet == "total" for c in reading.concepts_in(sentence.start, number.start))),
        arithmetic(reading, index, history),
        float(len(told)),
    ]


def _at(said: Said | None) -> float:
    return float(_AT[said.status]) if said else -1.0


def _row(
    scene: Scene, code: CoopStatus, source: str, words: tuple[float, ...] | None = None, *, negated: bool = False
) -> Candidate:
    reading, index, history = scene.reading, scene.index, scene.history
    start = reading.quantities[index].start
    later = [said for said in since(reading, reading.last_mention("status", code, start), history) if said.indicator in COUNTED]
    never = reading.last_mention("status", code, start) is None
    parent, up = whole(reading, index, history), above(reading, index, history)
    return code, [
        *_ONE_HOT[code],
        *_SOURCE[source],
        *(words or no_mention(reading, index, scene.statuses)),
        float(negated),
        float(any(said.status is code and distance(reading, index, said) == 0 for said in history)),
        30.0 if never else float(len(later)),
        0.0 if never else sum(said.status is code for said in later) / len(later) if later else 1.0,
        *reading.since("status", code, start),
        float(parent is not None and parent.status is code),
        float(up is not None and up.status is code),
        *scene.common,
    ]


def _from_words(scene: Scene) -> Iterator[Candidate]:
    reading, index = scene.reading, scene.index
    for item in scene.statuses:
        yield _row(scene, CoopStatus(item.code), "sentence", mention(reading, index, item, scene.statuses))
    sentence = reading.sentence(index)
    spoken = next((CoopStatus(c.code) for c in scene.statuses if CoopStatus(c.code) in REST), None)
    base = scene.last.status if scene.last and scene.last.status in REST else spoken
    if base is None:
        return
    negations = [c for c in reading.concepts_in(sentence.start, sentence.end) if c.facet == "negation"]
    for item in negations:
        if not any(c.start <= item.start < c.end for c in scene.statuses):
            yield _row(scene, REST[base], "negation", mention(reading, index, item, negations), negated=True)


def _from_figures(scene: Scene) -> Iterator[Candidate]:
    reading, index, history, last = scene.reading, scene.index, scene.history, scene.last
    for source, said in (("whole", whole(reading, index, history)), ("above", above(reading, index, history))):
        if said:
            yield _row(scene, said.status, source)
    if last is None:
        return
    if last.status is not CoopStatus.ALL:
        yield _row(scene, last.status, _LAST[int(distance(reading, index, last))])
    if last.status in REST:
        yield _row(scene, REST[last.status], "rest")
    spoken = {s.status for s in history if s.indicator in COUNTED and distance(reading, index, s) <= 1}
    for code in sorted(spoken - {last.status, CoopStatus.ALL}):
        yield _row(scene, code, "last_in_paragraph")


def _from_afar(scene: Scene) -> Iterator[Candidate]:
    """States spoken of in the sentence before, in the paragraph, in the headline."""
    reading, index = scene.reading, scene.index
    before, start = reading.before(index), reading.sentence(index).start
    spans: list[tuple[str, Callable[[], list[Concept]]]] = [
        ("paragraph", lambda: _statuses(reading, reading.paragraph_start(index), start)),
        ("headline", lambda: [c for c in reading.headline if c.facet == "status"]),
    ]
    if before is not None:
        spans.insert(0, ("before", lambda: _statuses(reading, before.start, before.end)))
    for source, found in spans:
        for code in sorted({CoopStatus(c.code) for c in found()}):
            yield _row(scene, code, source)
