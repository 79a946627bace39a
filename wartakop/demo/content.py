"""The demo's articles, and the figures that must come out of them."""

import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class DemoArticle(NamedTuple):
    """One article of the demo, in our own words."""

    site: str
    slug: str
    title: str
    published: datetime
    paragraphs: tuple[str, ...]
    figures: tuple[dict[str, Any], ...]
    """The figures it states, in the codebook's columns."""


@cache
def articles() -> tuple[DemoArticle, ...]:
    """All articles of the demo."""
    lines = files("wartakop.demo").joinpath("articles.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_article(**json.loads(line)) for line in lines)


def _article(published: str, paragraphs: list[str], figures: list[dict[str, Any]], **texts: str) -> DemoArticle:
    return DemoArticle(
        published=datetime.fromisoformat(published), paragraphs=tuple(paragraphs), figures=tuple(figures), **texts
    )
