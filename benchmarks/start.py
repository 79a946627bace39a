"""How soon the command line answers and extraction is ready, beside a bare Python."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.measure import Measurement, command, paired, seconds

_RUNS = 7
_CLOCK = "import time; start = time.perf_counter(); {work}; print(time.perf_counter() - start)"
_LOAD = (
    "from models.article import NewsArticle; from pipeline.extract import extract; "
    "extract(NewsArticle(url='https://contoh.example/', headline='', article_body='Di Padang ada 350 koperasi.'))"
)


def measured() -> Iterator[Measurement]:
    """`--help`, queries in a fresh process, and a whole night over the demo's sites."""
    yield from _loading()
    wartakop = str(Path(sys.executable).with_name("wartakop"))
    bare = command([sys.executable, "-c", "pass"])
    with tempfile.TemporaryDirectory() as folder:
        home = str(Path(folder) / "demo")
        night = seconds(command([wartakop, "--home", home, "demo"]))
        yield Measurement("demo, from start to end", night, "s", 60, at_most=True, beside="")
        asked = f"Warehouse({home + '/warehouse.duckdb'!r}).figures(area='13.11').fetchall()"
        query = f"from warehouse import Warehouse; {asked}"
        for name, arguments, target in (
            ("wartakop --help", [wartakop, "--help"], 0.4),
            ("wartakop figures", [wartakop, "--home", home, "figures", "--area", "13.11"], 1.5),
            ("wartakop series", [wartakop, "--home", home, "series", "--area", "13.11"], 1.5),
            ("wartakop sql", [wartakop, "--home", home, "sql", "SELECT count(*) FROM figure"], 1.5),
            ("Warehouse.figures in Python", [sys.executable, "-c", query], 1.5),
        ):
            ours, other = paired(command(arguments), bare, runs=_RUNS)
            yield Measurement(name, ours, "s", target, at_most=True, beside=f"bare python: {other:.3f} s")


def _loading() -> Iterator[Measurement]:
    """Extraction's first article in a fresh process, beside spaCy as it comes (with torch, where that is installed)."""
    ours, spacy = (median(_inside(work) for _ in range(_RUNS)) for work in (_LOAD, "import spacy"))
    name = "extraction, from its import to the first article"
    yield Measurement(name, ours, "s", 1.0, at_most=True, beside=f"import spacy: {spacy:.2f} s")


def _inside(work: str) -> float:
    """Seconds that `work` takes in a fresh process, without that process's own start and end."""
    run = subprocess.run([sys.executable, "-c", _CLOCK.format(work=work)], check=True, capture_output=True, text=True)
    return float(run.stdout)
