"""The figures of one article by what they count, and which of them are parts of which."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.codes import CoopKind, CoopStatus, Indicator, Unit
from models.figure import Figure

BASE = "dari yang "
"""How the subset of a percentage of another base than all begins (codebook: `unit`)."""
ACTIVE = ("aktif", "hidup")
"""What follows where that base is the active ones."""
TYPES = frozenset({CoopKind.SAVINGS_LOAN, CoopKind.PRODUCER, CoopKind.CONSUMER, CoopKind.SERVICE, CoopKind.MARKETING})
"""The five types of the cooperative law (UU 25/1992, article 16): each cooperative is of one."""
LEVELS = frozenset({CoopKind.PRIMARY, CoopKind.SECONDARY})
"""Each cooperative is of one of them too (article 15)."""


class Cell(NamedTuple):
    """What a figure counts, where and when."""

    indicator: Indicator
    status: CoopStatus
    kind: CoopKind
    subset: str | None
    unit: Unit
    area: str
    time: tuple[str | None, str]


def cell_of(figure: Figure) -> Cell:
    """The cell of a figure."""
    return Cell(
        figure.indicator,
        figure.coop_status,
        figure.coop_kind,
        figure.subset,
        figure.unit,
        figure.ref_area,
        (figure.time_period, figure.time_basis),
    )


def parent(area: str) -> str:
    """The region that a region lies in: 13 for 13.11, ID for 13, none for ID."""
    return area.rpartition(".")[0] or ("ID" if area != "ID" else "")


class Cohorts:
    """Looks figures up by cell; each look-up costs what it finds."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._cells: dict[Cell, list[int]] = defaultdict(list)
        for place, figure in enumerate(figures):
            self._cells[cell_of(figure)].append(place)
        self._kinds, self._subsets, self._areas = (defaultdict[Cell, list[Cell]](list) for _ in range(3))
        for cell in self._cells:
            if cell.kind is not CoopKind.ALL:
                self._kinds[cell._replace(kind=CoopKind.ALL, subset=None)].append(cell)
            elif cell.subset:
                self._subsets[cell._replace(subset=None)].append(cell)
            self._areas[cell._replace(area=parent(cell.area))].append(cell)

    def at(self, cell: Cell) -> Sequence[int]:
        """The figures of a cell: one, or several where the article states several values."""
        return self._cells.get(cell, ())

    def wholes(self) -> Iterator[tuple[Cell, Sequence[int]]]:
        """The cells that may have parts: counts and sums without a subset."""
        return (
            (cell, found) for cell, found in self._cells.items() if cell.unit is not Unit.PERCENT and not cell.subset
        )

    def breakdowns(self, cell: Cell) -> Iterator[tuple[list[Sequence[int]], bool]]:
        """Sets of cells that may add up to `cell`, and whether more than it is a contradiction."""
        kinds = self._kinds[cell] if cell.kind is CoopKind.ALL else []
        for group in (TYPES, LEVELS):
            yield [self.at(one) for one in kinds if one.kind in group and not one.subset], True
        yield [self.at(one) for one in kinds if one.kind not in LEVELS], False
        yield [self.at(one) for one in self._subsets[cell]], False
        yield [self.at(one) for one in self._areas[cell]], True

    def share(self, figure: Figure) -> tuple[Sequence[int], Sequence[int]]:
        """The counts that a percentage relates: its part, and what it is a share of."""
        cell = cell_of(figure)._replace(unit=Unit.COUNT)
        everything = cell._replace(status=CoopStatus.ALL)
        if figure.subset and figure.subset.startswith(BASE):
            named = figure.subset.removeprefix(BASE)
            cell, everything = cell._replace(subset=None), everything._replace(subset=named)
            active = everything._replace(status=CoopStatus.ACTIVE, subset=None)
            return self.at(cell), self.at(active if named in ACTIVE else everything)
        if cell.status is CoopStatus.ALL:
            everything = everything._replace(kind=everything.kind if cell.subset else CoopKind.ALL, subset=None)
        return self.at(cell), self.at(everything)

    def around(self, figure: Figure, *, inside: bool) -> list[Sequence[int]]:
        """The figures of each whole that `figure` is a part of; all states are one where its own lies `inside` them."""
        cell = cell_of(figure)
        larger = [cell._replace(subset=None)] if cell.subset else []
        larger += [cell._replace(kind=CoopKind.ALL, subset=None)] if cell.kind is not CoopKind.ALL else []
        larger += [cell._replace(status=CoopStatus.ALL)] if inside else []
        larger += [cell._replace(area=parent(cell.area))]
        return [self.at(one) for one in larger]
