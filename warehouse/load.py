"""Loading: extractions (Parquet) and run records (JSON) into the warehouse, each in a transaction of its own."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import duckdb
from duckdb import DuckDBPyConnection

from models.errors import ExtractionError, InputError, WartakopError
from warehouse.connect import CORRUPT, explained, open_reader, writer
from warehouse.definitions import outdated, redefine
from warehouse.insert import AGAIN, TABLES, insert_extraction, insert_run
from warehouse.migrate import migrate, migrations, missing


class LoadReport(NamedTuple):
    """What a load brought that the warehouse did not have."""

    extractions: int = 0
    runs: int = 0
    articles: int = 0
    figures: int = 0
    issues: int = 0
    outcomes: int = 0
    broken: tuple[str, ...] = ()
    """What could not be loaded, a line each; the rest is."""


class Item(NamedTuple):
    """One thing to load: an extraction's folder (`extractions/<extractor>/<segment>`) or a run's file."""

    path: Path
    kind: str
    name: str
    extractor: str | None
    sha256: str


def load(database: Path, *, extractions: Iterable[Path], runs: Iterable[Path] = ()) -> LoadReport:
    """Load what `database` does not have yet, publish it in one swap, and say what was new.

    With nothing to load, or nothing that can be loaded, and a current schema the file is not touched. Raises
    WarehouseError if `database` cannot be used, LockedError if another process loads. An extraction or a run that is
    broken is told in the report.
    """
    items, broken = _items(extractions, runs)
    if database.exists() and _is_up_to_date(database, items):
        return LoadReport(broken=tuple(broken))
    written: list[object] = []
    with writer(database, is_wanted=lambda: bool(written)) as connection:
        steps = missing(connection) if database.exists() else migrations()
        migrate(connection, steps)
        written += [*steps, *outdated(connection)]
        redefine(connection)
        before = _contents(connection)
        for item in _new(connection, items):
            try:
                _load(connection, item)
            except WartakopError as error:
                broken.append(str(error))
            else:
                written.append(item)
        after = _contents(connection)
    return LoadReport._make((*(new - old for new, old in zip(after, before, strict=True)), tuple(broken)))


def _is_up_to_date(database: Path, items: list[Item]) -> bool:
    with explained(database), open_reader(database) as connection:
        return not (missing(connection) or outdated(connection) or _new(connection, items))


def _new(connection: DuckDBPyConnection, items: list[Item]) -> list[Item]:
    """Those not loaded yet, each once."""
    loaded = set(connection.execute("SELECT kind, name, extractor, sha256 FROM store.load").fetchall())
    wanted = {item[1:]: item for item in reversed(items) if item[1:] not in loaded}
    return list(reversed(wanted.values()))


def _items(extractions: Iterable[Path], runs: Iterable[Path]) -> tuple[list[Item], list[str]]:
    """What can be read, and a line for each that cannot."""
    items, broken = [], []
    for paths, read in ((extractions, _extraction), (runs, _run)):
        for path in paths:
            try:
                items.append(read(path))
            except OSError as error:
                broken.append(_unreadable(path, error))
    return items, broken


def _unreadable(path: Path, error: OSError) -> str:
    return f"{path} cannot be read ({error.strerror}): remove it"


def _extraction(folder: Path) -> Item:
    digest = hashlib.sha256()
    for table in TABLES:
        path = folder / f"{table}.parquet"
        if path.is_file():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return Item(folder, "extraction", folder.name, folder.parent.name, digest.hexdigest())


def _run(path: Path) -> Item:
    return Item(path, "run", path.stem, None, hashlib.sha256(path.read_bytes()).hexdigest())


def _contents(connection: DuckDBPyConnection) -> tuple[int, ...]:
    """How many of each column of LoadReport the store holds."""
    rows = connection.execute(
        """
        SELECT
            count(*) FILTER (kind = 'extraction'), count(*) FILTER (kind = 'run'),
            (SELECT count(DISTINCT article_id) FROM store.article),
            (SELECT count(DISTINCT figure_id) FROM store.figure),
            (SELECT count(*) FROM store.issue),
            (SELECT count(*) FROM store.outcome)
        FROM store.load
        """
    ).fetchall()
    return tuple(int(count) for count in rows[0])


def _load(connection: DuckDBPyConnection, item: Item) -> None:
    """Load `item`; its row in `store.load` is the last of the transaction."""
    connection.begin()
    try:
        ((load_id,),) = connection.execute("SELECT coalesce(max(load_id), 0) + 1 FROM store.load").fetchall()
        (insert_run if item.kind == "run" else insert_extraction)(connection, load_id, item.path)
        connection.execute(
            _LOADED,
            {
                "load_id": load_id,
                "kind": item.kind,
                "name": item.name,
                "extractor": item.extractor,
                "sha256": item.sha256,
            },
        )
        connection.commit()
    except BaseException as error:
        connection.rollback()
        if isinstance(error, OSError):  # here only what is read raises it; DuckDB's own are no OSError
            raise InputError(_unreadable(item.path, error)) from error
        reason = str(error).partition("\n")[0]
        # A number that no column holds fails on the way into Arrow (OverflowError) or out of it.
        if isinstance(error, duckdb.Error | OverflowError) and not reason.startswith(CORRUPT):
            advice = AGAIN if item.kind == "extraction" else "remove it"
            raise ExtractionError(f"{item.path} cannot be loaded ({reason}): {advice}") from error
        raise


_LOADED = """
    INSERT INTO store.load SELECT
        $load_id, $kind, $name, $extractor, $sha256,
        (SELECT count(*) FROM store.article WHERE load_id = $load_id),
        (SELECT count(*) FROM store.figure WHERE load_id = $load_id),
        (SELECT count(*) FROM store.issue WHERE load_id = $load_id),
        (SELECT count(*) FROM store.outcome WHERE load_id = $load_id),
        now()
"""
