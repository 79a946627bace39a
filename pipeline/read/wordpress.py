"""The answer of a WordPress REST posts route: many whole articles in one JSON list."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from models.article import NewsArticle
from pipeline.read import blocks
from pipeline.read.boilerplate import article_paragraphs


def articles(text: str, *, publisher: str | None = None) -> list[NewsArticle] | None:
    """The posts in `text`; None if it is no list of posts. A post without text is left out."""
    try:
        posts = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return None
    if not isinstance(posts, list) or not all(_is_post(post) for post in posts):
        return None
    found = (_article(post, publisher) for post in posts)
    return [article for article in found if article is not None]


def _is_post(post: Any) -> bool:
    return (
        isinstance(post, dict)
        and isinstance(post.get("link"), str)
        and all(
            isinstance(post.get(part), dict) and isinstance(post[part].get("rendered"), str)
            for part in ("title", "content")
        )
    )


def _article(post: Mapping[str, Any], publisher: str | None) -> NewsArticle | None:
    headline = " ".join(blocks.lines(blocks.parsed(post["title"]["rendered"])))
    content = blocks.parsed(post["content"]["rendered"])
    links = blocks.link_texts(content)
    blocks.drop_side_blocks(content)
    paragraphs = article_paragraphs(blocks.lines(content), headline=headline, link_texts=links)
    if not headline or not paragraphs:
        return None
    day, moment = _published(post)
    return NewsArticle(
        url=post["link"],
        headline=headline,
        article_body="\n\n".join(paragraphs),
        date_published=day,
        datetime_published=moment,
        date_modified=_day(post.get("modified") or post.get("modified_gmt")),
        publisher=publisher,
    )


def _published(post: Mapping[str, Any]) -> tuple[date | None, datetime | None]:
    """`date` is local and bears no zone; `date_gmt` is UTC and says so by its name alone."""
    day = _day(post.get("date") or post.get("date_gmt"))
    moment = _moment(post.get("date_gmt"))
    return day, moment.replace(tzinfo=UTC) if moment else None


def _day(text: object) -> date | None:
    moment = _moment(text)
    return moment.date() if moment else None


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
