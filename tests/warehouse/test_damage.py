"""A warehouse file that is cut off, scratched, no warehouse, or held by another program: one line says what to do."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import LockedError, WarehouseError
from warehouse import Warehouse
from warehouse.load import load


def values(database: Path) -> list[float]:
    with Warehouse(database) as warehouse:
        return [row[0] for row in warehouse.figures().select("value").order("value").fetchall()]


def test_a_file_that_is_no_warehouse_is_left_alone(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    database = tmp_path / "warehouse.duckdb"
    database.write_text("bukan basis data")
    folder = extraction(page("94"))
    with pytest.raises(WarehouseError, match=r"no warehouse .*build it anew"):
        load(database, extractions=[folder])
    assert database.read_text() == "bukan basis data"


@pytest.mark.parametrize("size", [0, 100, 300_000])
def test_a_warehouse_cut_off_says_what_to_do(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object], size: int
) -> None:
    database, folder = tmp_path / "warehouse.duckdb", extraction(page("94"))
    load(database, extractions=[folder])
    with database.open("r+b") as file:
        file.truncate(size)
    with pytest.raises(WarehouseError, match="build it anew"):
        load(database, extractions=[folder])
    with pytest.raises(WarehouseError, match="build it anew"), Warehouse(database) as warehouse:
        warehouse.figures().fetchall()
    database.rename(tmp_path / "away")
    load(database, extractions=[folder])
    assert values(database) == [94]


def test_damage_that_shows_when_rows_are_fetched_says_what_to_do(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    database, folder = tmp_path / "warehouse.duckdb", extraction(page("94"))
    load(database, extractions=[folder])
    content, told = database.read_bytes(), []
    headers, block = 3 * 4096, 262144
    for start in range(headers, len(content), block):
        database.write_bytes(content[:start] + bytes(4096) + content[start + 4096 :])
        for view in ("figure", "region", "outcome"):
            try:
                with Warehouse(database) as warehouse:
                    warehouse.sql(f"FROM {view}").fetchall()
                with Warehouse(database) as warehouse:
                    warehouse.figures().fetchall()
            except WarehouseError as error:
                told.append(str(error))
    assert told
    assert all(line.startswith(f"{database} is damaged") and "build it anew" in line for line in told)


def test_a_warehouse_that_another_program_writes_in(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    database, folder = tmp_path / "warehouse.duckdb", extraction(page("94"))
    load(database, extractions=[folder])
    code = "import sys, duckdb; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    arguments = [sys.executable, "-c", code, str(database)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match="another program"):
            Warehouse(database)
        with pytest.raises(LockedError, match="another program"):
            load(database, extractions=[folder])
        other.communicate()
    assert values(database) == [94]
