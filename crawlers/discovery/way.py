"""What a way of finding articles is: addresses to ask, and a pure reading of what they answer.

A way knows nothing of Scrapy. The spider walks it: page 1, 2, … until a page brings nothing new.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple, Self

from crawlers.ledger import Role

MAX_ENTRIES = 1000
"""Entries taken from one page; a listing holds at most 150, so more is a trap. What is cut is told as an outcome."""


class UnreadableError(Exception):
    """The page is not what the way expects (no feed, no JSON, nothing at all); its message says so in one line."""


class Window(NamedTuple):
    """The days asked for, first and last."""

    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        """True if `day` lies in it, or is unknown: a day nobody states may be any."""
        return day is None or self.since <= day <= self.until


class Page(NamedTuple):
    """One answer: status, headers by their names in small letters, and the body without content coding."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Entry(NamedTuple):
    """One article that a listing names, with the day it states, if it states one."""

    url: str
    day: date | None = None
    wanted: bool = True


class Listing(NamedTuple):
    """What one page names, how many pages there are where the server says so, and whether it named too much."""

    entries: tuple[Entry, ...]
    pages: int | None = None
    cut: bool = False

    @classmethod
    def of(cls, entries: Iterable[Entry | None]) -> Self:
        """The first MAX_ENTRIES of `entries`, those left out that lead nowhere (None)."""
        first = list(islice(entries, MAX_ENTRIES + 1))
        return cls(tuple(filter(None, first[:MAX_ENTRIES])), cut=len(first) > MAX_ENTRIES)


@dataclass(frozen=True)
class Way:
    """One way to find articles in an outlet of a certain CMS.

    Attributes:
        name: What it is called in messages.
        address: The address of page n (from 1) of the listing, of the outlet's base address and the days asked for.
        read: What a page names. Raises UnreadableError.
        role: `article` where the answers hold the articles themselves, so that no page is fetched for an entry.
        closed: Statuses of the first page by which an outlet says that it does not offer this way: no failure.
        past_the_end: Statuses of a later page by which it says that there are no more pages.
        max_pages: No more pages than these are asked for; what is cut by it is told as an outcome.
    """

    name: str
    address: Callable[[str, Window, int], str]
    read: Callable[[Page], Listing]
    role: Role = "discovery"
    closed: frozenset[int] = frozenset()
    past_the_end: frozenset[int] = frozenset()
    max_pages: int = 500
