"""Answers as tables for people, and as JSON or CSV for programs."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from typing import Any, NamedTuple, Protocol

TABLE_ROWS = 200
"""Rows that a table shows at most, if no limit is given."""

_CONTROL = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Answer(Protocol):
    """What a query gives: columns, and rows that are fetched when they are asked for."""

    @property
    def columns(self) -> list[str]: ...  # noqa: D102

    def limit(self, most: int, /) -> "Answer": ...  # noqa: D102

    def fetchall(self) -> list[tuple[Any, ...]]: ...  # noqa: D102


class Column(NamedTuple):
    """How a table shows a column; one in which no cell has anything to say is left out."""

    heading: str
    wraps: bool = False
    """Its cells may run over several lines."""
    words: Mapping[str, str] = {}
    """What stands for a cell; every other cell stands as it is."""
    most: int | None = None
    """Characters of a cell that are shown."""


def show(
    answer: Answer,
    *,
    form: Format,
    columns: Sequence[str] | None = None,
    shown: Mapping[str, Column] | None = None,
    limit: int | None = None,
) -> None:
    """Print `answer` to standard output; says on standard error where rows were cut.

    Args:
        answer: the answer of a query.
        form: table, JSON list or CSV.
        columns: the columns that JSON and CSV hold; null: all.
        shown: the columns that a table shows; null: all.
        limit: rows at most; a table shows no more than `TABLE_ROWS` if it is null.
    """
    is_table = form is Format.TABLE
    names = list(shown) if is_table and shown else list(columns or answer.columns)
    places = [answer.columns.index(name) for name in names]
    most = limit if limit is not None else TABLE_ROWS if is_table else None
    found = answer.fetchall() if most is None else answer.limit(most + 1).fetchall()
    rows = [[plain(row[place]) for place in places] for row in found[:most]]
    if is_table and not rows:
        note("nothing found")
    elif is_table:
        table(list(shown.values()) if shown else names, rows)
    else:
        print_rows(names, rows, form=form)
    if len(found) > len(rows):
        note(f"cut after {most} rows: give a larger --limit, or --format csv")


def print_rows(names: Sequence[str], rows: Iterable[Sequence[object]], *, form: Format) -> None:
    """Print rows at hand to standard output."""
    if form is Format.JSON:
        _json(names, rows)
    elif form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
    else:
        table(names, rows)


def note(text: str) -> None:
    """One line on standard error."""
    sys.stdout.flush()
    print(f"wartakop: {text}", file=sys.stderr)


def table(columns: Sequence[Column | str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table. Whatever control characters a page smuggled in are left out."""
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    described = [Column(column, wraps=True) if isinstance(column, str) else column for column in columns]
    body = [list(row) for row in rows]
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    cells = []
    for place, column in enumerate(described):
        texts = [_printed(row[place], column) for row in body]
        if isinstance(columns[place], Column) and not any(texts):
            continue
        drawn.add_column(
            column.heading,
            justify="right" if any(isinstance(row[place], int | float) for row in body) else "left",
            overflow="fold" if column.wraps else "ellipsis",
            no_wrap=not column.wraps,
        )
        cells.append(texts)
    for row in zip(*cells, strict=True):
        drawn.add_row(*map(Text, row))
    Console(width=None if sys.stdout.isatty() else 200).print(drawn)


def plain(cell: object) -> object:
    """A cell as JSON knows it: whole numbers without a fraction, days and moments in ISO 8601."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell if isfinite(cell) else str(cell)
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return cell if isinstance(cell, str | int | float | None) else str(cell)


def printable(text: str) -> str:
    """`text` without the control characters by which a page could play with a terminal."""
    return text.translate(_CONTROL)


def _printed(cell: object, column: Column) -> str:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return f"{cell:,}"
    return "" if cell is None else printable(column.words.get(str(cell), str(cell)))[: column.most]


def _json(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    separator = "["
    for row in rows:
        print(separator, json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False), sep="\n")
        separator = ","
    print("[]" if separator == "[" else "]")
