"""Articles as the linking reads them, figures stated before a number, and a linker whose choices are known."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from models.article import NewsArticle
from models.codes import CoopKind, CoopStatus, Indicator, TimeBasis
from pipeline.extract import annotate
from pipeline.linking.history import Said, Spot
from pipeline.linking.linker import RANKERS, Linker
from pipeline.linking.reading import Reading
from pipeline.linking.trees import Forest

GOLD = Path(__file__).parents[1] / "gold"


def article(body: str, headline: str = "Kabar", published: date | None = None) -> NewsArticle:
    """An article of no outlet."""
    return NewsArticle(url="https://contoh.example/1", headline=headline, article_body=body, date_published=published)


def reading(body: str, headline: str = "Kabar") -> Reading:
    """`body` as it is read; its quantities follow those of the headline."""
    return Reading(annotate(article(body, headline)))


def at(read: Reading, words: str) -> int:
    """The place of the quantity that `words`, which stand once in the text, begin with."""
    assert read.text.count(words) == 1
    return read.starts.index(read.text.index(words))


def said(quantity: int, status: str = "all", **columns: Any) -> Said:
    """A count of cooperatives in the Kabupaten Agam as of publication."""
    row: dict[str, Any] = {"indicator": Indicator.COOPERATIVES, "kind": CoopKind.ALL, "part": False, "area": "13.06",
           "basis": TimeBasis.PUBLISHED, "period": None}  # fmt: skip
    return Said(quantity=quantity, status=CoopStatus(status), **row | columns)


def spot(body: str, words: str, history: Sequence[Said] = (), headline: str = "Kabar") -> Spot:
    """The number that `words` begin with, behind `history`."""
    read = reading(body, headline)
    return Spot(read, at(read, words), history)


def asks(ranker: str, feature: str, border: float = 0.5) -> Forest:
    """A forest that finds likely what has a feature."""
    column = RANKERS[ranker].index(feature)
    return Forest(
        np.array([[column]], np.int32), np.array([[border]], np.float32), np.array([[-3, 3]], np.float32), 0.0
    )


LINKER = Linker(
    {
        "indicator": asks("indicator", "is_cooperatives"),
        "status": asks("status", "from_sentence"),
        "kind": asks("kind", "is_all"),
        "area": asks("area", "in_reach"),
        "moment": asks("moment", "from_none"),
        "part": asks("part", "predicate"),
    }
)
"""Takes every number for a count of cooperatives, with the state and region that stand nearest: no weights."""
