"""Articles in a file of the user's own (the codebook's JSON lines): extract from them, or score what comes out."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.progress import track

from models.errors import InputError
from pipeline.evaluate import Report, article_of, predict, read_articles, read_gold, score
from pipeline.extract import extract as extract_article
from wartakop.output import Format, note, table


def extract(path: Path, output: Path | None) -> None:
    """Write each line of `path` back with its `figures`, to `output` or standard output; doubts are counted in a note.

    Raises InputError if a line is no article or `output` cannot be written.
    """
    lines = read_articles(path)
    doubts: Counter[str] = Counter()
    with _writing(output) as file:
        for line in _tracked(lines):
            found = extract_article(article_of(line))
            doubts.update(issue.code for issue in found.issues)
            figures = [figure.codebook_row() for figure in found.figures]
            print(json.dumps({**line, "figures": figures}, ensure_ascii=False), file=file)
    if doubts:
        note("left out as doubtful: " + ", ".join(f"{count} {code}" for code, count in doubts.most_common()))


def evaluate(path: Path, *, errors: int, form: Format) -> None:
    """Print precision, recall and F1 of what is extracted from `path` against the figures it states.

    Raises InputError if a line is no article or lacks its true figures.
    """
    gold = read_gold(path)
    predicted = [{"id": line["id"], "figures": predict(line)} for line in _tracked(gold)]
    _show(score(gold, predicted), errors=errors, form=form)


def _show(report: Report, *, errors: int, form: Format) -> None:
    levels = {
        name: {
            "precision": round(level.precision, 4),
            "recall": round(level.recall, 4),
            "f1": round(level.f1, 4),
            **level._asdict(),
        }
        for name, level in report.levels.items()
    }
    false = round(report.false_per_empty_article, 4)
    columns = {name: round(share, 4) for name, share in report.column_accuracy.items()}
    wrong = {"missed": report.missed[:errors], "extra": report.extra[:errors]} if errors else {}
    if form is Format.JSON:
        whole = {**levels, "false_per_empty_article": false, "column_accuracy": columns, **wrong}
        print(json.dumps(whole, ensure_ascii=False, indent=1))
        return
    table(("level", *levels["strict"]), [(name, *level.values()) for name, level in levels.items()])
    print(f"\nFalse figures per article that has none: {false}")
    print("\nRight columns where the value is right:")
    for name, share in columns.items():
        print(f"  {name:<12} {share:.3f}")
    for heading, found in wrong.items():
        for article_id, figure in found:
            print(f"{heading} {article_id} {json.dumps(figure, ensure_ascii=False)}")


def _tracked(lines: list[dict[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return track(lines, description="extract", console=Console(stderr=True), transient=True)


@contextmanager
def _writing(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8", newline="\n") as file:
            yield file
    except OSError as error:
        raise InputError(f"cannot write {output}: {error.strerror}") from error
