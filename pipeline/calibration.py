"""How far a confidence is a probability: the reliability of forecasts, in bins and as two numbers.

Expected calibration error as in Guo et al. (2017), "On Calibration of Modern Neural Networks": ten bins of equal
width, each weighted by its forecasts. Brier score as in Brier (1950): the mean square of confidence minus outcome.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

BINS = 10
"""Bins of equal width between 0 and 1; one holds its lower edge, the last both."""


class Forecast(NamedTuple):
    """A predicted figure: how sure the pipeline was, and whether it was right at two levels."""

    confidence: float
    strict: bool
    core: bool


class Bin(NamedTuple):
    """The forecasts with a confidence from `low` to `high`: how many, their mean confidence, the shares right."""

    low: float
    high: float
    n: int
    confidence: float
    strict: float
    core: float


class Error(NamedTuple):
    """How far confidence and truth at one level are apart; 0 is perfect, and null says there were no forecasts."""

    expected_calibration_error: float | None
    brier: float | None


class Calibration(NamedTuple):
    """The reliability table (bins without forecasts are left out), and the errors at both levels."""

    bins: tuple[Bin, ...]
    strict: Error
    core: Error


def calibrate(forecasts: Iterable[Forecast]) -> Calibration:
    """The calibration of `forecasts`, whose confidence is a probability from 0 to 1."""
    binned: dict[int, list[Forecast]] = {}
    for forecast in forecasts:
        binned.setdefault(min(int(forecast.confidence * BINS), BINS - 1), []).append(forecast)
    groups = list(binned.values())
    bins = tuple(_bin(number, binned[number]) for number in sorted(binned))
    return Calibration(bins, _error(groups, lambda f: f.strict), _error(groups, lambda f: f.core))


def _bin(number: int, held: Sequence[Forecast]) -> Bin:
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        n=len(held),
        confidence=_mean(f.confidence for f in held),
        strict=_mean(f.strict for f in held),
        core=_mean(f.core for f in held),
    )


def _error(groups: Sequence[Sequence[Forecast]], right: Callable[[Forecast], bool]) -> Error:
    total = sum(map(len, groups))
    if not total:
        return Error(None, None)
    gaps = (abs(sum(f.confidence - right(f) for f in group)) for group in groups)
    return Error(sum(gaps) / total, _mean((f.confidence - right(f)) ** 2 for group in groups for f in group))


def _mean(numbers: Iterable[float]) -> float:
    held = list(numbers)
    return sum(held) / len(held)
