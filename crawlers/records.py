"""WARC/1.1 records as bytes (ISO 28500:2017): one gzip member each, SHA-1 digests in base 32 as is the custom."""

import base64
import gzip
import hashlib
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

Headers = Sequence[tuple[bytes, bytes]]

_NOTE = (
    "Bodies are the bytes the server sent, content coding kept; header names, values and their order are as sent. "
    "Not kept: chunked transfer coding (the body is joined, its header renamed X-Crawler-Transfer-Encoding), "
    "spaces around header values, answers that broke off or passed the size limit. "
    "The request is rebuilt from the headers that were sent."
)


class Exchange(NamedTuple):
    """One request and the response to it, with what we know of the page."""

    url: str
    fetched_at: datetime
    source_id: str
    source_area: str
    role: str
    ip_address: str | None
    request_line: bytes
    request_headers: Headers
    status_line: bytes
    response_headers: Headers
    body: bytes


def record_id() -> str:
    """A new WARC-Record-ID."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def response_record(exchange: Exchange, response_id: str) -> bytes:
    """The response, under the identifier given."""
    headers = [
        (b"X-Crawler-Transfer-Encoding" if name.lower() == b"transfer-encoding" else name, value)
        for name, value in exchange.response_headers
    ]
    fields = {
        "WARC-Record-ID": response_id,
        **_about(exchange),
        "WARC-Payload-Digest": _digest(exchange.body),
        "Content-Type": "application/http;msgtype=response",
    }
    return _record("response", fields, _http(exchange.status_line, headers) + exchange.body)


def request_record(exchange: Exchange, response_id: str) -> bytes:
    """The request that brought the response `response_id`."""
    fields = {
        "WARC-Record-ID": record_id(),
        **_about(exchange),
        "WARC-Concurrent-To": response_id,
        "Content-Type": "application/http;msgtype=request",
    }
    return _record("request", fields, _http(exchange.request_line, exchange.request_headers))


def warcinfo_record(name: str, run_id: str, *, software: str, operator: str) -> bytes:
    """The first record of the segment `name`: who wrote it, how, and what of it is exact."""
    info = {
        "software": software,
        "operator": operator,
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey",
        "isPartOf": run_id,
        "description": _NOTE,
    }
    fields = {
        "WARC-Record-ID": record_id(),
        "WARC-Date": _moment(datetime.now(UTC)),
        "WARC-Filename": name,
        "Content-Type": "application/warc-fields",
    }
    return _record("warcinfo", fields, _lines(f"{key}: {text}".encode() for key, text in info.items()))


def _about(exchange: Exchange) -> dict[str, str]:
    return {
        "WARC-Target-URI": exchange.url,
        "WARC-Date": _moment(exchange.fetched_at),
        **({"WARC-IP-Address": exchange.ip_address} if exchange.ip_address else {}),
        "Wartakop-Source-ID": exchange.source_id,
        "Wartakop-Source-Area": exchange.source_area,
        "Wartakop-Role": exchange.role,
    }


def _record(kind: str, fields: dict[str, str], block: bytes) -> bytes:
    head = {"WARC-Type": kind, **fields, "WARC-Block-Digest": _digest(block), "Content-Length": str(len(block))}
    lines = [b"WARC/1.1", *(f"{name}: {text}".encode() for name, text in head.items()), b""]
    return gzip.compress(_lines(lines) + block + b"\r\n\r\n", 6, mtime=0)


def _http(first: bytes, headers: Headers) -> bytes:
    return _lines([first, *(name + b": " + value for name, value in headers), b""])


def _lines(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\r\n" for line in lines)


def _digest(block: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
