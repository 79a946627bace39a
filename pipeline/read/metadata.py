"""What a page says of itself: headline, address, dates, author, publisher; machine-readable marks before text."""

import json
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

from lxml import html

from pipeline.read import dates
from pipeline.read.address import canonical, without_tracking
from pipeline.read.dates import Published
from pipeline.read.decode import well_formed

_ARTICLE_TYPES = ("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting")
_DATE_METAS = (
    "article:published_time",
    "datePublished",
    "content_PublishedDate",
    "jpnncom_news_pubdate",
    "pubdate",
    "dc.date",
)
_PRINTED_DATE = " or ".join(f"contains(@class, '{word}')" for word in "date meta time publish text-muted info".split())
_DATE_TEXT_LIMIT = 200
_DATE_ELEMENTS = 100


class Metadata(NamedTuple):
    """What a page says of itself; null where it says nothing."""

    url: str
    headline: str | None
    published: Published | None
    modified: Published | None
    author: str | None
    publisher: str | None


def metadata(tree: html.HtmlElement, *, url: str, area: str | None) -> Metadata:
    """The metadata of the page at `url`, whose newsroom sits in `area`."""
    zone = dates.newsroom_zone(area)
    data = next(_json_ld(tree), {})

    def parse(text: str) -> Published | None:
        return dates.from_machine(text, zone)

    return Metadata(
        url=_own_address(tree, url),
        headline=_headline(tree, data),
        published=_first(parse, _machine_dates(tree, data)) or dates.from_address(url) or _printed_date(tree),
        modified=_first(parse, (*_texts(data.get("dateModified")), *_meta(tree, "article:modified_time"))),
        author=_name(data.get("author")) or next(_meta(tree, "author", "article:author"), None),
        publisher=_name(data.get("publisher")) or next(_meta(tree, "og:site_name"), None),
    )


def is_article(tree: html.HtmlElement) -> bool:
    """True if the page says of itself that it is an article: in JSON-LD, or in its Open Graph marks."""
    return (
        next(_json_ld(tree), None) is not None
        or "article" in _meta(tree, "og:type")
        or next(_meta(tree, "article:published_time"), None) is not None
    )


def _json_ld(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The schema.org articles in a page, also inside lists and `@graph`."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            stack = [json.loads(script.text or "null", strict=False)]
        except (ValueError, RecursionError):
            continue  # Broken JSON-LD is common; the other marks stand beside it.
        while stack:
            node = stack.pop()
            if isinstance(node, list):
                stack.extend(reversed(node))
            elif isinstance(node, dict):
                if set(_texts(node.get("@type"))) & set(_ARTICLE_TYPES):
                    yield node
                stack.append(node.get("@graph"))


def _texts(value: object) -> tuple[str, ...]:
    """The non-empty strings in a value that may be one, a list of them or something else."""
    values = value if isinstance(value, list) else [value]
    return tuple(" ".join(well_formed(text).split()) for text in values if isinstance(text, str) and text.strip())


def _name(value: object) -> str | None:
    for node in value if isinstance(value, list) else [value]:
        found = _texts(node.get("name") if isinstance(node, dict) else node)
        if found:
            return found[0]
    return None


def _meta(tree: html.HtmlElement, *names: str) -> Iterator[str]:
    for name in names:
        for content in tree.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name):
            yield from _texts(str(content))


def _machine_dates(tree: html.HtmlElement, data: dict[str, Any]) -> Iterator[str]:
    yield from _texts(data.get("datePublished"))
    yield from _meta(tree, *_DATE_METAS)
    for stamp in tree.xpath(
        "//*[@itemprop='datePublished']/@datetime | (//article//time | //main//time | //time)/@datetime"
    ):
        yield str(stamp)


def _first(parse: Callable[[str], Published | None], texts: Iterator[str] | tuple[str, ...]) -> Published | None:
    return next((found for found in map(parse, texts) if found is not None), None)


def _printed_date(tree: html.HtmlElement) -> Published | None:
    """The date printed beside the headline: what stands before it is often the day of the visit."""
    headline = _headline_element(tree)
    beside = (
        tree.xpath(f"//*[{_PRINTED_DATE}]") if headline is None else headline.xpath(f"following::*[{_PRINTED_DATE}]")
    )
    for element in islice(beside, _DATE_ELEMENTS):
        text = " ".join(element.text_content().split())
        if len(text) <= _DATE_TEXT_LIMIT:
            found = dates.from_text(text)
            if found is not None:
                return found
    return None


def _headline_element(tree: html.HtmlElement) -> html.HtmlElement | None:
    found = tree.xpath("//*[@id='news-title' or @id='arttitle'] | //article//h1 | //main//h1 | //h1")
    return next((element for element in found if element.text_content().strip()), None)


def _headline(tree: html.HtmlElement, data: dict[str, Any]) -> str | None:
    for text in _texts(data.get("headline")):
        return unescape(text)  # some put the HTML of the headline there
    element = _headline_element(tree)
    if element is not None:
        return " ".join(element.text_content().split())
    return next(_meta(tree, "og:title", "twitter:title"), None)


def _own_address(tree: html.HtmlElement, url: str) -> str:
    """The address that the page calls its own, where that can be, else the one it was asked by."""
    called = (
        canonical(str(link), url) for link in (*tree.xpath("//link[@rel='canonical']/@href"), *_meta(tree, "og:url"))
    )
    return next((address for address in called if address), None) or without_tracking(url)
