"""The crawl of one source: its ways, their pages, the articles these name; one request after the other."""

import re
from collections.abc import Awaitable, Callable, Iterable

from w3lib.url import safe_url_string

from crawlers.addresses import site_of, without_tracking
from crawlers.discovery.way import MAX_ENTRIES, Entry, Listing, Page, UnreadableError, Way, Window
from crawlers.discovery.ways import WAYS
from crawlers.ledger import Fetch, Ledger
from crawlers.missed import Closed, Missed
from crawlers.patience import Left, Patience
from models.run import OutcomeStatus
from models.source import Source

STALE_PAGES = 3
"""So many pages in a row of nothing but older articles end a walk; fewer may be pinned or sponsored stories."""
MAX_ARTICLES = 5000
"""So many articles are fetched from a source at once: at the usual pause, three hours."""
URL_LENGTH = 2000
"""No article's address is longer."""
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_CUT = OutcomeStatus.TOO_LARGE


class SourceCrawl:
    """Walks the ways of one source, and fetches each article once."""

    def __init__(
        self,
        source: Source,
        *,
        window: Window,
        ledger: Ledger,
        patience: Patience,
        ask: Callable[[Fetch], Awaitable[Page]],
        take: Callable[[str], bool],
    ) -> None:
        self._source = source
        self._window = window
        self._ledger = ledger
        self._patience = patience
        self._ask = ask
        self._take = take
        self._fetched = 0

    async def run(self) -> None:
        """Crawl the source; if it is left before its end, that is in the books."""
        try:
            await self._walk_all()
        except Left as left:
            self._ledger.missed(left.fetch or self._itself(), left.status, left.reason)

    async def _walk_all(self) -> None:
        """Walk all groups of ways; of a group the first that the outlet has open."""
        for group in WAYS[self._source.cms]:
            for way in group:
                if await self._walk(way, last_resort=way is group[-1]):
                    break

    async def _walk(self, way: Way, *, last_resort: bool) -> bool:
        """Walk the pages of one way and fetch what they name. False if not even its first page came."""
        listed: set[str] = set()
        stale = 0
        for number in range(1, way.max_pages + 1):
            listing = await self._listing(way, number, last_resort=last_resort)
            if listing is None:
                return number > 1
            fresh = [entry for entry in listing.entries if entry.url not in listed]
            listed.update(entry.url for entry in fresh)
            if way.role == "discovery":
                await self._articles(fresh)
            stale = stale + 1 if all(entry.day and entry.day < self._window.since for entry in fresh) else 0
            if not fresh or stale == STALE_PAGES or number == listing.pages or way.max_pages == 1:
                return True
        reason = f"{way.name}: more than {way.max_pages} pages, the rest was not asked: choose fewer days"
        self._ledger.missed(self._itself(), _CUT, reason)
        return True

    async def _listing(self, way: Way, number: int, *, last_resort: bool) -> Listing | None:
        """What page `number` names; None if it did not come, which is then in the books."""
        fetch = Fetch(self._source, way.address(self._source.base_url, self._window, number), way.role)
        try:
            page = await self._answer(fetch)
            if number > 1 and page.status in way.past_the_end:
                return Listing(())
            listing = _read(way, page)
        except Missed as missed:
            if last_resort or not isinstance(missed, Closed):
                self._ledger.missed(fetch, missed.status, f"{way.name}: {missed.reason}")
            return None
        if way.role == "article" and listing.entries:
            self._ledger.article(fetch)
        if listing.cut:
            reason = f"{way.name}: more than {MAX_ENTRIES} entries on one page, the rest was not taken"
            self._ledger.missed(fetch, _CUT, reason)
        return listing

    async def _articles(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            url = self._own_url(entry)
            if url and entry.wanted and self._window.holds(entry.day) and self._take(url):
                await self._article(url)

    def _own_url(self, entry: Entry) -> str | None:
        """The entry's address as it will be sent, if it is one of the source's own site: a feed may link anywhere."""
        try:
            own = site_of(entry.url) == site_of(self._source.base_url)
            return _as_sent(entry.url) if own and len(entry.url) <= URL_LENGTH else None
        except ValueError:
            return None

    async def _article(self, url: str) -> None:
        if self._fetched == MAX_ARTICLES:
            raise Left(_CUT, f"more than {MAX_ARTICLES} articles: the rest waits for the next crawl")
        self._fetched += 1
        fetch = Fetch(self._source, url, "article")
        try:
            page = await self._answer(fetch)
            self._take(_as_sent(page.url))  # after a redirect it is another: listed later, it is not fetched again
            demand_ok(page)
        except Missed as missed:
            self._ledger.missed(fetch, missed.status, missed.reason)
        else:
            self._ledger.article(fetch)

    async def _answer(self, fetch: Fetch) -> Page:
        """The answer to one page. Raises Missed if none came, Left if the site is to be left alone."""
        self._patience.demand()
        try:
            page = await self._ask(fetch)
        except Missed as missed:
            self._patience.missed(fetch, missed)
            raise
        self._patience.answered(fetch, page)
        return page

    def _itself(self) -> Fetch:
        """What stands in the books for the source itself, where no page of it is concerned."""
        return Fetch(self._source, self._source.base_url, "discovery")


def _as_sent(url: str) -> str:
    """One address for one page, as the archive will know it. Raises ValueError if `url` is no address."""
    return safe_url_string(without_tracking(url))


def demand_ok(page: Page) -> None:
    """Raise Missed unless the page is there (status 200) and holds something."""
    location = page.headers.get("location", "")
    if 300 <= page.status < 400 and _OTHER_SCHEME.match(location):  # not followed; nor are 300, 304 and 305
        raise Missed(OutcomeStatus.REFUSED, f"redirected to {location}, which is no http address")
    if page.status != 200:
        raise Missed(OutcomeStatus.HTTP_ERROR, f"answered {page.status}")
    if not page.body.strip():
        raise Missed(OutcomeStatus.UNREADABLE, "answered an empty page")


def _read(way: Way, page: Page) -> Listing:
    if page.status in way.closed:
        raise Closed(OutcomeStatus.HTTP_ERROR, f"answered {page.status}")
    kind = Closed if way.closed else Missed
    try:
        demand_ok(page)
        return way.read(page)
    except UnreadableError as unreadable:
        raise kind(OutcomeStatus.UNREADABLE, str(unreadable)) from unreadable
