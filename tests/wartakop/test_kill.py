"""kill -9 in the middle of a night, run again: the same rows as an undisturbed night, none twice, none lost."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.nights import Wartakop


def crawling(home: Path) -> bool:
    return any(segment.stat().st_size > 6_000 for segment in home.glob("archive/*.open"))


def extracting(home: Path) -> bool:
    return any(home.glob("archive/*.warc.gz")) and not any(home.glob("extractions/*/*"))


def extracted(home: Path) -> bool:
    return any(home.glob("extractions/*/[!.]*"))


def loading(home: Path) -> bool:
    return any(home.glob(".warehouse*"))


@pytest.mark.parametrize("moment", [crawling, extracting, extracted, loading])
def test_killed_and_run_again(
    moment: Callable[[Path], bool], wartakop: Wartakop, demo_night: Wartakop, demo_registry: Path
) -> None:
    night = ("nightly", "--sources", demo_registry, "--since", "2018-01-01", "--allow-private")
    with wartakop.start(*night) as process:
        while not moment(wartakop.home):
            assert process.poll() is None, "the night ended before the moment came"
            time.sleep(0.001)
        process.kill()
    assert process.returncode == -9
    assert not (wartakop.home / "warehouse.duckdb").exists()

    result = wartakop(*night)
    assert result.code == 0, result.err
    assert wartakop.rows() == demo_night.rows()
    left = [path.name for path in wartakop.home.rglob("*") if path.name.endswith((".open", ".next", ".wal"))]
    assert left == []


def test_two_nights_at_once(wartakop: Wartakop, demo_registry: Path, demo_night: Wartakop) -> None:
    night = ("nightly", "--sources", demo_registry, "--since", "2018-01-01", "--allow-private")
    with wartakop.start(*night) as first:
        while not crawling(wartakop.home):
            time.sleep(0.01)
        second = wartakop(*night)
        assert second.code == 2
        assert "another wartakop is at work" in second.err
        first.communicate(timeout=60)
    assert first.returncode == 0
    assert wartakop.rows() == demo_night.rows()
