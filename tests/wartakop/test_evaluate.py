"""`wartakop evaluate`: scores, calibration and errors, for people and for programs."""

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.nights import SHARED, Wartakop

OWN = Path(__file__).parents[1] / "gold" / "own.jsonl"
BODY = """Lubuk Basung - Jumlah koperasi di Kabupaten Agam sebanyak 231 unit, kata kepala dinas.

Dari jumlah itu 120 aktif. Anggotanya ada yang lama dan baru, kira-kira berimbang."""
ARTICLE = {"id": "a-1", "published": "2024-05-02", "title": "Koperasi di Kabupaten Agam Didata", "body": BODY}
FIGURE = {"indicator": "cooperatives", "unit": "count", "value": 231, "ref_area": "13.06", "quote": "231 unit"}
GOLD = [
    {**FIGURE, "coop_kind": "primary", "area_name": "Kabupaten Agam"},  # read without its kind
    {**FIGURE, "indicator": "members", "value": 99, "quote": "Anggotanya ada yang lama"},  # never read
]
Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(*lines: dict[str, Any], name: str = "gold.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        return path

    return write


def test_what_is_extracted_agrees_with_itself(wartakop: Wartakop, written: Written, tmp_path: Path) -> None:
    gold = tmp_path / "extracted.jsonl"
    gold.write_text(wartakop("extract", "--articles", written(ARTICLE)).out, encoding="utf-8")
    report = wartakop.json("evaluate", gold)
    assert report["strict"]["f1"] == report["core"]["f1"] == report["value"]["f1"] == 1
    assert report["strict"]["gold"] == 2
    assert set(report["column_accuracy"].values()) == {1}
    assert report["errors"] == []


def test_json_holds_every_error_with_its_text(wartakop: Wartakop, written: Written) -> None:
    report = wartakop.json("evaluate", written({**ARTICLE, "figures": GOLD}))
    assert [error["verdict"] for error in report["errors"]] == ["wrong", "missed", "false"]
    wrong, missed, false = report["errors"]
    assert wrong["differing"] == ["coop_kind"]
    assert wrong["gold"] == GOLD[0]
    assert wrong["text"]["gold"]["number"] == wrong["text"]["read"]["number"] == "231"
    assert wrong["text"]["gold"]["after"] == " unit, kata kepala dinas."
    assert (missed["read"], missed["text"]["read"], missed["text"]["gold"]["number"]) == (None, None, GOLD[1]["quote"])
    assert (false["gold"], false["read"]["value"], false["read"]["coop_status"]) == (None, 120, "active")
    assert 0 < false["read"]["confidence"] <= 1
    bins = report["calibration"]["bins"]
    assert sum(held["n"] for held in bins) == report["core"]["predicted"] == 2
    assert sum(held["n"] * held["core"] for held in bins) == report["core"]["matched"] == 1
    assert set(report["calibration"]["core"]) == {"expected_calibration_error", "brier"}
    assert report["by_indicator"]["members"]["recall"] == 0
    assert report["by_status"]["active"]["gold"] == 0


def test_a_table_shows_errors_on_request(wartakop: Wartakop, written: Written) -> None:
    gold = written({**ARTICLE, "figures": GOLD})
    plain, all_errors, none, before = (
        wartakop("evaluate", *arguments).out
        for arguments in ((gold,), (gold, "--errors"), (gold, "--errors", "0"), ("--errors", gold))
    )
    assert plain == none
    assert all_errors == before
    assert all_errors.startswith(plain)
    errors = " ".join(all_errors.removeprefix(plain).split())
    assert "coop_kind primary → all" in errors
    assert "sebanyak »231« unit, kata" in errors
    assert "Missed: the gold has them, the pipeline does not (1) a-1 members 99, 13.06, published" in errors
    assert "Dari jumlah itu »120« aktif." in errors
    assert all(len(line) <= 100 for line in all_errors.splitlines())


def test_so_many_errors_of_each_kind(wartakop: Wartakop, written: Written) -> None:
    gold = written(*({**ARTICLE, "id": f"a-{n}", "figures": GOLD} for n in range(3)))
    out = wartakop("evaluate", gold, "--errors", "2").out
    assert out.count("(2 of 3)") == 3
    assert out.count("→ all") == 2
    assert "a-2" not in out


@pytest.mark.parametrize("number", ["-1", "--errors=viele", "--errors="])
def test_a_number_of_errors_that_is_none(number: str, wartakop: Wartakop, written: Written) -> None:
    words = [number] if number.startswith("--") else ["--errors", number]
    result = wartakop("evaluate", written({**ARTICLE, "figures": []}), *words)
    assert (result.code, result.out) == (2, "")
    assert "Invalid value for '--errors'" in result.err


def test_csv_has_a_row_for_every_figure(wartakop: Wartakop, written: Written) -> None:
    gold = written({**ARTICLE, "figures": GOLD}, {**ARTICLE, "id": "a-2", "figures": [{**FIGURE, "subset": "pangan"}]})
    rows = list(csv.DictReader(io.StringIO(wartakop("evaluate", gold, "--format", "csv").out)))
    assert Counter(row["verdict"] for row in rows) == {"wrong": 2, "missed": 1, "false": 2}
    wrong, missed, false, parted, _ = rows
    assert (wrong["file"], wrong["id"], wrong["gold_coop_kind"], wrong["read_coop_kind"]) == (
        str(gold),
        "a-1",
        "primary",
        "all",
    )
    assert (wrong["gold_value"], wrong["read_value"], wrong["gold_bound"]) == ("231", "231", "exact")
    assert (missed["gold_quote"], missed["read_indicator"], missed["confidence"]) == (GOLD[1]["quote"], "", "")
    assert (false["gold_indicator"], false["read_value"]) == ("", "120")
    assert 0 < float(false["confidence"]) <= 1
    assert (parted["gold_subset"], parted["read_subset"]) == ("pangan", "")


def test_articles_without_figures_are_counted(wartakop: Wartakop, written: Written) -> None:
    none = wartakop("evaluate", written({**ARTICLE, "figures": GOLD})).out
    assert "False figures per article that has none: – (0 in 0 articles that have none)" in none
    empty = written({**ARTICLE, "figures": []}, {**ARTICLE, "id": "a-2", "body": "Kosong.", "figures": []})
    assert "has none: 1.000 (2 in 2 articles that have none)" in wartakop("evaluate", empty).out
    assert wartakop.json("evaluate", empty)["false_per_empty_article"] == 1


def test_several_files_are_scored_together_and_apart(wartakop: Wartakop, written: Written) -> None:
    gold = written({**ARTICLE, "figures": GOLD}, name="one.jsonl")
    same_id = written({**ARTICLE, "figures": []}, name="two.jsonl")
    report = wartakop.json("evaluate", gold, same_id, gold)
    assert (report["articles"], report["strict"]["gold"], report["strict"]["predicted"]) == (2, 2, 4)
    assert [(file["file"], file["core"]["gold"]) for file in report["files"]] == [(str(gold), 2), (str(same_id), 0)]
    assert [file["false_per_empty_article"] for file in report["files"]] == [None, 2]
    assert "two.jsonl" in wartakop("evaluate", gold, same_id).out


def test_nothing_read_and_nothing_to_read(wartakop: Wartakop, written: Written) -> None:
    result = wartakop("evaluate", written({"id": "a", "title": "", "body": "", "figures": []}), "--errors")
    assert (result.code, result.err) == (0, "")
    assert "strict  –          –       1.000" in result.out
    assert "Brier score: strict –, core –" in result.out


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="needs ../shared/gold")
def test_evaluate_prints_what_the_gold_scorer_prints(wartakop: Wartakop, tmp_path: Path) -> None:
    gold = SHARED / "gold" / "dev.jsonl"
    predicted = tmp_path / "predicted.jsonl"
    assert wartakop("extract", "--articles", gold, "--output", predicted).code == 0
    scorer = [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)
    ours = wartakop.json("evaluate", gold)
    assert {name: ours[name] for name in theirs} == theirs


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ([], "no articles"),
        ([ARTICLE], "figures"),
        ([{**ARTICLE, "figures": []}, {**ARTICLE, "figures": []}], "a-1"),
        ([{**ARTICLE, "figures": [{**FIGURE, "ref_area": "1306"}]}], "1306"),
    ],
)
def test_gold_that_is_none(
    lines: list[dict[str, object]], complaint: str, wartakop: Wartakop, written: Written
) -> None:
    result = wartakop("evaluate", OWN, written(*lines))
    assert (result.code, result.out) == (2, "")
    (line,) = result.err.strip().splitlines()
    assert line.startswith("wartakop: error: ")
    assert "gold.jsonl" in line
    assert complaint in line


@pytest.mark.parametrize(("name", "complaint"), [("none.jsonl", "No such file or directory"), ("", "Is a directory")])
def test_a_file_that_cannot_be_read(name: str, complaint: str, wartakop: Wartakop, tmp_path: Path) -> None:
    result = wartakop("evaluate", OWN, tmp_path / name)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"wartakop: error: {tmp_path / name} cannot be read: {complaint}\n"
