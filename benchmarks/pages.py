"""What reading a page costs beside trafilatura, and what its figures cost beside reading it."""

from collections.abc import Iterator

import trafilatura

from benchmarks import news
from benchmarks.measure import Measurement, paired
from models.article import NewsArticle
from pipeline.extract import extract
from pipeline.read.page import read_html
from wartakop.demo.sites import SITES

_ROUNDS = 5
_RUNS = 7


def measured() -> Iterator[Measurement]:
    """Reading over the demo's pages, figures over these and the development articles."""
    pages = list(_pages())

    def read() -> None:
        for _ in range(_ROUNDS):
            list(_read(pages))

    def trafilatura_alone() -> None:
        for _ in range(_ROUNDS):
            for url, text in pages:
                trafilatura.bare_extraction(text, url=url, fast=True, with_metadata=True, include_comments=False)

    ours, theirs = paired(read, trafilatura_alone, runs=_RUNS)
    each = 1000 / (_ROUNDS * len(pages))
    yield Measurement(
        "reading, speed against trafilatura (fast, with metadata)",
        theirs / ours,
        "x",
        1.0,
        at_most=False,
        beside=f"{ours * each:.2f} ms a page against {theirs * each:.2f}",
    )
    yield _compared("the demo's pages", pages)
    yield _compared("development articles in the frame of a news site", news.pages())


def _compared(what: str, pages: list[tuple[str, str]]) -> Measurement:
    """Extraction beside reading."""
    articles = list(_read(pages))

    def figures() -> None:
        for article in articles:
            extract(article)

    extracting, reading = paired(figures, lambda: list(_read(pages)), runs=_RUNS)
    size = sum(len(text) for _, text in pages) / len(pages) / 1000
    return Measurement(
        f"figures, time against reading the page ({what})",
        extracting / reading,
        "x",
        1.0,
        at_most=True,
        beside=f"{1000 * extracting / len(articles):.2f} ms an article against {1000 * reading / len(pages):.2f} a page"
        f" of {size:.0f} KB",
    )


def _pages() -> Iterator[tuple[str, str]]:
    for site_class in SITES:
        site = site_class(f"https://{site_class.id}.example")
        for article in site.articles:
            yield site.base_url + site.path(article), site.answer(site.path(article), {}).text


def _read(pages: list[tuple[str, str]]) -> Iterator[NewsArticle]:
    for url, text in pages:
        article = read_html(text, url=url)
        if article is not None:
            yield article
