import gzip
import random
import resource
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawlers.archive import OPEN, archived_urls, read_record, recover, segments
from crawlers.members import whole_members
from crawlers.records import Exchange
from crawlers.writer import ArchiveWriter
from models.errors import ArchiveError

BODY = gzip.compress(b"<p>127 koperasi primer di Kota Contoh</p>", mtime=0)


def exchange(url: str = "http://example.com/satu", **fields: Any) -> Exchange:
    given = Exchange(
        url=url,
        fetched_at=datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC),
        source_id="contoh",
        source_area="13.75",
        role="article",
        ip_address="192.0.2.7",
        request_line=b"GET /satu HTTP/1.1",
        request_headers=[(b"Host", b"example.com"), (b"User-Agent", b"wartakop/0.1 (+x)")],
        status_line=b"HTTP/1.1 200 Oke",
        response_headers=[(b"content-encoding", b"gzip"), (b"X-Nama", b"kop\xe9rasi"), (b"Set-Cookie", b"a=1")],
        body=BODY,
    )
    return given._replace(**fields)


def writer(archive: Path, **options: int) -> ArchiveWriter:
    return ArchiveWriter(archive, "night", software="wartakop/0.1", operator="https://example.org", **options)


def written(archive: Path, *exchanges: Exchange) -> Path:
    with writer(archive) as open_archive:
        for one in exchanges:
            open_archive.write(one)
    return segments(archive)[-1]


def test_segment_passes_warcio_check_and_both_readers_agree(archive: Path) -> None:
    segment = written(archive, exchange(), exchange("http://example.com/dua", body=b""))
    checker = Checker(Namespace(inputs=[str(segment)], verbose=False))
    checker.process_all()
    assert checker.exit_value == 0
    with segment.open("rb") as file:
        slow = [(r.rec_type, r.rec_headers.get_header("WARC-Record-ID")) for r in ArchiveIterator(file)]
    with segment.open("rb") as file:
        records = [
            (r.headers["WARC-Type"], r.headers["WARC-Record-ID"], r.verify_block_digest())
            for r in FastIterator(file, parse_http=False)
        ]
    assert [kind for kind, _ in slow] == ["warcinfo", "response", "request", "response", "request"]
    assert [(kind, record_id, True) for kind, record_id in slow] == records


def test_bytes_are_kept_as_they_came(archive: Path) -> None:
    segment = written(archive, exchange())
    response, request = [read_record(segment, member.start) for member in list(whole_members(segment))[1:]]
    assert response.payload == BODY
    assert response.status_line == "HTTP/1.1 200 Oke"
    block = list(whole_members(segment))[1].head.split(b"\r\n\r\n", 1)[1]
    assert block.startswith(
        b"HTTP/1.1 200 Oke\r\ncontent-encoding: gzip\r\nX-Nama: kop\xe9rasi\r\nSet-Cookie: a=1\r\n\r\n"
    )
    headers = dict(response.warc_headers)
    assert headers["WARC-Date"] == "2026-03-01T12:00:00.250000Z"
    assert headers["Wartakop-Source-ID"] == "contoh"
    assert headers["Wartakop-Source-Area"] == "13.75"
    assert headers["Wartakop-Role"] == "article"
    assert dict(request.warc_headers)["WARC-Concurrent-To"] == headers["WARC-Record-ID"]


def test_chunked_coding_is_said_to_be_removed(archive: Path) -> None:
    segment = written(archive, exchange(response_headers=[(b"Transfer-Encoding", b"chunked")]))
    record = read_record(segment, list(whole_members(segment))[1].start)
    assert record.http_headers == (("X-Crawler-Transfer-Encoding", "chunked"),)
    assert b"Not kept: chunked transfer coding" in next(whole_members(segment)).head


def test_segments_are_rotated_and_closed_by_renaming(archive: Path) -> None:
    with writer(archive, segment_bytes=1) as open_archive:
        kept = [open_archive.write(exchange(f"http://example.com/{n}")) for n in range(3)]
    assert [k.warc_file for k in kept] == [f"night-0000{n}.warc.gz" for n in range(3)]
    assert [path.name for path in segments(archive)] == [k.warc_file for k in kept]
    assert not list(archive.glob("*" + OPEN))


def test_an_open_segment_is_no_segment_yet(archive: Path) -> None:
    with writer(archive) as open_archive:
        open_archive.write(exchange())
        assert segments(archive) == ()
        assert len(list(archive.glob("*" + OPEN))) == 1
    assert len(segments(archive)) == 1


def test_a_run_never_writes_over_an_older_segment(archive: Path) -> None:
    written(archive, exchange())
    with writer(archive) as second, pytest.raises(ArchiveError, match="there already"):
        second.write(exchange())


def test_recover_keeps_whole_records_wherever_the_cut_falls(tmp_path: Path) -> None:
    whole = written(tmp_path / "whole", exchange(), exchange("http://example.com/dua"))
    ends = [member.end for member in whole_members(whole)]
    bytes_ = whole.read_bytes()
    for cut in range(0, len(bytes_) + 1, 7):
        archive = tmp_path / str(cut)
        archive.mkdir()
        (archive / ("n-00000.warc.gz" + OPEN)).write_bytes(bytes_[:cut])
        recover(archive)
        kept = [end for end in ends if end <= cut]
        assert not list(archive.glob("*" + OPEN))
        if len(kept) < 2:  # the warcinfo record alone is worth nothing
            assert segments(archive) == ()
        else:
            assert segments(archive)[0].read_bytes() == bytes_[: kept[-1]]


def test_recover_cuts_off_rubbish_behind_whole_records(archive: Path) -> None:
    segment = written(archive, exchange())
    good = segment.read_bytes()
    segment.rename(segment.with_name(segment.name + OPEN)).write_bytes(good + b"\x1f\x8b\x08\x00rubbish" * 40)
    assert recover(archive) == (segment,)
    assert segment.read_bytes() == good


def test_recover_never_writes_over_a_closed_segment(archive: Path) -> None:
    segment = written(archive, exchange())
    segment.with_name(segment.name + OPEN).write_bytes(segment.read_bytes())
    with pytest.raises(ArchiveError, match="both exist"):
        recover(archive)


def test_recover_of_nothing(tmp_path: Path) -> None:
    assert recover(tmp_path / "nowhere") == ()


def test_archived_urls_are_articles_that_came_and_what_led_to_them(archive: Path) -> None:
    moved, nowhere = [(b"Location", b"/baru/")], [(b"Location", b"http://[rusak/")]
    written(
        archive,
        exchange("http://example.com/baru/"),
        exchange("http://example.com/lama", status_line=b"HTTP/1.1 301 Moved", response_headers=moved),
        exchange("http://example.com/lain", status_line=b"HTTP/1.1 302 Found", response_headers=[(b"Location", b"/x")]),
        exchange("http://example.com/rusak", status_line=b"HTTP/1.1 302 Found", response_headers=nowhere),
        exchange("http://example.com/hilang", status_line=b"HTTP/1.1 404 Not Found"),
        exchange("http://example.com/kosong", body=b""),
        exchange("http://example.com/search?q=koperasi", role="discovery"),
    )
    assert archived_urls(archive) == {"http://example.com/baru/", "http://example.com/lama"}


@pytest.mark.parametrize(
    ("body", "coding", "came"),
    [
        (BODY, b"gzip", True),
        (BODY[:-9], b"gzip", False),
        (BODY[:30] + b"\x00" + BODY[31:], b"gzip", False),
        (b"<p>no gzip</p>", b"gzip", False),
        (gzip.compress(random.Random(1).randbytes(300_000)), b"gzip", True),  # longer than what is read of a member
        (gzip.compress(random.Random(1).randbytes(300_000))[:-1], b"gzip", False),
        (BODY + b"\r\n\r\n", b"GZIP", True),
        (b"...", b"br", True),  # asked again it would come the same: the reader may know the coding
        (gzip.compress(bytes(20_000_000)), b"gzip", True),  # likewise
        (b"<p>127 koperasi</p>", b"", True),
    ],
)
def test_a_torn_answer_did_not_come(archive: Path, body: bytes, coding: bytes, came: bool) -> None:
    written(archive, exchange(body=body, response_headers=[(b"Content-Encoding", coding)] if coding else []))
    assert archived_urls(archive) == ({"http://example.com/satu"} if came else set())


@pytest.mark.parametrize("name", ["x.warc.gz", "x.warc.gz" + OPEN])
def test_a_folder_is_no_segment(archive: Path, name: str) -> None:
    segment = written(archive, exchange())
    (archive / name).mkdir()
    assert recover(archive) == ()
    assert segments(archive) == (segment,)
    assert archived_urls(archive) == {"http://example.com/satu"}


def test_a_link_to_a_segment_is_one(archive: Path, tmp_path: Path) -> None:
    elsewhere = written(archive, exchange()).rename(tmp_path / "elsewhere.gz")
    (archive / "x.warc.gz").symlink_to(elsewhere)
    assert archived_urls(archive) == {"http://example.com/satu"}


@pytest.mark.parametrize(("name", "ask"), [("x.warc.gz", archived_urls), ("x.warc.gz" + OPEN, recover)])
def test_a_link_that_leads_nowhere_is_told(archive: Path, name: str, ask: Callable[[Path], object]) -> None:
    written(archive, exchange())
    (archive / name).symlink_to(archive / "gone")
    with pytest.raises(ArchiveError, match=rf"{name}: is missing, or a link that leads nowhere: put it back"):
        ask(archive)


def test_archived_urls_stop_at_a_broken_record_of_one_segment_only(archive: Path) -> None:
    broken = written(archive, exchange(), exchange("http://example.com/dua"))
    third = list(whole_members(broken))[3]
    data = bytearray(broken.read_bytes())
    data[third.start + 20] ^= 0xFF
    broken.with_name("night-00001.warc.gz").write_bytes(data)
    broken.unlink()
    assert archived_urls(archive) == {"http://example.com/satu"}


@pytest.mark.parametrize("offset", [1, 10**9])
def test_no_record_at_that_offset(archive: Path, offset: int) -> None:
    segment = written(archive, exchange())
    with pytest.raises(ArchiveError, match=r"no whole WARC record begins at byte"):
        read_record(segment, offset)


def test_a_damaged_record_is_not_handed_out(archive: Path) -> None:
    segment = written(archive, exchange())
    member = list(whole_members(segment))[1]
    whole = segment.read_bytes()
    for place in range(member.start, member.end - 4, 7):  # wherever it is, in the WARC header too
        if place - member.start in range(3, 10):  # flags, time and system of the gzip header say nothing of the record
            continue
        data = bytearray(whole)
        data[place] ^= 0xFF
        segment.write_bytes(data)
        with pytest.raises(ArchiveError):
            read_record(segment, member.start)


def test_no_such_segment(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"none\.warc\.gz: is missing.*: put it back from a copy"):
        read_record(tmp_path / "none.warc.gz", 0)
    with pytest.raises(ArchiveError, match=r"cannot be opened \(Is a directory\)"):
        read_record(tmp_path, 0)


@pytest.mark.parametrize(("room", "whole"), [(100, 0), (3000, 0), (8000, 1)])
def test_a_disk_that_fills_up_keeps_whole_records(archive: Path, room: int, whole: int) -> None:
    big = exchange(body=random.Random(1).randbytes(4000))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with writer(archive) as open_archive:
            for _ in range(whole):
                open_archive.write(big)
            for _ in range(2):  # and a smaller one, that would fit, comes not behind the half one
                with pytest.raises(ArchiveError, match="cannot write the archive"):
                    open_archive.write(big)
                big = exchange(body=b"")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(archive.glob("*" + OPEN))
    assert len(segments(archive)) == whole
    for segment in segments(archive):
        assert [member.end for member in whole_members(segment)][-1] == segment.stat().st_size
        assert len(list(whole_members(segment))) == 1 + 2 * whole


def test_a_disk_that_refuses_is_an_archive_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ArchiveError, match="cannot write the archive"):
        writer(tmp_path / "file").write(exchange())
