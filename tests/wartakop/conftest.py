"""Homes in which a night has been, or will be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.source import Source
from tests.nights import Wartakop, write_registry
from wartakop.demo.server import serving


@pytest.fixture
def wartakop(tmp_path: Path) -> Wartakop:
    return Wartakop(tmp_path / "home")


@pytest.fixture(scope="session")
def demo_sources() -> Iterator[tuple[Source, ...]]:
    with serving() as sources:
        yield sources


@pytest.fixture(scope="session")
def demo_registry(demo_sources: tuple[Source, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registry") / "sources.toml"
    return write_registry(path, [source.model_dump(exclude={"terms"}) for source in demo_sources])


@pytest.fixture(scope="session")
def demo_night(demo_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Wartakop:
    """A home in which one undisturbed night has been; not to be changed."""
    wartakop = Wartakop(tmp_path_factory.mktemp("night") / "home")
    result = wartakop("nightly", "--sources", demo_registry, "--since", "2018-01-01", "--allow-private")
    assert result.code == 0, result.err
    return wartakop
