"""How soon the command line answers, beside a bare Python."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Measurement, command, paired, seconds

_RUNS = 7


def measured() -> Iterator[Measurement]:
    """`--help`, queries in a fresh process, and a whole night over the demo's sites."""
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
