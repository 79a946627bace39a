"""Answers as tables for people, and as JSON or CSV for programs."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

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


def show(answer: Answer, *, form: Format, columns: Mapping[str, str] | None = None, limit: int | None = None) -> None:
    """Print `answer` to standard output; says on standard error where rows were cut.

    Args:
        answer: the answer of a query.
        form: table, JSON list or CSV.
        columns: the columns to print, with the heading that a table gives them; null: all.
        limit: rows at most; a table shows no more than `TABLE_ROWS` if it is null.
    """
    headings = dict(columns) if columns else {name: name for name in answer.columns}
    places = [answer.columns.index(name) for name in headings]
    most = limit if limit is not None else TABLE_ROWS if form is Format.TABLE else None
    found = answer.fetchall() if most is None else answer.limit(most + 1).fetchall()
    rows = [[plain(row[place]) for place in places] for row in found[:most]]
    print_rows(list(headings.values() if form is Format.TABLE else headings), rows, form=form)
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


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table. Whatever control characters a page smuggled in are left out."""
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    body = [list(row) for row in rows]
    for place, heading in enumerate(headings):
        numeric = any(isinstance(row[place], int | float) for row in body)
        drawn.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in body:
        drawn.add_row(*(Text(_printed(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else 200).print(drawn)


def plain(cell: object) -> object:
    """A cell as JSON knows it: whole numbers without a fraction, days and moments in ISO 8601."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return cell if isinstance(cell, str | int | float | None) else str(cell)


def printable(text: str) -> str:
    """`text` without the control characters by which a page could play with a terminal."""
    return text.translate(_CONTROL)


def _printed(cell: object) -> str:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return f"{cell:,}"
    return "" if cell is None else printable(str(cell))


def _json(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    separator = "["
    for row in rows:
        print(separator, json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False), sep="\n")
        separator = ","
    print("[]" if separator == "[" else "]")
