import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from models.errors import InputError, WarehouseError
from warehouse import Warehouse
from warehouse.load import load


@pytest.fixture(scope="module")
def database(
    tmp_path_factory: pytest.TempPathFactory, extraction_in: Callable[..., Path], page: Callable[..., object]
) -> Path:
    """Six figures of three regions by two outlets, and one from an archive of somebody else's."""
    home = tmp_path_factory.mktemp("home")
    folder = extraction_in(
        page("94", slug="satu", period="2023"),
        page("95", slug="dua", period="2023", source="lain", published=date(2024, 6, 1)),
        page("350", slug="tiga", area="14.03", status="active", published=date(2022, 1, 31)),
        page("10000", slug="empat", area="14.03", indicator="members", bound="at_least"),
        page("67", slug="lima", area="13.11", kind="primary", basis="earlier"),
        page("40", slug="enam", area="13.11", unit="percent", status="inactive", published=None),
        page("12", slug="tujuh", source=None, headline="Ada 12 koperasi", part="headline", body="Tanpa angka."),
        home=home,
    )
    path = home / "warehouse.duckdb"
    load(path, extractions=[folder])
    return path


@pytest.fixture
def warehouse(database: Path) -> Iterator[Warehouse]:
    with Warehouse(database) as opened:
        yield opened


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [10000, 12, 94, 95, 350, 67, 40]),
        ({"area": "13.75"}, [12, 94, 95]),
        ({"area": "kota bukittinggi"}, [12, 94, 95]),
        ({"area": "13"}, []),
        ({"indicator": "members"}, [10000]),
        ({"coop_status": "active"}, [350]),
        ({"coop_kind": "primary"}, [67]),
        ({"source": "lain"}, [95]),
        ({"since": "2024-06-01"}, [95]),
        ({"until": date(2022, 1, 31)}, [350]),
        ({"since": "2024-01-01", "until": "2024-03-31", "area": "Bengkalis"}, [10000]),
    ],
)
def test_figures_are_filtered(warehouse: Warehouse, filters: dict[str, str], expected: list[float]) -> None:
    found = [row[0] for row in warehouse.figures(**filters).select("value").fetchall()]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"area": "Atlantis"}, "no region is called 'Atlantis'"),
        ({"indicator": "koperasi"}, "write one of cooperatives, members"),
        ({"coop_status": "dead"}, "write one of all, active, inactive"),
        ({"coop_kind": "x' OR 1=1 --"}, "write one of all, savings_loan"),
        ({"source": "nobody"}, "write one of contoh, lain"),
        ({"since": "kemarin"}, "write 2024-12-31"),
    ],
)
def test_what_does_not_exist_is_named_with_what_does(
    warehouse: Warehouse, filters: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        warehouse.figures(**filters)
    assert "\n" not in str(caught.value)


@pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.drop")  # DuckDB 2.0 on pandas 3.1
def test_an_answer_is_a_relation_for_every_taste(warehouse: Warehouse) -> None:
    relation = warehouse.figures(area="13.75")
    frame, polars, arrow = relation.df(), relation.pl(), relation.arrow()
    assert list(frame["value"]) == polars["value"].to_list()
    table = arrow.read_all() if isinstance(arrow, pa.RecordBatchReader) else arrow
    assert table.column("value").to_pylist() == list(frame["value"])
    assert relation.filter("value > 90").count("*").fetchall() == [(2,)]
    assert [str(kind) for kind in relation.select("loaded_at").types] == ["TIMESTAMP WITH TIME ZONE"]
    ((loaded_at,), *_) = relation.select("loaded_at").fetchall()
    assert loaded_at.utcoffset().total_seconds() == 0


def test_the_figure_view_has_the_columns_that_were_promised(warehouse: Warehouse) -> None:
    assert warehouse.figures().columns == (
        "figure_id indicator coop_status coop_kind subset unit value value_max bound ref_area area_name area_basis"
        " time_period time_basis period_start period_end as_of speaker speaker_role quote prefix suffix part start end"
        " confidence extractor article_id version source_id url headline publisher date_published loaded_at"
    ).split(" ")


def test_series_tells_when_what_and_whether_the_news_agree(warehouse: Warehouse) -> None:
    rows = warehouse.series(area="13.75").select(
        "as_of, time_period, time_basis, value, articles, outlets, lowest, highest, disputed"
    )
    day = date(2024, 3, 5)
    assert rows.fetchall() == [
        (date(2023, 12, 31), "2023", "stated", 95, 2, 2, 94, 95, True),
        (day, "2024-03-05", "published", 12, 1, 1, 12, 12, False),
    ]
    # A former level without a date and a figure of an undated article stand on no day.
    assert warehouse.series(area="13.11").fetchall() == []
    assert warehouse.series(area="14.03", coop_status="active", unit="count").select("value").fetchall() == [(350,)]


@pytest.mark.parametrize(
    ("statements", "chosen", "disputed"),
    [
        ([("10000", "at_least"), ("10412", "exact")], 10412, False),
        ([("10000", "at_least"), ("9800", "exact")], 9800, True),
        ([("50", "about"), ("49", "exact")], 49, False),
        ([("50", "about"), ("80", "about"), ("50", "about")], 50, True),
        ([("400", "at_most"), ("390", "exact"), ("391", "exact"), ("391", "exact")], 391, True),
    ],
)
def test_values_are_weighed_by_how_they_are_meant(
    tmp_path: Path,
    extraction: Callable[..., Path],
    page: Callable[..., object],
    statements: list[tuple[str, str]],
    chosen: float,
    disputed: bool,
) -> None:
    pages = [
        page(number, slug=str(place), source=f"outlet{place}", bound=bound, period="2023-Q4")
        for place, (number, bound) in enumerate(statements)
    ]
    load(tmp_path / "w.duckdb", extractions=[extraction(*pages)])
    with Warehouse(tmp_path / "w.duckdb") as warehouse:
        assert warehouse.series(area="13.75").select("value, disputed, outlets").fetchall() == [
            (chosen, disputed, len(statements))
        ]


def test_a_value_without_a_day_of_publication_is_not_the_one_said_last(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    pages = [
        page("94", slug="a", period="2023"),
        page("95", slug="b", period="2023", source="lain", published=None),
    ]
    load(tmp_path / "w.duckdb", extractions=[extraction(*pages)])
    with Warehouse(tmp_path / "w.duckdb") as warehouse:
        assert warehouse.series(area="13.75").select("value, last_published").fetchall() == [(94, date(2024, 3, 5))]


def test_a_range_and_a_part_stand_on_their_own(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    pages = [
        page("40", slug="a", bound="range", value_max=60.0, period="2023"),
        page("20", slug="b", subset="pangan", period="2023"),
    ]
    load(tmp_path / "w.duckdb", extractions=[extraction(*pages)])
    with Warehouse(tmp_path / "w.duckdb") as warehouse:
        rows = warehouse.series(area="13.75").select("subset, value, value_max, bound, highest").fetchall()
    assert rows == [(None, 40, 60, "range", 60), ("pangan", 20, None, "exact", 20)]


def test_sources_are_counted(warehouse: Warehouse) -> None:
    fetched = datetime(2024, 3, 6, 1, 2, 3, tzinfo=UTC)
    assert warehouse.sources().fetchall() == [
        ("contoh", "13.75", "Contoh", 5, 5, date(2022, 1, 31), date(2024, 3, 5), fetched),
        ("lain", "13.75", "Lain", 1, 1, date(2024, 6, 1), date(2024, 6, 1), fetched),
    ]


def test_a_figure_is_followed_back(warehouse: Warehouse) -> None:
    ((figure_id,),) = warehouse.figures(coop_status="active").select("figure_id").fetchall()
    found = warehouse.evidence(figure_id[:13])
    figure, article, capture = found["figure"], found["article"], found["capture"]
    assert isinstance(figure, dict) and isinstance(article, dict) and isinstance(capture, dict)
    assert article["article_body"][figure["start"] : figure["end"]] == figure["quote"] == "350"
    assert article["context"] == "Dinas mencatat 350 unit koperasi."
    assert article["article_body"][article["context_start"] :].startswith(article["context"])
    assert article["url"] == "https://contoh.example/tiga"
    assert capture["warc_file"] == "20240306T010000Z-00001.warc.gz"
    assert capture["warc_offset"] == 2000
    assert capture["fetched_at"] == datetime(2024, 3, 6, 1, 2, 3, tzinfo=UTC)
    assert (found["extractor"], found["current"]) == ("wartakop-0.1.0", True)


def test_a_figure_of_the_headline_has_the_headline_around_it(warehouse: Warehouse) -> None:
    ((figure_id,),) = warehouse.figures().filter("part = 'headline'").select("figure_id").fetchall()
    article = warehouse.evidence(figure_id)["article"]
    assert isinstance(article, dict)
    assert (article["context"], article["context_start"]) == ("Ada 12 koperasi", 0)


def test_a_text_that_two_outlets_print_is_two_articles_with_a_figure_each(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    folder = extraction(page("94"), page("94", source="lain", fetched=datetime(2024, 4, 1, tzinfo=UTC)))
    load(tmp_path / "w.duckdb", extractions=[folder])
    with Warehouse(tmp_path / "w.duckdb") as warehouse:
        assert warehouse.figures().select("source_id").order("source_id").fetchall() == [("contoh",), ("lain",)]
        assert warehouse.series(area="13.75").select("articles, outlets").fetchall() == [(2, 2)]
        for figure_id, url in warehouse.figures().select("figure_id, url").fetchall():
            article = warehouse.evidence(figure_id)["article"]
            assert isinstance(article, dict)
            assert article["url"] == url


@pytest.mark.parametrize(("figure_id", "message"), [("", "no figure"), ("zz", "no figure"), ("%", "no figure")])
def test_an_identifier_of_nothing_is_refused(warehouse: Warehouse, figure_id: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        warehouse.evidence(figure_id)


def test_an_answer_read_piece_by_piece_keeps_no_other_waiting(warehouse: Warehouse) -> None:
    reader = warehouse.figures().arrow()
    assert warehouse.series(area="13.75").fetchall()
    assert warehouse.sql("SELECT current_setting('TimeZone')").fetchall() == [("UTC",)]
    assert reader.read_all().num_rows == len(warehouse.figures().fetchall())


def test_an_identifier_of_several_asks_for_more(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    # Seventeen identifiers, sixteen first digits: two of them share one.
    load(tmp_path / "w.duckdb", extractions=[extraction(*(page(str(100 + n), slug=str(n)) for n in range(17)))])
    with Warehouse(tmp_path / "w.duckdb") as warehouse:
        first = [row[0][0] for row in warehouse.figures().select("figure_id").fetchall()]
        shared = next(digit for digit in first if first.count(digit) > 1)
        with pytest.raises(InputError, match="write more of it"):
            warehouse.evidence(shared)


def test_a_figure_that_a_newer_reading_left_out_can_still_be_followed_back(
    tmp_path: Path, extraction: Callable[..., Path], page: Callable[..., object]
) -> None:
    body = "Dinas mencatat 94 unit, 127 di antaranya salah baca."
    old = extraction(page("127", body=body))
    load(tmp_path / "w.duckdb", extractions=[old])
    with Warehouse(tmp_path / "w.duckdb") as warehouse:
        ((figure_id,),) = warehouse.figures().select("figure_id").fetchall()
    load(tmp_path / "w.duckdb", extractions=[extraction(page("94", body=body), extractor="wartakop-0.2.0")])
    with Warehouse(tmp_path / "w.duckdb") as warehouse:
        found = warehouse.evidence(figure_id)
    assert (found["current"], found["extractor"]) == (False, "wartakop-0.1.0")


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "run `wartakop nightly`"), (b"", "build it anew"), (b"teks " * 4000, "build it anew")],
)
def test_what_is_no_warehouse_says_so_in_one_line(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "warehouse.duckdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WarehouseError, match=message) as caught:
        Warehouse(path)
    assert "\n" not in str(caught.value)


def test_importing_the_package_imports_no_duckdb() -> None:
    code = "import sys, warehouse; assert not {'duckdb', 'pyarrow', 'pydantic'} & set(sys.modules); warehouse.Warehouse"
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(ImportError):
        from warehouse import Nothing  # noqa: F401


def test_a_query_in_a_fresh_process_is_quick(database: Path) -> None:
    code = f"from warehouse import Warehouse; assert len(Warehouse({str(database)!r}).figures(area='13.75')) == 3"
    seconds = []
    for _ in range(3):
        started = time.monotonic()
        subprocess.run([sys.executable, "-c", code], check=True)
        seconds.append(time.monotonic() - started)
    assert min(seconds) < 1.0, "0.4 s where nothing else runs"
