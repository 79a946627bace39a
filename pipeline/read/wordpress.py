"""The answer of a WordPress REST posts route: many whole articles in one JSON list."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timezone
from typing import Any, NamedTuple

from models.article import NewsArticle
from pipeline.read import blocks
from pipeline.read.address import canonical
from pipeline.read.boilerplate import article_paragraphs
from pipeline.read.decode import well_formed


class Posts(NamedTuple):
    """The articles of an answer, and why posts of it were left out."""

    articles: tuple[NewsArticle, ...]
    left_out: tuple[str, ...]


def posts(text: str, *, url: str, zone: timezone) -> Posts | None:
    """The posts in the answer to `url`, of a newsroom in `zone`; null if it is no list of posts.

    An odd post costs itself alone.
    """
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(listed, list) or not any(isinstance(post, dict) and "content" in post for post in listed):
        return None
    articles, left_out = [], []
    for post in listed:
        try:
            articles.append(_article(post, url, zone))
        except _OddPostError as odd:
            left_out.append(str(odd))
    return Posts(tuple(articles), tuple(left_out))


class _OddPostError(Exception):
    """A post that is no article; the message says why."""


def _article(post: Any, url: str, zone: timezone) -> NewsArticle:
    link = _text(post, "link")
    address = canonical(link, url)
    if address is None:
        raise _OddPostError(f"its link {link[:100]!r} is no address of this site")
    headline = " ".join(blocks.lines(blocks.parsed(_text(post, "title", "rendered"))))
    content = blocks.parsed(_text(post, "content", "rendered"))
    links = blocks.link_texts(content)
    blocks.drop_side_blocks(content)
    paragraphs = article_paragraphs(blocks.lines(content), headline=headline, link_texts=links)
    if not headline or not paragraphs:
        raise _OddPostError(f"{address} has no {'text' if headline else 'headline'}")
    return NewsArticle(
        url=address,
        headline=headline,
        article_body="\n\n".join(paragraphs),
        date_published=_day(post, "date", zone),
        datetime_published=_moment(post.get("date_gmt"), UTC),
        date_modified=_day(post, "modified", zone),
    )


def _text(post: Any, *path: str) -> str:
    found = post
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, str):
        raise _OddPostError(f"a post has no {'.'.join(path)}")
    return well_formed(found)


def _day(post: Mapping[str, Any], name: str, zone: timezone) -> date | None:
    """The day of `name`, which is local and bears no zone, or of `name_gmt`, which is UTC and says so by its name."""
    local, utc = _moment(post.get(name), zone), _moment(post.get(f"{name}_gmt"), UTC)
    try:
        moment = local or (utc and utc.astimezone(zone))
    except OverflowError:  # a day at the edge of the calendar
        return None
    return moment.date() if moment else None


def _moment(text: object, zone: timezone) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
