import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from models.errors import LockedError
from warehouse import Warehouse
from warehouse.connect import writer
from warehouse.load import LoadReport, load

LATER = datetime(2024, 4, 1, tzinfo=UTC)


def values(database: Path) -> list[float]:
    with Warehouse(database) as warehouse:
        return [row[0] for row in warehouse.figures().select("value").order("value").fetchall()]


def contents(database: Path) -> list[list[tuple[object, ...]]]:
    views = ("article", "figure", "series", "issue", "outcome", "source", "run", "run_source")
    with Warehouse(database) as warehouse:
        return [
            warehouse.sql(f"SELECT * EXCLUDE (loaded_at) FROM {view} ORDER BY ALL").fetchall()
            if view not in ("series", "source", "run_source")
            else warehouse.sql(f"SELECT * FROM {view} ORDER BY ALL").fetchall()
            for view in views
        ]


def test_what_is_new_is_counted_and_the_second_load_leaves_the_file_alone(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object], run_file: Callable[..., Path]
) -> None:
    database = tmp_path / "home" / "warehouse.duckdb"
    doubt = {"article_id": "x", "version": "y", "code": "number-unparsed", "message": "?", "exact": "ratusan"}
    folder = extraction(page("94"), page("", slug="dua"), issues=(doubt,))
    run = run_file()

    report = load(database, extractions=[folder], runs=[run])

    assert report == LoadReport(extractions=1, runs=1, articles=2, figures=1, issues=1, outcomes=3)
    before = database.stat()
    assert load(database, extractions=[folder], runs=[run]) == LoadReport()
    after = database.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [path.name for path in database.parent.iterdir() if path.name.endswith((".next", ".wal"))] == []


def test_one_article_captured_twice_or_read_twice_counts_once(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    database = tmp_path / "warehouse.duckdb"
    twice = extraction(page("94"), page("94", fetched=LATER), segment="a-00001")
    again = extraction(page("94", fetched=LATER), segment="b-00001")
    copied = extraction(page("94"), page("94", fetched=LATER), segment="a-00001", home=tmp_path / "copy")
    report = load(database, extractions=[twice, again, copied, twice])
    assert (report.extractions, report.articles, report.figures) == (2, 1, 1)
    assert values(database) == [94]
    with Warehouse(database) as warehouse:
        assert warehouse.sql("SELECT count(*), min(warc_file), min(warc_offset) FROM article").fetchall() == [
            (1, "a-00001.warc.gz", 0)
        ]
        assert warehouse.sql("SELECT articles, outlets FROM series").fetchall() == [(1, 1)]


def test_the_newest_version_of_an_article_holds_and_the_old_one_stays_in_the_store(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    database = tmp_path / "warehouse.duckdb"
    new = extraction(page("127", fetched=LATER), segment="b-00001")
    old = extraction(page("94"), segment="a-00001")
    load(database, extractions=[new, old])
    assert values(database) == [127]
    with Warehouse(database) as warehouse:
        assert warehouse.sql("SELECT value FROM store.figure ORDER BY 1").fetchall() == [(94,), (127,)]


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_newer_extractor_replaces_the_older_whichever_is_loaded_first(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object], newest_first: bool
) -> None:
    database = tmp_path / "warehouse.duckdb"
    body = "Dinas mencatat 94 unit, 127 di antaranya salah baca."
    old = extraction(page("127", body=body), page("5", slug="dua"), extractor="wartakop-0.9.0+b7")
    # The newer one reads the first page better and takes the second for no article at all.
    new = extraction(page("94", body=body), extractor="wartakop-0.10.0+a1")
    for folder in [new, old] if newest_first else [old, new]:
        load(database, extractions=[folder])
    assert values(database) == [94]
    with Warehouse(database) as warehouse:
        assert warehouse.figures().select("extractor").fetchall() == [("wartakop-0.10.0+a1",)]
        assert warehouse.sql("SELECT count(*) FROM store.figure").fetchall() == [(3,)]
        assert warehouse.sql("SELECT count(*) FROM store.article_text").fetchall() == [(2,)]


def test_another_text_read_from_the_same_capture_replaces_the_old_reading(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    database = tmp_path / "warehouse.duckdb"
    old = [
        extraction(page("94"), segment="a-00001"),
        extraction(page("95", fetched=LATER), segment="b-00001"),  # a teaser crept in: another text, another number
    ]
    new = [
        extraction(page("94"), segment="a-00001", extractor="wartakop-0.2.0"),
        extraction(page("94", fetched=LATER), segment="b-00001", extractor="wartakop-0.2.0"),
    ]
    load(database, extractions=[*new, *old])
    assert values(database) == [94]


def test_the_order_of_loading_leaves_no_trace(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object], run_file: Callable[..., Path]
) -> None:
    folders = [
        extraction(page("94"), page("12", slug="dua", status="active", period="2023"), segment="a-00001"),
        extraction(page("95", fetched=LATER), page("94", slug="tiga", source="lain"), segment="b-00001"),
        extraction(page("96"), page("12", slug="dua", status="active", period="2023"), extractor="wartakop-0.2.0"),
    ]
    found = []
    for number, order in enumerate(itertools.permutations(folders)):
        database = tmp_path / f"{number}.duckdb"
        for folder in order:
            load(database, extractions=[folder, *order[:1]], runs=[run_file()])
        found.append(contents(database))
    assert found[0][1]
    assert all(other == found[0] for other in found[1:])


def test_a_corrected_extraction_of_the_same_name_is_loaded_and_holds(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    database = tmp_path / "warehouse.duckdb"
    folder = extraction(page("94"))
    load(database, extractions=[folder])
    shutil.rmtree(folder)
    load(database, extractions=[extraction(page("95"))])
    assert values(database) == [95]


def test_a_run_is_kept_with_the_pages_that_did_not_come(tmp_path: Path, run_file: Callable[..., Path]) -> None:
    database = tmp_path / "warehouse.duckdb"
    load(database, extractions=[], runs=[run_file()])
    with Warehouse(database) as warehouse:
        assert warehouse.sql("SELECT source_id, status, reason FROM outcome").fetchall() == [
            ("padam", "failed", "no such host")
        ]
        assert warehouse.sql("SELECT run_id, since FROM run").fetchall() == [("20240306T010000Z", date(2018, 1, 1))]
        assert warehouse.sql("SELECT source_id, failures FROM run_source").fetchall() == [("padam", 1)]
        assert warehouse.sources().select("source_id, articles").fetchall() == [("padam", 0)]


def cut_off(folder: Path) -> None:
    path = folder / "figure.parquet"
    path.write_bytes(path.read_bytes()[:-20])


def lose_a_file(folder: Path) -> None:
    (folder / "outcome.parquet").unlink()


def lose_the_articles(folder: Path) -> None:
    duckdb.sql(f"COPY (FROM '{folder}/article.parquet' LIMIT 0) TO '{folder}/article.new'")
    (folder / "article.new").replace(folder / "article.parquet")


def add_a_column(folder: Path) -> None:
    duckdb.sql(f"COPY (SELECT *, 1 AS mood FROM '{folder}/figure.parquet') TO '{folder}/figure.new'")
    (folder / "figure.new").replace(folder / "figure.parquet")


@pytest.mark.parametrize("damage", [cut_off, lose_a_file, lose_the_articles, add_a_column])
def test_a_broken_extraction_is_named_and_the_rest_is_loaded(
    tmp_path: Path,
    extraction: Callable[..., Path],
    page: Callable[..., object],
    damage: Callable[[Path], None],
) -> None:
    database = tmp_path / "warehouse.duckdb"
    broken = extraction(page("94"), segment="a-00001")
    whole = extraction(page("95", slug="dua"), segment="b-00001")
    damage(broken)
    (line,) = load(database, extractions=[broken, whole]).broken
    assert line.startswith(str(broken))
    assert line.endswith(": delete that folder, then run `wartakop extract` and `wartakop load`")
    assert "\n" not in line
    assert values(database) == [95]
    before = database.stat()
    assert load(database, extractions=[broken, whole]) == LoadReport(broken=(line,))
    after = database.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not list(tmp_path.glob(".*.next*"))
    with Warehouse(database) as warehouse:
        assert warehouse.sql("SELECT count(*) FROM store.article").fetchall() == [(1,)]


def no_run(path: Path) -> None:
    path.write_text('{"run_id": 1}')


def no_file(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def more_than_a_column_holds(path: Path) -> None:
    path.write_text(path.read_text().replace('"requests": 1', '"requests": 12345678901234567890'))


def a_copy_of_another(path: Path) -> None:
    path.write_bytes(path.with_name("whole.json").read_bytes())


@pytest.mark.parametrize("damage", [no_run, no_file, a_link_to_nothing, more_than_a_column_holds, a_copy_of_another])
def test_a_broken_run_record_is_named_and_the_rest_is_loaded(
    tmp_path: Path, run_file: Callable[..., Path], damage: Callable[[Path], None]
) -> None:
    database = tmp_path / "warehouse.duckdb"
    broken, whole = run_file("broken"), run_file("whole")
    damage(broken)
    report = load(database, extractions=[], runs=[broken, whole])
    assert report.runs == 1
    (line,) = report.broken
    assert line.startswith(str(broken))
    assert line.endswith(": remove it")
    assert load(database, extractions=[], runs=[broken, whole]) == LoadReport(broken=(line,))
    with Warehouse(database) as warehouse:
        assert warehouse.sql("SELECT run_id FROM run").fetchall() == [("whole",)]


def test_a_run_record_that_vanishes_while_loading_is_named_and_the_rest_is_loaded(
    tmp_path: Path, run_file: Callable[..., Path]
) -> None:
    def vanishing() -> Iterator[Path]:
        yield (path := run_file("gone"))
        path.unlink()
        yield run_file("whole")

    report = load(tmp_path / "warehouse.duckdb", extractions=[], runs=vanishing())
    assert report.runs == 1
    (line,) = report.broken
    assert line.startswith(f"{tmp_path / 'runs' / 'gone.json'} cannot be read (No such file")


def test_what_lies_astray_among_extractions_is_named(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    folder = extraction(page("94"))
    (stray := folder.with_name("notes.txt")).write_text("my notes")
    (dangling := folder.with_name("dangling")).symlink_to("nowhere")
    (folded := folder.with_name("folded")).mkdir()
    (folded / "article.parquet").mkdir()
    report = load(tmp_path / "warehouse.duckdb", extractions=[stray, folder, dangling, folded])
    assert [line.partition(" has no ")[0] for line in report.broken] == [str(stray), str(dangling), str(folded)]
    assert values(tmp_path / "warehouse.duckdb") == [94]


def test_a_page_has_one_outcome_a_run(
    tmp_path: Path,
    extraction: Callable[..., Path],
    page: Callable[..., tuple[dict[str, object], list[object]]],
    run_file: Callable[..., Path],
) -> None:
    """Two tries were answered (archived, in two segments), the third was not; the crawler tells how it ended."""
    database, url = tmp_path / "warehouse.duckdb", "https://padam.example/"
    runs, folders = [run_file("night-1"), run_file("night-2")], []
    for segment in ("night-1-00000", "night-1-00001", "night-2-00000"):
        article, figures = page("94")
        folders.append(extraction((article | {"url": url, "source_id": "padam"}, figures), segment=segment))
    load(database, extractions=folders, runs=runs)
    with Warehouse(database) as warehouse:
        assert warehouse.sql("SELECT url, status FROM outcome").fetchall() == [(url, "failed")] * 2


def test_outcomes_of_two_sources_at_one_address_stand_side_by_side(
    tmp_path: Path,
    extraction: Callable[..., Path],
    page: Callable[..., tuple[dict[str, object], list[object]]],
) -> None:
    database = tmp_path / "warehouse.duckdb"
    pages = [page("94", source=source) for source in ("contoh", "lain")]
    shared: list[tuple[dict[str, object], list[object]]] = [
        (article | {"url": "https://situs.example/robots.txt"}, []) for article, _ in pages
    ]
    load(database, extractions=[extraction(*shared, segment="night-1-00000")])
    with Warehouse(database) as warehouse:
        assert warehouse.sql("SELECT source_id FROM outcome ORDER BY 1").fetchall() == [("contoh",), ("lain",)]


def test_two_reasons_of_the_crawler_under_one_address_are_both_kept(
    tmp_path: Path, run_file: Callable[..., Path]
) -> None:
    database, path = tmp_path / "warehouse.duckdb", run_file()
    record = json.loads(path.read_text())
    record["outcomes"].append(record["outcomes"][0] | {"reason": "too many pages"})
    path.write_text(json.dumps(record))
    load(database, extractions=[], runs=[path])
    with Warehouse(database) as warehouse:
        assert warehouse.sql("SELECT reason FROM outcome ORDER BY 1").fetchall() == [
            ("no such host",),
            ("too many pages",),
        ]


def test_of_two_archived_answers_the_last_tells(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    database = tmp_path / "warehouse.duckdb"
    first, last = page("94"), page("94", fetched=LATER)
    load(database, extractions=[extraction(last, first, segment="night-1-00000")])
    with Warehouse(database) as warehouse:
        assert warehouse.sql("SELECT observed_at FROM outcome").fetchall() == [(LATER,)]


def test_a_name_with_brackets_stars_and_equals_is_a_name(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    home = tmp_path / "it's [x]*" / "unit=percent"
    folder = extraction(page("94"), home=home)
    load(home / "warehouse.duckdb", extractions=[folder])
    assert values(home / "warehouse.duckdb") == [94]


def test_two_writers_do_not_meet(tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]) -> None:
    database = tmp_path / "warehouse.duckdb"
    folder = extraction(page("94"))
    with writer(database) as connection, pytest.raises(LockedError, match="another process is loading"):
        assert connection.execute("SELECT 1").fetchall() == [(1,)]
        load(database, extractions=[folder])
    database.unlink()
    load(database, extractions=[folder])
    assert values(database) == [94]
