"""What the demo's sites answer, each shaped like a content management system that regional outlets use."""

import html
import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC
from email.utils import format_datetime
from typing import NamedTuple

from models.source import Cms
from wartakop.demo.content import DemoArticle, articles

_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
_TEASERS = (
    ("987 Koperasi di Kabupaten Agam Ditutup", "/lain/987-koperasi-agam-ditutup"),
    ("Anggota Koperasi di Padang Bertambah 6.543 Orang", "/lain/anggota-koperasi-padang-bertambah"),
)
Query = dict[str, str]


class Answer(NamedTuple):
    """An HTTP answer."""

    status: int
    content_type: str
    text: str


class Site(ABC):
    """One outlet: its declaration, and what it answers."""

    id: str
    name: str
    cms: Cms
    area: str

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.articles = [article for article in articles() if article.site == self.id]

    def answer(self, path: str, query: Query) -> Answer:
        """The answer to a GET of `path`."""
        if path == "/robots.txt":
            return Answer(200, "text/plain", "User-agent: *\nDisallow: /private/\n")
        for article in self.articles:
            if path.rstrip("/") == self.path(article).rstrip("/"):
                return _html(article.title, self.page(article))
        return self.listing(path, query) or Answer(
            404, "text/html", _page("Tidak ditemukan", "<h1>Tidak ditemukan</h1>")
        )

    @abstractmethod
    def path(self, article: DemoArticle) -> str:
        """Where an article lies."""

    @abstractmethod
    def page(self, article: DemoArticle) -> str:
        """The middle of an article's page."""

    @abstractmethod
    def listing(self, path: str, query: Query) -> Answer | None:
        """The feeds, searches and interfaces that lead to articles."""


class KabarMinang(Site):
    """A WordPress whose REST interface is open."""

    id, name, cms, area = "kabar-minang", "Kabar Minang", "wordpress", "Provinsi Sumatera Barat"

    def path(self, article: DemoArticle) -> str:
        return f"/{article.published:%Y/%m/%d}/{article.slug}/"

    def page(self, article: DemoArticle) -> str:
        return (
            f'<meta property="article:published_time" content="{article.published.isoformat()}">'
            f'<article class="post"><h1 class="entry-title">{html.escape(article.title)}</h1>'
            f'<div class="entry-content">{_body(article)}</div></article>'
            '<div id="comments"><h3>Tinggalkan Balasan</h3><p>Alamat email Anda tidak akan dipublikasikan.</p></div>'
        )

    def listing(self, path: str, query: Query) -> Answer | None:
        if path != "/wp-json/wp/v2/posts":
            return None
        if query.get("page", "1") != "1":
            return Answer(400, "application/json", '{"code":"rest_post_invalid_page_number","data":{"status":400}}')
        return Answer(200, "application/json", json.dumps([self._post(n, a) for n, a in enumerate(self.articles, 71)]))

    def _post(self, number: int, article: DemoArticle) -> dict[str, object]:
        gmt = article.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
        return {
            "id": number,
            "date": article.published.strftime("%Y-%m-%dT%H:%M:%S"),
            "date_gmt": gmt,
            "modified_gmt": gmt,
            "link": self.base_url + self.path(article),
            "title": {"rendered": html.escape(article.title)},
            "content": {"rendered": _body(article)},
        }


class KotaBunga(KabarMinang):
    """A city government's WordPress whose REST interface is closed: its search feed leads to the pages."""

    id, name, cms, area = "kota-bunga", "Kota Bunga", "wordpress", "Kota Malang"

    def listing(self, path: str, query: Query) -> Answer | None:
        if path.startswith("/wp-json/"):
            return Answer(403, "application/json", '{"code":"rest_forbidden","data":{"status":403}}')
        if path in ("/", "/feed/") and query.get("feed", "rss2") == "rss2":
            return _feed(self, self.articles if query.get("paged", "1") == "1" else [])
        return None


class SuaraNagari(Site):
    """A Varient site: a feed of the latest posts, and a search."""

    id, name, cms, area = "suara-nagari", "Suara Nagari", "varient", "Provinsi Sumatera Barat"

    def path(self, article: DemoArticle) -> str:
        return f"/{article.slug}"

    def page(self, article: DemoArticle) -> str:
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "datePublished": article.published.isoformat(),
            "author": {"@type": "Person", "name": "Nurlela Putri"},
        }
        return (
            f'<script type="application/ld+json">{json.dumps(data)}</script>'
            f'<div class="post-content"><h1 class="post-title">{html.escape(article.title)}</h1>'
            f'<div class="post-text">{_body(article)}</div></div>'
        )

    def listing(self, path: str, query: Query) -> Answer | None:
        if path == "/rss/latest-posts":
            return _feed(self, self.articles)
        if path == "/search":
            return _cards(
                self, query, '<div class="post-item"><h3 class="title"><a href="{url}">{title}</a></h3></div>'
            )
        return None


class RiauPesisir(Site):
    """A radio's site whose search pages lead to the articles; its dates bear no zone."""

    id, name, cms, area = "riau-pesisir", "Riau Pesisir", "rri", "Indonesia"

    def path(self, article: DemoArticle) -> str:
        return f"/bengkalis/ekonomi/{8000 + self.articles.index(article)}/{article.slug}"

    def page(self, article: DemoArticle) -> str:
        return (
            f'<h2 id="news-title">{html.escape(article.title)}</h2><ul class="meta"><li>Oleh: Yusri</li>'
            f'<li class="date">{article.published:%d %b %Y - %H:%M}</li></ul>'
            f'<div id="news-content">{_body(article)}</div>'
        )

    def listing(self, path: str, query: Query) -> Answer | None:
        if path != "/search":
            return None
        return _cards(self, query, '<div class="news-list-item"><a class="title" href="{url}">{title}</a></div>')


class BeritaDeli(Site):
    """A news agency's bureau: a search by dates, and dates in Indonesian."""

    id, name, cms, area = "berita-deli", "Berita Deli", "antara", "Provinsi Sumatera Utara"

    def path(self, article: DemoArticle) -> str:
        return f"/berita/{17000 + self.articles.index(article)}/{article.slug}"

    def page(self, article: DemoArticle) -> str:
        day = article.published
        return (
            f'<article class="post-wrapper"><h1 class="post-title">{html.escape(article.title)}</h1>'
            f'<p class="text-muted"><span>{day.day} {_MONTHS[day.month - 1]} {day:%Y %H:%M} WIB</span></p>'
            f'<div class="post-content clearfix">{_body(article)}<p>COPYRIGHT © BERITA DELI {day:%Y}</p></div>'
            "</article>"
        )

    def listing(self, path: str, query: Query) -> Answer | None:
        parts = path.strip("/").split("/")
        if parts[0] != "search" or len(parts) < 2:
            return None
        card = '<article class="simple-post"><h3><a href="{url}">{title}</a></h3></article>'
        return _cards(self, {"q": parts[1], "page": parts[4] if len(parts) > 4 else "1"}, card)


SITES: tuple[type[Site], ...] = (KabarMinang, SuaraNagari, RiauPesisir, KotaBunga, BeritaDeli)


def _body(article: DemoArticle) -> str:
    teaser = f'<p><strong>Baca juga:</strong> <a href="{_TEASERS[0][1]}">{_TEASERS[0][0]}</a></p>'
    first, *rest = (f"<p>{html.escape(paragraph)}</p>" for paragraph in article.paragraphs)
    return "\n".join((first, teaser, *rest))


def _page(title: str, middle: str) -> str:
    """A whole page: what real pages carry besides their article is here to be left out."""
    sidebar = "".join(f'<li><a href="{path}">{text}</a></li>' for text, path in _TEASERS)
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body>'
        '<nav><a href="/">Beranda</a> <a href="/private/admin">Admin</a></nav>'
        f'{middle}<aside class="sidebar"><h3>Terpopuler</h3><ul>{sidebar}</ul></aside>'
        "<footer>Kunjungan hari ini 4.321. Contoh saja: isi situs ini rekaan.</footer></body></html>"
    )


def _html(title: str, middle: str) -> Answer:
    return Answer(200, "text/html", _page(title, middle))


def _cards(site: Site, query: Query, card: str) -> Answer:
    found = site.articles if query.get("q") == "koperasi" and query.get("page", "1") == "1" else []
    cards = (card.format(url=site.path(article), title=html.escape(article.title)) for article in found)
    return _html("Pencarian", f'<div class="result">{"".join(cards)}</div>')


def _feed(site: Site, found: Sequence[DemoArticle]) -> Answer:
    items = "".join(
        f"<item><title>{html.escape(article.title)}</title><link>{site.base_url}{site.path(article)}</link>"
        f"<pubDate>{format_datetime(article.published)}</pubDate></item>"
        for article in found
    )
    channel = f"<channel><title>{site.name}</title><link>{site.base_url}/</link>{items}</channel>"
    text = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'
    return Answer(200, "application/rss+xml", text)
