"""Whatever a page holds: nothing breaks, every quote is the text at its place, and time grows with the text."""

import json
import random
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.article import NewsArticle
from pipeline.extract import Extraction, extract
from pipeline.rules.letters import whole_letters

GOLD = Path(__file__).parents[1] / "gold"
DISTRICTS = "\n".join(f"Kecamatan Contoh {number} {number * 7} {number * 3}" for number in range(1, 31))
LETTERS = (
    "koperasi aktif 350 Kota Padang ٣٤ Ⅻ ① ½ é e\u0301 \u202e \u200b \ufeff \x00 \ud800 "
    "\U0001f600\U0001f469\u200d\U0001f467 İ ß ﷺ 合作社 кооператив"
)
ODD = {
    "empty": "",
    "blank": " \n\n\t\r\n\u3000",
    "digits": "1" * 1_000_000,
    "grouped digits": "1.234." * 30_000,
    "numbers": " ".join(str(number) for number in range(10_000)),
    "emoji": "😀 350 koperasi 👩‍👩‍👧 " * 200,
    "scripts": f"{LETTERS} " * 200,
    "English": "There are 350 active cooperatives in Padang, with 1,200 members and 12.5% growth. " * 20,
    "districts": f"Di Kabupaten Agam:\n{DISTRICTS}",
    "a table": f"Kecamatan | Jumlah | Aktif\n{DISTRICTS.replace(' ', ' | ')}",
    "surrogates": "Di Kota Padang \ud800 ada 350 koperasi \udfff aktif. " * 50,
    "old line ends": "Di Kota Padang\rada 350\r\nkoperasi aktif.\x0b\x0c\x85\u2028",
}


def gold() -> list[dict[str, Any]]:
    lines = (line for path in ("dev.jsonl", "own.jsonl") for line in (GOLD / path).read_text("utf-8").splitlines())
    return [json.loads(line) for line in lines]


def checked(body: str, headline: str = "Kabar Koperasi", area: str | None = None) -> Extraction:
    """The extraction of a text, of which every quote and every doubt lies where it says."""
    body, headline = whole_letters(body), whole_letters(headline)  # lone surrogates are read as U+FFFD
    result = extract(
        NewsArticle(url="https://contoh.example/1", headline=headline, article_body=body), source_area=area
    )
    for figure in result.figures:
        evidence, text = figure.evidence, body if figure.evidence.part == "body" else headline
        assert text[evidence.start : evidence.end] == evidence.exact
        assert text[: evidence.start].endswith(evidence.prefix)
        assert text[evidence.end :].startswith(evidence.suffix)
    for issue in result.issues:
        if issue.start is not None:
            assert body[issue.start : issue.end] == issue.exact
    return result


@pytest.mark.parametrize("name", ODD)
def test_odd_texts(name: str) -> None:
    checked(ODD[name], ODD[name][:300])
    extract(NewsArticle(url="https://contoh.example/1", headline="Kabar", article_body=ODD[name]))


def test_gold_articles() -> None:
    assert sum(len(checked(line["body"], line["title"]).figures) for line in gold()) > 500


def test_decomposed_gold_articles() -> None:
    for line in gold()[::10]:
        checked(unicodedata.normalize("NFD", line["body"]), line["title"])


def test_spliced_gold_articles() -> None:
    chance = random.Random(3)  # the same splices at each run
    texts = [line["body"] for line in gold()]
    for _ in range(150):
        pieces = (chance.choice(texts) for _ in range(chance.randint(1, 6)))
        cuts = ((*sorted(chance.sample(range(len(piece)), 2)), piece) for piece in pieces)
        checked(chance.choice(("", " ", "\n\n")).join(piece[start:end] for start, end, piece in cuts), area="13.06")


@given(st.text(st.characters(), max_size=200), st.text(st.characters(), max_size=40))
@settings(deadline=None, derandomize=True)
def test_any_text(body: str, headline: str) -> None:
    checked(f"Di Kota Padang ada 350 koperasi aktif {body} dan 12 tidak aktif.", headline)


@pytest.mark.parametrize(
    "piece", ["Di Kabupaten Agam ada 35 koperasi aktif. ", "12 ", "Kecamatan Tilatang Kamang 12, ", "1"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        body = (piece * length)[:length]
        start = time.process_time()
        extract(NewsArticle(url="https://contoh.example/1", headline="Kabar", article_body=body))
        return time.process_time() - start

    seconds(1_000)
    short = max(0.001, min(seconds(4_000) for _ in range(2)))
    assert seconds(32_000) < 32 * short  # eight times the text: 8 is linear, 64 the square
