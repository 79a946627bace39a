"""From the bytes that a server sent to text: content coding, then character set."""

import gzip
import re
import zlib
from collections.abc import Mapping
from io import BytesIO

import brotli
from warcio.bufferedreaders import ChunkedDataReader

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes that a payload may unfold to; more is a bomb or no article."""

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_CHUNK = 64 * 1024
_MEMBERS = 512
"""Gzip members of a payload: each costs a copy of the rest."""
# What no text holds and XML refuses: control characters other than tab and line ends, non-characters, surrogates.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_TEXT_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d)|[xX]0*(?:[0-8bcefBCEF]|1[\da-fA-F]|[fF]{3}[efEF])(?![\da-fA-F]));?"
)


class UnreadableError(Exception):
    """The bytes are no text; the message says why."""


def well_formed(text: str) -> str:
    """`text` with a blank for each character that no text holds, also where it is written as a reference."""
    return _NO_TEXT.sub(" ", _NO_TEXT_REFERENCE.sub(" ", text))


def unchunked(payload: bytes, transfer_encoding: str) -> bytes:
    """`payload` without its chunks: archives of others hold what came over the wire, or say chunked and are not."""
    if "chunked" not in transfer_encoding.lower():
        return payload
    reader = ChunkedDataReader(BytesIO(payload))
    return b"".join(iter(lambda: reader.read(_CHUNK), b""))


def decompressed(payload: bytes, content_encoding: str) -> bytes:
    """`payload` without its HTTP content coding. Raises UnreadableError if it is broken, unknown or a bomb."""
    for coding in reversed([part.strip().lower() for part in content_encoding.split(",") if part.strip()]):
        payload = _decompressed(payload, coding)
    return payload


def _decompressed(payload: bytes, coding: str) -> bytes:
    try:
        if coding in ("gzip", "x-gzip", "deflate"):
            return _inflated(payload, coding)
        if coding == "br":
            return _unbrotlied(payload)
    except (zlib.error, brotli.error, gzip.BadGzipFile, EOFError) as error:
        raise UnreadableError(f"broken {coding}: {error}") from error
    if coding == "identity":
        return payload
    raise UnreadableError(f"unknown content coding {coding!r}")


def _inflated(payload: bytes, coding: str) -> bytes:
    raw_deflate = coding == "deflate" and payload[:1] not in (b"\x78", b"\x58")
    data = b""
    for _ in range(_MEMBERS):  # gzip may come in several members
        inflater = zlib.decompressobj(-zlib.MAX_WBITS if raw_deflate else zlib.MAX_WBITS | 32)
        data += inflater.decompress(payload, SIZE_LIMIT)
        if inflater.unconsumed_tail or len(data) > SIZE_LIMIT:
            raise UnreadableError(f"unfolds to more than {SIZE_LIMIT} bytes")
        if not inflater.eof:
            raise EOFError("it ends too early")
        payload = inflater.unused_data
        if not payload.startswith(b"\x1f\x8b"):
            return data
    raise UnreadableError(f"more than {_MEMBERS} gzip members")


def _unbrotlied(payload: bytes) -> bytes:
    decompressor, parts, size = brotli.Decompressor(), [], 0
    for start in range(0, len(payload), _CHUNK):
        part = decompressor.process(payload[start : start + _CHUNK])
        size += len(part)
        if size > SIZE_LIMIT:
            raise UnreadableError(f"unfolds to more than {SIZE_LIMIT} bytes")
        parts.append(part)
    if not decompressor.is_finished():
        raise EOFError("it ends too early")
    return b"".join(parts)


def decoded(data: bytes, headers: Mapping[str, str]) -> str:
    """`data` as text. What is valid UTF-8 is UTF-8, whatever the page claims; else the claim; else windows-1252.

    Other text is hardly ever valid UTF-8 by chance, so a lying declaration does no harm.
    """
    for charset in ("utf-8-sig", _declared(data, headers)):
        try:
            return well_formed(data.decode(charset))
        except (UnicodeError, LookupError):
            continue
    return well_formed(data.decode("windows-1252", errors="replace"))


def _declared(data: bytes, headers: Mapping[str, str]) -> str:
    stated = re.search(r"charset\s*=\s*[\"']?([\w-]+)", headers.get("content-type", ""), re.IGNORECASE)
    in_page = _DECLARED.search(data[:4096])
    charset = stated[1] if stated else in_page[1].decode("ascii") if in_page else "windows-1252"
    # The HTML standard reads these labels as windows-1252; "utf-8" is a lie here, or it had been read as such.
    return (
        "windows-1252" if charset.lower() in ("iso-8859-1", "latin1", "us-ascii", "ascii", "utf-8", "utf8") else charset
    )
