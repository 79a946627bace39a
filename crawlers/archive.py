"""The archive as it lies on the disk: WARC/1.1 (ISO 28500:2017) segments, one gzip member a record; see `writer`."""

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawlers.decode import CodingError, decoded
from crawlers.members import Member, inflated, plain_record, whole_members
from crawlers.settings import PAGE_BYTES
from models.errors import ArchiveError

OPEN = ".open"


class ArchivedRecord(NamedTuple):
    """One record of a segment; `payload` is what follows the HTTP headers, content coding kept."""

    warc_headers: tuple[tuple[str, str], ...]
    status_line: str | None
    http_headers: tuple[tuple[str, str], ...]
    payload: bytes


def recover(archive: Path) -> tuple[Path, ...]:
    """Salvage what a killed crawl left behind: cut each `*.open` to its last whole record and close it.

    Gives the segments won; a file without a whole response is deleted. Call it only when no crawl is at work here.
    Raises ArchiveError if a segment of that name is closed already, or if one cannot be opened.
    """
    salvaged = []
    for left in _files(archive, "*.warc.gz" + OPEN):
        with _trouble_told(left):
            salvaged.append(_salvage(left))
    return tuple(filter(None, salvaged))


def segments(archive: Path) -> tuple[Path, ...]:
    """The closed segments, in the order of their names. A link that leads nowhere is one: what it led to is missed."""
    return _files(archive, "*.warc.gz")


def archived_urls(archive: Path) -> set[str]:
    """Addresses of article pages that came whole (status 200), and of those that led to one by a redirect.

    A page that came empty, or whose content coding is torn, did not come; nor did what lies behind a broken record:
    it is asked again. The bytes themselves tell, for a note beside them would be lost with a killed crawl.
    Raises ArchiveError if a segment cannot be opened.
    """
    came: set[str] = set()
    moved: dict[str, str] = {}
    for segment in segments(archive):
        with _trouble_told(segment):
            for member in whole_members(segment):
                _note(segment, member, came, moved)
    return came | {url for url in moved if _lands(url, moved, came)}


def read_record(segment: Path, offset: int) -> ArchivedRecord:
    """The record that begins at byte `offset` of `segment`, its digests checked. Raises ArchiveError if none does."""
    try:
        with _trouble_told(segment), segment.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(plain_record(file), check_digests="raise")))
            if record.format != "warc":  # warcio takes some noise for the older ARC form
                raise ArchiveLoadFailed("no WARC record")
            payload: bytes = record.raw_stream.read()
    except (ArchiveLoadFailed, StopIteration, EOFError, zlib.error) as error:
        message = f"{segment}: no whole WARC record begins at byte {offset}: put the segment back from a copy"
        raise ArchiveError(message) from error
    http = record.http_headers
    return ArchivedRecord(
        warc_headers=tuple(record.rec_headers.headers),
        status_line=f"{http.protocol} {http.statusline}" if http else None,
        http_headers=tuple(http.headers) if http else (),
        payload=payload,
    )


def _files(archive: Path, pattern: str) -> tuple[Path, ...]:
    """What bears such a name and is a file, or a link that leads nowhere; a folder is no segment."""
    return tuple(sorted(path for path in archive.glob(pattern) if path.is_file() or not path.exists()))


@contextmanager
def _trouble_told(segment: Path) -> Iterator[None]:
    """The system's errors as ArchiveErrors that say what to do."""
    try:
        yield
    except FileNotFoundError as error:
        message = f"{segment}: is missing, or a link that leads nowhere: put it back from a copy, or remove the link"
        raise ArchiveError(message) from error
    except OSError as error:
        what = error.strerror or error
        raise ArchiveError(f"{segment}: cannot be opened ({what}): mend its permissions or the disk") from error


def _note(segment: Path, member: Member, came: set[str], moved: dict[str, str]) -> None:
    """Put an article's address with those that came, or that led on."""
    warc, _, block = member.head.partition(b"\r\n\r\n")
    fields = _fields(warc)
    if fields.get(b"warc-type") != b"response" or fields.get(b"wartakop-role") != b"article":
        return
    url = fields[b"warc-target-uri"].decode()
    http, _, body = block.partition(b"\r\n\r\n")
    if http.split(b" ", 2)[1:2] == [b"200"]:
        if body.strip() and not _is_torn(segment, member, http):
            came.add(url)
    elif location := _fields(http).get(b"location"):
        with suppress(ValueError):  # half an address leads nowhere
            moved[url] = urljoin(url, location.decode("latin-1"))


def _is_torn(segment: Path, member: Member, http: bytes) -> bool:
    coding = _fields(http).get(b"content-encoding", b"").decode("latin-1")
    if not coding:
        return False
    _, _, payload = inflated(segment, member).split(b"\r\n\r\n", 2)
    try:
        decoded(payload.removesuffix(b"\r\n\r\n"), coding, PAGE_BYTES)
    except CodingError as error:
        return error.torn
    return False


def _salvage(left: Path) -> Path | None:
    end, responses = 0, 0
    for member in whole_members(left):
        if not member.head.startswith(b"WARC/"):
            break
        end = member.end
        responses += b"\r\nWARC-Type: response\r\n" in member.head.partition(b"\r\n\r\n")[0]
    if not responses:
        left.unlink()
        return None
    return settle(left, end)


def settle(left: Path, length: int) -> Path:
    """Close the segment `left`: cut it to `length` bytes, bring it to the disk, drop `.open`."""
    closed = left.with_name(left.name.removesuffix(OPEN))
    if closed.exists():
        raise ArchiveError(f"{closed} and {left.name} both exist: move one of them away")
    with left.open("rb+") as file:
        file.truncate(length)
        os.fsync(file.fileno())
    return left.rename(closed)


def _lands(url: str, moved: dict[str, str], came: set[str]) -> bool:
    for _ in range(len(moved)):
        if url in came or url not in moved:
            break
        url = moved[url]
    return url in came


def _fields(head: bytes) -> dict[bytes, bytes]:
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in lines}
