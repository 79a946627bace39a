"""From an article to its figures with the weights that ship, on sentences nobody could read otherwise."""

from collections.abc import Sequence

import pytest

from models.codes import AreaBasis
from models.figure import Figure
from models.run import Issue
from pipeline.extract import Extraction, annotate, extract, load_pipeline
from pipeline.linking.figures import read_figures
from pipeline.linking.weights import trained_weights
from tests.pipeline.readings import LINKER, article

AGAM = "Di Kabupaten Agam ada 412 koperasi, yang aktif 300."
SUMS = "Di Kabupaten Agam ada 412 koperasi. Yang aktif 300 koperasi dan yang tidak aktif 112 koperasi."


def read(body: str, headline: str = "Kabar Koperasi", least: float = 0.0) -> Extraction:
    """Figures and doubts, with all figures kept unless `least` says otherwise."""
    return Extraction(*read_figures(annotate(article(body, headline)), least))


def states(figures: Sequence[Figure]) -> list[tuple[float, str, str]]:
    return [(figure.value, figure.coop_status, figure.ref_area) for figure in figures]


def codes(issues: Sequence[Issue]) -> list[str]:
    return [issue.code for issue in issues]


def test_a_plain_sentence() -> None:
    result = read(AGAM)
    assert states(result.figures) == [(412, "all", "13.06"), (300, "active", "13.06")]
    assert result.issues == ()


@pytest.mark.parametrize("body", [AGAM, SUMS, f"{SUMS}\n\nAnggotanya 9.000 orang."])
def test_each_quote_is_the_text_at_its_place(body: str) -> None:
    figures = read(body).figures
    assert len(figures) >= 2
    for figure in figures:
        assert body[figure.evidence.start : figure.evidence.end] == figure.evidence.exact
        assert 0 < figure.confidence <= 1


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every number counts cooperatives, whatever the weights make of headlines."""
    weights = trained_weights()._replace(linker=LINKER)
    monkeypatch.setattr("pipeline.linking.figures.trained_weights", lambda: weights)


HEADLINE = "Masih 87 Koperasi di Kota Bontang Mati Suri"


@pytest.mark.usefixtures("by_hand")
def test_a_figure_in_the_headline_alone_is_of_the_headline() -> None:
    [figure] = read("Ia berjanji membina mereka.", HEADLINE).figures
    evidence = figure.evidence
    assert states([figure]) == [(87, "inactive", "64.74")]
    assert evidence.part == "headline"
    assert HEADLINE[evidence.start : evidence.end] == evidence.exact


@pytest.mark.usefixtures("by_hand")
def test_the_body_speaks_before_the_headline() -> None:
    body = "Di Kota Bontang masih ada 87 koperasi mati suri."
    [figure] = read(body, HEADLINE).figures
    assert figure.evidence.part == "body"
    assert body[figure.evidence.start : figure.evidence.end] == figure.evidence.exact


def test_a_figure_stated_twice_is_one_at_its_first_place() -> None:
    [figure] = read("Di Kabupaten Agam ada 412 koperasi.\n\nDi Kabupaten Agam ada 412 koperasi.").figures
    assert figure.evidence.start == len("Di Kabupaten Agam ada ")


def test_a_number_of_two_regions_is_two_figures() -> None:
    result = read("Kabupaten Agam dan Kabupaten Tebo masing-masing memiliki 21 koperasi aktif.")
    assert sorted(states(result.figures)) == [(21, "active", "13.06"), (21, "active", "15.09")]
    assert len({figure.evidence for figure in result.figures}) == 1


def test_an_ambiguous_region_beside_the_number_is_a_doubt() -> None:
    body = "Di Solok terdapat 120 koperasi aktif."
    result = read(body)
    assert (result.figures, codes(result.issues)) == ((), ["region-ambiguous"])
    [issue] = result.issues
    assert body[issue.start : issue.end] == issue.exact == "120 koperasi aktif"


def test_the_outlet_decides_what_the_text_leaves_open() -> None:
    result = extract(article("Di Solok terdapat 120 koperasi aktif."), source_area="13.02")
    assert states(result.figures) == [(120, "active", "13.02")]


def test_an_office_gives_the_region_that_no_sentence_names() -> None:
    text = "Kepala Dinas Koperasi Kabupaten Agam, Rahmi Yusuf, menyampaikannya.\n\nTerdapat 412 koperasi aktif."
    [figure] = read(text).figures
    assert (figure.ref_area, figure.area_basis) == ("13.06", AreaBasis.OFFICE)


def test_what_is_below_the_least_confidence_is_a_doubt() -> None:
    kept, least = read(AGAM), 1.01
    result = read(AGAM, least=least)
    assert (result.figures, set(codes(result.issues))) == ((), {"confidence-low"})
    assert [issue.exact for issue in result.issues] == [figure.evidence.exact for figure in kept.figures]
    figure = kept.figures[0]
    message = f"{figure.summary}: confidence {figure.confidence:.2f} is below {least:.2f}"
    assert result.issues[0].message == message


def test_a_figure_as_sure_as_asked_is_kept() -> None:
    surest = max(figure.confidence for figure in read(AGAM).figures)
    assert [figure.confidence for figure in read(AGAM, least=surest).figures] == [surest]


@pytest.mark.usefixtures("by_hand")
def test_a_doubt_about_the_headline_has_no_place_in_the_body() -> None:
    [issue] = read("Ia berjanji membina mereka.", HEADLINE, least=1.01).issues
    assert (issue.code, issue.start, issue.end) == ("confidence-low", None, None)
    assert issue.exact == HEADLINE.removeprefix("Masih ")


def test_figures_that_contradict_each_other_are_told() -> None:
    assert read(SUMS).issues == ()
    wrong = read(SUMS.replace("112", "110"))
    assert codes(wrong.issues) == ["sum-mismatch"]
    assert len(wrong.figures) == 3


def test_what_agrees_is_surer_than_what_does_not() -> None:
    agreeing, opposed = read(SUMS).figures, read(SUMS.replace("112", "110")).figures
    assert [one.confidence > two.confidence for one, two in zip(agreeing, opposed, strict=True)] == [True] * 3


def test_the_speaker_stands_with_the_figure() -> None:
    body = "Di Kabupaten Agam ada 412 koperasi aktif, kata Kepala Dinas Koperasi Agam, Rahmi Yusuf. Hujan turun."
    [figure] = read(body).figures
    assert (figure.speaker, figure.speaker_role) == ("Rahmi Yusuf", "Kepala Dinas Koperasi Agam")


def test_the_component_keeps_what_its_setting_asks() -> None:
    least = load_pipeline().get_pipe("figures").least_confidence
    result = read(f"{AGAM} {SUMS}", least=least)
    assert 0 < least < 1
    assert extract(article(f"{AGAM} {SUMS}", "Kabar Koperasi")).figures == result.figures


@pytest.mark.parametrize("body", ["", "Hujan turun di Kabupaten Agam.", "Di Kabupaten Agam ada 412 ekor sapi."])
def test_nothing_counted_is_no_figure(body: str) -> None:
    assert read(body, "Kabar") == ((), ())
