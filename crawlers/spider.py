"""The one spider: walks the ways of every source, each source one page after the other, the sources side by side."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Container, Sequence
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from crawlers.addresses import site_of
from crawlers.decode import CodingError, decoded
from crawlers.discovery.way import Page, Window
from crawlers.ledger import Fetch, Ledger
from crawlers.missed import Missed
from crawlers.patience import Patience
from crawlers.walk import SourceCrawl
from crawlers.writer import ArchiveWriter
from models.errors import ArchiveError
from models.run import OutcomeStatus
from models.source import Source

_NO_ANSWER = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,  # Scrapy's own: redirected too often
    ResponseDataLossError,
    ValueError,  # redirected to what is no address at all
)
logger = logging.getLogger(__name__)


class NewsSpider(Spider):
    """Serves all sources of a crawl with one engine and one archive."""

    name = "news"

    def __init__(
        self,
        *,
        sources: Sequence[Source],
        window: Window,
        known: Container[str],
        archive: ArchiveWriter,
        ledger: Ledger,
        allow_private: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.sources = sources
        self.window = window
        self._known = known
        self._taken: set[str] = set()
        self._patience: defaultdict[str, Patience] = defaultdict(Patience)
        self.archive = archive
        self.ledger = ledger
        self.allow_private = allow_private
        self.finished = False
        self.broken: Exception | None = None

    async def start(self) -> AsyncIterator[Any]:
        """Crawl all sources. Nothing is yielded: each page is asked for in its place, see `ask`."""
        turn = asyncio.Semaphore(self.settings.getint("CONCURRENT_REQUESTS"))
        try:
            async with asyncio.TaskGroup() as group:
                for source in self.sources:
                    group.create_task(self._crawl(source, turn))
            self.finished = True
        except* Exception as errors:  # noqa: BLE001  (Scrapy would log it and end as if nothing were wrong)
            self.broken = _first(errors)
        for nothing in list[Request]():
            yield nothing

    def take(self, url: str) -> bool:
        """True once for each article that is not known: two sources of one site may both list it."""
        if url in self._taken or url in self._known:
            return False
        self._taken.add(url)
        return True

    async def ask(self, fetch: Fetch, *, robots: bool = False) -> Page:
        """The answer to one page, whatever its status. Raises Missed if none comes, or a good one with a broken body.

        The body of an error stays as it came: nobody reads it.
        """
        try:
            request = Request(fetch.url, meta={"fetch": fetch, "robots": robots})
            response = await self.crawler.engine.download_async(request)
        except Missed:
            raise
        except _NO_ANSWER as error:
            raise Missed(OutcomeStatus.FAILED, str(error)) from error
        headers = {
            name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
        }
        coding = headers.get("content-encoding", "") if response.status < 300 else ""
        try:
            body = decoded(response.body, coding, self.settings.getint("DOWNLOAD_MAXSIZE"))
        except CodingError as error:
            raise Missed(error.status, error.reason) from error
        return Page(response.url, response.status, headers, body)

    def _walk(self, source: Source) -> SourceCrawl:
        patience = self._patience[site_of(source.base_url)]
        return SourceCrawl(
            source, window=self.window, ledger=self.ledger, patience=patience, ask=self.ask, take=self.take
        )

    async def _crawl(self, source: Source, turn: asyncio.Semaphore) -> None:
        async with turn:
            try:
                await self._walk(source).run()
            except ArchiveError:
                raise
            except Exception as error:
                logger.debug("%s broke off", source.id, exc_info=True)
                reason = f"the crawl of this source broke off: {type(error).__name__}: {error}"
                self.ledger.missed(Fetch(source, source.base_url, "discovery"), OutcomeStatus.FAILED, reason)
            self.ledger.done(source)


def _first(errors: ExceptionGroup[Exception]) -> Exception:
    error = errors.exceptions[0]
    return _first(error) if isinstance(error, ExceptionGroup) else error
