"""WordPress: the posts route of its REST API gives whole articles, chosen by the server by word and date.

See https://developer.wordpress.org/rest-api/reference/posts/: at most 100 a page, totals in X-WP-TotalPages, 400 past
the end (404 is taken for it too). A page that is not full may still not be the last: posts that the public may not
read are left out after counting. Not the search route, which knows no dates.
"""

import json
from datetime import timedelta

from crawlers.discovery.way import Entry, Listing, Page, UnreadableError, Way, Window

_DIGITS = 10
"""A number of pages has fewer."""
_FIELDS = "date,date_gmt,modified,modified_gmt,link,title,content"


def _address(base: str, window: Window, number: int) -> str:
    after = window.since - timedelta(days=1)  # both bounds are exclusive
    before = window.until + timedelta(days=1)
    return (
        f"{base}/wp-json/wp/v2/posts?search=koperasi&after={after}T23:59:59&before={before}T00:00:00"
        f"&orderby=date&order=desc&per_page=100&page={number}&_fields={_FIELDS}"
    )


def read_posts(page: Page) -> Listing:
    """The posts of one page. Raises UnreadableError if it is no JSON list of posts."""
    try:
        posts = json.loads(page.body)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("this is no JSON") from error
    if not isinstance(posts, list) or not all(isinstance(post, dict) for post in posts):
        raise UnreadableError("this is no list of posts")
    entries = tuple(Entry(link) for post in posts if isinstance(link := post.get("link"), str))
    pages = page.headers.get("x-wp-totalpages", "")
    return Listing(entries, int(pages) if pages.isdecimal() and len(pages) < _DIGITS else None)


WORDPRESS_REST = Way(
    "REST API",
    _address,
    read_posts,
    role="article",
    closed=frozenset({401, 403, 404}),
    past_the_end=frozenset({400, 404}),
)
