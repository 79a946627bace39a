"""What is written anew whenever the code that defines it has changed: views, comments, code lists."""

import hashlib
from importlib.resources import as_file, files

from duckdb import DuckDBPyConnection

from warehouse.dictionary import TABLES, describe, wording

CODELISTS = {"region": "regions.csv", "alias": "aliases.csv", "code": "codes.csv"}
"""Table and the file in `models/codelists` it is filled from."""


def fingerprints() -> dict[str, str]:
    """SHA-256 of everything this module writes, by name."""
    lists = {
        table: files("models").joinpath("codelists", name).read_bytes() for table, name in sorted(CODELISTS.items())
    }
    views = "\n".join([*_view_sql(), wording()]).encode()
    return {name: hashlib.sha256(content).hexdigest() for name, content in {**lists, "views": views}.items()}


def outdated(connection: DuckDBPyConnection) -> set[str]:
    """The names in `fingerprints()` that the open warehouse was not written from."""
    written = set(connection.execute("SELECT name, sha256 FROM store.fingerprint").fetchall())
    return {name for name, sha256 in fingerprints().items() if (name, sha256) not in written}


def redefine(connection: DuckDBPyConnection) -> None:
    """Write what is outdated, in one transaction."""
    names = outdated(connection)
    if not names:
        return
    connection.begin()
    for name in sorted(names - {"views"}):
        _fill(connection, name)
    if "views" in names:
        _create_views(connection)
        _comment(connection)
    known = fingerprints()
    for name in names:
        connection.execute("INSERT OR REPLACE INTO store.fingerprint VALUES (?, ?)", [name, known[name]])
    connection.commit()


def _view_sql() -> list[str]:
    found = [path for path in files("warehouse").joinpath("views").iterdir() if path.name.endswith(".sql")]
    return [path.read_text(encoding="utf-8") for path in sorted(found, key=lambda path: path.name)]


def _fill(connection: DuckDBPyConnection, table: str) -> None:
    connection.execute(f"DELETE FROM {table}")  # noqa: S608
    with as_file(files("models").joinpath("codelists", CODELISTS[table])) as path:
        connection.execute(
            f"INSERT INTO {table} BY NAME"  # noqa: S608
            " SELECT * FROM read_csv(?, header = true, all_varchar = true, nullstr = '', delim = ',', quote = '\"')",
            [str(path)],
        )


def _create_views(connection: DuckDBPyConnection) -> None:
    old = connection.execute(
        "SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal AND database_name = current_database()"
    ).fetchall()
    for schema, view in old:
        connection.execute(f'DROP VIEW "{schema}"."{view}"')
    for sql in _view_sql():
        connection.execute(sql)


def _comment(connection: DuckDBPyConnection) -> None:
    views = {f"{schema}.{name}" for schema, name in connection.execute(_VIEWS).fetchall()}
    for table, entry in TABLES.items():
        connection.execute(f"COMMENT ON {'VIEW' if table in views else 'TABLE'} {table} IS {_quoted(entry.row)}")
    for schema, table, column in connection.execute(_COLUMNS).fetchall():
        text = _quoted(describe(f"{schema}.{table}", column))
        connection.execute(f'COMMENT ON COLUMN {schema}.{table}."{column}" IS {text}')


_VIEWS = "SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal"
_COLUMNS = "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE NOT internal"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
