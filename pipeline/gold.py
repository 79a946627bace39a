"""Articles of the codebook's JSON lines, with or without their true figures, checked at the door.

A line is an object with `id`, `title` and `body`, and if known `published`, `outlet`, `source_url` and `figures`.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any

from models.article import NewsArticle
from models.codes import CODELISTS
from models.errors import InputError
from models.period import bounds
from models.region import regions
from pipeline.rules.letters import whole_letters

_TEXTS = ("id", "title", "body")
_OPTIONAL: dict[str, type] = {"source_url": str, "outlet": str, "published": str, "figures": list}
_NEEDED = ("indicator", "unit", "value", "ref_area")


def read_articles(path: Path) -> list[dict[str, Any]]:
    """The articles of a file, a line each, without halves of letters.

    Raises InputError naming file and line if one is no article, if two bear the same `id`, or if there is none.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # not splitlines: U+2028 may stand in a text
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} cannot be read: it is no UTF-8 (byte {error.start})") from error
    articles: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            article = _article(f"{path}, line {number}", line)
            if articles.setdefault(article["id"], article) is not article:
                raise InputError(f"{path}, line {number}: another article has the id {article['id']!r} already")
    if not articles:
        raise InputError(f"{path} holds no articles: write one JSON object a line, with id, title and body")
    return list(articles.values())


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Articles with their true `figures`.

    Raises InputError also if an article has no `figures` or a figure holds what the codebook does not know.
    """
    articles = read_articles(path)
    for article in articles:
        where = f"{path}: article {article['id']!r}"
        if article.get("figures") is None:
            raise InputError(f"{where} lacks its true `figures` (an empty list says none)")
        for figure in article["figures"]:
            _check(where, figure)
    return articles


def article_of(line: Mapping[str, Any]) -> NewsArticle:
    """The article of a line; one without an address gets one from its id."""
    return NewsArticle(
        url=whole_letters(line.get("source_url") or f"urn:wartakop:{line['id']}"),
        headline=whole_letters(line["title"]),
        article_body=whole_letters(line["body"]),
        date_published=_day(line.get("published"), line["id"]),
        publisher=line.get("outlet"),
    )


def _article(where: str, line: str) -> dict[str, Any]:
    try:
        article = json.loads(whole_letters(json.dumps(json.loads(line), ensure_ascii=False)))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is no JSON: {error}") from error
    if not isinstance(article, dict):
        raise InputError(f"{where} is no article: write an object with id, title and body")
    for field in _TEXTS:
        if not isinstance(article.get(field), str):
            raise InputError(f"{where}: field {field!r} is missing or not a string")
    for field, kind in _OPTIONAL.items():
        if not isinstance(article.get(field), kind | None):
            raise InputError(f"{where}: field {field!r} should be a {kind.__name__} or null")
    _day(article.get("published"), where)
    return article


def _day(text: str | None, where: str) -> date | None:
    try:
        return None if text is None else datetime.fromisoformat(text).date()
    except ValueError as error:
        form = "a date like 2024-03-26, with or without a time"
        raise InputError(f"{where}: field 'published' should be {form}, not {text!r}") from error


def _check(where: str, figure: object) -> None:
    if not isinstance(figure, dict) or any(figure.get(column) is None for column in _NEEDED):
        raise InputError(f"{where}: a figure needs at least indicator, unit, value and ref_area")
    for column, codelist in CODELISTS.items():
        code = figure.get(column)
        if code is not None and code not in list(codelist):
            raise InputError(f"{where}: no {column} is called {code!r}: write one of {', '.join(codelist)}")
    if figure["ref_area"] not in list(regions()):
        raise InputError(f"{where}: no region has the Kemendagri code {figure['ref_area']!r}")
    for column in ("value", "value_max"):
        if not _is_number(figure.get(column)):
            raise InputError(f"{where}: {column} should be a number, not {figure[column]!r}")
    for column in ("time_period", "subset", "quote"):
        if not isinstance(figure.get(column), str | None):
            raise InputError(f"{where}: {column} should be a string or null, not {figure[column]!r}")
    for wrong, rule in _contradictions(figure):
        if wrong:
            raise InputError(f"{where}: {rule}")
    try:
        bounds(figure.get("time_period") or "2000")
    except ValueError as error:
        raise InputError(f"{where}: {error}") from error


def _contradictions(figure: dict[str, Any]) -> Iterator[tuple[bool, str]]:
    """What a figure may not say at once, as `models.figure.Figure` has it."""
    basis, period, top = figure.get("time_basis"), figure.get("time_period"), figure.get("value_max")
    yield basis == "stated" and period is None, "time_basis 'stated' needs a time_period"
    yield basis in ("published", "earlier") and period is not None, f"time_basis {basis!r} has no time_period"
    yield (figure.get("bound") == "range") != (top is not None), "a range has a value_max, and nothing else has one"
    yield top is not None and _is_number(top) and top < figure["value"], "value_max is below value"
    yield figure.get("coop_kind") == "other" and not figure.get("subset"), "coop_kind 'other' is named by its subset"


def _is_number(cell: object) -> bool:
    """Whether `cell` is null or a number that can be compared; true and false are numbers to Python alone."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | None):
        return False
    try:
        return cell is None or isfinite(cell)
    except OverflowError:  # an integer beyond every float
        return False
