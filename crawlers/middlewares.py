"""Two gates that every request passes, also after a redirect and before a retry: our own rules, and robots.txt.

And one for answers: a site that names a time to come back is not asked again before it.
"""

import asyncio
import codecs
from typing import cast
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawlers.addresses import is_public, literal_ip, site_of
from crawlers.ledger import Fetch
from crawlers.missed import Missed
from crawlers.spider import NewsSpider
from models.run import OutcomeStatus

MAX_CRAWL_DELAY = 3600.0
_ROBOTS_BYTES = 500 * 1024  # a crawler must read at least this much of it (RFC 9309, 2.5)


class SiteMiddleware:
    """Lets through only http and https, only the source's own site, only public addresses; and queues by site."""

    def __init__(self, crawler: Crawler) -> None:
        self._allow_private = cast(NewsSpider, crawler.spider).allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "SiteMiddleware":
        """Scrapy's way to make it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise Missed (refused) for an address that must not be asked."""
        fetch: Fetch = request.meta["fetch"]
        it_is = f"redirected to {request.url}, which is" if request.url != fetch.url else "it is"
        address = literal_ip(request.url)
        if address and not self._allow_private and not is_public(address):
            raise Missed(OutcomeStatus.REFUSED, f"{it_is} no public address")
        site = site_of(fetch.source.base_url)
        if site_of(request.url) != site:
            raise Missed(OutcomeStatus.REFUSED, f"{it_is} not of {site}")
        request.meta["download_slot"] = site


class RobotsMiddleware:
    """Obeys robots.txt by RFC 9309, and its Crawl-delay: Scrapy's own reads an error page as permission."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._spider = cast(NewsSpider, crawler.spider)
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._rules: dict[str, asyncio.Task[Protego | str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        """Scrapy's way to make it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise Missed (robots) for an address that the site forbids, or whose rules cannot be read."""
        if request.meta.get("robots"):
            return
        parts = urlsplit(request.url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        if address not in self._rules:
            self._rules[address] = reading = asyncio.ensure_future(self._read(address, request.meta["fetch"]))
            reading.add_done_callback(_hear)
        rules = await asyncio.shield(self._rules[address])
        if isinstance(rules, str):
            raise Missed(OutcomeStatus.ROBOTS, rules)
        if not rules.can_fetch(request.url, self._agent):
            raise Missed(OutcomeStatus.ROBOTS, "robots.txt forbids it")

    async def _read(self, address: str, asked_for: Fetch) -> Protego | str:
        """The rules, or why nothing may be asked: an unreachable robots.txt forbids all (RFC 9309, 2.3.1.4)."""
        fetch = Fetch(asked_for.source, address, "discovery")
        try:
            page = await self._spider.ask(fetch, robots=True)
            if page.status >= 500 or page.status == 429:
                raise Missed(OutcomeStatus.HTTP_ERROR, f"answered {page.status}")
        except Missed as missed:
            self._spider.ledger.missed(fetch, missed.status, missed.reason)
            return f"robots.txt could not be read ({missed.reason}), so nothing may be asked"
        rules = Protego.parse(_text(page.body[:_ROBOTS_BYTES]) if page.status < 300 else "")
        delay = rules.crawl_delay(self._agent) or 0.0
        if delay > MAX_CRAWL_DELAY:
            return f"robots.txt asks for {delay:g} s between requests, more than a night holds"
        self._slow_down(site_of(address), delay)
        return rules

    def _slow_down(self, site: str, delay: float) -> None:
        downloader = self._crawler.engine.downloader
        settings = downloader.per_slot_settings[site]  # a slot idle for a minute is made anew from these
        settings["delay"] = max(settings["delay"], delay)
        if site in downloader.slots:
            downloader.slots[site].delay = settings["delay"]


class RetryAfterMiddleware:
    """Keeps Scrapy from asking again at once a busy server (503) that says when (Retry-After, RFC 9110, 10.2.3)."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Mark the request as one that is not to be repeated."""
        if response.status == 503 and "Retry-After" in response.headers:
            request.meta["dont_retry"] = True
        return response


def _hear(reading: asyncio.Task[Protego | str]) -> None:
    """Whoever waits for the rules hears of an error; if a full disk has ended the crawl, nobody waits any more."""
    if not reading.cancelled():
        reading.exception()


def _text(robots: bytes) -> str:
    """UTF-8 as RFC 9309 demands, or the UTF-16 that a byte order mark gives away: some editors write no other."""
    utf_16 = robots.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return robots.decode("utf-16" if utf_16 else "utf-8-sig", "replace")
