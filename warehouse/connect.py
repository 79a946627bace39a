"""Opening the warehouse: readers on the published file, one writer on a copy that is swapped in.

DuckDB lets one process write or many read. So the writer works on a copy beside the file and renames it over
the old one when all is on disk: readers keep the file they opened, and the next one opens the new.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout

from models.errors import LockedError, WarehouseError, WartakopError

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}

ANEW = "restore it from a copy, or move it away and run `wartakop load` to build it anew from the extractions"
CORRUPT = "Corrupt database file"
"""So DuckDB begins an error about a file of its own whose checksums are wrong."""
_DAMAGE = (CORRUPT, "Could not read", "not a valid DuckDB database")


def explanation(database: Path, error: BaseException | None) -> WartakopError | None:
    """What to do about an error of DuckDB that speaks of the file itself; null for any other.

    LockedError if another program writes in `database`, WarehouseError if it is damaged or no DuckDB file.
    """
    line = _line(error) if isinstance(error, duckdb.Error) else ""
    if "Could not set lock" in line:
        return LockedError(f"another program has {database} open for writing: close it there first")
    if any(sign in line for sign in _DAMAGE):
        return WarehouseError(f"{database} is damaged or no warehouse ({line}): {ANEW}")
    return None


@contextmanager
def explained(database: Path) -> Iterator[None]:
    """Errors that have an `explanation` are raised as that."""
    try:
        yield
    except duckdb.Error as error:
        if told := explanation(database, error):
            raise told from error
        raise


def open_reader(database: Path) -> DuckDBPyConnection:
    """A read-only connection that reaches no other file and no network, in UTC.

    Raises WarehouseError if `database` is missing or cannot be opened, LockedError if another program writes in it.
    """
    if not database.exists():
        raise WarehouseError(f"there is no warehouse at {database}: run `wartakop nightly` first")
    # Attached to a database in memory, because DuckDB hands a process that opens the same path again what it
    # opened first, even after another file took that path.
    connection = duckdb.connect(config=_CONFIG)
    try:
        path = str(database.absolute()).replace("'", "''")
        with explained(database):
            connection.execute(f"ATTACH '{path}' AS warehouse (READ_ONLY)")
        connection.execute("USE warehouse")
        # What does not fit into memory goes beside the file, where DuckDB itself puts it, not where the user stands.
        connection.execute(f"SET temp_directory = '{path}.tmp'")
        for setting in (
            "GLOBAL TimeZone = 'UTC'",
            "TimeZone = 'UTC'",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            connection.execute(f"SET {setting}")
    except BaseException as error:
        connection.close()
        if isinstance(error, duckdb.Error):
            raise WarehouseError(f"{database} cannot be opened: {_line(error)}") from error
        raise
    return connection


@contextmanager
def writer(database: Path, *, is_wanted: Callable[[], bool] = lambda: True) -> Iterator[DuckDBPyConnection]:
    """A connection to a copy of `database` (a new file if there is none), published when the block ends well.

    `is_wanted` is asked then: where it is false, the copy is thrown away and the file stays. What a killed writer left
    behind is removed first. Raises LockedError if another one is at work, and WarehouseError if `database` is damaged
    or the new one cannot be written (a full disk); the published file is then as it was.
    """
    aside = database.with_name(f".{database.name}.next")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(database.with_name(f".{database.name}.lock"), timeout=0), _removed_at_the_end(aside):
            if database.exists():
                shutil.copyfile(database, aside)
            with explained(database), closing(_open_writer(aside)) as connection:
                yield connection
                if not is_wanted():
                    return
                connection.execute("CHECKPOINT")
            _sync(aside)
            aside.replace(database)
            _sync(database.parent)
    except Timeout as error:
        raise LockedError(f"another process is loading into {database}: wait for it to end") from error
    except (duckdb.Error, OSError) as error:
        raise WarehouseError(
            f"{database} stays as it is, because the new one cannot be written: {_line(error)}"
        ) from error


def _open_writer(aside: Path) -> DuckDBPyConnection:
    connection = duckdb.connect(str(aside), config=_CONFIG)
    connection.execute("SET TimeZone = 'UTC'")
    return connection


@contextmanager
def _removed_at_the_end(aside: Path) -> Iterator[None]:
    """Before and after, nothing is left at `aside`: of a killed writer, of a load that failed."""
    paths = (aside, aside.with_name(f"{aside.name}.wal"))
    for path in paths:
        path.unlink(missing_ok=True)
    try:
        yield
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _line(error: Exception) -> str:
    return str(error).partition("\n")[0]
