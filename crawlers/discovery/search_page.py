"""HTML pages of a search, newest first: RRI and the Varient script."""

import re

from crawlers.discovery.links import article_links
from crawlers.discovery.way import Listing, Page, Way, Window

_RRI_ARTICLE = re.compile(r"/(?:[a-z0-9-]+/){1,3}\d{4,}/[\w%.-]+/?", re.IGNORECASE)
# Posts stand in the root, beside pages and categories of the same form; titles of posts are headings.
_VARIENT_ARTICLE = re.compile(
    r"/(?!(?:search|cari|tag|tags|profile|posts|category|kategori|gallery|rss|page|contact|about|login|register"
    r"|redaksi|pedoman|kode-etik|disclaimer|privacy|terms)(?:[/.-]|$))[a-z0-9][\w%.-]{7,}/?",
    re.IGNORECASE,
)
_VARIENT_LINKS = "//*[self::h1 or self::h2 or self::h3 or self::h4]//a"


def read_rri(page: Page) -> Listing:
    """The cards of a search page of rri.co.id."""
    return article_links(page, _RRI_ARTICLE)


def read_varient(page: Page) -> Listing:
    """The posts of a search page of the Varient script."""
    return article_links(page, _VARIENT_ARTICLE, within=_VARIENT_LINKS)


def _rri(base: str, window: Window, number: int) -> str:
    return f"{base}/search?q=koperasi&page={number}"


def _varient(base: str, window: Window, number: int) -> str:
    return f"{base}/search?q=koperasi&sc=1&page={number}"  # sc=1: search the texts, not the titles alone


RRI_SEARCH = Way("search", _rri, read_rri, past_the_end=frozenset({404}))
VARIENT_SEARCH = Way("search", _varient, read_varient, past_the_end=frozenset({404}))
