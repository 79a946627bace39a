"""WARC segments, ours or anybody's (ISO 28500), as a stream of responses."""

import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from models.article import Capture
from models.errors import ArchiveError

SIZE_LIMIT = 16 * 1024 * 1024
"""Bytes of a payload that are read, as sent; the crawler takes no more either."""


class ArchivedResponse(NamedTuple):
    """One HTTP response as it was archived: header names in lower case, payload still in its content coding."""

    capture: Capture
    status: int
    headers: Mapping[str, str]
    payload: bytes
    role: str | None
    """`article` or `discovery` where our crawler knew it, else null."""


def responses(segment: Path) -> Iterator[ArchivedResponse]:
    """All HTTP responses of a WARC file, in order.

    Raises ArchiveError if the file is no WARC file or ends within a record.
    """
    try:
        with segment.open("rb") as stream:
            records = ArchiveIterator(stream)
            offset = length = 0
            for record in records:
                if not record.rec_type:
                    raise ArchiveError(f"{segment}: no WARC record at byte {records.offset}")
                payload = record.raw_stream.read(SIZE_LIMIT)
                if record.raw_stream.limit and len(payload) < SIZE_LIMIT:
                    raise ArchiveError(f"{segment}: the file ends within a record")
                # Both are known once the record is read through.
                offset, length = records.get_record_offset(), records.get_record_length()
                if record.rec_type == "response" and record.http_headers is not None:
                    yield _response(record, payload, segment.name, offset)
            _check_end(segment, offset, length)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, zlib.error) as error:
        raise ArchiveError(f"{segment}: no whole WARC file ({' '.join(str(error).split())})") from error


def _check_end(segment: Path, offset: int, length: int) -> None:
    """Raise ArchiveError if more than the record at `offset` stands at the end of the file, or less.

    The reader takes half a record at the end for the end of the file.
    """
    with segment.open("rb") as stream:
        stream.seek(offset)
        rest = stream.read()
    compressed = rest.startswith(b"\x1f\x8b")
    rest = rest if compressed else rest[length:].strip()
    while compressed and rest:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        member.decompress(rest)
        if not member.eof:
            break
        rest = member.unused_data
    if rest:
        raise ArchiveError(f"{segment}: the file ends within a record")


def _response(record: ArcWarcRecord, payload: bytes, warc_file: str, offset: int) -> ArchivedResponse:
    header = record.rec_headers.get_header
    capture = Capture(
        source_id=header("Wartakop-Source-ID"),
        source_area=header("Wartakop-Source-Area"),
        url=header("WARC-Target-URI"),
        fetched_at=_moment(header("WARC-Date")),
        warc_file=warc_file,
        warc_offset=offset,
        warc_record_id=header("WARC-Record-ID"),
    )
    headers = {name.lower(): value for name, value in record.http_headers.headers}
    status = record.http_headers.get_statuscode()
    return ArchivedResponse(capture, int(status) if status.isdigit() else 0, headers, payload, header("Wartakop-Role"))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
