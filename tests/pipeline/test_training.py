"""From annotated articles to weights, on a dozen articles and a few trees."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from catboost import CatBoostClassifier

from models.codes import CoopStatus, Indicator, TimeBasis
from models.errors import InputError
from pipeline.gold import read_gold
from pipeline.linking.confidence import FEATURES
from pipeline.linking.linker import RANKERS, Linker
from pipeline.linking.trees import Forest, read_arrays
from pipeline.linking.weights import weights_of
from pipeline.training import forests, linking
from pipeline.training.examples import Annotated, Example, align, examples, read, said_of
from tests.pipeline.readings import GOLD, reading

ARTICLES = 12
HALF = 2e-3
"""How far float16 leaves may miss, of a score of 20 small trees."""


def row(quote: str, value: float, **columns: Any) -> dict[str, Any]:
    default = {"indicator": "cooperatives", "coop_status": "all", "coop_kind": "all", "unit": "count", "subset": None}
    default |= {"ref_area": "13.06", "time_basis": "published", "time_period": None}
    return {**default, "quote": quote, "value": value, **columns}


def aligned(body: str, *figures: dict[str, Any], title: str = "Kabar") -> dict[int, str]:
    """The quote of each quantity that states a figure."""
    found = align({"title": title, "body": body, "figures": figures}, reading(body, title))
    return {place: figure["quote"] for place, figure in found.items()}


def test_a_figure_is_the_number_within_its_quote() -> None:
    body = "Ada 35 KUD di desa. Lalu 35 koperasi di kota."
    assert aligned(body, row("35 koperasi di kota", 35)) == {1: "35 koperasi di kota"}
    assert aligned(body, row("35 KUD", 35)) == {0: "35 KUD"}
    near = "Lalu ada 35: koperasi yang aktif di sana 35 unit menurut dinas."
    assert aligned(near, row("koperasi yang aktif di sana 35 unit menurut dinas", 35)).keys() == {1}


def test_a_figure_is_else_the_number_nearest_to_its_quote() -> None:
    assert aligned("Ada 35 KUD. Lalu ada lagi 35, semuanya aktif.", row("semuanya aktif", 35)) == {1: "semuanya aktif"}


def test_two_figures_are_two_numbers() -> None:
    first, second = row("35 aktif", 35, coop_status="active"), row("35 aktif", 35, ref_area="15.09")
    assert align({"title": "Kabar", "body": "Ada 35 aktif, di Tebo 35 aktif.", "figures": [first, second]},
                 reading("Ada 35 aktif, di Tebo 35 aktif.")) == {0: first, 1: second}  # fmt: skip


def test_a_figure_of_the_headline_is_found_there_unless_the_body_says_it() -> None:
    assert aligned("Begitulah.", row("35 KUD", 35), title="Ada 35 KUD") == {0: "35 KUD"}
    assert aligned("Kini 35 KUD.", row("35 KUD", 35), title="Ada 35 KUD") == {1: "35 KUD"}


def test_a_number_of_another_unit_or_value_states_no_figure() -> None:
    assert aligned("Ada 35 persen.", row("35 persen", 35)) == {}
    assert aligned("Ada 35 KUD.", row("35 KUD", 36)) == {}


def test_a_gold_figure_becomes_history() -> None:
    said = said_of(3, row("x", 1, coop_status="active", subset="binaan", time_basis="stated", time_period="2019"))
    assert (said.quantity, said.indicator, said.status) == (3, Indicator.COOPERATIVES, CoopStatus.ACTIVE)
    assert (said.part, said.words, said.date) == (True, "binaan", (TimeBasis.STATED, "2019"))


BODY = "Di Kabupaten Agam ada 412 koperasi aktif. Dinas punya 7 mobil."


def told(*figures: dict[str, Any]) -> list[Example]:
    line = {"id": "a", "title": "Kabar", "body": BODY, "figures": list(figures)}
    return list(examples(read(line)))


def test_only_a_figure_has_examples_of_every_ranker() -> None:
    found = told(row("412 koperasi aktif", 412, coop_status="active"))
    assert [one.ranker for one in found] == [*RANKERS, "indicator"]
    assert [one.right.count(True) for one in found if one.ranker in ("indicator", "area", "moment")] == [1, 1, 1, 1]


def test_what_no_figure_states_is_none() -> None:
    found = told()
    assert {one.ranker for one in found} == {"indicator"}
    assert all(one.right[-1] and not any(one.right[:-1]) for one in found)


def test_the_right_candidates_are_those_of_the_gold() -> None:
    wrong = told(row("412 koperasi aktif", 412, coop_status="dissolved", subset="binaan", ref_area="15.09"))
    right = {one.ranker: one.right for one in wrong if True in one.right or one.ranker != "indicator"}
    assert not any(right["status"] + right["area"])
    assert right["part"] == [True]


@pytest.fixture(scope="module")
def articles() -> list[Annotated]:
    return [read(line) for line in read_gold(GOLD / "training.jsonl")[:ARTICLES]]


@pytest.fixture(scope="module")
def gathered(articles: Sequence[Annotated]) -> list[Example]:
    return [example for article in articles for example in examples(article)]


@pytest.fixture(scope="module", autouse=True)
def small() -> Any:
    """Twenty small trees instead of hundreds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forests, "SETTINGS", {**forests.SETTINGS, "iterations": 20, "depth": 4})
        yield


@pytest.fixture(scope="module")
def linker(gathered: Sequence[Example]) -> Linker:
    return forests.grow(gathered)


def matrix(gathered: Sequence[Example], ranker: str) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.concatenate([one.rows for one in gathered if one.ranker == ranker])


def test_most_figures_are_found_in_their_articles(articles: Sequence[Annotated]) -> None:
    figures = sum(len(article.line["figures"]) for article in articles)
    assert figures > 50
    assert sum(len(article.truth) for article in articles) > 0.9 * figures


def test_forests_grow(linker: Linker, gathered: Sequence[Example]) -> None:
    assert linker.forests.keys() == RANKERS.keys()
    for name, forest in linker.forests.items():
        assert forest.feature.shape == (20, 4)
        assert forest.feature.max() < len(RANKERS[name])
        assert np.ptp(forest.scores(matrix(gathered, name))) > 0.5, name


@pytest.mark.parametrize("ranker", RANKERS)
def test_a_forest_is_its_catboost_model(ranker: str, linker: Linker, gathered: Sequence[Example]) -> None:
    own = [one for one in gathered if one.ranker == ranker]
    rows, right = matrix(own, ranker), np.array([right for one in own for right in one.right], int)
    model = CatBoostClassifier(**forests.SETTINGS).fit(rows, right)
    raw = model.predict(rows, prediction_type="RawFormulaVal")
    assert linker.forests[ranker].scores(rows) == pytest.approx(raw, abs=HALF)
    assert linker.forests[ranker].probabilities(rows) == pytest.approx(model.predict_proba(rows)[:, 1], abs=HALF)


def test_the_same_examples_give_the_same_forests(linker: Linker, gathered: Sequence[Example]) -> None:
    again = forests.grow(gathered)
    for name, forest in linker.forests.items():
        mine, its = forest.store(name), again.forests[name].store(name)
        assert all(np.array_equal(mine[key], its[key]) for key in mine)


def test_a_forest_is_stored_without_loss(linker: Linker, gathered: Sequence[Example]) -> None:
    for name, forest in linker.forests.items():
        stored: dict[str, Any] = forest.store(name)
        rows = matrix(gathered, name)
        assert np.array_equal(Forest.load(stored, name).scores(rows), forest.scores(rows))


def test_training_writes_weights_that_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], articles: Sequence[Annotated]
) -> None:
    lines = read_gold(GOLD / "training.jsonl")[:ARTICLES]
    gold, weights = tmp_path / "gold.jsonl", tmp_path / "new" / "weights.npz"
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    linking.main([str(gold), "--to", str(weights)])
    printed = capsys.readouterr()
    assert printed.out.startswith(f"| `gold.jsonl`, five-fold, all | {ARTICLES} | ")
    assert f"fold {linking.FOLDS} of {linking.FOLDS}" in printed.err
    trained = weights_of(read_arrays(weights))
    assert sum(len(trained.linker.link(article.reading)) for article in articles) > 50
    assert 0 <= trained.confidence.feature.min() <= trained.confidence.feature.max() < len(FEATURES)


def test_too_few_articles_are_refused(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(read_gold(GOLD / "training.jsonl")[0]) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="too few articles"):
        linking.main([str(gold), "--to", str(tmp_path / "weights.npz")])


def test_a_place_that_cannot_be_written_is_refused_before_training(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot write"):
        linking.main([str(GOLD / "dev.jsonl"), "--to", str(tmp_path / "file" / "weights.npz")])
