"""When a site is left alone for this night: it asks for it, or it has nothing but errors to give."""

from crawlers.discovery.way import Page
from crawlers.ledger import Fetch
from crawlers.missed import Missed
from models.run import OutcomeStatus

BUSY_PAGES = 2
"""So many pages in a row that answer 503 (asked thrice each, once where Retry-After stands), and the site is left."""
SILENCES = 5
"""So many articles in a row without an answer (each costs 90 seconds) or with a server's error: likewise."""


class Left(Exception):  # noqa: N818  (the end of a walk, not an error)
    """The source is left for this time, because of what `fetch` was answered, if it was one page."""

    def __init__(self, status: OutcomeStatus, reason: str, fetch: Fetch | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.fetch = fetch


class Patience:
    """How one site answers all of its sources, and how much of that is borne."""

    def __init__(self) -> None:
        self._busy = 0
        self._silences = 0
        self._spent: tuple[OutcomeStatus, str] | None = None

    def demand(self) -> None:
        """Raise Left if the site is to be asked no more."""
        if self._spent:
            raise Left(*self._spent)

    def answered(self, fetch: Fetch, page: Page) -> None:
        """Note an answer. Raises Left if the site asks by it to be left alone: 429, or 503 again and again."""
        self._note(fetch, silent=page.status >= 500)
        self._busy = self._busy + 1 if page.status == 503 else 0
        if page.status == 429 or self._busy == BUSY_PAGES:
            reason = f"asked to slow down ({page.status}{_retry_after(page)}): left for this night"
            self._spent = OutcomeStatus.HTTP_ERROR, reason
            raise Left(*self._spent, fetch)

    def missed(self, fetch: Fetch, missed: Missed) -> None:
        """Note that no answer came, or none of use."""
        self._note(fetch, silent=missed.status is OutcomeStatus.FAILED)

    def _note(self, fetch: Fetch, *, silent: bool) -> None:
        if fetch.role != "article":  # listings may be well where no article is
            return
        self._silences = self._silences + 1 if silent else 0
        if self._silences == SILENCES:
            reason = f"given up for now: {SILENCES} articles in a row gave no answer or a server's error"
            self._spent = OutcomeStatus.FAILED, reason


def _retry_after(page: Page) -> str:
    """What Retry-After says: seconds, or a date (RFC 9110, 10.2.3)."""
    after = page.headers.get("retry-after", "").strip()[:40]
    return f", Retry-After {after}{' s' if after.isdecimal() else ''}" if after else ""
