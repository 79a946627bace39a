"""When two figures agree: the columns that are compared, the levels, and one-to-one matches (docs/codebook.md)."""

from collections.abc import Mapping, Sequence
from typing import Any

from models.codes import CoopStatus, Indicator

Row = Mapping[str, Any]
"""A figure in the codebook's columns; a predicted one may bear more (`pipeline.evaluate.predict`)."""

COLUMNS = ("indicator", "coop_status", "coop_kind", "unit", "value", "value_max", "bound", "ref_area",
           "time_period", "time_basis", "subset")  # fmt: skip
LEVELS: dict[str, tuple[str, ...]] = {
    "strict": COLUMNS,
    "core": ("indicator", "coop_status", "unit", "value", "ref_area", "subset"),
    "value": ("indicator", "unit", "value"),
}
_DEFAULTS = {"coop_status": "all", "coop_kind": "all", "bound": "exact"}
_CORE = (CoopStatus.ALL, CoopStatus.ACTIVE, CoopStatus.INACTIVE)


def cell(figure: Row, column: str) -> object:
    """The value of one column as it is compared: of `subset` only whether there is one, numbers to four digits."""
    got = figure.get(column)
    if column == "subset":
        return bool(got)
    if column in ("value", "value_max"):
        return None if got is None else round(float(got), 4)
    if column == "time_basis":
        return got or ("stated" if figure.get("time_period") else "published")
    return got or _DEFAULTS.get(column)


def is_core(figure: Row) -> bool:
    """Cooperatives (all, active, inactive) and members."""
    counted = figure["indicator"] == Indicator.COOPERATIVES and cell(figure, "coop_status") in _CORE
    return counted or figure["indicator"] == Indicator.MEMBERS


def match(gold: Sequence[Row], predicted: Sequence[Row], columns: Sequence[str]) -> list[tuple[int, int]]:
    """One-to-one matches (index in gold, index in predicted) that agree on `columns`, the most alike first.

    A figure matches once at most; of several matches those go first that agree in most columns.
    """
    left = [{column: cell(row, column) for column in COLUMNS} for row in gold]
    right = [{column: cell(row, column) for column in COLUMNS} for row in predicted]
    agreeing: dict[tuple[object, ...], list[int]] = {}
    for j, p in enumerate(right):
        agreeing.setdefault(tuple(p[c] for c in columns), []).append(j)
    alike = [
        (-sum(g[c] == right[j][c] for c in COLUMNS), i, j)
        for i, g in enumerate(left)
        for j in agreeing.get(tuple(g[c] for c in columns), ())
    ]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(alike):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return list(taken.items())
