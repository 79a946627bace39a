"""The demo's own pages: exactly the figures they state, and nothing of what stands around them."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

from models.figure import CODEBOOK_COLUMNS
from pipeline.evaluate import score
from tests.nights import Wartakop
from wartakop.demo.content import articles


def test_every_figure_and_no_other(demo_night: Wartakop) -> None:
    gold = [{"id": article.slug, "figures": article.figures} for article in articles()]
    found = demo_night.json("figures")
    predicted = [
        {"id": article.slug, "figures": [f for f in found if f["url"].rstrip("/").endswith(article.slug)]}
        for article in articles()
    ]
    strict = score(gold, predicted).levels["strict"]
    assert strict.matched == strict.gold == strict.predicted == len(found), found


def test_every_article_is_read_whole(demo_night: Wartakop) -> None:
    rows = demo_night.json("sql", "SELECT headline, article_body, date_published FROM article")
    read = {row["headline"]: (row["article_body"], row["date_published"]) for row in rows}
    written = {a.title: ("\n\n".join(a.paragraphs), a.published.date().isoformat()) for a in articles()}
    assert read == written


def test_json_has_the_codebooks_columns_and_the_origin(demo_night: Wartakop) -> None:
    for figure in demo_night.json("figures"):
        assert tuple(figure)[: len(CODEBOOK_COLUMNS)] == CODEBOOK_COLUMNS
        assert {"source_id", "url", "date_published", "start", "end", "figure_id"} <= set(figure)


def test_a_second_night_adds_nothing(demo_night: Wartakop, demo_registry: Path, tmp_path: Path) -> None:
    wartakop = demo_night.copied(tmp_path / "home")
    result = wartakop("nightly", "--sources", demo_registry, "--since", "2018-01-01", "--allow-private")
    assert result.code == 0
    assert "0 articles, 0 figures" in result.out
    assert wartakop.rows() == demo_night.rows()


def test_the_demo_shows_what_came_out_and_leaves_nothing_running(tmp_path: Path) -> None:
    wartakop = Wartakop(tmp_path / "demo")
    for _ in range(2):  # the second time over its own traces
        result = wartakop("demo")
        assert result.code == 0, result.err
        assert "Kabupaten Solok Selatan over time" in result.out
        assert "64 koperasi aktif" in result.out
        assert str(wartakop.home / "warehouse.duckdb") in result.out.replace("\n", "")
    sites = {urlsplit(figure["url"]) for figure in wartakop.json("figures")}
    for site in sites:
        with socket.socket() as probe:
            assert probe.connect_ex((str(site.hostname), int(site.port or 80))) != 0


def test_the_demo_spares_other_data(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    result = Wartakop(tmp_path)("demo")
    assert result.code == 2
    assert "holds other data" in result.err
    assert (tmp_path / "thesis.txt").read_text() == "mine"
