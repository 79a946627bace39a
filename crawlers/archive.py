"""The archive: what was asked and what came, as WARC/1.1 (ISO 28500:2017), one gzip member a record.

A segment is written as `<run_id>-<00000>.warc.gz.open` and loses `.open` when it is closed; state is what is on disk.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawlers.decode import CodingError, decoded
from crawlers.members import Member, inflated, whole_members
from crawlers.records import Exchange, record_id, request_record, response_record, warcinfo_record
from crawlers.settings import PAGE_BYTES
from models.errors import ArchiveError

SEGMENT_BYTES = 256 * 1024 * 1024
OPEN = ".open"


class Kept(NamedTuple):
    """Where a response lies: the segment's final name and the record's identifier."""

    warc_file: str
    warc_record_id: str


class ArchivedRecord(NamedTuple):
    """One record of a segment; `payload` is what follows the HTTP headers, content coding kept."""

    warc_headers: tuple[tuple[str, str], ...]
    status_line: str | None
    http_headers: tuple[tuple[str, str], ...]
    payload: bytes


class ArchiveWriter:
    """Writes exchanges into segments of about `segment_bytes`; a segment is begun by its first exchange."""

    def __init__(
        self, archive: Path, run_id: str, *, software: str, operator: str, segment_bytes: int = SEGMENT_BYTES
    ) -> None:
        self._archive = archive
        self._run_id = run_id
        self._software = software
        self._operator = operator
        self._segment_bytes = segment_bytes
        self._count = 0
        self._file: FileIO | None = None
        self._whole = 0
        self._broken: ArchiveError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, exchange: Exchange) -> Kept:
        """Archive one exchange; once this returns, a kill of the process no longer loses it.

        Raises ArchiveError if the disk takes it not (full, read-only), and from then on: half a record stands there.
        """
        if self._broken:
            raise self._broken
        try:
            file = self._file or self._begin()
            response_id = record_id()
            self._write(file, response_record(exchange, response_id) + request_record(exchange, response_id))
            self._whole = file.tell()
            kept = Kept(self._name(), response_id)
            if self._whole >= self._segment_bytes:
                self.close()
        except OSError as error:
            message = f"{self._archive}: cannot write the archive ({error}): free or mend the disk"
            self._broken = ArchiveError(message)
            raise self._broken from error
        return kept

    def close(self) -> None:
        """Close the segment at hand: cut off what was not written whole, bring it to the disk, drop `.open`."""
        if self._file is None:
            return
        file, self._file = self._file, None
        file.close()
        path = self._archive / (self._name() + OPEN)
        if self._whole:
            _settle(path, self._whole)
        else:
            path.unlink()
        self._count += 1

    def _name(self) -> str:
        return f"{self._run_id}-{self._count:05d}.warc.gz"

    def _begin(self) -> FileIO:
        self._archive.mkdir(parents=True, exist_ok=True)
        if (self._archive / self._name()).exists():
            raise ArchiveError(f"{self._archive / self._name()} is there already: give the run an id of its own")
        self._file = (self._archive / (self._name() + OPEN)).open("xb", buffering=0)
        self._whole = 0
        info = warcinfo_record(self._name(), self._run_id, software=self._software, operator=self._operator)
        self._write(self._file, info)
        return self._file

    def _write(self, file: FileIO, data: bytes) -> None:
        rest = memoryview(data)
        while rest:  # a disk that fills up takes a part first, and refuses the next
            rest = rest[file.write(rest) :]


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
            record = next(iter(ArchiveIterator(file, check_digests="raise")))
            payload: bytes = record.raw_stream.read()
    except (ArchiveLoadFailed, StopIteration) as error:
        message = (
            f"{segment}: no whole WARC record begins at byte {offset}: put back the segment as it was, from a copy"
        )
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
        raise ArchiveError(f"{segment}: is missing, or a link that leads nowhere: put it back from a copy") from error
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
    return _settle(left, end)


def _settle(left: Path, length: int) -> Path:
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
