"""The base tables, by numbered SQL that is never edited once it was released."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from models.errors import WarehouseError
from warehouse.connect import ANEW


class Migration(NamedTuple):
    """One file of `migrations/`."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """Hash of the SQL, recorded with it and compared ever after."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations this code knows, in order."""
    found = sorted(
        (path for path in files("warehouse").joinpath("migrations").iterdir() if path.name.endswith(".sql")),
        key=lambda path: path.name,
    )
    return tuple(Migration(int(path.name[:4]), path.name, path.read_text(encoding="utf-8")) for path in found)


def missing(connection: DuckDBPyConnection) -> tuple[Migration, ...]:
    """The migrations that the open warehouse lacks.

    Raises WarehouseError if it is none of ours, is newer than this code, or was made by other migrations.
    """
    applied = _applied(connection)
    known = {migration.number: migration for migration in migrations()}
    if max(applied, default=0) > max(known):
        raise WarehouseError("the warehouse was written by a newer wartakop: upgrade wartakop to use it")
    for number, sha256 in applied.items():
        if number not in known or known[number].sha256 != sha256:
            raise WarehouseError(f"migration {number} in the warehouse is not the one wartakop knows: {ANEW}")
    return tuple(migration for number, migration in known.items() if number not in applied)


def migrate(connection: DuckDBPyConnection, wanted: tuple[Migration, ...]) -> None:
    """Apply `wanted` in order; each is recorded in the transaction that makes its tables."""
    for migration in wanted:
        connection.begin()
        connection.execute(migration.sql)
        connection.execute(
            "INSERT INTO store.migration VALUES (?, ?, ?, now())",
            [migration.number, migration.name, migration.sha256],
        )
        connection.commit()


def _applied(connection: DuckDBPyConnection) -> dict[int, str]:
    is_ours = connection.execute(
        "SELECT count(*) FROM duckdb_tables()"
        " WHERE database_name = current_database() AND schema_name = 'store' AND table_name = 'migration'"
    ).fetchall()
    if is_ours == [(0,)]:
        raise WarehouseError(f"the file is a DuckDB database of another program, no warehouse: {ANEW}")
    return dict(connection.execute("SELECT number, sha256 FROM store.migration ORDER BY number").fetchall())
