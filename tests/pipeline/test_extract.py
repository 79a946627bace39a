import importlib.util
import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.article import NewsArticle
from models.figure import Figure
from pipeline.extract import extract, extractor_version
from pipeline.language import MAX_LENGTH
from pipeline.matching import COLUMNS, match

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def article(body: str, headline: str = "Kabar Koperasi", published: date | None = None) -> NewsArticle:
    return NewsArticle(url="https://contoh.example/1", headline=headline, article_body=body, date_published=published)


def figures(body: str, headline: str = "Kabar Koperasi", area: str | None = None) -> tuple[Figure, ...]:
    return extract(article(body, headline), source_area=area).figures


def test_the_quote_is_the_text_at_its_place() -> None:
    body = (
        "Padang – Di Kota Padang terdapat sekitar 783 koperasi.\n\nDari jumlah itu 404 aktif, sisanya 379 tidak aktif."
    )
    found = figures(body)
    assert [f.value for f in found] == [783, 404, 379]
    for figure in found:
        evidence = figure.evidence
        assert body[evidence.start : evidence.end] == evidence.exact
        assert re.search(r"\d", evidence.exact)
        assert len(evidence.exact) < 130


def test_the_body_speaks_before_the_headline() -> None:
    [figure] = figures("Di Kota Bontang ada 87 koperasi tidak aktif.", "87 Koperasi di Bontang Tidak Aktif")
    assert figure.evidence.part == "body"


def test_an_open_region_is_a_doubt_and_no_figure() -> None:
    result = extract(article("Di Solok terdapat 120 koperasi aktif."))
    assert result.figures == ()
    assert [issue.code for issue in result.issues] == ["region-ambiguous"]
    [figure] = figures("Di Solok terdapat 120 koperasi aktif.", area="13.02")
    assert figure.ref_area == "13.02"


def test_a_number_nobody_can_read_is_a_doubt() -> None:
    result = extract(article("Di Kota Padang ada 1.23.456 koperasi aktif."))
    assert result.figures == ()
    [issue] = result.issues
    assert (issue.code, issue.exact, issue.start) == ("number-unparsed", "1.23.456", 19)


def test_half_letters_change_no_place() -> None:
    [figure] = figures("\ud800 Di Kota Padang \udfff ada 350 koperasi aktif.", "Kabar \ud83d")
    assert (figure.evidence.start, figure.evidence.exact) == (23, "350 koperasi aktif")


@pytest.mark.parametrize(
    "body",
    [
        "",
        " \n\n ",
        "1" * 20_000,
        "1 " * 5_000,
        "😀" * 500 + " 350 koperasi 😀",
        "There are 350 active cooperatives in the regency, with 1,200 members.",
        "- " * 3_000,
        "((((" * 1_000,
        "Rp " * 2_000 + "koperasi \x00 \ufffd",
        "Kecamatan " * 1_000,
    ],
)
def test_odd_input_breaks_nothing(body: str) -> None:
    result = extract(article(body))
    assert all(f.ref_area for f in result.figures)


HOSTILE = 20_000
"""Characters, of which a stage that costs their square would make minutes; speed itself is measured in benchmarks."""


@pytest.mark.parametrize(
    "piece",
    [*"(),_=*!\":-./’ 1aA0\n\u200b😀", "1 ", "a1", "a-", "1.", "1/", "no/", "( ", "ke-", "Dua puluh ", "koperasi ",
     "tidak ", "Solok ", "Kecamatan ", "kota itu ", "Dinas Koperasi ", "Rp ", "http://", "2019 ", "senin ", "dari ",
     "Kabupaten Agam 12, ", "Ada 35 koperasi aktif. "],
)  # fmt: skip
def test_walls_of_one_thing_cost_their_length(piece: str) -> None:
    wall = (piece * HOSTILE)[:HOSTILE]
    extract(article(f"Di Kota Padang ada 350 koperasi aktif {wall} dan 12 tidak aktif.", wall))


def test_decomposed_letters_are_read_alike() -> None:
    body = unicodedata.normalize("NFD", "Café Ménteng: di Kota Padang ada 350 koperasi aktif.")
    [figure] = figures(body)
    assert body[figure.evidence.start : figure.evidence.end] == figure.evidence.exact


def test_many_numbers_cost_their_length() -> None:
    body = "\n\n".join(f"Di Kabupaten Agam ada {number} koperasi aktif." for number in range(2, 1002))
    assert len(figures(body)) == 1000


def test_what_is_cut_is_said() -> None:
    for text in (article("a" * (MAX_LENGTH + 10)), article("Di Kota Padang ada 350 koperasi.", "a" * MAX_LENGTH)):
        result = extract(text)
        assert result.figures == ()
        assert [issue.code for issue in result.issues] == ["text-cut"]


def test_reading_twice_gives_the_same() -> None:
    text = article("Di Kota Padang ada 350 koperasi aktif.")
    assert extract(text) == extract(text)


def test_the_version_names_package_and_code() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{8}", extractor_version())


@pytest.fixture(scope="session")
def seeds() -> dict[str, NewsArticle]:
    """The seed articles with the body that an outlet serves, by id."""
    if not SEEDS.exists():
        pytest.skip("the seed articles are not here")
    spec = importlib.util.spec_from_file_location("serve", SEEDS / "serve.py")
    assert spec is not None
    assert spec.loader is not None
    serve: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(serve)
    cuts = {
        "bukittinggi": (serve.Varient, "iBukittinggi", None),
        "bengkalis": (serve.Rri, "KBRN, Bengkalis", None),
        "solok-selatan": (serve.HarianHaluan, "Foto bersama", "Exit mobile version"),
        "malang": (serve.MalangKota, "Klojen", "Leave a Comment"),
        "tanjungbalai": (serve.Antara, "Tanjungbalai (Antaranews Sumut)", None),
    }
    return {
        name: article("\n\n".join(serve.paragraphs(serve.text_of(name), first, last)), site.title)
        for name, (site, first, last) in cuts.items()
    }


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("bukittinggi", "13.75"),
        ("bengkalis", "ID"),
        ("solok-selatan", "13"),
        ("malang", "35.73"),
        ("tanjungbalai", "12"),
    ],
)
def test_the_seed_articles_give_their_figures_and_no_other(seeds: dict[str, NewsArticle], name: str, area: str) -> None:
    lines = map(json.loads, (SEEDS / "expected.jsonl").read_text(encoding="utf-8").splitlines())
    [expected] = [line for line in lines if line["id"] == name]
    text = seeds[name].model_copy(update={"date_published": date.fromisoformat(expected["published"])})
    found = [figure.codebook_row() for figure in extract(text, source_area=area).figures]
    assert len(found) == len(expected["figures"]) == len(match(expected["figures"], found, COLUMNS))
    assert [row["area_name"] for row in found] == [row["area_name"] for row in expected["figures"]]
