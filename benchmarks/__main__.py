"""Measure, print name, figure and target, and write `benchmarks/latest.json`: `make bench`.

Every figure is measured beside something known in the same run, as machines differ and are noisy.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import extraction, memory, pages, start
from benchmarks.measure import Measurement
from wartakop.output import table

LATEST = Path(__file__).with_name("latest.json")


def main() -> None:
    """Run all benchmarks. A missed target is shown and stops nobody: machines differ."""
    found = []
    for measurement in _all():
        print(f"{measurement.name}: {measurement.figure:.3g} {measurement.unit}", file=sys.stderr)
        found.append(measurement)
    rows = [(m.name, f"{m.figure:.3g} {m.unit}", m.target_text, "yes" if m.met else "NO", m.beside) for m in found]
    table(("Benchmark", "Figure", "Target", "Met", "Beside"), rows)
    LATEST.write_text(json.dumps([measurement._asdict() for measurement in found], indent=1) + "\n", encoding="utf-8")
    print(f"\nWritten to {LATEST}")


def _all() -> Iterator[Measurement]:
    yield from start.measured()
    yield from pages.measured()
    yield from extraction.measured()
    yield from memory.measured()


if __name__ == "__main__":
    main()
