"""Candidates for the kind of cooperatives that a number counts."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.codes import CoopKind, CoopStatus, Indicator
from pipeline.linking.gaps import MENTION, gap, mention, no_mention
from pipeline.linking.history import Spot
from pipeline.linking.nouns import head_start
from pipeline.linking.reading import Reading
from pipeline.rules.mentions import Concept

KINDS = tuple(CoopKind)
_AT = {code: float(at) for at, code in enumerate(KINDS)}
_CODED = {code.value: code for code in KINDS}
_INDICATORS, _STATUSES = tuple(Indicator), tuple(CoopStatus)
_ONE_HOT = {code: [float(code is other) for other in KINDS] for code in KINDS}
SOURCES = ("sentence", "before", "last_in_sentence", "last_in_paragraph", "last", "headline", "all", "article", "whole",
           "paragraph", "above")  # fmt: skip
_SOURCE = {name: [float(name == other) for other in SOURCES] for name in SOURCES}
_LAST = ("last_in_sentence", "last_in_paragraph", "last")
Candidate = tuple[CoopKind, list[float]]

OWN = (
    *(f"is_{code}" for code in KINDS), *(f"from_{name}" for name in SOURCES), *MENTION, "behind", "is_noun", "mentions",
    "share_of_nouns", "share_of_figures", "since", "mentions_before", "figures_since", "share_since", "is_above",
    "is_whole", "share_of_its_figure", "list_of_its_figure", "plain_noun_behind", "last_kind", "last_distance",
    "left_kind", "left_heavy", "right_kind",
    "right_heavy", "since_cooperatives", "list_length", "has_above", "breakdown", "indicator", "status",
)  # fmt: skip


class Scene(NamedTuple):
    """What all candidates of one number share."""

    spot: Spot
    kinds: Sequence[Concept]
    """Words for kinds in the sentence."""
    head: int
    """Where a noun right behind the number would begin."""
    unsaid: tuple[float, ...]
    """`MENTION` of what no word of the sentence gives."""
    common: list[float]
    known: dict[CoopKind, list[float]]
    """What was said of a kind before the number, as far as it has been asked."""


def candidates(spot: Spot, indicator: Indicator, status: CoopStatus) -> list[Candidate]:
    """Each kind that words or figures before the number speak for, with its `OWN` features; enterprises have none."""
    kinds = _kinds(spot.reading, *spot.sentence)
    head, unsaid = head_start(spot.reading, spot.index), no_mention(spot.reading, spot.index, kinds)
    common = [*_common(spot, kinds, head), float(_INDICATORS.index(indicator)), float(_STATUSES.index(status))]
    scene = Scene(spot, kinds, head, unsaid, common, {})
    found = [] if indicator is Indicator.MSMES else _found(scene)
    return [*found, _row(scene, CoopKind.ALL, "all")]


def _kinds(reading: Reading, start: int, end: int) -> list[Concept]:
    return [c for c in reading.concepts_in(start, end) if c.facet in ("coop", "kind")]


def _common(spot: Spot, kinds: Sequence[Concept], head: int) -> list[float]:
    reading, index, number, last = spot.reading, spot.index, spot.number, spot.last
    left = [c for c in kinds if c.end <= number.start]
    right = [c for c in kinds if c.start >= number.end]
    nouns = [c for c in reading.concepts_in(head, head + 1) if c.facet == "indicator"]
    plain = any(c.code == Indicator.COOPERATIVES for c in nouns)
    return [
        float(plain),
        _AT[last.kind] if last else -1.0,
        spot.distance(last),
        _AT[_CODED[left[-1].code]] if left else -1.0,
        gap(reading, index, left[-1].start, left[-1].end)[9] if left else 99.0,
        _AT[_CODED[right[0].code]] if right else -1.0,
        gap(reading, index, right[0].start, right[0].end)[9] if right else 99.0,
        reading.since("indicator", Indicator.COOPERATIVES, number.start)[0],
        float(min(spot.listed, 20)),
        float(spot.above is not None),
        spot.breakdown,
    ]


def _row(scene: Scene, code: CoopKind, source: str, item: Concept | None = None) -> Candidate:
    if code not in scene.known:
        scene.known[code] = _known(scene.spot, code)
    return code, [
        *_ONE_HOT[code],
        *_SOURCE[source],
        *(mention(scene.spot.reading, scene.spot.index, item, scene.kinds) if item else scene.unsaid),
        float(item is not None and item.start == scene.head),
        float(item is not None and item.facet == "coop"),
        *scene.known[code],
        *scene.common,
    ]


def _known(spot: Spot, code: CoopKind) -> list[float]:
    """What the article, and words and figures before the number, have said of a kind."""
    reading = spot.reading
    place = reading.last_mention("kind", code, spot.number.start)
    later = spot.since(place)
    its = next((said for said in reversed(spot.history) if said.kind is code), None)
    return [
        float(min(30, reading.kinds.get(code, 0))),
        reading.kinds.get(code, 0) / (reading.nouns + 1),
        sum(said.kind is code for said in spot.history) / len(spot.history) if spot.history else 0.0,
        *reading.since("kind", code, spot.number.start),
        30.0 if place is None else float(len(later)),
        0.0 if place is None else sum(said.kind is code for said in later) / len(later) if later else 1.0,
        float(spot.above is not None and spot.above.kind is code),
        float(spot.whole is not None and spot.whole.kind is code),
        *spot.shares(its),
    ]


def _found(scene: Scene) -> Iterator[Candidate]:
    spot, reading, last = scene.spot, scene.spot.reading, scene.spot.last
    for item in scene.kinds:
        yield _row(scene, _CODED[item.code], "sentence", item)
    if last is not None and last.kind is not CoopKind.ALL:
        yield _row(scene, last.kind, _LAST[int(spot.distance(last))])
    for source, said in (("whole", spot.whole), ("above", spot.above)):
        if said:
            yield _row(scene, said.kind, source)
    afar = [
        ("paragraph", _kinds(reading, reading.paragraph_start(spot.index), spot.sentence.start)),
        ("headline", [c for c in reading.headline if c.facet in ("coop", "kind")]),
        ("before", _kinds(reading, *spot.before) if spot.before else []),
    ]
    for source, concepts in afar:
        for code in sorted({_CODED[c.code] for c in concepts}):
            yield _row(scene, code, source)
    if reading.kinds:
        yield _row(scene, _CODED[reading.kinds.most_common(1)[0][0]], "article")
