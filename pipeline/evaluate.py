"""Extraction against a gold standard, scored as docs/codebook.md says: strict, core, value, and what goes wrong.

A predicted figure matches at most one gold figure of its article; of several matches those go first that agree in
most columns.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from models.article import NewsArticle
from models.codes import CODELISTS, CoopStatus, Indicator
from models.errors import InputError
from models.period import bounds
from models.region import regions
from pipeline.rules.letters import whole_letters

Row = Mapping[str, Any]

COLUMNS = ("indicator", "coop_status", "coop_kind", "unit", "value", "value_max", "bound", "ref_area",
           "time_period", "time_basis", "subset")  # fmt: skip
LEVELS: dict[str, tuple[str, ...]] = {
    "strict": COLUMNS,
    "core": ("indicator", "coop_status", "unit", "value", "ref_area", "subset"),
    "value": ("indicator", "unit", "value"),
}
_DEFAULTS = {"coop_status": "all", "coop_kind": "all", "bound": "exact"}
_CORE = (CoopStatus.ALL, CoopStatus.ACTIVE, CoopStatus.INACTIVE)
_FIELDS: dict[str, tuple[type, ...]] = {"id": (str,), "title": (str,), "body": (str,)}
_OPTIONAL: dict[str, tuple[type, ...]] = {
    "source_url": (str,), "outlet": (str,), "published": (str,), "figures": (list,)}  # fmt: skip


class Score(NamedTuple):
    """Matches counted at one level; precision of no predictions and recall of no gold are 1."""

    matched: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of predicted figures that are right."""
        return self.matched / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of gold figures that were found."""
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Report(NamedTuple):
    """The scores by level, the column accuracy over value matches, and each miss and extra at the strict level."""

    levels: dict[str, Score]
    false_per_empty_article: float
    column_accuracy: dict[str, float]
    missed: tuple[tuple[str, Row], ...]
    extra: tuple[tuple[str, Row], ...]


def cell(figure: Row, column: str) -> object:
    """The value of one column as it is compared: of `subset` only whether there is one, numbers to four digits."""
    got = figure.get(column)
    if column == "subset":
        return bool(got)
    if column in ("value", "value_max"):
        return None if got is None else round(float(got), 4)
    if column == "time_basis":
        return got or ("stated" if figure.get("time_period") else "published")
    return got or _DEFAULTS.get(column)


def is_core(figure: Row) -> bool:
    """Cooperatives (all, active, inactive) and members."""
    counted = figure["indicator"] == Indicator.COOPERATIVES and cell(figure, "coop_status") in _CORE
    return counted or figure["indicator"] == Indicator.MEMBERS


def match(gold: Sequence[Row], predicted: Sequence[Row], columns: Sequence[str]) -> list[tuple[int, int]]:
    """One-to-one matches (index in gold, index in predicted) that agree on `columns`, the most alike first."""
    left = [{column: cell(row, column) for column in COLUMNS} for row in gold]
    right = [{column: cell(row, column) for column in COLUMNS} for row in predicted]
    alike = [
        (-sum(g[c] == p[c] for c in COLUMNS), i, j)
        for i, g in enumerate(left)
        for j, p in enumerate(right)
        if all(g[c] == p[c] for c in columns)
    ]
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(alike):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return list(taken.items())


def score(gold: Iterable[Row], predicted: Iterable[Row]) -> Report:
    """Compare articles (`id`, `figures`) with predictions for them; an article without a prediction predicts none."""
    articles = {article["id"]: article["figures"] for article in gold}
    guesses = {article["id"]: article["figures"] for article in predicted}
    pairs = [(key, figures, guesses.get(key, [])) for key, figures in articles.items()]
    empty = [len(found) for _, figures, found in pairs if not figures]
    missed, extra = [], []
    for key, figures, found in pairs:
        hits = match(figures, found, COLUMNS)
        missed += [(key, row) for i, row in enumerate(figures) if i not in {i for i, _ in hits}]
        extra += [(key, row) for j, row in enumerate(found) if j not in {j for _, j in hits}]
    return Report(
        levels={level: _level(pairs, level) for level in LEVELS},
        false_per_empty_article=sum(empty) / len(empty) if empty else 0.0,
        column_accuracy=_accuracy(pairs),
        missed=tuple(missed),
        extra=tuple(extra),
    )


_Pairs = Sequence[tuple[str, Sequence[Row], Sequence[Row]]]


def _level(pairs: _Pairs, level: str) -> Score:
    matched = predicted = gold = 0
    for _, figures, found in pairs:
        if level == "core":
            counted = [f for f in figures if is_core(f)], [f for f in found if is_core(f)]
        else:
            counted = list(figures), list(found)
        matched += len(match(*counted, LEVELS[level]))
        gold, predicted = gold + len(counted[0]), predicted + len(counted[1])
    return Score(matched, predicted, gold)


def _accuracy(pairs: _Pairs) -> dict[str, float]:
    hits = [(figures[i], found[j]) for _, figures, found in pairs for i, j in match(figures, found, LEVELS["value"])]
    return {c: sum(cell(g, c) == cell(p, c) for g, p in hits) / max(1, len(hits)) for c in COLUMNS}


def read_articles(path: Path) -> list[dict[str, Any]]:
    """The articles of a JSON-lines file in the codebook's form.

    Raises InputError naming file and line if one is no article, if two bear the same `id`, or if there is none.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # not splitlines: U+2028 may stand in a text
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    articles: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            article = _article(path, number, line)
            if articles.setdefault(article["id"], article) is not article:
                raise InputError(f"{path}, line {number}: another article has the id {article['id']!r} already")
    if not articles:
        raise InputError(f"{path} holds no articles: write one JSON object a line, with id, title and body")
    return list(articles.values())


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Articles with their true `figures`.

    Raises InputError also if an article has no `figures` or a figure holds a code that the codebook does not know.
    """
    articles = read_articles(path)
    for article in articles:
        if article.get("figures") is None:
            raise InputError(f"{path}: article {article['id']!r} lacks its true `figures` (an empty list says none)")
        for figure in article["figures"]:
            _check_codes(f"{path}: article {article['id']!r}", figure)
    return articles


def _check_codes(where: str, figure: object) -> None:
    if not isinstance(figure, dict) or not {"indicator", "unit", "value", "ref_area"} <= set(figure):
        raise InputError(f"{where}: a figure needs at least indicator, unit, value and ref_area")
    for column, codelist in CODELISTS.items():
        code = figure.get(column)
        if code is not None and code not in list(codelist):
            raise InputError(f"{where}: no {column} is called {code!r}: write one of {', '.join(codelist)}")
    if figure["ref_area"] not in regions():
        raise InputError(f"{where}: no region has the Kemendagri code {figure['ref_area']!r}")
    try:
        float(figure["value"])
        if figure.get("time_period") is not None:
            bounds(figure["time_period"])
    except (ValueError, TypeError) as error:
        raise InputError(f"{where}: {error}") from error


def _article(path: Path, number: int, line: str) -> dict[str, Any]:
    where = f"{path}, line {number}"
    try:
        article = json.loads(whole_letters(json.dumps(json.loads(line), ensure_ascii=False)))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is no JSON: {error}") from error
    if not isinstance(article, dict):
        raise InputError(f"{where} is no article: write an object with id, title and body")
    for field, types in _FIELDS.items():
        if not isinstance(article.get(field), types):
            raise InputError(f"{where}: field {field!r} is missing or not a string")
    for field, types in _OPTIONAL.items():
        if article.get(field) is not None and not isinstance(article[field], types):
            raise InputError(f"{where}: field {field!r} should be a {types[0].__name__} or null")
    _day(article.get("published"), where)
    return article


def _day(text: str | None, where: str) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{where}: field 'published' should be a date like 2024-03-26, not {text!r}") from error


def article_of(line: Row) -> NewsArticle:
    """The article of a line; one without an address gets one from its id."""
    return NewsArticle(
        url=whole_letters(line.get("source_url") or f"urn:wartakop:{line['id']}"),
        headline=whole_letters(line["title"]),
        article_body=whole_letters(line["body"]),
        date_published=_day(line.get("published"), line["id"]),
        publisher=line.get("outlet"),
    )


def predict(line: Row) -> list[dict[str, object]]:
    """The figures that the pipeline reads in a line's article, in the codebook's columns."""
    from pipeline.extract import extract  # noqa: PLC0415  # scoring alone needs no spaCy

    return [figure.codebook_row() for figure in extract(article_of(line)).figures]
