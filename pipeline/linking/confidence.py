"""How likely a figure is right, from how sure the rankers were and whether the article's figures agree."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.linking.linker import Link, trained_arrays
from pipeline.rules.checks import Checks

FEATURES = ("indicator", "status", "kind", "area", "moment", "part", "least", "agrees", "opposed")
EDGE = 1e-3
"""Chances are cut here, so that their logits stay finite."""


class Calibration(NamedTuple):
    """A logistic regression over `FEATURES`, fitted on cross-validated readings."""

    weights: NDArray[np.float32]
    bias: float

    def confidences(self, links: Sequence[Link], checks: Checks) -> list[float]:
        """The chance of each figure to be right in all columns of core (docs/codebook.md), 0 to 1."""
        if not links:
            return []
        scores = describe(links, checks) @ self.weights + self.bias
        return [round(float(value), 3) for value in 1 / (1 + np.exp(-scores))]


def describe(links: Sequence[Link], checks: Checks) -> NDArray[np.float32]:
    """`FEATURES` of each link, a row each."""
    chances = np.clip(np.array([link.chances for link in links], np.float32), EDGE, 1 - EDGE)
    logits = np.log(chances / (1 - chances))
    agrees = [float(at in checks.agreeing) for at in range(len(links))]
    opposed = [float(at in checks.opposed) for at in range(len(links))]
    return np.column_stack([logits, logits.min(axis=1), agrees, opposed]).astype(np.float32)


@cache
def trained_calibration() -> Calibration:
    """The calibration that ships with the weights."""
    arrays = trained_arrays()
    return Calibration(arrays["confidence.weights"], float(arrays["confidence.bias"][0]))
