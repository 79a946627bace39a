"""Grows the forests of the rankers with CatBoost, whose trees are oblivious, and takes them out of it."""

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier

from pipeline.linking.confidence import FEATURES, SURE
from pipeline.linking.linker import RANKERS, Linker
from pipeline.linking.trees import Forest, Matrix
from pipeline.training.examples import Example

SETTINGS: dict[str, Any] = {
    "iterations": 800,
    "depth": 6,
    "learning_rate": 0.035,
    "l2_leaf_reg": 10,
    "rsm": 0.2,
    "random_seed": 0,
    "thread_count": 2,
    "verbose": 0,
    "allow_writing_files": False,
}
"""Chosen by five-fold cross-validation over the articles: more trees, deeper ones, or articles told a second time with
the figures that a first linker read before each number gave nothing more. Seed and threads make trees repeatable."""

_RISES = {**dict.fromkeys((*SURE, "agrees"), 1), "opposed": -1}
CONFIDENCE = {
    **SETTINGS,
    "iterations": 200,
    "depth": 4,
    "learning_rate": 0.05,
    "rsm": 0.5,
    "monotone_constraints": [_RISES.get(name, 0) for name in FEATURES],
}
"""The confidence never falls where a ranker is surer of its choice or the figures agree."""


def grow(examples: Iterable[Example]) -> Linker:
    """A forest for each ranker."""
    gathered: dict[str, list[Example]] = {name: [] for name in RANKERS}
    for example in examples:
        gathered[example.ranker].append(example)
    return Linker({name: _grow(found) for name, found in gathered.items()})


def _grow(examples: list[Example]) -> Forest:
    rows = np.concatenate([example.rows for example in examples])
    return _fit(SETTINGS, rows, [one for example in examples for one in example.right])


def grow_confidence(rows: Matrix, right: Sequence[bool]) -> Forest:
    """The forest of the confidence, from the `describe`d figures of many articles and which of them were right."""
    return _fit(CONFIDENCE, rows, right)


def _fit(settings: dict[str, Any], rows: Matrix, right: Sequence[bool]) -> Forest:
    model = CatBoostClassifier(**settings)
    model.fit(rows, np.array(right, int))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return _forest(json.loads(path.read_text(encoding="utf-8")), settings["depth"])


def _forest(model: dict[str, Any], depth: int) -> Forest:
    """The trees of CatBoost's JSON; one with fewer questions gets some that are never answered yes."""
    trees = model["oblivious_trees"]
    scale, bias = model["scale_and_bias"]
    feature = np.zeros((len(trees), depth), np.int32)
    border = np.full((len(trees), depth), np.inf, np.float32)
    leaf = np.zeros((len(trees), 2**depth), np.float32)
    for place, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            feature[place, level] = split["float_feature_index"]
            border[place, level] = split["border"]
        leaf[place, : len(tree["leaf_values"])] = np.array(tree["leaf_values"]) * scale
    return Forest(feature, border, leaf.astype(np.float16).astype(np.float32), float(bias[0] if bias else 0))
