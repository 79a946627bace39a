"""An evaluation for programs: JSON that holds all of it, CSV with a row for every figure."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from pipeline.calibration import Calibration
from pipeline.comparison import Comparison, Evaluated, Verdict, passage
from pipeline.evaluate import Report, Score, score_pairs
from pipeline.matching import COLUMNS, Row, cell
from wartakop import evaluation_tables
from wartakop.output import Format, plain, print_rows

_CSV = ("file", "id", "verdict", *(f"{side}_{c}" for c in COLUMNS for side in ("gold", "read")),
        "confidence", "gold_quote", "read_quote")  # fmt: skip


def show(articles: Sequence[Evaluated], *, errors: int, form: Format) -> None:
    """Print how `articles`, those of a file together, were read.

    A table shows `errors` of each kind of error at most; JSON holds every error, and CSV every figure.
    """
    if form is Format.CSV:
        print_rows(_CSV, [_cells(article, found) for article in articles for found in article.comparisons], form=form)
        return
    whole = _report(articles)
    files = {file: _report(list(held)) for file, held in groupby(articles, key=lambda article: article.file)}
    if form is Format.JSON:
        listed = [_error(a, c) for a in articles for c in a.comparisons if c.verdict is not Verdict.RIGHT]
        by_file = [{"file": file, **_scores(report)} for file, report in files.items()]
        print(json.dumps({**_whole(whole), "files": by_file, "errors": listed}, ensure_ascii=False, indent=1))
        return
    evaluation_tables.show_scores(whole, files)
    evaluation_tables.show_errors(articles, errors)


def _report(articles: Sequence[Evaluated]) -> Report:
    return score_pairs([(article.line["figures"], article.predicted) for article in articles])


def _scores(report: Report) -> dict[str, Any]:
    false = report.false_per_empty_article
    return {
        **_named(report.levels),
        "articles": report.articles,
        "empty_articles": report.empty_articles,
        "false_per_empty_article": None if false is None else round(false, 4),
    }


def _whole(report: Report) -> dict[str, Any]:
    return {
        **_scores(report),
        "column_accuracy": {column: round(share, 4) for column, share in report.column_accuracy.items()},
        "by_indicator": _named(report.indicators),
        "by_status": _named(report.statuses),
        "calibration": _calibration(report.calibration),
    }


def _named(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
            **score._asdict(),
        }
        for name, score in scores.items()
    }


def _calibration(calibration: Calibration) -> dict[str, Any]:
    bins, strict, core = calibration
    return {
        "bins": [{name: round(number, 4) for name, number in held._asdict().items()} for held in bins],
        **{
            level: {name: None if got is None else round(got, 4) for name, got in error._asdict().items()}
            for level, error in (("strict", strict), ("core", core))
        },
    }


def _error(article: Evaluated, found: Comparison) -> dict[str, Any]:
    sides = {"gold": found.gold, "read": found.read}
    places = {side: None if row is None else passage(article.line, row) for side, row in sides.items()}
    return {
        "file": article.file,
        "id": article.line["id"],
        "verdict": found.verdict,
        "differing": found.differing,
        **sides,
        "text": {side: None if place is None else place._asdict() for side, place in places.items()},
    }


def _cells(article: Evaluated, found: Comparison) -> list[object]:
    gold, read = found.gold or {}, found.read or {}
    pairs = [_said(row, column) for column in COLUMNS for row in (gold, read)]
    ends = (read.get("confidence"), gold.get("quote"), read.get("quote"))
    return [article.file, article.line["id"], found.verdict, *pairs, *ends]


def _said(row: Row, column: str) -> object:
    """A cell with its default; of `subset` the words; nothing where there is no figure."""
    return None if not row else row.get(column) if column == "subset" else plain(cell(row, column))
