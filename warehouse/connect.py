"""Opening the warehouse: readers on the published file, one writer on a copy that is swapped in.

DuckDB lets one process write or many read. So the writer works on a copy beside the file and renames it over
the old one when all is on disk: readers keep the file they opened, and the next one opens the new.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout

from models.errors import LockedError, WarehouseError

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


def open_reader(database: Path) -> DuckDBPyConnection:
    """A read-only connection that reaches no other file and no network, in UTC.

    Raises WarehouseError if `database` is missing or not a DuckDB file.
    """
    if not database.exists():
        raise WarehouseError(f"there is no warehouse at {database}: run `wartakop nightly` first")
    # Attached to a database in memory, because DuckDB hands a process that opens the same path again what it
    # opened first, even after another file took that path.
    connection = duckdb.connect(config=_CONFIG)
    try:
        quoted = str(database.absolute()).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS warehouse (READ_ONLY)")
        connection.execute("USE warehouse")
        for setting in ("TimeZone = 'UTC'", "enable_external_access = false", "lock_configuration = true"):
            connection.execute(f"SET {setting}")
    except duckdb.Error as error:
        connection.close()
        raise WarehouseError(f"{database} cannot be opened as a DuckDB file: {_first_line(error)}") from error
    return connection


@contextmanager
def writer(database: Path) -> Iterator[DuckDBPyConnection]:
    """A connection to a copy of `database` (a new file if there is none), published when the block ends well.

    What a killed writer left behind is removed first. Raises LockedError if another one is at work, and
    WarehouseError if `database` is not a DuckDB file.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    aside = database.with_name(f".{database.name}.next")
    try:
        with FileLock(database.with_name(f".{database.name}.lock"), timeout=0):
            _remove(aside)
            with _copied(database, aside) as connection:
                yield connection
                connection.execute("CHECKPOINT")
            _publish(aside, database)
    except Timeout as error:
        raise LockedError(f"another process is loading into {database}: wait for it to end") from error


@contextmanager
def _copied(database: Path, aside: Path) -> Iterator[DuckDBPyConnection]:
    if database.exists():
        shutil.copyfile(database, aside)
    try:
        connection = duckdb.connect(str(aside), config=_CONFIG)
    except duckdb.Error as error:
        _remove(aside)
        raise WarehouseError(f"{database} cannot be opened as a DuckDB file: {_first_line(error)}") from error
    try:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
    except BaseException:
        connection.close()
        _remove(aside)
        raise
    connection.close()


def _remove(aside: Path) -> None:
    for path in (aside, aside.with_name(f"{aside.name}.wal")):
        path.unlink(missing_ok=True)


def _publish(aside: Path, database: Path) -> None:
    _sync(aside)
    aside.replace(database)
    _sync(database.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _first_line(error: duckdb.Error) -> str:
    return str(error).partition("\n")[0]
