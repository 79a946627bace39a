"""A forest of oblivious trees, evaluated with numpy alone."""

from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


BITS = 8
"""Questions that a tree can hold: each answer is a bit of the number of its leaf, which is one byte."""


class Forest:
    """Trees in which all nodes of a level ask the same: `trees` by `depth` questions, 2**depth leaves a tree.

    `feature` is the column that each question asks for and `border` what it must exceed, trees x depth; `leaf` is the
    value of each leaf, trees x 2**depth. Raises `ValueError` for trees of more than `BITS` questions, and other shapes.
    """

    def __init__(self, feature: NDArray[np.int32], border: Matrix, leaf: Matrix, bias: float) -> None:
        trees, depth = feature.shape
        if depth > BITS:
            raise ValueError(f"trees of {depth} questions, at most {BITS} can be asked")
        if border.shape != feature.shape or leaf.shape != (trees, 2**depth):
            raise ValueError(f"{trees} trees of {depth} questions have other borders or leaves")
        self.feature, self.border, self.leaf, self.bias = feature, border, leaf, bias
        padding = ((0, 0), (0, BITS - depth))  # questions that are never answered yes, so that a tree fills its byte
        self._asked = np.pad(feature, padding).astype(np.intp).ravel()
        self._borders = np.pad(border, padding, constant_values=np.inf).ravel()
        self._first_leaf = np.arange(trees) * leaf.shape[1]
        self._leaves = leaf.ravel()

    def scores(self, rows: Matrix) -> Matrix:
        """The sum over the trees for each row."""
        answers = rows.take(self._asked, axis=1) > self._borders
        leaf = np.packbits(answers, bitorder="little").reshape(len(rows), len(self.leaf))
        scores: Matrix = self._leaves.take(leaf + self._first_leaf).sum(axis=1) + np.float32(self.bias)
        return scores

    def probabilities(self, rows: Matrix) -> Matrix:
        """The logistic of the scores, each row for itself."""
        return (1 / (1 + np.exp(-self.scores(rows)))).astype(np.float32)

    @classmethod
    def load(cls, arrays: dict[str, NDArray[np.float32]], name: str) -> Self:
        """The forest called `name` in `arrays` (see `store`)."""
        bias = float(arrays[f"{name}.bias"][0])
        feature = arrays[f"{name}.feature"].astype(np.int32)
        return cls(feature, arrays[f"{name}.border"], arrays[f"{name}.leaf"].astype(np.float32), bias)

    def store(self, name: str) -> dict[str, NDArray[np.generic]]:
        """The forest as arrays to be saved."""
        return {
            f"{name}.feature": self.feature.astype(np.int16),
            f"{name}.border": self.border.astype(np.float32),
            f"{name}.leaf": self.leaf.astype(np.float16),
            f"{name}.bias": np.array([self.bias], np.float32),
        }


def read_arrays(path: Path) -> dict[str, NDArray[np.float32]]:
    """The arrays of an .npz file."""
    with np.load(path) as file:
        return {name: file[name] for name in file.files}
