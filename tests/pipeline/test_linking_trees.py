"""The forest against hand and against plain Python, and the confidence of what it links."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.figure import Figure
from pipeline.linking.confidence import FEATURES, confidences, describe
from pipeline.linking.figures import linked_figures
from pipeline.linking.linker import RANKERS, Link
from pipeline.linking.trees import BITS, Forest, Matrix, read_arrays
from pipeline.linking.weights import trained_weights
from pipeline.rules.checks import Checks
from tests.pipeline.readings import reading, said

BY_HAND = Forest(
    feature=np.array([[0, 1], [2, 0]], np.int32),
    border=np.array([[0.5, 10.0], [-1.0, np.inf]], np.float32),
    leaf=np.array([[1.0, 2.0, 4.0, 8.0], [0.25, 0.5, 100.0, 200.0]], np.float32),
    bias=-3.0,
)
"""Two trees of two questions each; the last question is never answered yes."""


@pytest.mark.parametrize(
    ("row", "score"),
    [
        ([0, 10, -1], 1 + 0.25 - 3),  # a border must be exceeded
        ([1, 10, -1], 2 + 0.25 - 3),
        ([0, 11, -1], 4 + 0.25 - 3),
        ([1, 11, 0], 8 + 0.5 - 3),
        ([99, 99, 99], 8 + 0.5 - 3),
    ],
)
def test_two_trees_by_hand(row: list[float], score: float) -> None:
    found = np.array([row], np.float32)
    assert BY_HAND.scores(found).tolist() == [score]
    assert BY_HAND.probabilities(found)[0] == pytest.approx(1 / (1 + np.exp(-score)))


def test_each_row_is_scored_for_itself() -> None:
    rows = np.array([[0, 10, -1], [1, 11, 0]], np.float32)
    assert BY_HAND.scores(rows).tolist() == [-1.75, 5.5]
    assert BY_HAND.probabilities(rows).dtype == np.float32


def test_a_stored_forest_is_loaded_again(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    other = Forest(BY_HAND.feature, BY_HAND.border, BY_HAND.leaf, 7.0)
    arrays = BY_HAND.store("one") | other.store("two")
    np.savez_compressed(path, allow_pickle=False, **arrays)
    for name, bias in (("one", -3.0), ("two", 7.0)):
        loaded = Forest.load(read_arrays(path), name)
        for array in ("feature", "border", "leaf"):
            mine, its = getattr(BY_HAND, array), getattr(loaded, array)
            assert np.array_equal(mine, its)
            assert mine.dtype == its.dtype
        assert loaded.bias == bias


def test_a_tree_asks_as_many_questions_as_a_byte_holds() -> None:
    with pytest.raises(ValueError, match="9 questions"):
        Forest(np.zeros((1, 9), np.int32), np.zeros((1, 9), np.float32), np.zeros((1, 512), np.float32), 0.0)


def plain(forest: Forest, row: Sequence[float]) -> float:
    """The score of a row without numpy's indexing."""
    total = forest.bias
    for questions, borders, leaves in zip(
        forest.feature.tolist(), forest.border.tolist(), forest.leaf.tolist(), strict=True
    ):
        leaf = sum(2**level for level, (column, border) in enumerate(zip(questions, borders, strict=True))
                   if row[column] > border)  # fmt: skip
        total += leaves[leaf]
    return total


@given(st.integers(0, 2**32 - 1), st.integers(1, 8), st.integers(1, BITS), st.integers(1, 12))
@settings(deadline=None, derandomize=True)
def test_any_forest_is_as_in_plain_python(seed: int, trees: int, depth: int, columns: int) -> None:
    chance = np.random.default_rng(seed)
    forest = Forest(
        chance.integers(0, columns, (trees, depth), np.int32),
        chance.integers(-3, 4, (trees, depth)).astype(np.float32),
        chance.normal(size=(trees, 2**depth)).astype(np.float32),
        float(chance.normal()),
    )
    rows = chance.integers(-4, 5, (20, columns)).astype(np.float32)  # borders are met, exceeded and missed
    assert forest.scores(rows) == pytest.approx([plain(forest, row) for row in rows.tolist()], abs=1e-5)


def test_the_forests_that_ship_ask_for_features_that_are_there() -> None:
    for name, forest in trained_weights().linker.forests.items():
        assert 0 <= forest.feature.min() <= forest.feature.max() < len(RANKERS[name])
        assert forest.leaf.shape == (len(forest.feature), 2 ** forest.feature.shape[1])
        assert np.isfinite(forest.leaf).all()


SURE = Link(said(0), (0.95,) * 6)
UNSURE = Link(said(1), (0.95, 0.95, 0.95, 0.95, 0.95, 0.55))
NOTHING = Checks((), frozenset(), frozenset())


def figures(links: Sequence[Link]) -> list[Figure]:
    return linked_figures(reading("Ada 412 koperasi. Yang aktif 300 koperasi."), links)


def column(rows: Matrix, name: str) -> list[float]:
    values: list[float] = rows[:, FEATURES.index(name)].tolist()
    return values


def test_figures_are_described_by_logits_their_least_the_checks_and_what_they_count() -> None:
    links = [SURE, UNSURE]
    rows = describe(figures(links), links, NOTHING._replace(agreeing=frozenset({1}), opposed=frozenset({0})))
    assert rows.shape == (2, len(FEATURES))
    assert rows[0, :7] == pytest.approx(np.log(0.95 / 0.05), rel=1e-5)
    assert rows[1, 6] == rows[1, 5] == pytest.approx(np.log(0.55 / 0.45), rel=1e-5)
    assert (column(rows, "agrees"), column(rows, "opposed")) == ([0, 1], [1, 0])
    assert column(rows, "least_behind")[0] == column(rows, "least")[1]
    assert column(rows, "least_before")[1] == column(rows, "least")[0]
    assert column(rows, "magnitude") == pytest.approx([np.log10(413), np.log10(301)])


def test_certainty_stays_finite() -> None:
    links = [Link(said(0), (0.0, 1.0, 0.5, 1.0, 0.0, 1.0))]
    assert np.isfinite(describe(figures(links), links, NOTHING)).all()


def test_a_confidence_by_hand() -> None:
    links, asked = [SURE, UNSURE], np.array([[FEATURES.index("agrees")]], np.int32)
    forest = Forest(asked, np.array([[0.5]], np.float32), np.array([[0, 1]], np.float32), 0.0)
    assert confidences(forest, figures(links), links, NOTHING._replace(agreeing=frozenset({0}))) == [0.731, 0.5]


def test_nothing_linked_has_no_confidence() -> None:
    assert confidences(trained_weights().confidence, [], [], NOTHING) == []


def test_the_trained_confidence_trusts_what_agrees_and_doubts_what_is_opposed() -> None:
    def trained(link: Link, checks: Checks) -> float:
        [found] = confidences(trained_weights().confidence, figures([link]), [link], checks)
        return found

    one = frozenset({0})
    plain_one = trained(UNSURE, NOTHING)
    assert 0 <= trained(UNSURE, NOTHING._replace(opposed=one)) < plain_one
    assert plain_one < trained(UNSURE, NOTHING._replace(agreeing=one)) <= 1
    assert plain_one < trained(UNSURE._replace(chances=SURE.chances), NOTHING)
