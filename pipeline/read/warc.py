"""WARC segments, ours or anybody's (ISO 28500), as a stream of responses."""

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
            for record in records:
                if record.rec_type == "response" and record.http_headers is not None:
                    payload = record.raw_stream.read(SIZE_LIMIT)
                    # The offset is known once the record is read through.
                    yield _response(record, payload, segment.name, records.get_record_offset())
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        raise ArchiveError(f"{segment}: not a whole WARC file ({' '.join(str(error).split())})") from error


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
