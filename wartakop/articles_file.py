"""Articles in a file of the user's own (the codebook's JSON lines): extract from them, or score what comes out."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

from rich.console import Console
from rich.progress import track

from models.errors import InputError
from pipeline.comparison import Evaluated
from pipeline.evaluate import predict, rows_of
from pipeline.extract import extract as extract_article
from pipeline.gold import article_of, read_articles, read_gold
from pipeline.rules.checks import CODES
from wartakop.evaluation import show
from wartakop.output import Format, note

_Line = TypeVar("_Line")


def extract(path: Path, output: Path | None) -> None:
    """Write each line of `path` back with its `figures` and `issues`, to `output` or standard output.

    Doubts are counted in a note. Raises InputError if a line is no article, or `output` cannot be written or is `path`.
    """
    lines = read_articles(path)
    if output is not None and output.exists() and output.samefile(path):
        raise InputError(f"{path} would be overwritten, with any figures written by hand: name another --output")
    doubts: Counter[str] = Counter()
    with _writing(output) as file:
        for line in _tracked(lines):
            found = extract_article(article_of(line))
            doubts.update(issue.code for issue in found.issues)
            issues = [issue.model_dump(mode="json") for issue in found.issues]
            print(json.dumps({**line, "figures": rows_of(found), "issues": issues}, ensure_ascii=False), file=file)
    for what, codes in (
        ("left out as doubtful", set(doubts) - CODES),
        ("contradict each other", CODES),
    ):
        counted = ", ".join(f"{count} {code}" for code, count in doubts.most_common() if code in codes)
        if counted:
            note(f"{what}: {counted} (see `issues` of each line)")


def evaluate(paths: Sequence[Path], *, errors: int, form: Format) -> None:
    """Print how well what is extracted from the articles of `paths` agrees with the figures they state.

    `errors` is how many of each kind of error a table shows. Raises InputError, before anything is extracted, if a
    line is no article or lacks its true figures.
    """
    gold = [(str(path), line) for path in {path.resolve(): path for path in paths}.values() for line in read_gold(path)]
    show([Evaluated(file, line, predict(line)) for file, line in _tracked(gold)], errors=errors, form=form)


def _tracked(lines: Sequence[_Line]) -> Iterable[_Line]:
    console = Console(stderr=True)
    return track(lines, description="extract", console=console, transient=True, disable=not console.is_terminal)


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
