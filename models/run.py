"""A run of the crawler, what became of every page, and the doubts met on the way."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from models.base import Record


class OutcomeStatus(StrEnum):
    """What became of a page; every page ends in exactly one of these."""

    STORED = "stored"
    """Read as an article about cooperatives; its figures, if any, are kept."""
    IRRELEVANT = "irrelevant"
    """Read, but not about cooperatives."""
    INDEX_PAGE = "index_page"
    """A list of articles, a feed or robots.txt: no article itself."""
    NO_TEXT = "no_text"
    """No article text in it."""
    UNREADABLE = "unreadable"
    """The bytes cannot be read (broken compression, not a text format)."""
    HTTP_ERROR = "http_error"
    """The server answered with an error."""
    TOO_LARGE = "too_large"
    """Larger than a limit: a page, a listing, or what one night takes from a source."""
    ROBOTS = "robots"
    """Never asked: the outlet's robots.txt forbids it."""
    REFUSED = "refused"
    """Never asked: our own rules forbid it (a private address, another scheme than http)."""
    FAILED = "failed"
    """No answer: no such host, refused, timed out, broken off."""

    @property
    def is_failure(self) -> bool:
        """True where something should have come and did not."""
        return self in _FAILURES


_FAILURES = frozenset(
    {
        OutcomeStatus.UNREADABLE,
        OutcomeStatus.HTTP_ERROR,
        OutcomeStatus.TOO_LARGE,
        OutcomeStatus.REFUSED,
        OutcomeStatus.FAILED,
    }
)


class Outcome(Record):
    """What became of one page."""

    source_id: str | None = Field(description="Our name of the outlet; null in an archive of somebody else's")
    url: str = Field(description="Address of the page")
    status: OutcomeStatus = Field(description="What became of it")
    reason: str | None = Field(default=None, description="Why, in one line")
    articles: int = Field(default=0, ge=0, description="Articles that were read from it")
    observed_at: datetime = Field(description="When it was asked, UTC")
    warc_file: str | None = Field(default=None, description="Archive segment that holds it; null: no answer came")
    warc_record_id: str | None = Field(default=None, description="Record in that segment")


class Issue(Record):
    """A doubt worth a look. Its words were not stored as a figure, or they contradict another figure."""

    code: str = Field(
        description="Kind of doubt: region-ambiguous, number-unparsed, confidence-low, text-cut, extraction-failed; "
        "of figures that contradict each other: sum-mismatch, share-mismatch, part-exceeds-whole"
    )
    message: str = Field(description="What is doubtful, in one line")
    exact: str | None = Field(default=None, description="The words in question")
    start: int | None = Field(default=None, description="Offset of their first character in the body")
    end: int | None = Field(default=None, description="Offset after their last character")


class SourceTally(Record):
    """What one source gave in one run."""

    source_id: str = Field(description="Our name of the outlet")
    requests: int = Field(ge=0, description="Requests sent, robots.txt included")
    articles: int = Field(ge=0, description="Article pages (or lists of whole articles) that came")
    failures: int = Field(ge=0, description="Pages that should have come and did not")


class Run(Record):
    """One run of the crawler (PROV activity)."""

    run_id: str = Field(description="Identifier of the run; names its archive segments")
    software: str = Field(description="Name and version of what ran")
    started_at: datetime = Field(description="UTC")
    ended_at: datetime = Field(description="UTC")
    since: date = Field(description="Oldest day asked for")
    until: date = Field(description="Newest day asked for")
    sources: tuple[SourceTally, ...] = Field(description="What each source gave")
    outcomes: tuple[Outcome, ...] = Field(description="Pages that did not come, with the reason")
