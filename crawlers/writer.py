"""Writing the archive: what was asked and what came, as WARC/1.1, one gzip member a record.

A segment is written as `<run_id>-<00000>.warc.gz.open` and loses `.open` when it is closed; state is what is on disk.
"""

from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from crawlers.archive import OPEN, settle
from crawlers.records import Exchange, record_id, request_record, response_record, warcinfo_record
from models.errors import ArchiveError

SEGMENT_BYTES = 256 * 1024 * 1024


class Kept(NamedTuple):
    """Where a response lies: the segment's final name and the record's identifier."""

    warc_file: str
    warc_record_id: str


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
            settle(path, self._whole)
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
