"""The download handler: sends one request, and archives the answer before anything looks into it.

It replaces Scrapy's own because only here are the bytes still as the server sent them (header names and their
order, the reason phrase), and because a name is checked here after it was resolved, in the very step that connects.
"""

import socket
from datetime import UTC, datetime
from typing import Any, cast

import aiohttp
import aiohttp.abc
import aiohttp.connector
import yarl
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Headers, Response

from crawlers.addresses import is_public
from crawlers.ledger import Fetch
from crawlers.missed import Missed
from crawlers.records import Exchange
from crawlers.spider import NewsSpider
from models.run import OutcomeStatus


class PublicResolver(aiohttp.abc.AbstractResolver):
    """Resolves names as the system does, and refuses a name that leads out of the public internet."""

    def __init__(self, *, allow_private: bool) -> None:
        self._system = aiohttp.ThreadedResolver()
        self._allow_private = allow_private

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[aiohttp.abc.ResolveResult]:
        """All addresses of `host`. Raises Missed if one of them is private: such an answer is not to be trusted."""
        found = await self._system.resolve(host, port, family)
        for address in found:
            if not self._allow_private and not is_public(address["host"]):
                raise Missed(OutcomeStatus.REFUSED, f"{host} leads to {address['host']}, which is no public address")
        return found

    async def close(self) -> None:
        """Nothing is held open."""
        await self._system.close()


class _Answer(aiohttp.ClientResponse):
    """Remembers whom it came from: aiohttp forgets it once a short body has been read with the headers."""

    peer: str | None = None

    async def start(self, connection: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
        peer = connection.transport and connection.transport.get_extra_info("peername")
        self.peer = peer[0] if peer else None
        return await super().start(connection)


class ArchivingDownloadHandler(BaseDownloadHandler):
    """Fetches by aiohttp, so that Scrapy needs no Twisted reactor and may run many times in a process."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._spider = cast(NewsSpider, crawler.spider)
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        # Opened by the first request: a Ctrl-C while Scrapy starts would leave it open, for nobody calls `close` then.
        self._session: aiohttp.ClientSession | None = None

    async def download_request(self, request: Request) -> Response:
        """Ask and archive. Raises Missed where asking again is no use, one of Scrapy's exceptions where it may be."""
        fetch: Fetch = request.meta["fetch"]
        self._spider.ledger.asked(fetch, request.url)
        try:
            return await self._exchange(request, fetch)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"no answer within {self._seconds:g} s") from error
        except aiohttp.ClientConnectorDNSError as error:
            raise CannotResolveHostError(f"no such host: {error.host}") from error
        except aiohttp.ClientConnectorError as error:
            raise DownloadConnectionRefusedError(f"no connection: {error.os_error.strerror or error}") from error
        except aiohttp.ClientPayloadError as error:
            raise ResponseDataLossError("the answer broke off") from error
        except aiohttp.ClientError as error:
            raise DownloadFailedError(f"no answer: {error or type(error).__name__}") from error

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        resolver = PublicResolver(allow_private=self._spider.allow_private)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=resolver, limit=0),
            timeout=aiohttp.ClientTimeout(total=self._seconds),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            response_class=_Answer,
            skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
        )

    async def _exchange(self, request: Request, fetch: Fetch) -> Response:
        asked_at = datetime.now(UTC)
        headers = [(name.decode(), value.decode()) for name, value in _pairs(request.headers)]
        url = yarl.URL(request.url, encoded=True)
        self._session = self._session or self._open()
        async with self._session.request(request.method, url, headers=headers, allow_redirects=False) as answer:
            body = await self._body(answer)
        fetch.kept = self._spider.archive.write(_as_exchange(request, fetch, cast(_Answer, answer), body, asked_at))
        return Response(request.url, answer.status, Headers(list(answer.raw_headers)), body)

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        too_large = Missed(OutcomeStatus.TOO_LARGE, f"larger than the limit of {self._limit} bytes")
        if (answer.content_length or 0) > self._limit:
            raise too_large
        body = bytearray()
        async for chunk in answer.content.iter_any():
            body += chunk
            if len(body) > self._limit:
                raise too_large
        return bytes(body)


def _pairs(headers: Any) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, values in headers.items() for value in values]


def _as_exchange(request: Request, fetch: Fetch, answer: _Answer, body: bytes, asked_at: datetime) -> Exchange:
    version = answer.version or aiohttp.HttpVersion11
    status = f"HTTP/{version.major}.{version.minor} {answer.status} {answer.reason or ''}"
    sent = answer.request_info
    return Exchange(
        url=request.url,
        fetched_at=asked_at,
        source_id=fetch.source.id,
        source_area=fetch.source.area,
        role=fetch.role,
        ip_address=answer.peer,
        request_line=f"{sent.method} {sent.url.raw_path_qs} HTTP/1.1".encode(),
        request_headers=[(name.encode(), value.encode()) for name, value in sent.headers.items()],
        status_line=status.encode("utf-8", "surrogateescape"),
        response_headers=answer.raw_headers,
        body=body,
    )
