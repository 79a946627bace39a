from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from models.errors import WarehouseError
from warehouse import Warehouse
from warehouse.load import LoadReport, load
from warehouse.migrate import Migration, migrations

RELEASED = {"0001_base.sql": "44eaf9dd1dfedcedce78c7942fdd51b03663e3fcc7d215a0c3cff7dc7031da28"}
"""SHA-256 of each migration; one that was released is never edited, a new one is added here."""


@pytest.fixture
def database(tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]) -> Path:
    path = tmp_path / "warehouse.duckdb"
    load(path, extractions=[extraction(page("94"))])
    return path


def change(database: Path, sql: str) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(sql)


def test_migrations_are_numbered_without_gaps_and_never_edited() -> None:
    assert [migration.number for migration in migrations()] == list(range(1, len(migrations()) + 1))
    assert {migration.name: migration.sha256 for migration in migrations()} == RELEASED


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("INSERT INTO store.migration VALUES (9999, '9999_later.sql', 'x', now())", "newer wartakop"),
        ("UPDATE store.migration SET sha256 = 'x' WHERE number = 1", "not the one wartakop knows"),
        ("DROP TABLE store.migration CASCADE", "build it anew"),
    ],
)
def test_a_file_that_this_code_does_not_know_is_refused_and_left_alone(
    tmp_path: Path, database: Path, sql: str, message: str
) -> None:
    change(database, sql)
    before = database.read_bytes()
    with pytest.raises(WarehouseError, match=message):
        Warehouse(database)
    with pytest.raises(WarehouseError, match=message):
        load(database, extractions=[])
    assert database.read_bytes() == before
    assert not list(tmp_path.glob(".*.next*"))


def extended(monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    """As if the next release brought one more migration."""
    later = (*migrations(), Migration(len(migrations()) + 1, "later.sql", sql))
    monkeypatch.setattr("warehouse.migrate.migrations", lambda: later)


def test_an_older_file_is_refused_by_a_reader_and_brought_up_to_date_by_the_next_load(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as release:
        extended(release, "CREATE TABLE store.note (load_id INTEGER)")
        with pytest.raises(WarehouseError, match="older wartakop: run `wartakop load`"):
            Warehouse(database)
        assert load(database, extractions=[]) == LoadReport()
        with Warehouse(database) as warehouse:
            assert warehouse.sql("FROM store.note").fetchall() == []
            assert len(warehouse.figures()) == 1
    with pytest.raises(WarehouseError, match="newer wartakop"):
        Warehouse(database)


def test_a_migration_that_fails_leaves_the_old_file(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = database.read_bytes()
    extended(monkeypatch, "CREATE TABLE store.note (load_id INTEGER); INSERT INTO nowhere VALUES (1)")
    with pytest.raises(WarehouseError, match="stays as it is") as caught:
        load(database, extractions=[])
    assert "\n" not in str(caught.value)
    assert database.read_bytes() == before


def test_views_comments_and_code_lists_are_renewed_when_the_code_has_changed(database: Path) -> None:
    change(
        database,
        "UPDATE store.fingerprint SET sha256 = 'x'; DROP VIEW series; CREATE VIEW obsolete AS SELECT 1 AS x;"
        " DELETE FROM region; COMMENT ON COLUMN store.load.kind IS 'wrong'",
    )
    assert load(database, extractions=[]) == LoadReport()
    with Warehouse(database) as warehouse:
        assert len(warehouse.series(area="13.75")) == 1
        assert warehouse.sql("SELECT count(*) > 7000 FROM region").fetchall() == [(True,)]
        assert warehouse.sql("SELECT count(*) FROM duckdb_views() WHERE view_name = 'obsolete'").fetchall() == [(0,)]
        assert warehouse.sql("SELECT count(*) FROM duckdb_columns() WHERE comment = 'wrong'").fetchall() == [(0,)]


@pytest.mark.parametrize("table", ["region", "alias", "code"])
def test_the_code_lists_are_whole(database: Path, table: str) -> None:
    from models.codes import codes
    from models.region import aliases, regions

    expected = {"region": len(regions()), "alias": len(aliases()), "code": len(codes())}
    with Warehouse(database) as warehouse:
        assert warehouse.sql(f"SELECT count(*) FROM {table}").fetchall() == [(expected[table],)]
        assert warehouse.sql("SELECT lat, parent_code FROM region WHERE code = 'ID'").fetchall() == [(-2.5, None)]


def test_every_table_view_and_column_has_a_comment(database: Path) -> None:
    with Warehouse(database) as warehouse:
        bare = warehouse.sql(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND coalesce(comment, '') = ''"
            " UNION ALL SELECT view_name, '' FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = ''"
            " UNION ALL SELECT table_name, '' FROM duckdb_tables() WHERE NOT internal AND coalesce(comment, '') = ''"
        ).fetchall()
        described = warehouse.sql("SELECT count(*) FROM duckdb_columns() WHERE NOT internal").fetchall()
    assert bare == []
    assert described[0][0] > 200
