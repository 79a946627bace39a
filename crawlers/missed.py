"""Why a page did not come: an exception that Scrapy takes for "ignore this request" and that bears its outcome."""

from scrapy.exceptions import IgnoreRequest

from models.run import OutcomeStatus


class Missed(IgnoreRequest):
    """The page did not come, and asking again now would not help."""

    def __init__(self, status: OutcomeStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Closed(Missed):
    """The outlet does not offer this way: no failure as long as it offers another."""
