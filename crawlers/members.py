"""Gzip members: a `.warc.gz` is a row of them, one a record, and only a whole member is a whole record."""

import gzip
import os
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

_CHUNK = 1 << 16
_HEAD = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS


class Member(NamedTuple):
    """One whole gzip member: where it lies in the file, and the first 64 KiB of what it holds."""

    start: int
    end: int
    head: bytes


def whole_members(path: Path) -> Iterator[Member]:
    """The members of `path`, up to the first that is cut off or broken (checked by its CRC); that one ends the row."""
    with path.open("rb") as file:
        start, waiting = 0, b""
        while True:
            inflate, head, read = zlib.decompressobj(_GZIP), b"", 0
            while not inflate.eof:
                chunk = waiting or file.read(_CHUNK)
                if not chunk:
                    return
                waiting = b""
                try:
                    inflated = inflate.decompress(chunk)
                except zlib.error:
                    return
                read += len(chunk)
                head += inflated[: _HEAD - len(head)]
            waiting = inflate.unused_data
            end = start + read - len(waiting)
            yield Member(start, end, head)
            start = end


def inflated(path: Path, member: Member) -> bytes:
    """All that the member holds."""
    with path.open("rb") as file:
        file.seek(member.start)
        return gzip.decompress(file.read(member.end - member.start))


def plain_record(file: BinaryIO) -> BinaryIO:
    """What begins here without its gzip dress, whose CRC covers the WARC header too; plain bytes as they are.

    Raises EOFError or zlib.error if the member is not whole.
    """
    chunk = file.read(_CHUNK)
    if not chunk.startswith(b"\x1f\x8b"):
        file.seek(-len(chunk), os.SEEK_CUR)
        return file
    inflate, plain = zlib.decompressobj(_GZIP), BytesIO()
    while not inflate.eof:
        if not chunk:
            raise EOFError("the file ends within the record")
        plain.write(inflate.decompress(chunk))
        chunk = file.read(_CHUNK)
    plain.seek(0)
    return plain
