"""Links of a listing page to articles: from the listing itself, never from what stands around it.

Menus, sidebars and footers repeat other stories and look just like hits (on an Antara page they are 366 links).
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html

from crawlers.addresses import site_of
from crawlers.discovery.days import stated_day
from crawlers.discovery.way import Entry, Listing, Page, UnreadableError

_CHROME = ("nav", "aside", "footer")
_CHROME_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:sidebar|widget|related|terkait|popular|populer|terpopuler|trending|most-read|navbar|menu"
    r"|mega-?menu|breadcrumbs?|footer|social|share|baca-juga|headline-ticker)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CARD_HEIGHT = 4
"""So many elements above its link a card is looked for."""


def article_links(page: Page, article: re.Pattern[str], *, within: str = "//a") -> Listing:
    """The links of the page's site whose path matches `article`, each with the day its card states.

    `within` is an XPath to the links of the cards. Raises UnreadableError if the page is empty.
    """
    if not page.body.strip():
        raise UnreadableError("answered an empty page")
    links = _without_chrome(_parsed(page)).xpath(within)
    return Listing.of(_entries(links, page.url, article))


def _entries(links: Iterable[html.HtmlElement], base: str, article: re.Pattern[str]) -> Iterator[Entry]:
    seen: set[str] = set()
    for link in links:
        url = _article_url(link.get("href"), base, article)
        if url and url not in seen:
            seen.add(url)
            yield Entry(url, stated_day(_card_text(link)))


def _parsed(page: Page) -> html.HtmlElement:
    charset = re.search(r"charset=[\"']?([\w-]+)", page.headers.get("content-type", ""))
    try:
        parser = html.HTMLParser(encoding=charset[1] if charset else None, remove_comments=True, remove_pis=True)
    except LookupError:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)  # a charset that does not exist
    try:
        return html.document_fromstring(page.body, parser=parser)
    except etree.ParserError as error:
        raise UnreadableError("this is no HTML") from error


def _without_chrome(root: html.HtmlElement) -> html.HtmlElement:
    for node in list(root.iter(etree.Element)):
        parent = node.getparent()
        if parent is not None and _is_chrome(node):
            parent.remove(node)
    return root


def _is_chrome(node: html.HtmlElement) -> bool:
    if node.tag in ("html", "body", "main", "article"):
        return False
    if node.tag in _CHROME or (node.tag == "header" and not any(node.iterancestors("article"))):
        return True
    return bool(_CHROME_CLASSES.search(f"{node.get('class', '')} {node.get('id', '')}"))


def _article_url(href: str | None, base: str, article: re.Pattern[str]) -> str | None:
    try:
        url = urldefrag(urljoin(base, (href or "").strip())).url
        if site_of(url) == site_of(base) and article.fullmatch(urlsplit(url).path):
            return url
    except ValueError:
        pass  # mailto:, javascript:, half an address: no link to an article
    return None


def _card_text(link: html.HtmlElement) -> str:
    """Text of the card around `link`: the highest element, four up at most, that holds no other link's address."""
    card = link
    for parent in _up(link):
        if any(other.get("href") != link.get("href") for other in parent.iter("a")):
            break
        card = parent
    return " ".join(card.itertext())


def _up(link: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for height, parent in enumerate(link.iterancestors()):
        if height == _CARD_HEIGHT or parent.tag in ("body", "html"):
            return
        yield parent
