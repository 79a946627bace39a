"""Asking the warehouse: the public door. Answers are DuckDB relations: `.df()`, `.pl()`, `.arrow()`, `.fetchall()`."""

from datetime import date
from pathlib import Path
from typing import Self

import duckdb
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation, StatementType

from models.codes import CODELISTS
from models.errors import InputError, WarehouseError
from models.region import find_region
from warehouse.connect import explained, explanation, open_reader
from warehouse.migrate import missing
from warehouse.trace import trace


class Warehouse:
    """The published warehouse file, read-only; later loads are seen by whoever opens it anew.

    Raises WarehouseError if `path` is missing, damaged, no DuckDB file, or of another wartakop than this one, and
    LockedError if another program writes in it. A `with` block also raises WarehouseError for damage that shows only
    when rows are fetched.
    """

    def __init__(self, path: Path | str) -> None:
        self._path = Path(path)
        self._connection = open_reader(self._path)
        try:
            with explained(self._path):
                is_old = bool(missing(self._connection))
            if is_old:
                raise WarehouseError(
                    f"{path} was written by an older wartakop: run `wartakop load` to bring it up to date"
                )
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self.close()
        if told := explanation(self._path, error):
            raise told from error

    def close(self) -> None:
        """Close the file; relations that were handed out cannot be read any more."""
        self._connection.close()

    def figures(
        self,
        *,
        area: str | None = None,
        indicator: str | None = None,
        coop_status: str | None = None,
        coop_kind: str | None = None,
        source: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
    ) -> DuckDBPyRelation:
        """The figures of the view `figure`, by region, what is counted, and day.

        `area` is a Kemendagri code or a name and means exactly that region; `since` and `until` bound the day of
        publication, both included. Raises InputError for a name, code or day that does not exist.
        """
        figures = self._coded("figure", area, indicator=indicator, coop_status=coop_status, coop_kind=coop_kind)
        if source is not None:
            figures = figures.filter(ColumnExpression("source_id") == ConstantExpression(self._source(source)))
        if since is not None:
            figures = figures.filter(ColumnExpression("date_published") >= ConstantExpression(_day(since)))
        if until is not None:
            figures = figures.filter(ColumnExpression("date_published") <= ConstantExpression(_day(until)))
        return figures.order(
            "ref_area, indicator, coop_status, coop_kind, as_of, date_published, figure_id, article_id"
        )

    def series(
        self,
        *,
        area: str,
        indicator: str = "cooperatives",
        coop_status: str | None = None,
        coop_kind: str | None = None,
        unit: str | None = None,
    ) -> DuckDBPyRelation:
        """What the news says of one region over time: the rows of the view `series`, in order of period.

        Raises InputError for a name or code that does not exist.
        """
        series = self._coded(
            "series", area, indicator=indicator, coop_status=coop_status, coop_kind=coop_kind, unit=unit
        )
        return series.order("as_of, period_start, coop_status, coop_kind, subset NULLS FIRST, unit")

    def sources(self) -> DuckDBPyRelation:
        """Each source: articles, figures, first and last day published, when it was last fetched."""
        return self._asking().view("source").order("source_id")

    def sql(self, query: str) -> DuckDBPyRelation:
        """The answer to one SELECT (or FROM, DESCRIBE, SHOW, SUMMARIZE) over the tables and views of the warehouse.

        It reaches no other file and no network. Raises InputError, in one line, if the query is none or fails.
        """
        try:
            query.encode()  # half a character, as Python makes of an argument that is no UTF-8
            asking = self._asking()
            statements = asking.extract_statements(query)
            if len(statements) != 1 or statements[0].type != StatementType.SELECT:
                raise InputError("write one SELECT statement: the warehouse answers questions and changes nothing")
            with explained(self._path):
                return asking.sql(query).materialize()
        except (duckdb.Error, UnicodeEncodeError) as error:
            raise InputError(f"the query fails: {str(error).partition(chr(10))[0]}") from error

    def evidence(self, figure_id: str) -> dict[str, object]:
        """A figure followed back to its words, its article and the archived bytes (see `warehouse.trace.trace`)."""
        return trace(self._connection, figure_id)

    def _asking(self) -> DuckDBPyConnection:
        """A connection for one answer: one that is read piece by piece does not keep the others waiting."""
        asking = self._connection.cursor()
        asking.execute("USE warehouse")
        return asking

    def _coded(self, view: str, area: str | None, **codes: str | None) -> DuckDBPyRelation:
        rows = self._asking().view(view)
        if area is not None:
            rows = rows.filter(ColumnExpression("ref_area") == ConstantExpression(find_region(area).code))
        for column, code in codes.items():
            if code is not None:
                _check(column, code, list(CODELISTS[column]))
                rows = rows.filter(ColumnExpression(column) == ConstantExpression(code))
        return rows

    def _source(self, source_id: str) -> str:
        _check("source", source_id, [row[0] for row in self.sources().select("source_id").fetchall()])
        return source_id


def _check(what: str, code: str, valid: list[str]) -> None:
    if code not in valid:
        raise InputError(f"no {what} is called {code!r}: write one of {', '.join(valid) or 'none yet'}")


def _day(day: date | str) -> date:
    try:
        return date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError as error:
        raise InputError(f"{day!r} is no day: write 2024-12-31") from error
