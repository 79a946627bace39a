"""Readers while a writer is at work, and writers that are killed: real processes."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse import Warehouse
from warehouse.load import LoadReport, load

LOADER = """
import sys
from pathlib import Path
from warehouse.load import load
database, *folders = map(Path, sys.argv[1:])
load(database, extractions=folders[:1])
print("ready", flush=True)
for folder in folders[1:]:
    load(database, extractions=[folder])
"""
EVERYTHING = "SELECT * EXCLUDE (loaded_at) FROM {} ORDER BY ALL"


def start(database: Path, folders: list[Path]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", LOADER, str(database), *map(str, folders)], stdout=subprocess.PIPE, text=True
    )


@pytest.fixture
def folders(extraction: Callable[..., Path], page: Callable[..., object]) -> list[Path]:
    """Eight segments of ten articles with a figure each."""
    return [
        extraction(*(page(str(1000 * n + m), slug=f"{n}-{m}") for m in range(10)), segment=f"s-{n:05}")
        for n in range(8)
    ]


def test_a_reader_sees_the_old_or_the_new_and_no_error_while_another_process_loads(
    tmp_path: Path, folders: list[Path]
) -> None:
    database = tmp_path / "warehouse.duckdb"
    with start(database, folders) as loader:
        assert loader.stdout is not None
        assert loader.stdout.readline() == "ready\n"
        held = Warehouse(database)
        counts = []
        while loader.poll() is None:
            with Warehouse(database) as warehouse:
                counts.append((len(warehouse.figures()), len(warehouse.sql("SELECT * FROM store.article"))))
        assert loader.returncode == 0
        assert len(held.figures()) in range(10, 90, 10)
        held.close()
    assert len(counts) > 5
    assert counts == sorted(counts)
    assert {figures for figures, _ in counts} <= {10 * n for n in range(1, 9)}
    assert all(figures == articles for figures, articles in counts)
    with Warehouse(database) as warehouse:
        assert len(warehouse.figures()) == 80


def test_a_reader_keeps_the_file_it_opened(tmp_path: Path, folders: list[Path]) -> None:
    database = tmp_path / "warehouse.duckdb"
    load(database, extractions=folders[:1])
    with Warehouse(database) as old:
        load(database, extractions=folders[1:2])
        with Warehouse(database) as new:
            assert (len(old.figures()), len(new.figures())) == (10, 20)


@pytest.mark.parametrize("seed", range(4))
def test_a_writer_killed_at_any_moment_leaves_a_whole_file_and_the_next_completes_it(
    tmp_path: Path, folders: list[Path], seed: int
) -> None:
    database, undisturbed = tmp_path / "warehouse.duckdb", tmp_path / "undisturbed.duckdb"
    load(undisturbed, extractions=folders)
    with start(database, folders) as loader:
        assert loader.stdout is not None
        loader.stdout.readline()
        time.sleep(random.Random(seed).uniform(0, 1.0))
        os.kill(loader.pid, signal.SIGKILL)
    with Warehouse(database) as warehouse:
        complete = len(warehouse.sql("FROM store.load"))
        assert complete >= 1
        assert len(warehouse.figures()) == len(warehouse.sql("FROM store.figure")) == 10 * complete
    report = load(database, extractions=folders)
    assert report.extractions == 8 - complete
    assert load(database, extractions=folders) == LoadReport()
    assert sorted(path.name for path in tmp_path.glob(".*")) == [".undisturbed.duckdb.lock", ".warehouse.duckdb.lock"]
    with Warehouse(database) as ours, Warehouse(undisturbed) as theirs:
        for view in ("figure", "article", "outcome", "load"):
            query = EVERYTHING.format(view)
            assert ours.sql(query).fetchall() == theirs.sql(query).fetchall()


def test_what_a_killed_writer_left_is_removed(tmp_path: Path, folders: list[Path]) -> None:
    database = tmp_path / "warehouse.duckdb"
    load(database, extractions=folders[:1])
    shutil.copyfile(database, tmp_path / ".warehouse.duckdb.next")
    (tmp_path / ".warehouse.duckdb.next.wal").write_bytes(b"torn")
    load(database, extractions=folders[1:2])
    assert not list(tmp_path.glob("*.next*"))
    with Warehouse(database) as warehouse:
        assert len(warehouse.figures()) == 20


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, folders: list[Path]) -> None:
    database = tmp_path / "warehouse.duckdb"
    load(database, extractions=folders[:1])
    before = database.read_bytes()
    limit = len(before) // 2
    code = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n{LOADER}"
    failed = subprocess.run(
        [sys.executable, "-c", code, str(database), str(folders[1])], check=False, capture_output=True, text=True
    )
    assert failed.returncode == 1
    assert "models.errors.WarehouseError" in failed.stderr.splitlines()[-1]
    assert "stays as it is" in failed.stderr
    assert not list(tmp_path.glob("*.next*"))
    assert database.read_bytes() == before
    load(database, extractions=folders[1:2])
    with Warehouse(database) as warehouse:
        assert len(warehouse.figures()) == 20
