import json
import time
from datetime import date

import pytest

from crawlers.discovery.antara_search import ANTARA_SEARCH, read_antara
from crawlers.discovery.days import feed_day, stated_day
from crawlers.discovery.feed import read_feed, read_search_feed
from crawlers.discovery.search_page import read_rri, read_varient
from crawlers.discovery.way import MAX_ENTRIES, Entry, Page, UnreadableError, Window
from crawlers.discovery.wordpress_rest import WORDPRESS_REST, read_posts

BASE = "https://contoh.id"
WINDOW = Window(date(2026, 1, 1), date(2026, 1, 31))


def page(body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Page:
    raw = body.encode() if isinstance(body, str) else body
    return Page(f"{BASE}/search?q=koperasi&page=1", 200, {"content-type": kind, **headers}, raw)


def rss(*items: str, doctype: str = "") -> Page:
    return page(f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel>{"".join(items)}</channel></rss>')


def item(title: str, link: str, day: str = "Mon, 05 Jan 2026 20:00:00 +0000", summary: str = "") -> str:
    when_and_what = f"<pubDate>{day}</pubDate><description>{summary}</description>"
    return f"<item><title>{title}</title><link>{link}</link>{when_and_what}</item>"


# --- feeds


def test_a_feed_wants_what_names_cooperatives_in_title_summary_or_address() -> None:
    listing = read_feed(
        rss(
            item("Koperasi Sejahtera", "https://contoh.id/a"),
            item("Rapat Tahunan", "https://contoh.id/b", summary="&lt;p&gt;Diskop hadir&lt;/p&gt;"),
            item("Panen Raya", "https://contoh.id/kdmp-panen"),
            item("Harga Cabai", "https://contoh.id/cabai"),
        )
    )
    assert [entry.wanted for entry in listing.entries] == [True, True, True, False]
    assert listing.entries[0] == Entry(
        "https://contoh.id/a", date(2026, 1, 6), True
    )  # 20:00 UTC is the next day in WIB


def test_a_search_feed_wants_all_that_the_server_found() -> None:
    assert [entry.wanted for entry in read_search_feed(rss(item("Panen", "/a"))).entries] == [True]


def test_an_atom_feed() -> None:
    entry = '<entry><title>Koperasi</title><link href="/a"/><updated>2026-01-05T10:00:00Z</updated></entry>'
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    assert read_feed(page(atom)).entries == (Entry("https://contoh.id/a", date(2026, 1, 5)),)


@pytest.mark.parametrize(
    "links",
    [
        '<link rel="replies" href="/a/komentar"/><link rel="self" href="/a.atom"/><link rel="alternate" href="/a"/>',
        '<link rel="edit" href="/sunting/a"/><link href="/a"/><link rel="enclosure" href="/a.jpg"/>',
        '<link rel="Alternate" href="/a"/><link rel="alternate" type="application/json" href="/a.json"/>',
    ],
)
def test_an_atom_entry_is_the_page_it_is_an_alternate_of(links: str) -> None:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Koperasi</title>{links}</entry></feed>'
    assert [entry.url for entry in read_feed(page(feed)).entries] == ["https://contoh.id/a"]


def test_a_link_that_is_no_alternate_is_no_article() -> None:
    links = '<link rel="replies" href="/a/komentar"/><link rel="self" href="/a.atom"/>'
    assert read_feed(rss(f"<item><title>Koperasi</title>{links}</item>")).entries == ()


def test_a_feed_reads_no_file_by_an_entity() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    listing = read_feed(rss(item("Koperasi &x;", "https://contoh.id/&x;"), doctype=doctype))
    assert [entry.url for entry in listing.entries] == ["https://contoh.id/&x"]  # the bare name: nothing was put in


def test_a_feed_of_a_billion_laughs_is_over_soon() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    began = time.monotonic()
    read_feed(rss(item("Koperasi &l11;", "/a"), doctype=f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>'))
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("body", ["<html><body>Situs dalam perbaikan</body></html>", "bukan feed", "{}", "<", ""])
def test_no_feed(body: str) -> None:
    with pytest.raises(UnreadableError, match="no feed"):
        read_feed(page(body))


def test_items_without_a_usable_link_are_left_out() -> None:
    listing = read_feed(rss(item("Koperasi", ""), item("Koperasi", "http://[rusak"), "<item/>", item("Koperasi", "/b")))
    assert [entry.url for entry in listing.entries] == ["https://contoh.id/b"]


@pytest.mark.parametrize(
    ("items", "taken", "cut"), [(MAX_ENTRIES, MAX_ENTRIES, False), (MAX_ENTRIES + 1, MAX_ENTRIES, True)]
)
def test_more_entries_than_the_limit_are_cut_and_that_is_said(items: int, taken: int, cut: bool) -> None:
    feed = read_feed(rss("<item><link>/a</link></item>" * items))
    assert (len(feed.entries), feed.cut) == (taken, cut)
    cards = read_rri(page("".join(f'<a href="/daerah/{n}/koperasi-x">K</a>' for n in range(10_000, 10_000 + items))))
    assert (len(cards.entries), cards.cut) == (taken, cut)


@pytest.mark.parametrize("item", ["<item><link>/a</link></item>", "<item/>"])
def test_a_million_items_are_a_trap(item: str) -> None:
    began = time.monotonic()
    listing = read_feed(rss(item * 300_000))
    assert len(listing.entries) <= MAX_ENTRIES
    assert listing.cut
    assert time.monotonic() - began < 5


# --- search pages


CARDS = """<html><body>
<header><a href="/padang/daerah/100001/koperasi-di-kepala">x</a></header>
<nav><a href="/padang/daerah/100002/koperasi-di-menu">x</a></nav>
<div class="result">
 <div class="card"><a href="/padang/ekonomi/825341/koperasi-satu">Satu</a> <span>10 May 2020</span></div>
 <div class="card"><a href="https://contoh.id/daerah/825342/koperasi-dua#atas">Dua</a>
 <span>02 Sep 2026 14:22 WIB</span></div>
 <div class="card"><a href="https://www.contoh.id/daerah/825343/koperasi-tiga">Tiga</a></div>
 <div class="card"><a href="https://lain.id/daerah/825344/koperasi-lain">Lain</a></div>
 <div class="card"><a href="mailto:redaksi@contoh.id">surat</a><a href="http://[rusak">x</a><a>tanpa</a></div>
 <div class="card"><a href="/private/rahasia">x</a><a href="/ekonomi">Ekonomi</a></div>
</div>
<aside><a href="/padang/daerah/100003/koperasi-di-samping">x</a></aside>
<div class="right-sidebar"><a href="/padang/daerah/100004/koperasi-di-bilah">x</a></div>
<ul id="berita-terpopuler"><li><a href="/padang/daerah/100005/koperasi-populer">x</a></li></ul>
<footer><a href="/padang/daerah/100006/koperasi-di-kaki">x</a></footer>
</body></html>"""


def test_links_come_from_the_listing_alone() -> None:
    assert read_rri(page(CARDS)).entries == (
        Entry("https://contoh.id/padang/ekonomi/825341/koperasi-satu", date(2020, 5, 10)),
        Entry("https://contoh.id/daerah/825342/koperasi-dua", date(2026, 9, 2)),
        Entry("https://www.contoh.id/daerah/825343/koperasi-tiga", None),
    )


def test_varient_posts_are_linked_from_headings() -> None:
    body = """<div class="post-item"><h3 class="title"><a href="/koperasi-tutup-buku">K</a></h3>
    <p><a href="/ekonomi-kreatif">Ekonomi</a> Mar 26, 2024</p></div><h3><a href="/tag/koperasi-desa">tag</a></h3>
    <h3><a href="/private/koperasi-rahasia">x</a></h3>"""
    assert [entry.url for entry in read_varient(page(body)).entries] == ["https://contoh.id/koperasi-tutup-buku"]


def test_antara_takes_its_cards_alone() -> None:
    body = """<article class="simple-post simple-big"><h3><a href="/berita/178921/koperasi-satu">K</a></h3>
    <p>07 August 2018 18:09 Wib</p></article><div class="carousel"><a href="/berita/1/koperasi-lama">L</a></div>
    <div class="h5"><a href="/berita/178922/koperasi-dua-">K</a></div><a href="/foto/12/koperasi">F</a>"""
    assert read_antara(page(body)).entries == (
        Entry("https://contoh.id/berita/178921/koperasi-satu", date(2018, 8, 7)),
        Entry("https://contoh.id/berita/178922/koperasi-dua-", None),
    )
    assert ANTARA_SEARCH.address(BASE, WINDOW, 3) == f"{BASE}/search/koperasi/2026-01-01/2026-01-31/3"


def test_a_page_without_hits_is_no_trouble() -> None:
    assert read_rri(page("<html><body>Tidak ada hasil</body></html>")).entries == ()


@pytest.mark.parametrize("body", [b"", b" \n", b"<!-- -->"])
def test_an_empty_page(body: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_rri(page(body))


@pytest.mark.parametrize("kind", ["text/html; charset=windows-1252", "text/html; charset=tidak-ada", "text/html"])
def test_a_lying_charset_loses_no_link(kind: str) -> None:
    body = b'<p>caf\xe9 \xe2\x80</p><a href="/daerah/825342/koperasi-dua">K</a>'
    assert [entry.url for entry in read_rri(page(body, kind)).entries] == [
        "https://contoh.id/daerah/825342/koperasi-dua"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "".join(f'<a href="/daerah/{n}/koperasi-x">K</a>' for n in range(1_000_000, 1_300_000)),
        '<a href="/daerah/825342/koperasi-dua">' * 100_000,
        "<div>" * 100_000 + '<a href="/daerah/825342/koperasi-dua">K</a>',
        "<aside>x</aside>" * 200_000,
    ],
)
def test_monstrous_pages_are_over_soon(body: str) -> None:
    began = time.monotonic()
    assert len(read_rri(page(body)).entries) <= MAX_ENTRIES
    assert time.monotonic() - began < 10


# --- WordPress REST


def test_posts_and_the_number_of_pages() -> None:
    posts = [{"id": 1, "link": "https://contoh.id/a/"}, {"id": 2}, {"link": 3}]
    listing = read_posts(page(json.dumps(posts), **{"x-wp-totalpages": "7"}))
    assert (listing.entries, listing.pages) == ((Entry("https://contoh.id/a/"),), 7)
    for odd in ("banyak", "9" * 5000, ""):
        assert read_posts(page("[]", **{"x-wp-totalpages": odd})).pages is None


@pytest.mark.parametrize("body", ["<html>", "", '{"code":"rest_forbidden"}', "[1]", "[" * 100_000])
def test_no_posts(body: str) -> None:
    with pytest.raises(UnreadableError):
        read_posts(page(body))


def test_the_bounds_of_the_window_are_inside() -> None:
    address = WORDPRESS_REST.address(BASE, WINDOW, 2)
    assert "after=2025-12-31T23:59:59&before=2026-02-01T00:00:00" in address
    assert "per_page=100&page=2" in address


# --- days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Selasa, 7 Agustus 2018 18:09 WIB", date(2018, 8, 7)),
        ("02 Sep 2026 14:22 WIB", date(2026, 9, 2)),
        ("8 Agt. 2020", date(2020, 8, 8)),
        ("8 Agu 2020", date(2020, 8, 8)),
        ("Mar 26, 2024 - 16:24", date(2024, 3, 26)),
        ("31 Februari 2024", None),
        ("49 koperasi 2024", None),
        ("", None),
    ],
)
def test_days_of_cards(text: str, day: date | None) -> None:
    assert stated_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fri, 27 Dec 2024 10:20:00 +0700", date(2024, 12, 27)),
        ("2026-04-24T20:05:00+07:00", date(2026, 4, 24)),
        ("2026-04-24T20:05:00Z", date(2026, 4, 25)),
        ("2026-04-24T20:05:00", date(2026, 4, 24)),
        ("2026-04-24 20:05:00", date(2026, 4, 24)),
        ("Fri, 27 Dec 2024 20:20:00", date(2024, 12, 27)),
        ("Fri, 27 Dec 2024 20:20:00 WIB", date(2024, 12, 27)),
        ("Fri, 27 Dec 2024 20:20:00 GMT", date(2024, 12, 28)),
        ("Fri, 27 Dec 2024 20:20:00 -0000", date(2024, 12, 28)),
        ("kemarin", None),
        ("", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("Fri, 27 Dec 20242024202420242024 10:20:00 +0700", None),
        (f"Fri, 27 Dec {'2' * 5000} 10:20:00 +0700", None),
        ("Fri, 27 Dec 2024 10:20:00 +99999999999999999999", None),
        ("0000-01-01T00:00:00Z", None),
    ],
)
def test_days_of_feeds(text: str, day: date | None) -> None:
    assert feed_day(text) == day


def test_a_window_holds_its_ends_and_what_states_no_day() -> None:
    assert WINDOW.holds(date(2026, 1, 1))
    assert WINDOW.holds(date(2026, 1, 31))
    assert WINDOW.holds(None)
    assert not WINDOW.holds(date(2026, 2, 1))
