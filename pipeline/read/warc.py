"""WARC segments, ours or anybody's (ISO 28500), as a stream of responses."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from models.article import Capture
from models.errors import ArchiveError
from pipeline.read.decode import well_formed

PAYLOAD_LIMIT = 16 * 1024 * 1024
"""Bytes of a payload that are read, as sent; the crawler takes no more either."""


class ArchivedResponse(NamedTuple):
    """One HTTP response as it was archived: header names in lower case, payload still in its content coding."""

    capture: Capture
    status: int
    headers: Mapping[str, str]
    payload: bytes
    role: str | None
    """`article` or `discovery` where our crawler knew it, else null."""


def responses(segment: Path, *, on_odd: Callable[[str], None] | None = None) -> Iterator[ArchivedResponse]:
    """All HTTP responses of a WARC file, in order.

    A response whose WARC header lacks what the standard demands is left out, and told to `on_odd` in a line.
    Raises ArchiveError if the file is no WARC file or ends within a record.
    """
    try:
        with segment.open("rb") as stream:
            records = ArchiveIterator(stream)
            offset = length = 0
            for record in records:
                if not record.rec_type:
                    raise ArchiveError(f"{segment}: no WARC record at byte {records.offset}")
                payload = record.raw_stream.read(PAYLOAD_LIMIT)
                if record.raw_stream.limit and len(payload) < PAYLOAD_LIMIT:
                    raise ArchiveError(f"{segment}: the file ends within a record")
                # Both are known once the record is read through.
                offset, length = records.get_record_offset(), records.get_record_length()
                if record.rec_type == "response" and record.http_headers is not None:
                    try:
                        response = _response(record, payload, segment.name, offset)
                    except _OddRecordError as odd:
                        if on_odd is not None:
                            on_odd(f"{segment.name}: the record at byte {offset} is left out: {odd}")
                    else:
                        yield response
            _check_end(segment, offset, length)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, zlib.error) as error:
        reason = " ".join(str(error).split())[:150]
        raise ArchiveError(f"{segment}: no whole WARC file, mend it or move it away ({reason})") from error


class _OddRecordError(Exception):
    """A record that lacks what the standard demands; the message says what."""


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
    url, record_id, moment = (_demanded(record, name) for name in ("WARC-Target-URI", "WARC-Record-ID", "WARC-Date"))
    try:
        fetched_at = datetime.fromisoformat(moment)
    except ValueError as error:
        raise _OddRecordError(f"WARC-Date {moment[:40]!r} is no moment") from error
    capture = Capture(
        source_id=header("Wartakop-Source-ID"),
        source_area=header("Wartakop-Source-Area"),
        url=well_formed(url),
        fetched_at=fetched_at if fetched_at.tzinfo else fetched_at.replace(tzinfo=UTC),
        warc_file=warc_file,
        warc_offset=offset,
        warc_record_id=record_id,
    )
    headers = {name.lower(): value for name, value in record.http_headers.headers}
    status = record.http_headers.get_statuscode()
    known = re.fullmatch("[0-9]{3}", status)
    return ArchivedResponse(capture, int(status) if known else 0, headers, payload, header("Wartakop-Role"))


def _demanded(record: ArcWarcRecord, name: str) -> str:
    value = record.rec_headers.get_header(name)
    if not value:
        raise _OddRecordError(f"it has no {name}")
    return str(value)
