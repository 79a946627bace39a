"""Candidates for the kind of cooperatives that a number counts."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.codes import CoopKind, CoopStatus, Indicator
from pipeline.linking.gaps import MENTION, gap, mention, no_mention
from pipeline.linking.history import History, Said, above, distance, focus, since, whole
from pipeline.linking.nouns import head_start
from pipeline.linking.reading import Reading
from pipeline.rules.mentions import Concept

KINDS = tuple(CoopKind)
_AT = {code: at for at, code in enumerate(KINDS)}
_ONE_HOT = {code: [float(code is other) for other in KINDS] for code in KINDS}
SOURCES = ("sentence", "before", "last_in_sentence", "last_in_paragraph", "last", "headline", "all", "article", "whole",
           "paragraph", "above")  # fmt: skip
_SOURCE = {name: [float(name == other) for other in SOURCES] for name in SOURCES}
_LAST = ("last_in_sentence", "last_in_paragraph", "last")
Candidate = tuple[CoopKind, list[float]]

OWN = (
    *(f"is_{code}" for code in KINDS), *(f"from_{name}" for name in SOURCES), *MENTION, "behind", "is_noun", "mentions",
    "share_of_nouns", "share_of_figures", "since", "mentions_before", "figures_since", "share_since", "is_above",
    "is_whole", "plain_noun_behind", "last_kind", "last_distance", "left_kind", "left_heavy", "right_kind",
    "right_heavy", "since_cooperatives", "has_above", "breakdown", "indicator", "status",
)  # fmt: skip


class Scene(NamedTuple):
    """What all candidates of one number share."""

    reading: Reading
    index: int
    history: History
    kinds: Sequence[Concept]
    """Words for kinds in the sentence."""
    last: Said | None
    common: list[float]


def candidates(
    reading: Reading, index: int, history: History, indicator: Indicator, status: CoopStatus
) -> list[Candidate]:
    """Each kind that words or figures before the number speak for, with its `OWN` features."""
    sentence, last = reading.sentence(index), focus(reading, index, history)
    kinds = _kinds(reading, sentence.start, sentence.end)
    common = _common(reading, index, last, kinds)
    common += [
        float(above(reading, index, history) is not None),
        float(reading.breakdown(index)),
        float(tuple(Indicator).index(indicator)),
        float(tuple(CoopStatus).index(status)),
    ]
    scene = Scene(reading, index, history, kinds, last, common)
    return [*_found(scene), _row(scene, CoopKind.ALL, "all")]


def _kinds(reading: Reading, start: int, end: int) -> list[Concept]:
    return [c for c in reading.concepts_in(start, end) if c.facet in ("coop", "kind")]


def _common(reading: Reading, index: int, last: Said | None, kinds: Sequence[Concept]) -> list[float]:
    number = reading.quantities[index]
    left = [c for c in kinds if c.end <= number.start]
    right = [c for c in kinds if c.start >= number.end]
    start = head_start(reading, index)
    plain = any(c.facet == "indicator" and c.code == Indicator.COOPERATIVES for c in reading.concepts_in(start, start + 1))
    return [
        float(plain),
        float(_AT[last.kind]) if last else -1.0,
        distance(reading, index, last),
        float(_AT[CoopKind(left[-1].code)]) if left else -1.0,
        gap(reading, index, left[-1].start, left[-1].end)[9] if left else 99.0,
        float(_AT[CoopKind(right[0].code)]) if right else -1.0,
        gap(reading, index, right[0].start, right[0].end)[9] if right else 99.0,
        reading.since("indicator", Indicator.COOPERATIVES, number.start)[0],
    ]


def _row(scene: Scene, code: CoopKind, source: str, item: Concept | None = None) -> Candidate:
    reading, index, history = scene.reading, scene.index, scene.history
    start = reading.quantities[index].start
    place = reading.last_mention("kind", code, start)
    later = since(reading, place, history)
    parent, up = whole(reading, index, history), above(reading, index, history)
    words = mention(reading, index, item, scene.kinds) if item else no_mention(reading, index, scene.kinds)
    return code, [
        *_ONE_HOT[code],
        *_SOURCE[source],
        *words,
        float(item is not None and item.start == head_start(reading, index)),
        float(item is not None and item.facet == "coop"),
        float(min(30, reading.kinds.get(code, 0))),
        reading.kinds.get(code, 0) / (reading.nouns + 1),
        sum(said.kind is code for said in history) / len(history) if history else 0.0,
        *reading.since("kind", code, start),
        30.0 if place is None else float(len(later)),
        0.0 if place is None else sum(said.kind is code for said in later) / len(later) if later else 1.0,
        float(up is not None and up.kind is code),
        float(parent is not None and parent.kind is code),
        *scene.common,
    ]


def _found(scene: Scene) -> Iterator[Candidate]:
    reading, index, history, last = scene.reading, scene.index, scene.history, scene.last
    for item in scene.kinds:
        yield _row(scene, CoopKind(item.code), "sentence", item)
    if last is not None and last.kind is not CoopKind.ALL:
        yield _row(scene, last.kind, _LAST[int(distance(reading, index, last))])
    for source, said in (("whole", whole(reading, index, history)), ("above", above(reading, index, history))):
        if said:
            yield _row(scene, said.kind, source)
    before, start = reading.before(index), reading.sentence(index).start
    afar = [("paragraph", _kinds(reading, reading.paragraph_start(index), start))]
    afar += [("headline", [c for c in reading.headline if c.facet in ("coop", "kind")])]
    if before is not None:
        afar.append(("before", _kinds(reading, before.start, before.end)))
    for source, concepts in afar:
        for code in sorted({CoopKind(c.code) for c in concepts}):
            yield _row(scene, code, source)
    if reading.kinds:
        yield _row(scene, CoopKind(reading.kinds.most_common(1)[0][0]), "article")
