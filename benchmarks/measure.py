"""One measurement, and how times are taken."""

import subprocess
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple


class Measurement(NamedTuple):
    """A figure, what it should be, and what was measured beside it."""

    name: str
    figure: float
    unit: str
    target: float
    at_most: bool
    beside: str

    @property
    def met(self) -> bool:
        """True if the target is reached."""
        return self.figure <= self.target if self.at_most else self.figure >= self.target

    @property
    def target_text(self) -> str:
        """The target in words."""
        return f"{'at most' if self.at_most else 'at least'} {self.target:g} {self.unit}"


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds that `work` takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(ours: Callable[[], object], other: Callable[[], object], *, runs: int) -> tuple[float, float]:
    """Median seconds of both, run in turn after one warm-up of each."""
    ours()
    other()
    times = [(seconds(ours), seconds(other)) for _ in range(runs)]
    return median(first for first, _ in times), median(second for _, second in times)


def command(arguments: Sequence[str]) -> Callable[[], object]:
    """Running a command to its end, its output thrown away."""
    return lambda: subprocess.run(arguments, check=True, capture_output=True)
