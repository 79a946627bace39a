"""The command line: help that teaches, tables for people, JSON and CSV for programs, exit codes."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.nights import Wartakop

COMMANDS = "crawl extract load nightly figures series evidence sql sources evaluate demo".split()
ARTICLE = {
    "id": "a-1",
    "source_url": "https://example.com/1",
    "outlet": "example.com",
    "published": "2024-05-02",
    "title": "Koperasi di Kabupaten Agam Didata",
    "body": "Lubuk Basung - Jumlah koperasi di Kabupaten Agam sebanyak 231 unit, kata kepala dinas.",
}


def test_version(wartakop: Wartakop) -> None:
    assert wartakop("--version").out.startswith("wartakop 0.")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_by_example(command: str, wartakop: Wartakop) -> None:
    result = wartakop(command, "--help")
    assert result.code == 0
    assert f"wartakop {command}" in result.out or f"wartakop --home data {command}" in result.out


def test_help_names_every_command(wartakop: Wartakop) -> None:
    result = wartakop("--help")
    assert result.code == 0
    assert all(f"\n  {command} " in result.out for command in COMMANDS)
    assert "..." not in result.out.partition("Commands:")[2]


def test_nothing_heavy_for_help() -> None:
    script = "import sys, wartakop.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"scrapy", "twisted", "spacy", "torch", "sentence_transformers", "duckdb", "pyarrow", "trafilatura", "lxml"}
    assert not heavy & set(loaded)
    assert "pydantic" not in loaded


def test_nothing_needless_for_a_query(demo_night: Wartakop) -> None:
    path = demo_night.home / "warehouse.duckdb"
    query = f"Warehouse({str(path)!r}).figures(area='13.11').fetchall()"
    script = f"import sys; from warehouse import Warehouse; {query}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"scrapy", "spacy", "torch", "sentence_transformers", "trafilatura", "pandas"} & set(loaded)


def test_packages_do_no_work_on_import(tmp_path: Path) -> None:
    script = "import wartakop, crawlers, pipeline, warehouse, models, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    ).stdout.split()
    assert not {"scrapy", "spacy", "torch", "duckdb", "pydantic"} & set(loaded)
    assert not list(tmp_path.iterdir())


def test_figures_as_table_json_and_csv(demo_night: Wartakop) -> None:
    query = ("figures", "--area", "13.11", "--status", "inactive")
    table = demo_night(*query)
    assert table.code == 0
    assert "57 koperasi tidak aktif" in table.out
    found = demo_night.json(*query)
    assert {figure["value"] for figure in found} == {42, 57}
    rows = list(csv.DictReader(io.StringIO(demo_night(*query, "--format", "csv").out)))
    assert [row["figure_id"] for row in rows] == [figure["figure_id"] for figure in found]
    assert [int(row["value"]) for row in rows] == [figure["value"] for figure in found]


def test_figures_by_day_source_and_limit(demo_night: Wartakop) -> None:
    found = demo_night.json("figures", "--since", "2023-01-01", "--until", "2023-12-31")
    assert found
    assert all(figure["date_published"].startswith("2023-") for figure in found)
    assert {f["source_id"] for f in demo_night.json("figures", "--source", "kota-bunga")} == {"kota-bunga"}
    cut = demo_night("figures", "--limit", "2", "--format", "json")
    assert len(json.loads(cut.out)) == 2
    assert "cut after 2 rows" in cut.err


@pytest.mark.parametrize(
    "args",
    [
        ("figures", "--area", "Atlantis"),
        ("figures", "--indicator", "villages"),
        ("figures", "--status", "asleep"),
        ("figures", "--source", "nobody"),
        ("series", "--area", "Solok"),
        ("series", "--area", "13.11", "--unit", "dozen"),
        ("sql", "SELEC 1"),
        ("sql", "SELECT 1; SELECT 2"),
        ("sql", "SELECT * FROM read_csv('/etc/passwd')"),
        ("sql", "COPY figure TO '/tmp/stolen.csv'"),
        ("sql", ""),
        ("evidence", "1", "--format", "csv"),
        ("extract", "--output", "/tmp/nowhere.jsonl"),
    ],
)
def test_one_line_for_a_query_that_cannot_be(args: tuple[str, ...], demo_night: Wartakop) -> None:
    result = demo_night(*args)
    assert result.code == 2
    assert result.out == ""
    assert len(result.err.strip().splitlines()) == 1, result.err


@pytest.mark.parametrize(
    "args", [("figurs",), ("figures", "--format", "xml"), ("series",), ("figures", "--limit", "0")]
)
def test_usage(args: tuple[str, ...], demo_night: Wartakop) -> None:
    result = demo_night(*args)
    assert result.code == 2
    assert "Traceback" not in result.err


def test_series(demo_night: Wartakop) -> None:
    rows = demo_night.json("series", "--area", "Kabupaten Solok Selatan", "--status", "all")
    assert [(row["as_of"], row["value"]) for row in rows] == [
        ("2021-03-18", 121),
        ("2022-12-31", 126),
        ("2024-08-05", 134),
    ]
    assert "134" in demo_night("series", "--area", "13.11").out
    assert demo_night.json("series", "--area", "13.11", "--status", "all", "--unit", "count") == rows
    assert demo_night.json("series", "--area", "13.11", "--unit", "idr") == []


def test_sql(demo_night: Wartakop) -> None:
    assert demo_night.json("sql", "SELECT count(*) AS n FROM figure WHERE value = 121") == [{"n": 1}]
    assert demo_night.json("sql", "SELECT 1 AS n WHERE false") == []


def test_sources(wartakop: Wartakop, demo_registry: Path) -> None:
    ours = wartakop.json("sources")
    assert {source["cms"] for source in ours} == {"antara", "rri", "varient", "wordpress"}
    assert [source["id"] for source in ours if source["terms"] == "ask"] == ["antara-sumut"]
    assert len(wartakop.json("sources", "--sources", demo_registry)) == 5


def test_extract_articles(wartakop: Wartakop, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps({**ARTICLE, "note": "kept"}) + "\n", encoding="utf-8")
    line = json.loads(wartakop("extract", "--articles", articles).out)
    (figure,) = line.pop("figures")
    assert line == {**ARTICLE, "note": "kept", "issues": []}
    assert 0.5 <= figure["confidence"] <= 1
    assert (figure["value"], figure["ref_area"], figure["time_basis"]) == (231, "13.06", "published")
    assert figure["quote"] in ARTICLE["body"]
    written = tmp_path / "out.jsonl"
    assert wartakop("extract", "--articles", articles, "--output", written).out == ""
    assert json.loads(written.read_text(encoding="utf-8"))["figures"] == [figure]


def test_extract_articles_counts_what_is_doubtful(wartakop: Wartakop, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    doubtful = {**ARTICLE, "title": "Koperasi Didata", "body": "Jumlah koperasi di Solok sebanyak 231 unit, katanya."}
    articles.write_text(json.dumps(doubtful) + "\n", encoding="utf-8")
    result = wartakop("extract", "--articles", articles)
    line = json.loads(result.out)
    assert line["figures"] == []
    assert [issue["code"] for issue in line["issues"]] == ["region-ambiguous"]
    assert "left out as doubtful: 1 region-ambiguous" in result.err


def test_extract_articles_never_overwrites_what_it_reads(wartakop: Wartakop, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    result = wartakop("extract", "--articles", articles, "--output", articles)
    assert result.code == 2
    assert "would be overwritten" in result.err
    assert json.loads(articles.read_text(encoding="utf-8")) == ARTICLE


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"id": 1}', '{"id": "a", "title": "t"}', '{"id": "a", "title": "t", "body": 5}']
)
def test_articles_that_are_none(text: str, wartakop: Wartakop, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps(ARTICLE) + "\n" + text + "\n", encoding="utf-8")
    result = wartakop("extract", "--articles", articles)
    assert result.code == 2
    (line,) = result.err.strip().splitlines()
    assert "articles.jsonl" in line
    assert "2" in line


def test_letters_that_look_like_line_ends_go_round(wartakop: Wartakop, tmp_path: Path) -> None:
    articles, gold = tmp_path / "articles.jsonl", tmp_path / "gold.jsonl"
    note = "a\u2028b\u2029c\x85d\x0be\x1cf"
    texts = [note, "\ud800"]
    articles.write_text(
        "".join(json.dumps({**ARTICLE, "id": f"a-{n}", "note": text}) + "\n" for n, text in enumerate(texts))
    )
    assert wartakop("extract", "--articles", articles, "--output", gold).code == 0
    lines = gold.read_text(encoding="utf-8").split("\n")
    assert json.loads(lines[0])["note"] == note
    report = wartakop.json("evaluate", gold)
    assert report["strict"]["gold"] == report["strict"]["matched"] == len(texts)


def test_home_stands_anywhere(demo_night: Wartakop, wartakop: Wartakop) -> None:
    home = str(demo_night.home)
    expected = demo_night("figures", "--limit", "3", "--format", "csv").out
    assert wartakop("figures", "--home", home, "--limit", "3", "--format", "csv").out == expected
    assert wartakop("figures", "--limit", "3", "--format", "csv", f"--home={home}").out == expected
    assert wartakop("figures", "--home").err == "wartakop: error: --home needs a folder: write --home DIR\n"
    assert wartakop("sql", "--", "--home").code == 2
    assert wartakop().code == 2


@pytest.mark.parametrize("limit", [2**63 - 1, 10**30])
def test_no_limit_is_too_large(limit: int, demo_night: Wartakop) -> None:
    assert len(demo_night.json("figures", "--limit", str(limit))) == len(demo_night.json("figures"))


@pytest.mark.parametrize("day", ["yesterday", "2024-02-30", "01/02/2024", "9999999-01-01"])
def test_a_day_that_is_none(day: str, demo_night: Wartakop) -> None:
    result = demo_night("figures", "--since", day)
    assert (result.code, result.out) == (2, "")
    assert f"Invalid value for '--since': '{day}' is no day: write YYYY-MM-DD" in result.err


def test_days_without_news(demo_night: Wartakop) -> None:
    for days in (
        ("--since", "9999-12-31"),
        ("--until", "0001-01-01"),
        ("--since", "2024-01-02", "--until", "2024-01-01"),
    ):
        result = demo_night("figures", *days)
        assert (result.code, result.out, result.err) == (0, "", "wartakop: nothing found\n")


def test_home_from_the_environment(demo_night: Wartakop) -> None:
    result = subprocess.run(
        [demo_night.command, "sql", "SELECT 1 AS n"],
        env={"WARTAKOP_HOME": str(demo_night.home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "1" in result.stdout


def test_a_setting_that_is_none(wartakop: Wartakop) -> None:
    result = wartakop("nightly", environment={"WARTAKOP_LOOKBACK_DAYS": "soon"})
    assert result.code == 2
    assert "WARTAKOP_LOOKBACK_DAYS" in result.err
