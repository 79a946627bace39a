"""One archived response → the articles in it and what became of it: the public door of reading."""

from configparser import ConfigParser
from copy import deepcopy
from functools import cache
from typing import NamedTuple

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import DEFAULT_CONFIG

from models.article import Capture, NewsArticle
from models.run import Outcome, OutcomeStatus
from pipeline.read import blocks, wordpress
from pipeline.read.boilerplate import article_paragraphs
from pipeline.read.dates import newsroom_zone
from pipeline.read.decode import UnreadableError, decoded, decompressed, unchunked, well_formed
from pipeline.read.metadata import is_article, metadata
from pipeline.read.warc import ArchivedResponse

_HTTP_OK = 200
_REDIRECTS = range(300, 400)
_TEXTUAL = ("html", "xml", "json", "text/plain")
PAGE_LIMIT = 4_000_000
"""Characters of a page that is read; no article's page comes near it, and parsing costs more than its length."""
_LONGEST_REASON = 300
_SHORTEST_BODY = 80
"""Characters; shorter bodies were error pages and captions only."""


class PageReading(NamedTuple):
    """The articles of one response, and its one outcome."""

    articles: tuple[NewsArticle, ...]
    outcome: Outcome


def read(response: ArchivedResponse) -> PageReading:
    """The articles in one archived response. Never raises for what a server sent: the outcome tells."""
    try:
        articles, status, reason = _read(response)
    except UnreadableError as error:
        articles, status, reason = (), OutcomeStatus.UNREADABLE, str(error)
    except Exception as error:  # noqa: BLE001  (a page that no parser foresaw costs itself alone, and says so)
        articles, status, reason = (), OutcomeStatus.UNREADABLE, f"reading it failed: {type(error).__name__}: {error}"
    capture = response.capture
    outcome = Outcome(
        source_id=capture.source_id,
        url=capture.url,
        status=status,
        reason=" ".join(reason.split())[:_LONGEST_REASON] if reason else None,
        articles=len(articles),
        observed_at=capture.fetched_at,
        warc_file=capture.warc_file,
        warc_record_id=capture.warc_record_id,
    )
    return PageReading(articles, outcome)


def _read(response: ArchivedResponse) -> tuple[tuple[NewsArticle, ...], OutcomeStatus, str | None]:
    kind = response.headers.get("content-type", "text/html").lower()
    status, reason = _without_look(response, kind)
    if status is not None:
        return (), status, reason
    text = _text(response)
    if "json" in kind or text.lstrip()[:1] == "[":  # some send JSON as text/html
        return _read_posts(text, response.capture)
    if len(text) > PAGE_LIMIT:
        return (), OutcomeStatus.TOO_LARGE, f"{len(text)} characters, more than {PAGE_LIMIT}"
    tree = blocks.parsed(text)
    if response.role is None and not is_article(tree):
        return (), OutcomeStatus.INDEX_PAGE, "nothing on the page says that it is an article"
    article = _article(tree, url=response.capture.url, area=response.capture.source_area)
    return ((article,), OutcomeStatus.STORED, None) if article else ((), OutcomeStatus.NO_TEXT, None)


def _text(response: ArchivedResponse) -> str:
    headers = response.headers
    payload = unchunked(response.payload, headers.get("transfer-encoding", ""))
    return decoded(decompressed(payload, headers.get("content-encoding", "")), headers)


def _read_posts(text: str, capture: Capture) -> tuple[tuple[NewsArticle, ...], OutcomeStatus, str | None]:
    found = wordpress.posts(text, url=capture.url, zone=newsroom_zone(capture.source_area))
    if found is None:
        return (), OutcomeStatus.INDEX_PAGE, None
    reason = f"{len(found.left_out)} posts left out, the first because {found.left_out[0]}" if found.left_out else None
    if not found.articles:
        return (), OutcomeStatus.UNREADABLE if found.left_out else OutcomeStatus.INDEX_PAGE, reason
    return found.articles, OutcomeStatus.STORED, reason


def _without_look(response: ArchivedResponse, kind: str) -> tuple[OutcomeStatus | None, str | None]:
    """The outcome where the headers tell it alone; null where the payload must be looked at."""
    if response.status in _REDIRECTS:
        return OutcomeStatus.INDEX_PAGE, f"redirect to {response.headers.get('location', 'nowhere')}"
    if response.status != _HTTP_OK:
        return OutcomeStatus.HTTP_ERROR, f"the server answered {response.status}"
    if response.role == "discovery" or ("xml" in kind and "html" not in kind):
        return OutcomeStatus.INDEX_PAGE, None
    if not any(word in kind for word in _TEXTUAL):
        return OutcomeStatus.UNREADABLE, f"no text but {kind}"
    return None, None


def read_html(text: str, *, url: str, area: str | None = None) -> NewsArticle | None:
    """The article in a page; None if there is no headline or no text to speak of."""
    return _article(blocks.parsed(well_formed(text)), url=url, area=area)


def _article(tree: HtmlElement, *, url: str, area: str | None) -> NewsArticle | None:
    about = metadata(tree, url=url, area=area)
    links = blocks.link_texts(tree)
    blocks.drop_side_blocks(tree)
    text = trafilatura.extract(tree, url=url, fast=True, include_comments=False, config=_trafilatura_config()) or ""
    paragraphs = article_paragraphs(map(_row, text.split("\n")), headline=about.headline or "", link_texts=links)
    body = "\n\n".join(paragraphs)
    if not about.headline or len(body) < _SHORTEST_BODY:
        return None
    return NewsArticle(
        url=about.url,
        headline=about.headline,
        article_body=body,
        date_published=about.published.day if about.published else None,
        datetime_published=about.published.moment if about.published else None,
        date_modified=about.modified.day if about.modified else None,
        author=about.author,
        publisher=about.publisher,
    )


@cache
def _trafilatura_config() -> ConfigParser:
    """Trafilatura's settings, but for its last resort: all text of a page in one line, teasers included."""
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
    return config


def _row(line: str) -> str:
    """A table row, printed by trafilatura as `| label | value |`, as `label: value`; a wider one keeps its cells."""
    row = line.strip()
    if not (row.startswith("|") and row.endswith("|")):
        return line
    cells = [cell.strip() for cell in row[1:-1].split("|")]
    if not any(cell.strip("- ") for cell in cells):
        return ""
    return blocks.WIDE.join(cells) if len(cells) > 2 else ": ".join(filter(None, cells))
