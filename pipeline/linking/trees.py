"""A forest of oblivious trees, evaluated with numpy alone."""

from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


class Forest(NamedTuple):
    """Trees in which all nodes of a level ask the same: `trees` by `depth` questions, 2**depth leaves a tree."""

    feature: NDArray[np.int32]
    """Column that each question asks for, trees x depth."""
    border: Matrix
    """What the column must exceed, trees x depth."""
    leaf: Matrix
    """Value of each leaf, trees x 2**depth."""
    bias: float

    def scores(self, rows: Matrix) -> Matrix:
        """The sum over the trees for each row."""
        bits = rows[:, self.feature] > self.border
        index = bits @ (1 << np.arange(self.feature.shape[1]))
        scores: Matrix = self.leaf[np.arange(len(self.leaf)), index].sum(axis=1) + np.float32(self.bias)
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
