"""Articles in a file of the user's own (the codebook's JSON lines): extract from them, or score what comes out."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.progress import track

from models.errors import InputError
from pipeline.evaluate import Report, predict, read_articles, score
from wartakop.output import Format, print_rows, table

_SCORES = ("level", "precision", "recall", "f1", "matched", "predicted", "gold")


def extract(path: Path, output: Path | None) -> None:
    """Write each line of `path` back with its `figures`, to `output` or standard output.

    Raises InputError if a line is no article or `output` cannot be written.
    """
    lines = read_articles(path)
    with _writing(output) as file:
        for line in _tracked(lines):
            print(json.dumps({**line, "figures": predict(line)}, ensure_ascii=False), file=file)


def evaluate(path: Path, *, errors: int, form: Format) -> None:
    """Print precision, recall and F1 of what is extracted from `path` against the figures it states.

    Raises InputError if a line is no article or lacks its true figures.
    """
    gold = read_articles(path)
    if not all("figures" in line for line in gold):
        raise InputError(f"{path}: every article needs its true `figures` to score against")
    predicted = [{"id": line["id"], "figures": predict(line)} for line in _tracked(gold)]
    _show(score(gold, predicted), errors=errors, form=form)


def _show(report: Report, *, errors: int, form: Format) -> None:
    rows = [
        (name, round(level.precision, 4), round(level.recall, 4), round(level.f1, 4), *level)
        for name, level in report.levels.items()
    ]
    if form is not Format.TABLE:
        print_rows(_SCORES, rows, form=form)
        return
    table(_SCORES, rows)
    print(f"\nFalse figures per article that has none: {report.false_per_empty_article:.4f}")
    print(
        "Right columns where the value is right: "
        + ", ".join(f"{c} {a:.3f}" for c, a in report.column_accuracy.items())
    )
    for heading, found in (("missed", report.missed), ("wrong", report.extra)):
        for article_id, figure in found[:errors]:
            print(f"{heading} {article_id} {json.dumps(figure, ensure_ascii=False)}")


def _tracked(lines: list[dict[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return track(lines, description="extract", console=Console(stderr=True), transient=True)


@contextmanager
def _writing(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
        return
    try:
        file = output.open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {output}: {error.strerror}") from error
    with file:
        yield file
