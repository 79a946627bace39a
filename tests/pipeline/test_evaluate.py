import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.errors import InputError
from pipeline.evaluate import article_of, match, predict, read_articles, score

GOLD = Path(__file__).parents[1] / "gold"
SHARED = Path(__file__).parents[3] / "shared" / "gold"


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
    assert (report.missed, report.extra) == ((("a", gold[0]),), (("a", figure()),))


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
    assert report.false_per_empty_article == 0.5
    assert (report.levels["strict"].precision, report.levels["strict"].recall, report.levels["strict"].f1) == (0, 1, 0)


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


def test_own_gold_stays_above_its_floors() -> None:
    articles = read_articles(GOLD / "own.jsonl")
    floors = json.loads((GOLD / "floors.json").read_text())["own.jsonl"]
    report = score(articles, [{"id": line["id"], "figures": predict(line)} for line in articles])
    reached = {level: report.levels[level].f1 for level in floors["f1"]}
    assert all(reached[level] >= floor for level, floor in floors["f1"].items()), (reached, report.missed, report.extra)
    assert report.false_per_empty_article <= floors["false_per_empty_article"]


def test_own_gold_quotes_its_text() -> None:
    for line in read_articles(GOLD / "own.jsonl"):
        assert all(row["quote"] in f"{line['title']}\n{line['body']}" for row in line["figures"])


@pytest.mark.skipif(not SHARED.exists(), reason="the development gold is not here")
def test_the_scores_are_those_of_the_reference(tmp_path: Path) -> None:
    articles = read_articles(SHARED / "dev.jsonl")
    predicted = [{"id": line["id"], "figures": predict(line)} for line in articles]
    path = tmp_path / "predicted.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in predicted))
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED / "dev.jsonl"), str(path), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    report = score(articles, predicted)
    for level, reached in report.levels.items():
        ours = {
            "precision": round(reached.precision, 4),
            "recall": round(reached.recall, 4),
            "f1": round(reached.f1, 4),
        }
        assert reference[level] == {**ours, **reached._asdict()}
    assert reference["false_per_empty_article"] == round(report.false_per_empty_article, 4)
    assert reference["column_accuracy"] == {column: round(share, 4) for column, share in report.column_accuracy.items()}
    floors = json.loads((GOLD / "floors.json").read_text())["dev.jsonl"]
    reached_f1 = {level: report.levels[level].f1 for level in floors["f1"]}
    assert all(reached_f1[level] >= floor for level, floor in floors["f1"].items()), reached_f1
