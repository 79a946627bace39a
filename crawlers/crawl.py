"""Crawl: ask declared sources for news of cooperatives, and archive whatever they answer."""

import asyncio
from collections.abc import Callable, Container, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import cast

from scrapy.crawler import Crawler

from crawlers.discovery.way import Window
from crawlers.ledger import CrawlEvent, Ledger
from crawlers.settings import scrapy_settings, user_agent
from crawlers.spider import NewsSpider
from crawlers.writer import ArchiveWriter
from models.errors import InputError
from models.run import Run
from models.source import Source


def crawl(
    sources: Sequence[Source],
    archive: Path,
    *,
    run_id: str,
    since: date,
    until: date,
    known: Container[str] = frozenset(),
    contact: str,
    allow_private: bool = False,
    on_event: Callable[[CrawlEvent], None] | None = None,
) -> Run:
    """Ask all `sources` for articles of the days `since` to `until`, and archive every answer under `archive`.

    Articles whose address is in `known` are not asked for. `contact` (a page or a mail address) stands in the user
    agent. Between two requests to a site lies 1 s at least, unless `allow_private` opens our own machines to the
    crawl. A source or a page that fails is told in the run's outcomes and stops nothing. May be called again and
    again in a process, but not while an event loop runs in the same thread.

    Raises InputError if `since` lies after `until`, ArchiveError if the archive cannot be written; what was written
    until then is kept.
    """
    if since > until:
        raise InputError(f"since ({since}) lies after until ({until}): swap them")
    contact = " ".join(contact.split())
    started_at = datetime.now(UTC)
    ledger = Ledger(on_event)
    asked = [source for source in sources if source.terms == "open"]
    for source in sources:
        if source.terms == "ask":
            ledger.skipped(source, "its terms ask for permission first")
    wartakop = version("wartakop")
    settings = scrapy_settings(asked, agent=user_agent(wartakop, contact), allow_private=allow_private)
    software = f"wartakop/{wartakop} scrapy/{version('scrapy')}"
    with ArchiveWriter(archive, run_id, software=software, operator=contact) as writer:
        crawler = Crawler(NewsSpider, settings)
        asyncio.run(
            crawler.crawl_async(
                sources=asked,
                window=Window(since, until),
                known=known,
                archive=writer,
                ledger=ledger,
                allow_private=allow_private,
            )
        )
    _demand_finished(crawler)
    return Run(
        run_id=run_id,
        software=software,
        started_at=started_at,
        ended_at=datetime.now(UTC),
        since=since,
        until=until,
        sources=ledger.tallies(sources),
        outcomes=tuple(ledger.outcomes),
    )


def _demand_finished(crawler: Crawler) -> None:
    """Raise what broke the crawl off. Scrapy swallows it, and a Ctrl-C as well."""
    spider = cast(NewsSpider, crawler.spider)
    if not spider.finished:
        raise spider.broken or KeyboardInterrupt
