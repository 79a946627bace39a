"""How likely a figure is right: how sure the rankers were, what it counts, whether the article's figures agree."""

from collections.abc import Sequence

import numpy as np

from models.codes import AreaBasis, Bound, CoopKind, CoopStatus, Indicator, TimeBasis, Unit
from models.figure import Figure
from pipeline.linking.linker import RANKERS, Link
from pipeline.linking.trees import Forest, Matrix
from pipeline.rules.checks import Checks

SURE = (*RANKERS, "least")
"""How sure each ranker was of its choice, and the least of these, as logits."""
FEATURES = (
    *SURE, "agrees", "opposed", "figures", "indicator_of_all", "least_of_all", "least_before", "least_behind", "what",
    "state", "sort", "unit", "basis", "bound", "region", "part", "named", "magnitude", "headline",
)  # fmt: skip
_INDICATORS, _STATUSES, _KINDS = tuple(Indicator), tuple(CoopStatus), tuple(CoopKind)
_UNITS, _TIMES, _BOUNDS, _AREAS = tuple(Unit), tuple(TimeBasis), tuple(Bound), tuple(AreaBasis)
EDGE = 1e-3
"""Chances are cut here, so that their logits stay finite."""


def confidences(forest: Forest, figures: Sequence[Figure], links: Sequence[Link], checks: Checks) -> list[float]:
    """The chance of each figure of an article to be right in all columns of core (docs/codebook.md), 0 to 1."""
    if not links:
        return []
    return [round(float(chance), 3) for chance in forest.probabilities(describe(figures, links, checks))]


def describe(figures: Sequence[Figure], links: Sequence[Link], checks: Checks) -> Matrix:
    """`FEATURES` of each figure of an article, a row each; `links` are what the figures were made of."""
    chances = np.clip(np.array([link.chances for link in links], np.float32), EDGE, 1 - EDGE)
    logits = np.log(chances / (1 - chances))
    least = logits.min(axis=1)
    count = len(links)
    columns = [
        logits,
        least,
        [float(at in checks.agreeing) for at in range(count)],
        [float(at in checks.opposed) for at in range(count)],
        np.full(count, np.log(count)),
        np.full(count, logits[:, 0].mean()),
        np.full(count, least.mean()),
        np.concatenate([least[:1], least[:-1]]),
        np.concatenate([least[1:], least[-1:]]),
        [_what(figure) for figure in figures],
    ]
    return np.column_stack(columns).astype(np.float32)


def _what(figure: Figure) -> list[float]:
    return [
        float(_INDICATORS.index(figure.indicator)),
        float(_STATUSES.index(figure.coop_status)),
        float(_KINDS.index(figure.coop_kind)),
        float(_UNITS.index(figure.unit)),
        float(_TIMES.index(figure.time_basis)),
        float(_BOUNDS.index(figure.bound)),
        float(_AREAS.index(figure.area_basis)),
        float(figure.subset is not None),
        float(figure.coop_kind is CoopKind.OTHER),
        float(np.log10(figure.value + 1)),
        float(figure.evidence.part == "headline"),
    ]
