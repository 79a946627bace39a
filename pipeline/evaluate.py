"""Extraction against a gold standard, scored as docs/codebook.md says: strict, core, value, and what lies behind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.calibration import Calibration, Forecast, calibrate
from pipeline.gold import article_of
from pipeline.matching import COLUMNS, LEVELS, Row, cell, is_core, match

if TYPE_CHECKING:
    from pipeline.extract import Extraction

Pair = tuple[Sequence[Row], Sequence[Row]]
"""The gold figures of one article, and the predicted ones."""


class Score(NamedTuple):
    """Matches counted; precision of no predictions and recall of no gold are 1."""

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
    """The scores of many articles.

    `levels` are those of the codebook. `indicators` and `statuses` ask for the columns of core, but over all figures.
    `column_accuracy` is over value matches. `calibration` is over predicted core figures that bear a confidence.
    """

    levels: dict[str, Score]
    indicators: dict[str, Score]
    statuses: dict[str, Score]
    column_accuracy: dict[str, float]
    articles: int
    empty_articles: int
    false_figures: int
    calibration: Calibration

    @property
    def false_per_empty_article(self) -> float | None:
        """Predicted figures per article that has none; null where every article has one."""
        return self.false_figures / self.empty_articles if self.empty_articles else None


def score(gold: Iterable[Row], predicted: Iterable[Row]) -> Report:
    """Compare articles (`id`, `figures`) with predictions for them; an article without a prediction predicts none."""
    articles = {article["id"]: article["figures"] for article in gold}
    guesses = {article["id"]: article["figures"] for article in predicted}
    return score_pairs([(figures, guesses.get(key, [])) for key, figures in articles.items()])


def score_pairs(pairs: Sequence[Pair]) -> Report:
    """Compare the figures of articles, a pair each."""
    empty = [found for figures, found in pairs if not figures]
    return Report(
        levels={
            level: _count(pairs, columns, is_core if level == "core" else lambda _: True)
            for level, columns in LEVELS.items()
        },
        indicators=_by("indicator", pairs),
        statuses=_by("coop_status", pairs),
        column_accuracy=_accuracy(pairs),
        articles=len(pairs),
        empty_articles=len(empty),
        false_figures=sum(map(len, empty)),
        calibration=calibrate(forecast for pair in pairs for forecast in _forecasts(*pair)),
    )


def predict(line: Row) -> list[dict[str, Any]]:
    """The figures that the pipeline reads in a line's article (`rows_of`)."""
    from pipeline.extract import extract  # noqa: PLC0415  # scoring alone needs no spaCy

    return rows_of(extract(article_of(line)))


def rows_of(extraction: "Extraction") -> list[dict[str, Any]]:
    """Each figure's columns of the codebook, who said it, its confidence, and where its quote stands.

    `part`, `start` and `end` say where that is (`models.figure.Evidence`).
    """
    return [
        figure.codebook_row()
        | figure.model_dump(include={"speaker", "speaker_role", "confidence"})
        | figure.evidence.model_dump(include={"part", "start", "end"})
        for figure in extraction.figures
    ]


def _count(pairs: Iterable[Pair], columns: Sequence[str], counted: Callable[[Row], bool]) -> Score:
    matched = predicted = gold = 0
    for figures, found in pairs:
        asked, given = list(filter(counted, figures)), list(filter(counted, found))
        matched += len(match(asked, given, columns))
        gold, predicted = gold + len(asked), predicted + len(given)
    return Score(matched, predicted, gold)


def _by(column: str, pairs: Sequence[Pair]) -> dict[str, Score]:
    """The score of each code that is stated or predicted, the most frequent in the gold first."""
    codes = {str(cell(row, column)) for pair in pairs for rows in pair for row in rows}

    def scored(code: str) -> Score:
        return _count(pairs, LEVELS["core"], lambda row: cell(row, column) == code)

    scores = {code: scored(code) for code in codes}
    return dict(sorted(scores.items(), key=lambda item: (-item[1].gold, item[0])))


def _accuracy(pairs: Iterable[Pair]) -> dict[str, float]:
    hits = [(figures[i], found[j]) for figures, found in pairs for i, j in match(figures, found, LEVELS["value"])]
    return {c: sum(cell(g, c) == cell(p, c) for g, p in hits) / max(1, len(hits)) for c in COLUMNS}


def _forecasts(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[Forecast]:
    asked, given = list(filter(is_core, gold)), list(filter(is_core, predicted))
    strict, core = ({j for _, j in match(asked, given, LEVELS[level])} for level in ("strict", "core"))
    for j, row in enumerate(given):
        if row.get("confidence") is not None:
            yield Forecast(row["confidence"], j in strict, j in core)
