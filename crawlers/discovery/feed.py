"""RSS 2.0 and Atom feeds, read safely: no entity is expanded, nothing is loaded, no more than 1,000 items are taken."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawlers.discovery.days import feed_day
from crawlers.discovery.way import Entry, Listing, Page, UnreadableError, Way, Window
from models.words import names_cooperatives

_TEXTS = ("title", "description", "summary", "encoded", "content")
_DAYS = ("pubDate", "published", "updated", "date")


def read_feed(page: Page) -> Listing:
    """All items of a feed; wanted are those whose title, summary, text or address names cooperatives."""
    return _read(page, choose=True)


def read_search_feed(page: Page) -> Listing:
    """All items of a feed that answers a search for cooperatives: all wanted, the server has read their texts."""
    return _read(page, choose=False)


def _read(page: Page, *, choose: bool) -> Listing:
    return Listing.of(_entry(item, page.url, choose=choose) for item in _items(_parsed(page.body)))


def _parsed(body: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(body.lstrip(), parser) if body.strip() else None
    if root is None or _name(root) not in ("rss", "RDF", "feed"):
        raise UnreadableError("this is no feed")
    return root


def _items(root: etree._Element) -> Iterator[etree._Element]:
    return (node for node in root.iter(etree.Element) if _name(node) in ("item", "entry"))


def _entry(item: etree._Element, base: str, *, choose: bool) -> Entry | None:
    fields: dict[str, str] = {}
    for node in item.iterchildren(etree.Element):
        if node.get("rel", "alternate").lower() == "alternate":  # an Atom link may also lead to comments or a picture
            fields.setdefault(_name(node), "".join(node.itertext()) or node.get("href", ""))
    try:
        url = urljoin(base, fields.get("link", "").strip())
        slug = urlsplit(url).path
    except ValueError:
        return None  # a link that is no address leads nowhere
    if not fields.get("link", "").strip():
        return None
    day = next((found for name in _DAYS if (found := feed_day(fields.get(name, "")))), None)
    texts = [fields[name] for name in _TEXTS if name in fields]
    return Entry(url, day, wanted=not choose or names_cooperatives(slug, *texts))


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _latest(base: str, window: Window, number: int) -> str:
    return f"{base}/rss/latest-posts"


LATEST_POSTS = Way("feed", _latest, read_feed, max_pages=1)
"""Varient: the 50 newest posts."""
