"""One archive segment → one extraction: four Parquet files in a folder. A pure map, so it can run anywhere."""

import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from models.article import NewsArticle
from models.errors import ExtractionError
from models.run import Issue, Outcome, OutcomeStatus
from pipeline import parquet
from pipeline.extract import extract, extractor_version, ready
from pipeline.parquet import Row
from pipeline.read.page import read
from pipeline.read.warc import ArchivedResponse, responses
from pipeline.relevance import is_relevant

SUFFIX = ".warc.gz"


class SegmentReport(NamedTuple):
    """What one segment gave."""

    segment: str
    responses: int
    articles: int
    figures: int
    issues: int
    unreadable: tuple[Outcome, ...]
    """Pages that answered and could not be read, or not whole."""
    odd: tuple[str, ...]
    """Records that are none and articles that no rule could read, a line each."""


def extraction_folder(extractions: Path, segment: Path) -> Path:
    """Where the extraction of `segment` by this very extractor belongs."""
    return extractions / extractor_version() / segment.name.removesuffix(SUFFIX)


def pending(segments: Iterable[Path], extractions: Path) -> list[Path]:
    """The segments that this extractor has not read yet."""
    return [segment for segment in segments if not extraction_folder(extractions, segment).is_dir()]


def extract_segment(segment: Path, extractions: Path) -> SegmentReport:
    """Read all responses of `segment` and write its extraction; the folder bears its name only when it is whole.

    Raises ArchiveError if the segment cannot be read, ExtractionError if the extraction cannot be written, ModelError
    if the weights that ship cannot be used.
    """
    ready()
    rows = _Rows(extractor_version())
    odd: list[str] = []
    for response in responses(segment, on_odd=odd.append):
        rows.add(response)
    _write(extraction_folder(extractions, segment), rows.tables)
    return SegmentReport(
        segment=segment.name,
        responses=len(rows.tables["outcome"]),
        articles=len(rows.seen),
        figures=len(rows.tables["figure"]),
        issues=len(rows.tables["issue"]),
        unreadable=tuple(rows.unreadable),
        odd=(*odd, *rows.failed),
    )


class _Rows:
    """The rows of one extraction while it grows. A text met twice is extracted once."""

    def __init__(self, extractor: str) -> None:
        self.extractor = extractor
        self.tables: dict[str, list[Row]] = {name: [] for name in parquet.COLUMNS}
        self.seen: Counter[tuple[str, str]] = Counter()
        self.unreadable: list[Outcome] = []
        self.failed: list[str] = []

    def add(self, response: ArchivedResponse) -> None:
        reading = read(response)
        relevant = [article for article in reading.articles if is_relevant(article)]
        outcome = reading.outcome
        if reading.articles and not relevant:
            outcome = outcome.model_copy(update={"status": OutcomeStatus.IRRELEVANT})
        unread = outcome.status in (OutcomeStatus.UNREADABLE, OutcomeStatus.TOO_LARGE)
        if unread or (outcome.status is OutcomeStatus.STORED and outcome.reason):
            self.unreadable.append(outcome)
        self.tables["outcome"].append(outcome.model_dump())
        for article in relevant:
            self.tables["article"].append(parquet.article_row(article, response.capture))
            self.seen[article.article_id, article.version] += 1
            if self.seen[article.article_id, article.version] == 1:
                self._extract(article, response.capture.source_area)

    def _extract(self, article: NewsArticle, source_area: str | None) -> None:
        try:
            figures, issues = extract(article, source_area=source_area)
        except Exception as error:  # noqa: BLE001  (a text that no rule foresaw costs itself alone, and says so)
            message = f"extraction failed: {type(error).__name__}: {error}"
            figures, issues = (), (Issue(code="extraction-failed", message=" ".join(message.split())),)
            self.failed.append(f"{article.url}: {message}")
        self.tables["figure"] += [parquet.figure_row(article, figure, self.extractor) for figure in figures]
        self.tables["issue"] += [parquet.issue_row(article, issue, self.extractor) for issue in issues]


def _write(folder: Path, tables: dict[str, list[Row]]) -> None:
    aside = folder.with_name(f".{folder.name}.open")
    try:
        if aside.exists():  # left by a run that was killed
            shutil.rmtree(aside)
        aside.mkdir(parents=True)
        for name, rows in tables.items():
            parquet.write(aside / f"{name}.parquet", name, rows)
        aside.replace(folder)
    except OSError as error:
        raise ExtractionError(f"cannot write {folder}: {error.strerror}") from error
    except pa.ArrowException as error:
        raise ExtractionError(f"cannot write {folder}: {' '.join(str(error).split())}") from error
