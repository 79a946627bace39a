"""The five real articles the project grew from, served by five sites: exactly their figures come out."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate import score
from tests.nights import SHARED, Wartakop, write_registry

SEEDS = SHARED / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed articles in ../shared/seeds")


def free_ports(count: int) -> int:
    """The first of `count` free ports in a row."""
    for first in range(18_901, 30_000, count):
        sockets = [socket.socket() for _ in range(count)]
        try:
            for number, held in enumerate(sockets):
                held.bind(("127.0.0.1", first + number))
        except OSError:
            continue
        finally:
            for held in sockets:
                held.close()
        return first
    pytest.fail("no free ports")


@pytest.fixture(scope="module")
def seed_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    folder = tmp_path_factory.mktemp("seeds")
    log = folder / "requests.log"
    command = [sys.executable, str(SEEDS / "serve.py"), "--port", str(free_ports(5)), "--log", str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        declared = json.loads(server.stdout.readline())
        yield write_registry(folder / "sources.toml", [{**source, "delay": 0.05} for source in declared]), log
        server.kill()


def by_source(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sources = {figure["source_id"] for figure in figures}
    return [{"id": source, "figures": [f for f in figures if f["source_id"] == source]} for source in sources]


def test_seeds(seed_sites: tuple[Path, Path], wartakop: Wartakop) -> None:
    registry, log = seed_sites
    night = ("nightly", "--sources", registry, "--since", "2018-01-01", "--allow-private")
    assert wartakop(*night).code == 0

    lines = (SEEDS / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    expected = [{**line, "id": line["source"]} for line in map(json.loads, lines)]
    found = wartakop.json("figures")
    strict = score(expected, by_source(found)).levels["strict"]
    assert (strict.matched, strict.predicted, strict.gold) == (6, 6, 6), found

    articles = wartakop.json("sql", "SELECT source_id, date_published FROM article WHERE url NOT LIKE '%/lain/%'")
    days = {line["source"]: line["published"] for line in expected}
    assert {row["source_id"]: row["date_published"] for row in articles} == days

    before = wartakop.rows()
    assert wartakop(*night).code == 0
    assert wartakop.rows() == before

    requests = log.read_text(encoding="utf-8")
    assert "/robots.txt" in requests
    assert "/private/" not in requests
    assert all("wartakop/" in line.split("\t")[3] for line in requests.splitlines())
