"""How the linker goes through an article, with forests by hand: no weights, so every choice is known."""

from typing import Any

import numpy as np
import pytest

from models.codes import AreaBasis, CoopStatus, TimeBasis
from models.errors import ModelError
from pipeline.linking.area import basis_of, is_open
from pipeline.linking.figures import linked_figures
from pipeline.linking.linker import RANKERS, Link, Linker
from pipeline.linking.trees import read_arrays
from pipeline.linking.weights import TRAINED, trained_weights, weights_of
from tests.pipeline.readings import LINKER, asks, at, reading, said


def areas(text: str) -> list[tuple[float, str | None]]:
    """Value and region of each link."""
    read = reading(text)
    return [(read.quantities[link.said.quantity].value, link.said.area) for link in LINKER.link(read)]


def test_numbers_are_linked_in_their_order() -> None:
    read = reading("Kabupaten Agam 300 koperasi aktif. Kabupaten Tebo 35 koperasi tidak aktif.")
    links = LINKER.link(read)
    assert [(link.said.quantity, link.said.status, link.said.area) for link in links] == [
        (0, CoopStatus.ACTIVE, "13.06"), (1, CoopStatus.INACTIVE, "15.09"),
    ]  # fmt: skip
    assert {len(link.chances) for link in links} == {len(RANKERS)}
    assert links[0].chances[0] == pytest.approx(1 / (1 + np.exp(-3)))


def test_no_figure_is_no_link() -> None:
    none = Linker(LINKER.forests | {"indicator": asks("indicator", "is_none")})
    assert none.link(reading("Kabupaten Agam 300 koperasi aktif.")) == []


def test_what_was_linked_is_leaned_on() -> None:
    inactive = Linker(LINKER.forests | {"status": asks("status", "from_rest")})
    links = inactive.link(reading("Kabupaten Agam 300 koperasi aktif, sisanya 35."))
    assert [link.said.status for link in links] == [CoopStatus.ACTIVE, CoopStatus.INACTIVE]


def test_a_number_said_of_two_regions_is_a_figure_of_each() -> None:
    text = "Kabupaten Agam dan Kabupaten Tebo masing-masing 21 koperasi."
    assert sorted(areas(text), key=str) == [(21, "13.06"), (21, "15.09")]
    three = "Kabupaten Agam, Kabupaten Bungo dan Kabupaten Tebo masing-masing 21 koperasi."
    assert sorted(areas(three), key=str) == [(21, "13.06"), (21, "15.08"), (21, "15.09")]


@pytest.mark.parametrize(
    "text",
    [
        "Kabupaten Agam dan Kabupaten Tebo 21 koperasi.",
        "Kabupaten Agam, yang jauh, Kabupaten Tebo masing-masing 21 koperasi.",
        "Kabupaten Agam dan Kabupaten Tebo masing-masing 21 dan 35 koperasi.",
    ],
    ids=["not shared", "no chain", "a number for each"],
)
def test_other_numbers_are_of_one_region(text: str) -> None:
    assert [value for value, _ in areas(text)].count(21) == 1


def test_a_part_has_words() -> None:
    [link] = LINKER.link(reading("Kabupaten Agam 35 koperasi yang menunggak pajak."))
    assert (link.said.part, link.said.words) == (True, "menunggak pajak")
    [link] = LINKER.link(reading("Kabupaten Agam 35 koperasi."))
    assert (link.said.part, link.said.words) == (False, None)


def test_a_region_that_stays_open_beside_the_number_is_none() -> None:
    read = reading("Di Kabupaten Agam. Di Solok ada 120 koperasi.")
    assert is_open(read, 0, "13.06")
    assert areas(read.text.partition("\n\n")[2]) == [(120, None)]
    assert not is_open(reading("Di Kabupaten Agam ada 120 koperasi."), 0, "13.06")


def test_nothing_is_linked_where_nothing_is_counted() -> None:
    assert LINKER.link(reading("Tidak ada apa-apa.", "")) == []


def test_what_tied_a_number_to_its_region() -> None:
    read = reading("Ada 35 koperasi. Kabupaten Tebo 7 koperasi.", "Koperasi Kabupaten Agam")
    assert basis_of(read, at(read, "7"), "15.09") is AreaBasis.SENTENCE
    assert basis_of(read, at(read, "35"), "13.06") is AreaBasis.HEADLINE
    assert basis_of(read, at(read, "35"), "64.74") is read.annotated.home.basis


CHANCES = (0.9,) * 6


def quoted(text: str, number: str, headline: str = "Kabar") -> str:
    """The quote of a number's figure."""
    read = reading(text, headline)
    [figure] = linked_figures(read, [Link(said(at(read, number)), CHANCES)])
    part = text if figure.evidence.part == "body" else headline
    assert part[figure.evidence.start : figure.evidence.end] == figure.evidence.exact
    return figure.evidence.exact


@pytest.mark.parametrize(
    ("text", "number", "quote"),
    [
        ("Di sana ada 35 koperasi aktif saja.", "35", "35 koperasi aktif"),
        ("Yang tidak aktif kini berjumlah 35 unit.", "35", "tidak aktif kini berjumlah 35 unit"),
        ("Tercatat sekitar 35 koperasi.", "35", "sekitar 35 koperasi"),
        ("Dari 400 koperasi, 35 orang bubar.", "400", "Dari 400 koperasi"),
        (f"Koperasi {'sangat ' * 20} banyak: 35.", "35", "35"),
        ("35", "35", "35"),
    ],
)
def test_a_quote_is_the_number_with_what_it_counts(text: str, number: str, quote: str) -> None:
    assert quoted(text, number) == quote


def test_a_quote_of_the_headline_ends_with_it() -> None:
    assert quoted("Koperasi melapor.", "87", "Masih 87 Koperasi") == "87 Koperasi"


def test_a_figure_bears_what_was_linked() -> None:
    read = reading('"Ada 35 koperasi aktif," kata Kepala Dinas Koperasi Agam, Rahmi Yusuf.')
    link = Link(said(0, "active", part=True, words="binaan", basis=TimeBasis.STATED, period="2019"), CHANCES)
    [figure] = linked_figures(read, [link])
    assert (figure.value, figure.coop_status, figure.subset, figure.time_period) == (35, "active", "binaan", "2019")
    assert (figure.ref_area, figure.area_name) == ("13.06", "Kabupaten Agam")
    assert (figure.speaker, figure.speaker_role) == ("Rahmi Yusuf", "Kepala Dinas Koperasi Agam")


def test_nobody_need_speak() -> None:
    [figure] = linked_figures(reading("Ada 35 koperasi."), [Link(said(0), CHANCES)])
    assert (figure.speaker, figure.speaker_role, figure.time_period) == (None, None, None)


def test_weights_of_other_features_are_refused() -> None:
    arrays = read_arrays(TRAINED)
    assert weights_of(arrays).linker.forests.keys() == RANKERS.keys()
    with pytest.raises(ModelError, match="grown for other features"):
        weights_of({**arrays, "features": arrays["features"][::-1]})


@pytest.mark.parametrize(
    "broken",
    [
        {"status.leaf": np.full((800, 64), np.nan, np.float32)},
        {"confidence.bias": None},
        {"area.border": np.zeros((1, 1), np.float32)},
        {"kind.feature": np.full((800, 6), 9_999, np.int16)},
        {"features": np.array(["x"])},
    ],
)
def test_broken_weights_are_refused(broken: dict[str, Any]) -> None:
    arrays = {**read_arrays(TRAINED), **broken}
    with pytest.raises(ModelError, match="weights are broken"):
        weights_of({name: array for name, array in arrays.items() if array is not None})


def test_weights_are_stored_without_loss() -> None:
    weights = trained_weights()
    stored: dict[str, Any] = weights.store()
    again = weights_of(stored)
    assert np.array_equal(again.confidence.leaf, weights.confidence.leaf)
    assert np.array_equal(again.linker.forests["part"].border, weights.linker.forests["part"].border)
