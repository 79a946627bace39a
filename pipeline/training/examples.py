"""Annotated articles as examples for the rankers of linking: each number's candidates, and which of them are right."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from models.codes import CoopKind, CoopStatus, Indicator, TimeBasis
from models.errors import InputError
from pipeline.extract import annotate
from pipeline.gold import article_of
from pipeline.linking import area, indicator, kind, moment, part, status
from pipeline.linking.history import Said, Spot
from pipeline.linking.linker import RANKERS, rows
from pipeline.linking.numbers import describe, surround
from pipeline.linking.reading import Reading
from pipeline.linking.trees import Matrix
from pipeline.matching import Row, cell


class Example(NamedTuple):
    """One ranker's candidates for one number: a row of features each, and whether it is right."""

    ranker: str
    rows: Matrix
    right: list[bool]


class Annotated(NamedTuple):
    """An article as it is read, with the gold figure of each quantity that states one."""

    line: Row
    reading: Reading
    truth: dict[int, Row]


def read(line: Row) -> Annotated:
    """Read a gold article and find the quantity of each figure."""
    reading = Reading(annotate(article_of(line)))
    return Annotated(line, reading, align(line, reading))


def align(line: Row, reading: Reading) -> dict[int, Row]:
    """For the quantities of an article the figures that they state: the same number, within or nearest to the quote."""
    found: dict[int, Row] = {}
    for figure in line["figures"]:
        if not figure.get("quote"):
            raise InputError(f"article {line['id']!r}: to learn from a figure takes its quote")
        spans = list(_spans(line, reading, figure["quote"]))
        fitting = [
            (min(_distance(start, end, number.start) for start, end in spans), at)
            for at, number in enumerate(reading.quantities)
            if at not in found and number.unit == figure["unit"] and abs(number.value - figure["value"]) < 1e-4
        ]
        if fitting:
            found[min(fitting)[1]] = figure
    return found


def _spans(line: Row, reading: Reading, quote: str) -> Iterator[tuple[int, int]]:
    """Where a quote stands: in the body, or only if it is not there in the headline."""
    body = quote in line["body"]
    text, shift = (line["body"], reading.annotated.body_start) if body else (line["title"], 0)
    start = text.find(quote)
    while start >= 0:
        yield shift + start, shift + start + len(quote)
        start = text.find(quote, start + 1)


def _distance(start: int, end: int, place: int) -> int:
    return 0 if start <= place < end else min(abs(place - start), abs(place - end))


def said_of(index: int, figure: Row) -> Said:
    """A gold figure as history."""
    return Said(
        index,
        Indicator(figure["indicator"]),
        CoopStatus(str(cell(figure, "coop_status"))),
        CoopKind(str(cell(figure, "coop_kind"))),
        bool(figure.get("subset")),
        figure["ref_area"],
        TimeBasis(str(cell(figure, "time_basis"))),
        figure.get("time_period"),
        figure.get("subset"),
    )


def examples(annotated: Annotated) -> Iterator[Example]:
    """All examples of an article; the history before each number is what the gold says."""
    reading, history = annotated.reading, list[Said]()
    for index in range(len(reading.quantities)):
        figure = annotated.truth.get(index)
        spot = Spot(reading, index, history)
        number = describe(spot)
        context = [*number, *surround(spot)]
        true = Indicator(figure["indicator"]) if figure else None
        yield from _example("indicator", indicator.candidates(spot), context, true)
        if figure is None:
            continue
        said = said_of(index, figure)
        what = said.indicator, said.status, said.kind
        yield from _example("status", status.candidates(spot, said.indicator), context, said.status)
        yield from _example("kind", kind.candidates(spot, *what[:2]), number, said.kind)
        yield from _example("area", area.candidates(spot), number, said.area)
        yield from _example("moment", moment.candidates(spot, what), number, said.date)
        yield Example("part", np.array([[*part.describe(spot, what), *context]], np.float32), [said.part])
        history.append(said)


def _example(
    ranker: str, candidates: Sequence[tuple[object, list[float]]], shared: list[float], true: object
) -> Iterator[Example]:
    if candidates:
        found = rows(candidates, shared)
        if found.shape[1] != len(RANKERS[ranker]):
            raise ValueError(f"ranker {ranker}: {found.shape[1]} features, {len(RANKERS[ranker])} names")
        yield Example(ranker, found, [label == true for label, _ in candidates])
