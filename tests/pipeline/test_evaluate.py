import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate import predict, score
from pipeline.gold import read_gold
from pipeline.matching import match

GOLD = Path(__file__).parents[1] / "gold"
FLOORS = json.loads((GOLD / "floors.json").read_text())
FITTED = "training.jsonl"
"""No floors: the weights are fitted on its articles, so scores on them tell what is remembered, not what is read."""
SCORER = Path(__file__).parents[3] / "shared" / "gold" / "score.py"
Predictions = dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]]


def figure(**cells: Any) -> dict[str, Any]:
    return {"indicator": "cooperatives", "unit": "count", "value": 80, "ref_area": "13.02", **cells}


def test_what_is_left_out_has_its_default() -> None:
    written = figure(coop_status="all", coop_kind="all", bound="exact", time_basis="published", subset=None)
    report = score([{"id": "a", "figures": [written]}], [{"id": "a", "figures": [figure()]}])
    assert report.levels["strict"] == (1, 1, 1)


def test_levels_ask_less_and_less() -> None:
    gold = [figure(coop_kind="primary", time_period="2017")]
    report = score([{"id": "a", "figures": gold}], [{"id": "a", "figures": [figure()]}])
    assert [report.levels[level].matched for level in ("strict", "core", "value")] == [0, 1, 1]
    assert report.column_accuracy["coop_kind"] == 0
    assert report.column_accuracy["ref_area"] == 1


def test_a_figure_matches_once_and_the_most_alike() -> None:
    gold = [figure(ref_area="14"), figure()]
    assert match(gold, [figure(), figure(), figure()], ("value",)) == [(1, 0), (0, 1)]


def test_core_counts_cooperatives_and_members_alone() -> None:
    rows = [
        figure(coop_status="rat_held"),
        figure(indicator="msmes"),
        figure(indicator="members"),
        figure(coop_status="active"),
    ]
    assert score([{"id": "a", "figures": rows}], []).levels["core"].gold == 2


def test_articles_without_figures_count_false_ones() -> None:
    gold = [{"id": "a", "figures": []}, {"id": "b", "figures": []}]
    report = score(gold, [{"id": "b", "figures": [figure()]}])
    assert (report.articles, report.empty_articles, report.false_figures) == (2, 2, 1)
    assert report.false_per_empty_article == 0.5
    assert score([{"id": "a", "figures": [figure()]}], []).false_per_empty_article is None
    assert (report.levels["strict"].precision, report.levels["strict"].recall, report.levels["strict"].f1) == (0, 1, 0)


def test_codes_are_scored_at_the_columns_of_core() -> None:
    gold = [figure(coop_status="rat_held"), figure(indicator="msmes", time_period="2017"), figure(indicator="loans")]
    report = score(
        [{"id": "a", "figures": gold}],
        [{"id": "a", "figures": [figure(coop_status="active"), figure(indicator="msmes")]}],
    )
    assert report.indicators == {"cooperatives": (0, 1, 1), "loans": (0, 0, 1), "msmes": (1, 1, 1)}
    assert report.statuses == {"all": (1, 1, 2), "rat_held": (0, 0, 1), "active": (0, 1, 0)}


def test_calibration_is_of_core_figures_with_a_confidence() -> None:
    gold = [figure(time_period="2017"), figure(value=9)]
    predicted = [
        figure(confidence=0.9),
        figure(value=9, confidence=1.0),
        figure(value=7, confidence=0.55),
        figure(value=6),
        figure(indicator="msmes", confidence=0.7),
    ]
    bins = score([{"id": "a", "figures": gold}], [{"id": "a", "figures": predicted}]).calibration.bins
    assert [(held.low, held.n, held.strict, held.core) for held in bins] == [(0.5, 1, 0, 0), (0.9, 2, 0.5, 1)]


def test_a_prediction_bears_its_confidence_and_its_place() -> None:
    line = {"id": "a", "title": "Koperasi Didata", "body": "Di Kota Padang ada 350 koperasi aktif."}
    [row] = predict(line)
    assert 0 < row["confidence"] <= 1
    assert row["part"] == "body"
    assert line["body"][row["start"] : row["end"]] == row["quote"]


@pytest.fixture(scope="module")
def predictions() -> Predictions:
    """Each gold file with what is predicted for its articles."""
    return {name: (articles := read_gold(GOLD / name), _predicted(articles)) for name in FLOORS}


def test_every_gold_file_has_floors_but_what_is_trained_on() -> None:
    annotated = {path.name for path in GOLD.glob("*.jsonl") if '"figures":' in path.read_text(encoding="utf-8")}
    assert FLOORS.keys() == annotated - {FITTED}


@pytest.mark.parametrize("name", FLOORS)
def test_gold_stays_above_its_floors(name: str, predictions: Predictions) -> None:
    report = score(*predictions[name])
    reached = {level: report.levels[level].f1 for level in FLOORS[name]["f1"]}
    assert all(reached[level] >= floor for level, floor in FLOORS[name]["f1"].items()), reached
    false, most = report.false_per_empty_article, FLOORS[name].get("false_per_empty_article")
    assert most is None or (false is not None and false <= most), false


@pytest.mark.skipif(not SCORER.exists(), reason="the reference scorer is not here")
@pytest.mark.parametrize("name", FLOORS)
def test_the_scores_are_those_of_the_reference(tmp_path: Path, name: str, predictions: Predictions) -> None:
    articles, predicted = predictions[name]
    path = tmp_path / "predicted.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in predicted))
    command = [sys.executable, str(SCORER), str(GOLD / name), str(path), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    report = score(articles, predicted)
    for level, reached in report.levels.items():
        shares = {"precision": reached.precision, "recall": reached.recall, "f1": reached.f1}
        ours = {what: round(share, 4) for what, share in shares.items()}
        assert reference[level] == {**ours, **reached._asdict()}
    assert report.empty_articles
    assert reference["false_per_empty_article"] == round(report.false_per_empty_article or 0, 4)
    assert reference["column_accuracy"] == {column: round(share, 4) for column, share in report.column_accuracy.items()}


def _predicted(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": line["id"], "figures": predict(line)} for line in articles]
