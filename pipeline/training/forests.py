"""Grows the forests of the rankers with CatBoost, whose trees are oblivious, and takes them out of it."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier

from pipeline.linking.linker import RANKERS, Linker
from pipeline.linking.trees import Forest
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


def grow(examples: Iterable[Example]) -> Linker:
    """A forest for each ranker."""
    gathered: dict[str, list[Example]] = {name: [] for name in RANKERS}
    for example in examples:
        gathered[example.ranker].append(example)
    return Linker({name: _grow(found) for name, found in gathered.items()})


def _grow(examples: list[Example]) -> Forest:
    rows = np.concatenate([example.rows for example in examples])
    right = np.array([one for example in examples for one in example.right], int)
    model = CatBoostClassifier(**SETTINGS)
    model.fit(rows, right)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return _forest(json.loads(path.read_text(encoding="utf-8")))


def _forest(model: dict[str, Any]) -> Forest:
    """The trees of CatBoost's JSON; one with fewer questions gets some that are never answered yes."""
    trees, depth = model["oblivious_trees"], SETTINGS["depth"]
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
