"""Answers as tables for people, and as JSON or CSV for programs."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from shutil import get_terminal_size
from typing import Any, NamedTuple, Protocol

TABLE_ROWS = 200
"""Rows that a table shows at most, if no limit is given."""

PIPED_WIDTH = 200
"""Characters of a line where no terminal says how many."""
GAP = 2
MOST_ROWS = 2**62
"""More than any answer has; DuckDB counts in 64 bits."""
ROOM = 16
"""Characters that a column of sentences gets at least."""

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
    most = min(limit, MOST_ROWS) if limit is not None else TABLE_ROWS if is_table else None
    found = answer.fetchall() if most is None else answer.limit(most + 1).fetchall()
    rows = [[plain(row[place], "seconds" if is_table else "auto") for place in places] for row in found[:most]]
    if is_table and not rows:
        note("nothing found")
    elif is_table:
        table(list(shown.values()) if shown else names, rows)
    else:
        print_rows(names, rows, form=form)
    if len(found) > len(rows):
        other = ", or --format csv for all" if is_table and limit is None else ""
        note(f"cut after {most} rows: give a larger --limit{other}")


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
    """Print a table, or a field a line where it would not fit.

    Whatever control characters a page smuggled in are left out.
    """
    body = [list(row) for row in rows]
    drawn: list[_Drawn] = []
    for place, column in enumerate(columns):
        described = Column(printable(column), wraps=True) if isinstance(column, str) else column
        texts = [_printed(row[place], described) for row in body]
        if isinstance(column, str) or any(texts):
            drawn.append(_Drawn(described, any(isinstance(row[place], int | float) for row in body), texts))
    width = get_terminal_size((PIPED_WIDTH, 0)).columns if sys.stdout.isatty() else PIPED_WIDTH
    least = sum(column.least_width + GAP for column in drawn)
    text = _fields(drawn) if body and least > width else _grid(drawn, width)
    print("\n".join(line.rstrip() for line in text.splitlines()))


class _Drawn(NamedTuple):
    column: Column
    numeric: bool
    texts: list[str]

    @property
    def least_width(self) -> int:
        """Characters it needs: a column that wraps those of its longest word, and room for a few."""
        cells = [self.column.heading, *self.texts]
        if not self.column.wraps:
            return max(map(len, cells))
        longest = max((len(word) for cell in cells for word in cell.split()), default=0)
        return max(longest, min(ROOM, max(map(len, cells))))


def _grid(columns: Sequence[_Drawn], width: int) -> str:
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, GAP - 1, 0, 0))
    for drawn in columns:
        grid.add_column(
            Text(drawn.column.heading),
            justify="right" if drawn.numeric else "left",
            min_width=drawn.least_width,
            overflow="fold",
            no_wrap=not drawn.column.wraps,
        )
    for row in zip(*(drawn.texts for drawn in columns), strict=True):
        grid.add_row(*map(Text, row))
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(grid)
    return captured.get()


def _fields(columns: Sequence[_Drawn]) -> str:
    """Each row as a block: heading and cell, a line each; empty cells are left out."""
    indent = max(len(drawn.column.heading) for drawn in columns) + GAP
    blocks = []
    for number in range(len(columns[0].texts)):
        named = ((drawn.column.heading, drawn.texts[number]) for drawn in columns)
        blocks.append("\n".join(f"{heading:<{indent}}{text}" for heading, text in named if text))
    return "\n\n".join(blocks)


def plain(cell: object, timespec: str = "auto") -> object:
    """A cell as JSON knows it: whole numbers without a fraction, days and moments (to `timespec`) in ISO 8601."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell if isfinite(cell) else str(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(timespec=timespec)
    if isinstance(cell, date):
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
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows)
    print("[", end="")
    for number, line in enumerate(lines):
        print(",\n" if number else "\n", line, sep="", end="")
    print("\n]")
