import json
from pathlib import Path
from typing import Any

import pytest

from models.errors import InputError
from pipeline.evaluate import predict
from pipeline.gold import article_of, read_articles, read_gold

GOLD = Path(__file__).parents[1] / "gold"
FIGURE = {"indicator": "cooperatives", "unit": "count", "value": 80, "ref_area": "13.02"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "no JSON"),
        ("[]", "no article"),
        ('{"id": "a", "title": "t"}', "'body'"),
        ('{"id": 1, "title": "t", "body": "b"}', "'id'"),
        ('{"id": "a", "title": "t", "body": "b", "published": "5 Mei"}', "'published'"),
        ('{"id": "a", "title": "t", "body": "b", "figures": {}}', "'figures'"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": "a", "title": "t", "body": "b"}}\n\n{line}\n')
    with pytest.raises(InputError, match=f"gold.jsonl, line 3.*{says}"):
        read_articles(path)


def test_a_line_ends_at_a_line_feed_alone(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    body = "satu\u2028dua\u0085tiga\x0bempat\x0clima\x1cenam"
    path.write_bytes(json.dumps({"id": "a", "title": "t", "body": body}, ensure_ascii=False).encode() + b"\r\n")
    assert [article["body"] for article in read_articles(path)] == [body]


def test_half_letters_are_replaced_at_the_door(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    body = "Di Kota Padang \ud800 ada 350 koperasi aktif."
    path.write_text(json.dumps({"id": "a\udfff", "title": "t\ud83d", "body": body, "figures": [{"quote": "\ud800"}]}))
    [line] = read_articles(path)
    assert line["body"] == body.replace("\ud800", "\ufffd")
    json.dumps(line, ensure_ascii=False).encode()
    raw = {"id": "a\udfff", "title": "t\ud83d", "body": body}
    assert article_of(raw).version
    [row] = predict(raw)
    assert row["quote"] in line["body"]


def test_nests_beyond_measure_are_told(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("[" * 100_000)
    with pytest.raises(InputError, match="line 1 is no JSON"):
        read_articles(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl cannot be read"):
        read_articles(tmp_path / "none.jsonl")


def test_a_line_becomes_an_article() -> None:
    article = article_of({"id": "a", "title": "t", "body": "b", "published": "2024-03-26", "outlet": "Contoh"})
    assert (article.headline, str(article.date_published), article.publisher) == ("t", "2024-03-26", "Contoh")


@pytest.mark.parametrize("published", ["2024-03-26T09:00:00+07:00", "2024-03-26T23:30", "2024-03-26 00:10:00Z"])
def test_a_time_of_publication_is_its_day(published: str) -> None:
    article = article_of({"id": "a", "title": "t", "body": "b", "published": published})
    assert str(article.date_published) == "2024-03-26"


def test_a_byte_order_mark_is_no_letter(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "title": "t", "body": "b"}', encoding="utf-8-sig")
    assert [line["id"] for line in read_articles(path)] == ["a"]


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"{\xff")
    with pytest.raises(InputError, match=r"gold\.jsonl cannot be read: it is no UTF-8 \(byte 1\)"):
        read_articles(path)
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        read_articles(tmp_path)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"indicator": None}, "at least"),
        ({"value": "80"}, "value should be a number, not '80'"),
        ({"value": True}, "value should be a number"),
        ({"value": float("nan")}, "value should be a number"),
        ({"value": 10**400}, "value should be a number"),
        ({"value_max": "90"}, "value_max should be a number"),
        ({"time_period": 2017}, "time_period should be a string"),
        ({"time_period": "Mei 2017"}, "no period"),
        ({"subset": ["pangan"]}, "subset should be a string"),
        ({"quote": 80}, "quote should be a string"),
        ({"ref_area": ["13.02"]}, "no region"),
        ({"ref_area": "1302"}, "no region"),
        ({"unit": {}}, "no unit"),
    ],
)
def test_a_figure_that_is_none_is_told(tmp_path: Path, cells: dict[str, Any], says: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "title": "t", "body": "b", "figures": [{**FIGURE, **cells}]}))
    with pytest.raises(InputError, match=f"gold.jsonl: article 'a'.*{says}"):
        read_gold(path)


@pytest.mark.parametrize("name", ["training.jsonl", *json.loads((GOLD / "floors.json").read_text())])
def test_gold_quotes_its_text(name: str) -> None:
    for line in read_gold(GOLD / name):
        assert all(row["quote"] in f"{line['title']}\n{line['body']}" for row in line["figures"])
