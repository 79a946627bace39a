"""One segment, one extraction: whole or not there, and the same from the same bytes."""

import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from models.article import NewsArticle
from models.errors import ArchiveError
from pipeline.extract import extract, load_pipeline
from pipeline.parquet import COLUMNS
from pipeline.segments import extract_segment, extraction_folder, pending

SENTENCE = "Lubuk Basung - Jumlah koperasi di Kabupaten Agam sebanyak 231 unit, kata kepala dinas pada hari Selasa."
PAGE = (
    '<html><head><meta property="article:published_time" content="2024-05-02T10:00:00+07:00"></head><body><article>'
    "<h1>{title}</h1><div class='entry-content'><p>{text}</p></div></article></body></html>"
)


def write_segment(path: Path, pages: dict[str, tuple[str, bytes]]) -> Path:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, (status, body) in pages.items():
            headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
            payload = io.BytesIO(body)
            writer.write_record(
                writer.create_warc_record(url, "response", payload, length=len(body), http_headers=headers)
            )
    return path


@pytest.fixture
def segment(tmp_path: Path) -> Path:
    article = PAGE.format(title="Koperasi Agam Didata", text=SENTENCE).encode()
    weather = PAGE.format(title="Cuaca Cerah", text="Hari ini cerah berawan di seluruh kota. " * 4).encode()
    return write_segment(
        tmp_path / "run-00000.warc.gz",
        {
            "https://kabar.example/1": ("200 OK", article),
            "https://kabar.example/1?utm_source=x": ("200 OK", article),
            "https://kabar.example/2": ("200 OK", weather),
            "https://kabar.example/3": ("404 Not Found", b""),
        },
    )


def test_an_extraction(segment: Path, tmp_path: Path) -> None:
    extractions = tmp_path / "extractions"
    assert pending([segment], extractions) == [segment]
    report = extract_segment(segment, extractions)
    assert (report.responses, report.articles, report.figures) == (4, 1, 1)
    assert pending([segment], extractions) == []

    tables = {name: pq.read_table(extraction_folder(extractions, segment) / f"{name}.parquet") for name in COLUMNS}
    assert {name: tuple(table.column_names) for name, table in tables.items()} == COLUMNS
    assert tables["outcome"]["status"].to_pylist() == ["stored", "stored", "irrelevant", "http_error"]
    captures = tables["article"].to_pylist()
    assert [row["captured_url"] for row in captures] == [
        "https://kabar.example/1",
        "https://kabar.example/1?utm_source=x",
    ]
    assert len({(row["article_id"], row["version"]) for row in captures}) == 1
    (figure,) = tables["figure"].to_pylist()
    assert captures[0]["article_body"][figure["start"] : figure["end"]] == figure["quote"]
    assert (figure["value"], figure["ref_area"], figure["period_start"]) == (231, "13.06", None)


def test_the_same_bytes_give_the_same_rows(segment: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        extract_segment(segment, tmp_path / name)
    for table in COLUMNS:
        one, two = (
            pq.read_table(extraction_folder(tmp_path / name, segment) / f"{table}.parquet") for name in ("one", "two")
        )
        assert one.equals(two)


def test_a_torn_segment_leaves_no_extraction(segment: Path, tmp_path: Path) -> None:
    segment.write_bytes(segment.read_bytes()[:-80])
    with pytest.raises(ArchiveError, match=r"run-00000\.warc\.gz"):
        extract_segment(segment, tmp_path / "extractions")
    assert pending([segment], tmp_path / "extractions") == [segment]


def test_what_a_killed_run_left_is_written_anew(segment: Path, tmp_path: Path) -> None:
    folder = extraction_folder(tmp_path / "extractions", segment)
    aside = folder.with_name(f".{folder.name}.open")
    aside.mkdir(parents=True)
    (aside / "half.parquet").write_bytes(b"PAR1")
    extract_segment(segment, tmp_path / "extractions")
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.parquet" for name in COLUMNS)
    assert not aside.exists()


def test_an_archive_without_articles(tmp_path: Path) -> None:
    segment = write_segment(tmp_path / "empty-00000.warc.gz", {})
    assert extract_segment(segment, tmp_path / "extractions").responses == 0
    for name in COLUMNS:
        path = extraction_folder(tmp_path / "extractions", segment) / f"{name}.parquet"
        assert tuple(pq.read_table(path).column_names) == COLUMNS[name]


def test_an_article_that_no_rule_foresaw_costs_itself_alone(
    segment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a rule divides by nothing")

    monkeypatch.setattr("pipeline.segments.extract", broken)
    report = extract_segment(segment, tmp_path / "extractions")
    (line,) = report.odd
    assert "https://kabar.example/1" in line
    assert "ZeroDivisionError" in line
    (issue,) = pq.read_table(extraction_folder(tmp_path / "extractions", segment) / "issue.parquet").to_pylist()
    assert issue["code"] == "extraction-failed"
    assert report.articles == 1


def test_what_is_too_unsure_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    article = NewsArticle(url="https://kabar.example/1", headline="Koperasi Agam Didata", article_body=SENTENCE)
    (figure,) = extract(article).figures
    monkeypatch.setattr(load_pipeline().get_pipe("figures"), "least_confidence", 1.01)
    figures, (issue,) = extract(article)
    assert figures == ()
    assert (issue.code, issue.exact) == ("confidence-low", figure.evidence.exact)
    assert SENTENCE[issue.start : issue.end] == issue.exact
