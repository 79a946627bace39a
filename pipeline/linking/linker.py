"""The ranker that links: number by number, column by column, each choice seeing what was chosen before."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from models.codes import CoopKind
from pipeline.linking import area, indicator, kind, moment, part, status
from pipeline.linking.history import Said, Spot
from pipeline.linking.numbers import NUMBER, describe, feature_names, surround
from pipeline.linking.reading import Reading
from pipeline.linking.trees import Forest, Matrix

RANKERS = {
    "indicator": feature_names(indicator.OWN, context=True),
    "status": feature_names(status.OWN, context=True),
    "kind": feature_names(kind.OWN, context=False),
    "area": feature_names(area.OWN, context=False),
    "moment": feature_names(moment.OWN, context=False),
    "part": feature_names(part.OWN, context=True),
}
"""Each ranker with the names of its features."""
_SHARED = re.compile(r"\b(?:masing-masing|sama-sama)\s(?:\w+\s){0,2}$")
_PAIRED = re.compile(r"\s(?:unit\s|koperasi\s|orang\s)?(?:dan|serta)\s(?:\d|Rp)")
_AND = re.compile(r",?\s(?:dan|serta|maupun)\s|,\s")
_Label = TypeVar("_Label")


class Link(NamedTuple):
    """A number with what it counts, where and when; `chances` says of each ranker how likely its choice is."""

    said: Said
    chances: tuple[float, ...]


class Linker:
    """The forests of all rankers."""

    def __init__(self, forests: dict[str, Forest]) -> None:
        self.forests = forests

    def link(self, reading: Reading) -> list[Link]:
        """The figures of an article in their order."""
        history: list[Said] = []
        links: list[Link] = []
        for index in range(len(reading.quantities)):
            found = self._link(reading, index, history)
            if found is not None:
                links.append(found)
                history.append(found.said)
        return [one for link in links for one in _each_region(reading, link)]

    def _link(self, reading: Reading, index: int, history: Sequence[Said]) -> Link | None:
        spot = Spot(reading, index, history)
        found = indicator.candidates(spot)
        if not found:
            return None
        context = np.array([*describe(spot), *surround(spot)], np.float32)
        number = context[: len(NUMBER)]
        what, sure = self._pick("indicator", found, context)
        if what is None:
            return None
        state, sure_state = self._pick("status", status.candidates(spot, what), context)
        sort, sure_kind = self._pick("kind", kind.candidates(spot, what, state), number)
        where, sure_area = self._area(spot, number)
        counted = what, state, sort
        (basis, period), sure_moment = self._pick("moment", moment.candidates(spot, counted), number)
        own = rows([(None, part.describe(spot, counted))], context)
        partial = float(self.forests["part"].probabilities(own)[0])
        words = part.part_words(spot, counted) if partial > 0.5 or sort is CoopKind.OTHER else None
        said = Said(index, what, state, sort, words is not None, where, basis, period, words)
        return Link(said, (sure, sure_state, sure_kind, sure_area, sure_moment, max(partial, 1 - partial)))

    def _area(self, spot: Spot, number: Matrix) -> tuple[str | None, float]:
        """The region, or null where the text leaves it open."""
        places = area.candidates(spot)
        if not places:
            return None, 0.0
        where, sure = self._pick("area", places, number)
        return (None, 0.0) if area.is_open(spot.reading, spot.index, where) else (where, sure)

    def _pick(
        self, name: str, candidates: Sequence[tuple[_Label, list[float]]], shared: Matrix
    ) -> tuple[_Label, float]:
        """The likeliest label, and how likely it is among all."""
        chances = self.forests[name].probabilities(rows(candidates, shared))
        best: dict[_Label, float] = {}
        for (label, _), chance in zip(candidates, chances, strict=True):
            best[label] = max(best.get(label, 0.0), float(chance))
        label = max(best, key=lambda one: best[one])
        return label, best[label]


def rows(candidates: Sequence[tuple[_Label, list[float]]], shared: Sequence[float] | Matrix) -> Matrix:
    """The features of candidates, with those of their number behind."""
    own = len(candidates[0][1])
    found = np.empty((len(candidates), own + len(shared)), np.float32)
    found[:, :own] = [features for _, features in candidates]
    found[:, own:] = shared
    return found


def _each_region(reading: Reading, link: Link) -> Iterator[Link]:
    """A number said of several regions at once ("Porsea dan Laguboti masing-masing 21") is a figure of each."""
    yield link
    number, sentence = reading.quantities[link.said.quantity], reading.sentence(link.said.quantity)
    if not _SHARED.search(reading.small, sentence.start, number.start) or _PAIRED.match(reading.text, number.end):
        return
    places = [p for p in reading.places_in(sentence.start, number.start) if p.code]
    chain = places[-1:]
    for place in reversed(places[:-1]):
        if not _AND.fullmatch(reading.text, place.end, chain[0].start):
            break
        chain.insert(0, place)
    if link.said.area in {place.code for place in chain}:
        for place in chain:
            if place.code and place.code != link.said.area:
                yield link._replace(said=link.said._replace(area=place.code))
