"""The books of one crawl: what each source was asked, what came, what did not, and who is told meanwhile."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from crawlers.writer import Kept
from models.run import Outcome, OutcomeStatus, SourceTally
from models.source import Source

Role = Literal["article", "discovery"]


class CrawlEvent(NamedTuple):
    """One step of a crawl, as it happens. A source ends with `done`, or is `skipped` altogether."""

    source_id: str
    kind: Literal["request", "article", "failure", "forbidden", "skipped", "done"]
    url: str
    message: str = ""


@dataclass
class Fetch:
    """One page on its way: it travels in a request's meta, through retries and redirects."""

    source: Source
    url: str
    role: Role
    asked_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    kept: Kept | None = None


class Ledger:
    """Counts requests, articles and failures a source, and keeps an outcome for each page that did not come."""

    def __init__(self, on_event: Callable[[CrawlEvent], None] | None = None) -> None:
        self._requests: Counter[str] = Counter()
        self._articles: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._tell = on_event or (lambda event: None)
        self.outcomes: list[Outcome] = []

    def asked(self, fetch: Fetch, url: str) -> None:
        """A request for `url` goes out."""
        self._requests[fetch.source.id] += 1
        self._tell(CrawlEvent(fetch.source.id, "request", url))

    def article(self, fetch: Fetch) -> None:
        """An article page, or a list of whole articles, came."""
        self._articles[fetch.source.id] += 1
        self._tell(CrawlEvent(fetch.source.id, "article", fetch.url))

    def missed(self, fetch: Fetch, status: OutcomeStatus, reason: str) -> None:
        """The page did not come."""
        reason = " ".join(reason.split()) or status.value
        self._failures[fetch.source.id] += status.is_failure
        self.outcomes.append(
            Outcome(
                source_id=fetch.source.id,
                url=fetch.url,
                status=status,
                reason=reason,
                observed_at=fetch.asked_at,
                warc_file=fetch.kept and fetch.kept.warc_file,
                warc_record_id=fetch.kept and fetch.kept.warc_record_id,
            )
        )
        self._tell(CrawlEvent(fetch.source.id, "failure" if status.is_failure else "forbidden", fetch.url, reason))

    def skipped(self, source: Source, reason: str) -> None:
        """The source is not asked at all."""
        self._tell(CrawlEvent(source.id, "skipped", source.base_url, reason))

    def done(self, source: Source) -> None:
        """The source has nothing more to give."""
        tally = self.tally(source)
        message = f"{tally.requests} requests, {tally.articles} articles, {tally.failures} failures"
        self._tell(CrawlEvent(source.id, "done", source.base_url, message))

    def tally(self, source: Source) -> SourceTally:
        """What `source` gave so far."""
        return SourceTally(
            source_id=source.id,
            requests=self._requests[source.id],
            articles=self._articles[source.id],
            failures=self._failures[source.id],
        )

    def tallies(self, sources: Iterable[Source]) -> tuple[SourceTally, ...]:
        """What each source gave so far."""
        return tuple(self.tally(source) for source in sources)
