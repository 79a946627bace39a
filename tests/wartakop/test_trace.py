"""A figure followed back by commands alone: figure, quote and offsets, article, WARC record, the bytes."""

import gzip
import json
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.nights import Wartakop


def test_from_figure_to_bytes(demo_night: Wartakop) -> None:
    for figure in demo_night.json("figures"):
        found = demo_night.json("evidence", figure["figure_id"])
        article, capture = found["article"], found["capture"]
        assert article["article_body"][figure["start"] : figure["end"]] == figure["quote"]
        assert article["url"] == figure["url"]

        # Another reader than ours finds the record at that offset, with that identifier.
        with Path(found["warc_path"]).open("rb") as segment:
            segment.seek(capture["warc_offset"])
            record = next(ArchiveIterator(segment, record_types=WarcRecordType.response))
            assert record.headers["WARC-Record-ID"] == capture["warc_record_id"]
            payload = record.reader.read()
        raw = demo_night.bytes("evidence", figure["figure_id"], "--bytes")
        assert raw == payload
        text = (gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw).decode()
        assert figure["quote"] in text or figure["quote"] in json.dumps(json.loads(text), ensure_ascii=False)


def test_as_a_person_reads_it(demo_night: Wartakop) -> None:
    figure = demo_night.json("figures", "--area", "Kota Bukittinggi")[0]
    shown = demo_night("evidence", figure["figure_id"][:12])
    assert shown.code == 0
    for words in (figure["quote"], figure["figure_id"], figure["url"], ".warc.gz at byte", "HTTP/1.1 200"):
        assert words in shown.out
    assert shown.out.startswith(demo_night.json("evidence", figure["figure_id"])["article"]["context"])


@pytest.mark.parametrize(("figure_id", "complaint"), [("zzzz", "no figure"), ("", "no figure")])
def test_no_such_figure(figure_id: str, complaint: str, demo_night: Wartakop) -> None:
    result = demo_night("evidence", figure_id)
    assert result.code == 2
    assert complaint in result.err


def test_a_segment_that_is_gone(demo_night: Wartakop, wartakop: Wartakop) -> None:
    wartakop.home.mkdir()
    (wartakop.home / "warehouse.duckdb").write_bytes((demo_night.home / "warehouse.duckdb").read_bytes())
    figure = wartakop.json("figures")[0]
    shown = wartakop("evidence", figure["figure_id"])
    assert shown.code == 0
    assert figure["quote"] in shown.out
    assert "missing" in shown.out
    result = wartakop("evidence", figure["figure_id"], "--bytes")
    assert result.code == 2
    assert ".warc.gz" in result.err
    assert "Traceback" not in result.err
