"""The weights that ship: the forests of the rankers and of the confidence, in one file."""

import hashlib
import tokenize
import zipfile
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from pipeline.linking.confidence import FEATURES
from pipeline.linking.linker import RANKERS, Linker
from pipeline.linking.trees import Forest, read_arrays

TRAINED = Path(str(files("models"))) / "trained" / "linking" / "weights.npz"
CONFIDENCE = "confidence"
"""The name of its forest."""
_BROKEN = (KeyError, ValueError, IndexError, TypeError, AttributeError)
"""What numpy raises for arrays that are missing, or of another form."""


class Weights(NamedTuple):
    """What is trained."""

    linker: Linker
    confidence: Forest

    def store(self) -> dict[str, NDArray[np.generic]]:
        """The weights as arrays to be saved, with the digest of the features they were grown for."""
        forests = {**self.linker.forests, CONFIDENCE: self.confidence}
        arrays = {key: array for name, forest in forests.items() for key, array in forest.store(name).items()}
        return {**arrays, "features": np.frombuffer(features_digest(), np.uint8)}


def features_digest() -> bytes:
    """SHA-256 of the names of all features: weights grown for others would read nonsense."""
    return hashlib.sha256(repr((RANKERS, FEATURES)).encode()).digest()


def weights_of(arrays: dict[str, NDArray[np.float32]]) -> Weights:
    """The weights in an .npz file's arrays. Raises ModelError if they were grown for other features, or are broken."""
    try:
        if bytes(arrays["features"].astype(np.uint8)) != features_digest():
            raise ModelError("the weights were grown for other features: grow them again (docs/extraction.md)")
        linker = Linker({name: _forest(arrays, name, len(features)) for name, features in RANKERS.items()})
        return Weights(linker, _forest(arrays, CONFIDENCE, len(FEATURES)))
    except _BROKEN as error:
        raise ModelError(f"the weights are broken: {error}; install wartakop again") from error


def _forest(arrays: dict[str, NDArray[np.float32]], name: str, features: int) -> Forest:
    forest = Forest.load(arrays, name)
    if not 0 <= forest.feature.min() <= forest.feature.max() < features:
        raise ValueError(f"{name} asks for features that are not there")
    if not np.isfinite([forest.leaf.sum(), forest.bias]).all() or np.isnan(forest.border).any():
        raise ValueError(f"{name} holds what is no number")
    return forest


@cache
def trained_weights() -> Weights:
    """The weights that ship. Raises ModelError if they cannot be read or used."""
    try:
        arrays = read_arrays(TRAINED)
    except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, tokenize.TokenError, *_BROKEN) as error:
        raise ModelError(f"{TRAINED} cannot be read ({error}): install wartakop again") from error
    return weights_of(arrays)
