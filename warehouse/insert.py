"""Rows into the store: an extraction's Parquet files and a run's record, in bulk, within the caller's transaction."""

import glob
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection
from pydantic import ValidationError

from models.errors import ExtractionError, InputError
from models.run import Run

AGAIN = "delete that folder, then run `wartakop extract` and `wartakop load`"

TABLES = ("article", "figure", "issue", "outcome")
"""The Parquet files of an extraction, each loaded into the table of its name."""


def insert_extraction(connection: DuckDBPyConnection, load_id: int, folder: Path) -> None:
    """Insert the four Parquet files in `folder`. Raises ExtractionError where they are not what they should be."""
    for table in TABLES:
        _insert_parquet(connection, load_id, table, folder)
    homeless = connection.execute(
        "SELECT count(*) FROM store.figure ANTI JOIN store.article USING (load_id, article_id, version)"
        " WHERE load_id = ?",
        [load_id],
    ).fetchall()
    if homeless != [(0,)]:
        raise ExtractionError(f"{folder} has figures of articles it does not hold: {AGAIN}")


def _insert_parquet(connection: DuckDBPyConnection, load_id: int, table: str, folder: Path) -> None:
    """Load one file into `store.<table>`. Its columns must be that table's, no fewer and no more."""
    path = folder / f"{table}.parquet"
    if not path.is_file():
        raise ExtractionError(f"{folder} has no {path.name}: {AGAIN}")
    # glob.escape: read_parquet takes brackets and stars in a name for a pattern.
    rows = {"path": glob.escape(str(path))}
    found = {row[0] for row in connection.execute(f"DESCRIBE {_ROWS}", rows).fetchall()}
    if differing := found ^ _columns(connection, table):
        names = ", ".join(sorted(differing))
        raise ExtractionError(f"{folder} has other columns in {path.name} than expected ({names}): {AGAIN}")
    for sql in _INSERTS[table]:
        connection.execute(sql, {"load_id": load_id, **rows})


# hive_partitioning: a folder called key=value would come as a column.
_ROWS = "FROM read_parquet($path, hive_partitioning = false)"
_INSERTS = {
    "article": (
        f"INSERT INTO store.article BY NAME SELECT $load_id AS load_id, * EXCLUDE (article_body) {_ROWS}",
        "INSERT INTO store.article_text BY NAME"
        f" SELECT DISTINCT ON (version) $load_id AS load_id, version, article_body {_ROWS}"
        " ANTI JOIN store.article_text USING (version)",
    ),
    # An article captured twice in one segment is read twice and states its figures once.
    "figure": (
        "INSERT INTO store.figure BY NAME"
        f" SELECT DISTINCT ON (article_id, figure_id) $load_id AS load_id, * {_ROWS}"
        " ORDER BY article_id, figure_id, confidence DESC",
    ),
    "issue": (f"INSERT INTO store.issue BY NAME SELECT DISTINCT $load_id AS load_id, * {_ROWS}",),
    "outcome": (f"INSERT INTO store.outcome BY NAME SELECT $load_id AS load_id, * {_ROWS}",),
}


def _columns(connection: DuckDBPyConnection, table: str) -> set[str]:
    columns = set(connection.table(f"store.{table}").columns) - {"load_id"}
    return columns | {"article_body"} if table == "article" else columns


def insert_run(connection: DuckDBPyConnection, load_id: int, path: Path) -> None:
    """Insert a run, what its sources gave and the pages that did not come.

    Raises InputError if `path` is no run, or a copy of one under another name than its `run_id`.
    """
    try:
        run = Run.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise InputError(f"{path} is no record of a run ({error.error_count()} fields are wrong): remove it") from error
    if path.stem != run.run_id:
        raise InputError(f"{path} is the record of {run.run_id}, which belongs into {run.run_id}.json: remove it")
    record = run.model_dump(mode="json")
    sources, outcomes = record.pop("sources"), record.pop("outcomes")
    _insert_rows(connection, load_id, "run", [record])
    _insert_rows(connection, load_id, "run_source", [{"run_id": run.run_id, **source} for source in sources])
    _insert_rows(connection, load_id, "outcome", outcomes)


def _insert_rows(connection: DuckDBPyConnection, load_id: int, table: str, rows: list[dict[str, object]]) -> None:
    """Through Arrow, a hundred times as fast as row by row."""
    if rows:
        connection.register("incoming_rows", pa.Table.from_pylist(rows))
        connection.execute(f"INSERT INTO store.{table} BY NAME SELECT ? AS load_id, * FROM incoming_rows", [load_id])  # noqa: S608
        connection.unregister("incoming_rows")
