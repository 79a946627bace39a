"""The five seed sites, each served the way its outlet's system does."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from crawlers.archive import archived_urls
from models.source import Source
from tests.crawlers.conftest import Crawl

SERVE = Path(__file__).parents[3] / "shared/seeds/serve.py"
pytestmark = pytest.mark.skipif(not SERVE.exists(), reason="../shared/seeds is not there")


class Seeds(NamedTuple):
    sources: list[Source]
    log: Path


@pytest.fixture
def seeds(tmp_path: Path) -> Iterator[Seeds]:
    log = tmp_path / "log.tsv"
    port = 20_000 + 5 * (os.getpid() % 4_000)  # five in a row, of our own
    command = [sys.executable, str(SERVE), "--port", str(port), "--log", str(log)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield Seeds([Source(delay=0.1, **site) for site in json.loads(server.stdout.readline())], log)
        finally:
            server.terminate()


def test_every_seed_article_comes_and_nothing_else(seeds: Seeds, run_crawl: Crawl, archive: Path) -> None:
    run = run_crawl(*seeds.sources)
    assert run.outcomes == ()
    assert {t.source_id: (t.articles, t.failures) for t in run.sources} == {s.id: (1, 0) for s in seeds.sources}
    asked = [line.split("\t") for line in seeds.log.read_text().splitlines()]
    assert not [path for _, _, path, _ in asked if path.startswith(("/private/", "/lain/"))]
    assert {agent.partition("/")[0] for *_, agent in asked} == {"wartakop"}
    for source in seeds.sources:
        assert next(path for name, _, path, _ in asked if name == source.id) == "/robots.txt"
    again = run_crawl(*seeds.sources, run_id="again", known=archived_urls(archive))
    assert [t.articles for t in again.sources if t.source_id != "harianhaluan-id"] == [0, 0, 0, 0]
