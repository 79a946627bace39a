import gzip
import zlib

import pytest

from crawlers.decode import CodingError, decoded
from models.run import OutcomeStatus

TEXT = b"koperasi " * 50
RAW = zlib.compress(TEXT)[2:-4]


@pytest.mark.parametrize(
    ("body", "codings"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (b"", "gzip"),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), "X-GZIP"),
        (zlib.compress(TEXT), "deflate"),
        (RAW, "deflate"),
        (gzip.compress(TEXT[:200]) + gzip.compress(b"") + gzip.compress(TEXT[200:]), "gzip"),
        (gzip.compress(TEXT) + b"\0\0sisa", "gzip"),
        (zlib.compress(TEXT) + gzip.compress(TEXT), "deflate"),
        (gzip.compress(zlib.compress(TEXT)), "deflate, gzip"),
    ],
)
def test_codings(body: bytes, codings: str) -> None:
    assert decoded(body, codings, 10_000) == (TEXT if body else b"")


@pytest.mark.parametrize(
    ("body", "codings", "status", "says"),
    [
        (gzip.compress(TEXT)[:-9], "gzip", OutcomeStatus.UNREADABLE, "broken gzip"),
        (gzip.compress(TEXT) + gzip.compress(TEXT)[:-9], "gzip", OutcomeStatus.UNREADABLE, "broken gzip"),
        (gzip.compress(bytes(9_999)) + gzip.compress(TEXT), "gzip", OutcomeStatus.TOO_LARGE, "more than 10000 bytes"),
        (gzip.compress(b"") * 600, "gzip", OutcomeStatus.TOO_LARGE, "more than 512 gzip members"),
        (b"<p>no gzip</p>", "gzip", OutcomeStatus.UNREADABLE, "broken gzip"),
        (TEXT, "br", OutcomeStatus.UNREADABLE, r"nobody asked for \(br\)"),
        (gzip.compress(bytes(20_000_000)), "gzip", OutcomeStatus.TOO_LARGE, "more than 10000 bytes"),
    ],
)
def test_trouble(body: bytes, codings: str, status: OutcomeStatus, says: str) -> None:
    with pytest.raises(CodingError, match=says) as caught:
        decoded(body, codings, 10_000)
    assert caught.value.status is status
    assert caught.value.torn == says.startswith("broken")
