"""Content codings undone, strictly: a body that is cut off or broken is said to be so."""

import zlib

from models.run import OutcomeStatus

_WINDOWS = {
    "gzip": (16 + zlib.MAX_WBITS,),
    "x-gzip": (16 + zlib.MAX_WBITS,),
    "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS),
}
_GZIP_MAGIC = b"\x1f\x8b"
MAX_MEMBERS = 512
"""Each member costs a copy of all that follows it; block-wise packers make one of 64 KiB, 256 of the largest page."""


class CodingError(Exception):
    """The body cannot be unpacked. It is `torn` where bytes are damaged or missing: asked again, it may come whole."""

    def __init__(self, status: OutcomeStatus, reason: str, *, torn: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.torn = torn


def decoded(body: bytes, codings: str, limit: int) -> bytes:
    """`body` without the codings of its Content-Encoding header, the last applied undone first.

    Raises CodingError: too large where more than `limit` bytes come out, unreadable where the bytes are broken or the
    coding is one that was not asked for (gzip and deflate are).
    """
    if not body:
        return body  # errors and redirects without a body often bear the header all the same
    for coding in reversed([name for part in codings.lower().split(",") if (name := part.strip())]):
        if coding == "identity":
            continue
        if coding not in _WINDOWS:
            raise CodingError(OutcomeStatus.UNREADABLE, f"answered in a coding nobody asked for ({coding})")
        body = _inflated(body, coding, limit)
    return body


def _inflated(body: bytes, coding: str, limit: int) -> bytes:
    for window in _WINDOWS[coding]:
        try:
            return _members(body, window, limit)
        except (zlib.error, EOFError):
            continue  # deflate is meant with a zlib header (RFC 9110 8.4.1.2), and some servers leave it out
    raise CodingError(OutcomeStatus.UNREADABLE, f"broken {coding}: the body is damaged or cut off", torn=True)


def _members(body: bytes, window: int, limit: int) -> bytes:
    """All members of `body` (RFC 1952, 2.2); what follows the last and is none is left. Raises EOFError if cut."""
    text = b""
    for _ in range(MAX_MEMBERS):
        inflate = zlib.decompressobj(window)
        text += inflate.decompress(body, limit + 1 - len(text))
        if len(text) > limit:
            raise CodingError(OutcomeStatus.TOO_LARGE, f"unpacks to more than {limit} bytes")
        if not inflate.eof:
            raise EOFError
        body = inflate.unused_data
        if window not in _WINDOWS["gzip"] or not body.startswith(_GZIP_MAGIC):
            return text
    raise CodingError(OutcomeStatus.TOO_LARGE, f"packed in more than {MAX_MEMBERS} gzip members")
