from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest

from crawlers.crawl import crawl
from models.run import Run
from models.source import Source
from tests.crawlers.loopback import Loopback


class Crawl(Protocol):
    def __call__(self, *sources: Source, **options: Any) -> Run: ...


@pytest.fixture
def site() -> Iterator[Callable[..., Loopback]]:
    """A site on loopback, taken down after the test."""
    with ExitStack() as sites:
        yield lambda *args, **kwargs: sites.enter_context(Loopback(*args, **kwargs))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def run_crawl(archive: Path) -> Crawl:
    """A crawl into `archive`, of all days, with loopback opened."""

    def run(*sources: Source, **options: Any) -> Run:
        days = {"since": date(2018, 1, 1), "until": date(2026, 12, 31)}
        given = {"run_id": "night", "contact": "https://example.org/bot", "allow_private": True, **days}
        return crawl(sources, archive, **{**given, **options})

    return run
