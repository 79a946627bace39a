import re
from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse import Warehouse
from warehouse.load import load

TEXT = (Path(__file__).parents[2] / "docs" / "warehouse.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, flags=re.DOTALL)


@pytest.fixture
def database(tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]) -> Path:
    pages = [
        page("412", slug="a", period="2023"),
        page("94", slug="b", period="2023", status="inactive"),
        page("95", slug="c", period="2023", status="inactive", source="lain"),
        page("127", slug="d", area="13.11"),
    ]
    load(tmp_path / "warehouse.duckdb", extractions=[extraction(*pages)])
    return tmp_path / "warehouse.duckdb"


@pytest.mark.parametrize("query", blocks("sql"))
def test_each_query_of_the_documentation_finds_something(database: Path, query: str) -> None:
    with Warehouse(database) as warehouse:
        assert warehouse.sql(query).fetchall()


@pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.drop")  # DuckDB 2.0 on pandas 3.1
@pytest.mark.parametrize("program", blocks("python"))
def test_each_program_of_the_documentation_runs(database: Path, program: str) -> None:
    names: dict[str, object] = {"path": database}
    exec(program, names)
    assert any(name in names for name in ("frame", "by_outlet"))


def test_every_table_and_view_in_main_is_described(database: Path) -> None:
    with Warehouse(database) as warehouse:
        names = warehouse.sql("SHOW TABLES").fetchall()
    assert names
    assert [name for (name,) in names if f"`{name}`" not in TEXT] == []
