"""Records as Parquet files: the hand-over between pipeline and warehouse. Columns are named as the types' fields."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from models.article import Capture, NewsArticle
from models.figure import Evidence, Figure
from models.period import bounds
from models.run import Issue, Outcome

Row = Mapping[str, object]

_MOMENT = pa.timestamp("us", tz="UTC")
_TYPES = {
    "articles": pa.int64(),
    "confidence": pa.float64(),
    "date_modified": pa.date32(),
    "date_published": pa.date32(),
    "datetime_published": _MOMENT,
    "end": pa.int64(),
    "fetched_at": _MOMENT,
    "observed_at": _MOMENT,
    "period_end": pa.date32(),
    "period_start": pa.date32(),
    "start": pa.int64(),
    "value": pa.float64(),
    "value_max": pa.float64(),
    "warc_offset": pa.int64(),
}
"""Arrow types by column; every other column is text."""

_ARTICLE_KEY = ("article_id", "version")
_EVIDENCE = tuple("quote" if name == "exact" else name for name in Evidence.model_fields)
_CAPTURE = tuple("captured_url" if name == "url" else name for name in Capture.model_fields)

COLUMNS: dict[str, tuple[str, ...]] = {
    "article": (*_ARTICLE_KEY, *NewsArticle.model_fields, *_CAPTURE),
    "figure": (
        "figure_id",
        *_ARTICLE_KEY,
        *(name for name in Figure.model_fields if name != "evidence"),
        *_EVIDENCE,
        "period_start",
        "period_end",
        "extractor",
    ),
    "issue": (*_ARTICLE_KEY, *Issue.model_fields, "extractor"),
    "outcome": tuple(Outcome.model_fields),
}
"""The four files of an extraction and their columns."""


def article_row(article: NewsArticle, capture: Capture) -> Row:
    """One row of `article.parquet`: an article as one capture holds it."""
    origin = capture.model_dump()
    return {
        **_key(article),
        **article.model_dump(),
        **{column: origin["url" if column == "captured_url" else column] for column in _CAPTURE},
    }


def figure_row(article: NewsArticle, figure: Figure, extractor: str) -> Row:
    """One row of `figure.parquet`."""
    start, end = bounds(figure.time_period) if figure.time_period else (None, None)
    evidence = figure.evidence.model_dump()
    return {
        "figure_id": figure.figure_id(article.article_id, article.version),
        **_key(article),
        **figure.model_dump(exclude={"evidence"}),
        **{column: evidence["exact" if column == "quote" else column] for column in _EVIDENCE},
        "period_start": start,
        "period_end": end,
        "extractor": extractor,
    }


def issue_row(article: NewsArticle, issue: Issue, extractor: str) -> Row:
    """One row of `issue.parquet`."""
    return {**_key(article), **issue.model_dump(), "extractor": extractor}


def _key(article: NewsArticle) -> dict[str, str]:
    return {"article_id": article.article_id, "version": article.version}


def write(path: Path, name: str, rows: Iterable[Row]) -> None:
    """Write `rows` to `path`, down to the disk, with the columns of `name`; a file without rows has its columns too."""
    schema = pa.schema([(column, _TYPES.get(column, pa.string())) for column in COLUMNS[name]])
    with path.open("wb") as file:
        pq.write_table(pa.Table.from_pylist([dict(row) for row in rows], schema=schema), file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
