"""The weights that ship: the forests of the rankers and of the confidence, in one file."""

import hashlib
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
    if "features" not in arrays or bytes(arrays["features"].astype(np.uint8)) != features_digest():
        raise ModelError("the weights were grown for other features: grow them again (docs/extraction.md)")
    for name, array in arrays.items():
        if name.endswith((".leaf", ".bias")) and not np.isfinite(array).all():
            raise ModelError(f"the weights are broken: {name} holds what is no number; install wartakop again")
    try:
        linker = Linker({name: Forest.load(arrays, name) for name in RANKERS})
        return Weights(linker, Forest.load(arrays, CONFIDENCE))
    except (KeyError, ValueError, IndexError) as error:
        raise ModelError(f"the weights are broken: {error}; install wartakop again") from error


@cache
def trained_weights() -> Weights:
    """The weights that ship. Raises ModelError if they cannot be read or used."""
    try:
        arrays = read_arrays(TRAINED)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise ModelError(f"{TRAINED} cannot be read ({error}): install wartakop again") from error
    return weights_of(arrays)
