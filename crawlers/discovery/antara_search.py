"""ANTARA bureaus: a search by word and days, `/search/koperasi/{first day}/{last day}/{page}`."""

import re

from crawlers.discovery.links import article_links
from crawlers.discovery.way import Listing, Page, Way, Window

_ARTICLE = re.compile(r"/(?:nasional/)?berita/\d+/[\w%.-]+/?", re.IGNORECASE)
# The page repeats old stories all over; only these are hits (bureaus' two layouts, and the national site's).
_CARDS = (
    "contains(@class, 'simple-post') or contains(@class, 'news-block') or contains(@class, 'card__post')"
    " or contains(concat(' ', @class, ' '), ' h5 ')"
)
_LINKS = f"//*[{_CARDS}]//a"


def read_antara(page: Page) -> Listing:
    """The cards of a search page; each states its day."""
    return article_links(page, _ARTICLE, within=_LINKS)


def _address(base: str, window: Window, number: int) -> str:
    return f"{base}/search/koperasi/{window.since}/{window.until}/{number}"


ANTARA_SEARCH = Way("search by days", _address, read_antara, past_the_end=frozenset({404}))
