"""What a user's SQL may do, and what somebody with bad intentions would try."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.errors import InputError
from warehouse import Warehouse
from warehouse.load import load


@pytest.fixture(scope="module")
def home(
    tmp_path_factory: pytest.TempPathFactory, extraction_in: Callable[..., Path], page: Callable[..., object]
) -> Path:
    path = tmp_path_factory.mktemp("home")
    load(path / "warehouse.duckdb", extractions=[extraction_in(page("94", period="2023"), home=path)])
    (path / "secret.csv").write_text("password\nrahasia\n")
    return path


@pytest.fixture
def warehouse(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Warehouse]:
    monkeypatch.chdir(home)
    before = sorted(home.rglob("*"))
    with Warehouse(home / "warehouse.duckdb") as opened:
        yield opened
    assert sorted(home.rglob("*")) == before, "a query leaves no file behind"


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("SELECT value FROM figure", [(94.0,)]),
        ("FROM figure SELECT quote;", [("94",)]),
        ("-- a remark\nSELECT count(*) FROM store.load", [(1,)]),
        ("SELECT official_name FROM region WHERE code = '13.11'", [("Kabupaten Solok Selatan",)]),
        ("SELECT label_id FROM code WHERE codelist = 'indicator' AND code = 'cooperatives'", [("Jumlah koperasi",)]),
        ("PIVOT figure ON indicator IN ('cooperatives') USING sum(value) GROUP BY ref_area", [("13.75", 94.0)]),
        ("SELECT comment FROM duckdb_columns() WHERE table_name = 'figure' AND column_name = 'quote' "
         "AND schema_name = 'main'", [("The words that state the figure",)]),
    ],
)  # fmt: skip
def test_questions_are_answered(warehouse: Warehouse, query: str, answer: list[tuple[object, ...]]) -> None:
    assert warehouse.sql(query).fetchall() == answer


@pytest.mark.parametrize("query", ["DESCRIBE figure", "SHOW TABLES", "SUMMARIZE figure"])
def test_the_schema_can_be_asked_for(warehouse: Warehouse, query: str) -> None:
    assert len(warehouse.sql(query)) > 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('secret.csv')",
        "SELECT * FROM read_csv('/etc/passwd', header = false)",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM 'secret.csv'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/proc/self/environ')",
        "SELECT * FROM read_json('/etc/passwd')",
        "SELECT * FROM sniff_csv('secret.csv')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM parquet_metadata('extractions/wartakop-0.1.0/20240306T010000Z-00001/figure.parquet')",
        "SELECT * FROM read_parquet('https://127.0.0.1:9/x.parquet')",
        "SELECT * FROM read_parquet('s3://bucket/x.parquet')",
        "SELECT * FROM query('FROM read_text(''/etc/passwd'')')",
        "SELECT * FROM query_table('secret.csv')",
        "SELECT getenv('HOME')",
        "COPY figure TO 'out.csv'",
        "COPY (SELECT 1) TO '/tmp/wartakop-out.csv'",
        "COPY store.figure FROM 'secret.csv'",
        "EXPORT DATABASE 'out'",
        "IMPORT DATABASE 'out'",
        "ATTACH 'other.duckdb'",
        "ATTACH ':memory:' AS scratch",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SET lock_configuration = false",
        "PRAGMA database_list",
        "CREATE TABLE mine (x INT)",
        "CREATE TEMP TABLE mine (x INT)",
        "CREATE SECRET (TYPE s3)",
        "DELETE FROM store.figure",
        "UPDATE store.figure SET value = 1",
        "WITH gone AS (DELETE FROM store.figure RETURNING *) SELECT * FROM gone",
        "DROP VIEW figure",
        "DETACH warehouse",
        "BEGIN",
        "CHECKPOINT",
        "CALL pragma_version()",
        "PREPARE q AS SELECT 1",
        "EXPLAIN ANALYZE SELECT * FROM read_text('/etc/passwd')",
        "EXPLAIN ANALYZE DELETE FROM store.figure",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO 'out.csv'",
        "EXPLAIN ANALYZE CREATE TEMP TABLE figure AS SELECT 1 AS value",
        "EXPLAIN SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP VIEW figure",
        "",
        "-- nothing",
        "SELEC 1",
        "SELECT nope FROM figure",
        "SELECT * FROM nowhere",
        "SELECT 'abc'::INT FROM range(3)",
        "SELECT range::VARCHAR::DATE FROM range(3)",
        "SELECT * FROM figure WHERE value = ?",
        "SELECT error('a\nb')",
    ],
)
def test_all_else_is_refused_in_one_line_and_the_warehouse_lives_on(warehouse: Warehouse, query: str) -> None:
    with pytest.raises(InputError) as caught:
        warehouse.sql(query)
    assert "\n" not in str(caught.value)
    assert warehouse.sql("SELECT count(*) FROM figure").fetchall() == [(1,)]


def test_the_relations_that_are_handed_out_reach_no_further(warehouse: Warehouse) -> None:
    import duckdb

    with pytest.raises(duckdb.Error, match="disabled by configuration"):
        warehouse.figures().select("(SELECT content FROM read_text('/etc/passwd'))").fetchall()
    password = [("rahasia",)]
    assert password
    with pytest.raises(InputError, match="password"):
        warehouse.sql("SELECT * FROM password")
