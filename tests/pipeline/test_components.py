"""The registered components, on real Docs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from pipeline.components import NAMES
from pipeline.components.attributes import DEFAULTS, declare, prepare
from pipeline.extract import load_pipeline
from pipeline.rules.sentences import find_sentences

HEADLINE = "Kabar"
BODY = "Ada 350 koperasi aktif di Kab. Bengkalis per 31 Desember 2019. Drs. H. Ali (59) senang.\n\nTotalnya 1.200."
TEXT = f"{HEADLINE}\n\n{BODY}"


@pytest.fixture
def doc() -> Iterator[Any]:
    nlp = load_pipeline()
    made = prepare(nlp.make_doc(TEXT), len(HEADLINE), date(2020, 1, 2), None)
    yield nlp(made)


def test_the_pipeline_has_its_components_in_order() -> None:
    assert load_pipeline().pipe_names == list(NAMES)


def test_the_text_is_never_changed(doc: Any) -> None:
    assert doc.text == TEXT
    for text in ("", " ", "a  b\n\n c", "--((..", "😀 é", "1.337 Rp197,88"):
        assert load_pipeline().make_doc(text).text == text


def test_sentences(doc: Any) -> None:
    assert [sentence.text.strip() for sentence in doc.sents] == [
        HEADLINE, "Ada 350 koperasi aktif di Kab. Bengkalis per 31 Desember 2019.", "Drs. H. Ali (59) senang.",
        "Totalnya 1.200.",
    ]  # fmt: skip
    assert [sentence.paragraph for sentence in doc._.sentences] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    "text", ["Dinas No. 5 di Jl. Sudirman Kec. Mandau", "ada 1.337 unit dan 2,5 persen", "dr. A. Yani, M.Si. hadir"]
)
def test_sentences_do_not_end_after_abbreviations(text: str) -> None:
    assert len(list(find_sentences(text))) == 1


def test_every_word_lies_in_one_sentence() -> None:
    covered = "".join(TEXT[s.start : s.end] for s in find_sentences(TEXT))
    assert "".join(covered.split()) == "".join(TEXT.split())


def test_quantities_and_periods_share_the_numbers_out(doc: Any) -> None:
    assert [TEXT[q.start : q.end] for q in doc._.quantities] == ["350", "59", "1.200"]
    assert [m.period for m in doc._.moments] == ["2019-12-31"]


def test_indicators_come_in_order(doc: Any) -> None:
    found = [(c.facet, c.code) for c in doc._.concepts if c.facet in ("indicator", "status")]
    assert found == [("indicator", "cooperatives"), ("status", "active")]


def test_regions_know_the_home(doc: Any) -> None:
    assert [place.code for place in doc._.places] == ["14.03"]
    assert doc._.home.code == "14.03"


def test_figures(doc: Any) -> None:
    assert [(f.value, f.coop_status, f.time_period) for f in doc._.figures][:1] == [(350, "active", "2019-12-31")]


def test_attributes_are_declared_once() -> None:
    declare()
    blank = load_pipeline().make_doc("x")
    assert {name: getattr(blank._, name) for name in DEFAULTS} == DEFAULTS
