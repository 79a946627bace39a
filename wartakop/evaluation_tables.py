"""An evaluation for people: scores as tables, and each error beside its text."""

from collections.abc import Iterator, Mapping, Sequence
from shutil import get_terminal_size
from textwrap import fill

from pipeline.calibration import Calibration
from pipeline.comparison import Comparison, Evaluated, Passage, Verdict, passage
from pipeline.evaluate import Report, Score
from pipeline.matching import Row, cell
from wartakop.output import plain, printable, table

NOTHING = "–"
"""Stands for a number that there is not."""
WIDTH = 100
"""Characters of a line of text at most."""
_INDENT = " " * 4
_SCORE = ("Precision", "Recall", "F1", "Right", "Read", "Gold")
_HEADINGS = {
    Verdict.MISSED: "Missed: the gold has them, the pipeline does not",
    Verdict.FALSE: "False: the pipeline has them, the gold does not",
    Verdict.WRONG: "Wrong in some columns: gold → read",
}


def show_scores(whole: Report, files: Mapping[str, Report]) -> None:
    """Print the scores of all articles, and by file where there are several."""
    table(("Level", *_SCORE), [(name, *_score(level)) for name, level in whole.levels.items()])
    articles = "1 article that has" if whole.empty_articles == 1 else f"{whole.empty_articles} articles that have"
    print(f"\nFalse figures per article that has none: {_false(whole)} ({whole.false_figures} in {articles} none)")
    if len(files) > 1:
        _heading("By file (F1)")
        levels = list(whole.levels)
        rows = [(file, r.articles, *(_share(r.levels[x].f1) for x in levels), _false(r)) for file, r in files.items()]
        table(("File", "Articles", *levels, "False per empty article"), rows)
    _heading("Right columns where indicator, unit and value are right")
    table(("Column", "Right"), [(column, _share(share)) for column, share in whole.column_accuracy.items()])
    for name, scores in (("Indicator", whole.indicators), ("Status", whole.statuses)):
        _heading(f"By {name.lower()}, at the columns of core, of all indicators and states")
        table((name, *_SCORE), [(code, *_score(score)) for code, score in scores.items()])
    _show_calibration(whole.calibration)


def show_errors(articles: Sequence[Evaluated], most: int) -> None:
    """Print `most` errors of each kind at most, beside the sentence that states or seems to state the figure."""
    if not most:
        return
    found = [(article, comparison) for article in articles for comparison in article.comparisons]
    for verdict, heading in _HEADINGS.items():
        errors = [(article, comparison) for article, comparison in found if comparison.verdict is verdict]
        shown = f"{len(errors)}" if len(errors) <= most else f"{most} of {len(errors)}"
        _heading(f"{heading} ({shown})")
        for article, comparison in errors[:most]:
            print()
            for line in _lines(article, comparison):
                print(_wrapped(printable(line)))


def _score(score: Score) -> tuple[object, ...]:
    precision = _share(score.precision if score.predicted else None)
    recall = _share(score.recall if score.gold else None)
    return precision, recall, _share(score.f1), score.matched, score.predicted, score.gold


def _share(number: float | None) -> str:
    return NOTHING if number is None else f"{number:.3f}"


def _false(report: Report) -> str:
    return _share(report.false_per_empty_article)


def _heading(text: str) -> None:
    print(f"\n{text}")


def _show_calibration(calibration: Calibration) -> None:
    _heading("Calibration: how sure the pipeline was of core figures, and how often it was right")
    rows = [
        (f"{held.low:.1f} to {held.high:.1f}", held.n, *map(_share, (held.confidence, held.strict, held.core)))
        for held in calibration.bins
    ]
    table(("Confidence", "Read", "Mean confidence", "Right (strict)", "Right (core)"), rows)
    strict, core = calibration.strict, calibration.core
    for name, field in (("Expected calibration error", "expected_calibration_error"), ("Brier score", "brier")):
        print(f"{name}: strict {_share(getattr(strict, field))}, core {_share(getattr(core, field))}")


def _lines(article: Evaluated, found: Comparison) -> Iterator[str]:
    row = found.gold or found.read or {}
    sure = f" [confidence {found.read['confidence']:.2f}]" if found.read and "confidence" in found.read else ""
    yield f"{article.line['id']}  {_described(row)}{sure}"
    if found.gold and found.read:
        for column in found.differing:
            yield f"{_INDENT}{column:<12}  {_said(found.gold, column)} → {_said(found.read, column)}"
    places = [passage(article.line, side) for side in (found.gold, found.read) if side]
    for place in dict.fromkeys(places):
        yield from _text(place)


def _described(figure: Row) -> str:
    """A figure in a line: what is counted, how many, where, when, and of which part."""
    kinds = (str(cell(figure, column)) for column in ("coop_status", "coop_kind"))
    what = " ".join([str(figure["indicator"]), *(kind for kind in kinds if kind != "all")])
    number = f"{_said(figure, 'value')} {figure['unit']}".removesuffix(" count")
    when = figure.get("time_period") or cell(figure, "time_basis")
    part = f", of it only: {figure['subset']}" if figure.get("subset") else ""
    return f"{what} {number}, {figure.get('area_name') or figure['ref_area']}, {when}{part}"


def _said(figure: Row, column: str) -> str:
    got = figure.get("subset") if column == "subset" else plain(cell(figure, column))
    if isinstance(got, int | float):
        return f"{got:,.15g}"
    return str(got or NOTHING)


def _text(place: Passage | None) -> Iterator[str]:
    if place is None:
        yield f"{_INDENT}(its quote is not in the text)"
        return
    headline = "" if place.part == "body" else "headline: "
    text = f"{headline}{place.before}»{place.number}«{place.after}"
    yield _INDENT + " ".join(text.split())


def _wrapped(line: str) -> str:
    width = min(get_terminal_size((WIDTH, 0)).columns, WIDTH)
    return fill(line, width, subsequent_indent=_INDENT, break_on_hyphens=False)
