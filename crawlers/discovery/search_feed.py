"""WordPress: the feed of a search, open where its REST API is closed; about ten items a page, 404 past the end."""

from crawlers.discovery.feed import read_search_feed
from crawlers.discovery.way import Way, Window


def _address(base: str, window: Window, number: int) -> str:
    return f"{base}/?s=koperasi&feed=rss2&paged={number}"


SEARCH_FEED = Way("search feed", _address, read_search_feed, past_the_end=frozenset({404}))
