"""The walls between the rooms: import-linter holds them, and a planted violation fails."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("wartakop", "crawlers", "pipeline", "warehouse", "models")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.csv"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def linted(house: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


def test_the_walls_hold(house: Path) -> None:
    result = linted(house)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("room", "planted"),
    [
        ("models", "import pipeline"),
        ("models", "import duckdb"),
        ("pipeline", "import crawlers"),
        ("pipeline", "from warehouse import Warehouse"),
        ("crawlers", "import wartakop.settings"),
        ("warehouse", "import pipeline.parquet"),
        ("warehouse", "import spacy"),
        ("wartakop", "import scrapy"),
        ("wartakop", "import duckdb"),
        ("wartakop", "import sentence_transformers"),
    ],
)
def test_a_planted_violation_fails(house: Path, room: str, planted: str) -> None:
    (house / room / "planted.py").write_text(f'"""Planted."""\n\n{planted}\n')
    result = linted(house)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout
