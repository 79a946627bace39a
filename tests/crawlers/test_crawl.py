import gc
import json
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.archive import archived_urls, segments
from crawlers.ledger import CrawlEvent
from models.errors import ArchiveError, InputError
from models.run import OutcomeStatus
from tests.crawlers.conftest import Crawl
from tests.crawlers.loopback import Answer, Loopback, Routes

NewSite = Callable[..., Loopback]
ARTICLE = Answer("<html><body><h1>Koperasi</h1><p>127 koperasi primer.</p></body></html>")


def cards(*paths: str, day: str = "10 Mei 2020") -> Answer:
    hits = "".join(f'<div class="card"><a href="{path}">Koperasi</a><span>{day}</span></div>' for path in paths)
    return Answer(f'<html><body><nav><a href="/private/admin">Admin</a></nav>{hits}</body></html>')


def rri(*listed: str, more: Routes | None = None, **paging: tuple[str, ...]) -> Routes:
    """A site like RRI's: page 1 of its search lists `listed`, page N what `pageN` says; all of them are there."""

    def search(path: str) -> Answer:
        number = parse_qs(urlsplit(path).query)["page"][0]
        return cards(*(listed if number == "1" else paging.get(f"page{number}", ())))

    articles = {path: ARTICLE for paths in (listed, *paging.values()) for path in paths}
    return {"/search": search, **articles, **(more or {})}


def feed(*links: str, day: str = "Fri, 01 May 2020 10:00:00 +0700") -> Answer:
    items = "".join(f"<item><title>Koperasi</title><link>{x}</link><pubDate>{day}</pubDate></item>" for x in links)
    return Answer(f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")


def test_a_search_is_walked_until_it_brings_nothing_new(site: NewSite, run_crawl: Crawl) -> None:
    one, two = "/daerah/1001/koperasi-satu", "/daerah/1002/koperasi-dua"
    web = site(rri(one, page2=(two, one), page3=(one,), page4=("/daerah/1003/tak-terlihat",)))
    run = run_crawl(web.source("rri"))
    assert web.paths == [
        "/robots.txt",
        "/search?q=koperasi&page=1",
        one,
        "/search?q=koperasi&page=2",
        two,
        "/search?q=koperasi&page=3",
    ]
    assert [(t.requests, t.articles, t.failures) for t in run.sources] == [(6, 2, 0)]
    assert run.outcomes == ()


def test_known_articles_are_not_asked_again(site: NewSite, run_crawl: Crawl, archive: Path) -> None:
    web = site(rri("/daerah/1001/koperasi-satu"))
    run_crawl(web.source("rri"), run_id="a")
    web.routes.update(rri("/daerah/1001/koperasi-satu", "/daerah/1002/koperasi-dua"))
    web.log.clear()
    run_crawl(web.source("rri"), run_id="b", known=archived_urls(archive))
    assert [path for path in web.paths if path.startswith("/daerah")] == ["/daerah/1002/koperasi-dua"]


def test_a_page_is_fetched_once_whatever_tracks_its_readers(site: NewSite, run_crawl: Crawl) -> None:
    links = ("/koperasi?a=1&amp;utm_source=rss#isi", "/koperasi?a=1", "/koperasi?fbclid=x&amp;a=1", "/koperasi?a=2")
    found = Answer('<h3><a href="/koperasi?utm_medium=web&amp;a=1#komentar">K</a></h3>')
    web = site({"/rss/latest-posts": feed(*links), "/search": found, "/koperasi": ARTICLE})
    run_crawl(web.source("varient"))
    assert [path for path in web.paths if path.startswith("/koperasi")] == ["/koperasi?a=1", "/koperasi?a=2"]


def test_the_target_of_a_redirect_is_not_fetched_again(site: NewSite, run_crawl: Crawl) -> None:
    old, new = "/daerah/1001/koperasi-lama", "/daerah/1001/koperasi-baru"
    moved = Answer(status=301, headers={"Location": f"{new}?utm_source=lama"})
    web = site(rri(old, new, more={old: moved}))
    run = run_crawl(web.source("rri"))
    assert [path for path in web.paths if path.startswith("/daerah")] == [old, f"{new}?utm_source=lama"]
    assert run.sources[0].articles == 1


def test_cards_outside_the_window_are_left_and_old_pages_end_the_walk(site: NewSite, run_crawl: Crawl) -> None:
    days = {"1": "10 Mei 2026", "2": "10 Mei 2020", **{str(n): "1 Jan 2019" for n in range(3, 99)}}

    def search(path: str) -> Answer:
        number = parse_qs(urlsplit(path).query)["page"][0]
        return cards(f"/daerah/{1000 + int(number)}/koperasi", day=days[number])

    web = site({"/search": search, "/daerah/1002/koperasi": ARTICLE})
    run_crawl(web.source("rri"), since=date(2020, 1, 1), until=date(2020, 12, 31))
    assert [path for path in web.paths if path.startswith("/daerah")] == ["/daerah/1002/koperasi"]
    assert web.paths[-1] == "/search?q=koperasi&page=5"


def test_wordpress_posts_are_the_articles(site: NewSite, run_crawl: Crawl, archive: Path) -> None:
    def posts(path: str) -> Answer:
        query = parse_qs(urlsplit(path).query)
        assert query["after"] == ["2017-12-31T23:59:59"]
        post = {"id": 1, "link": f"{web.url}/p{query['page'][0]}/", "content": {"rendered": "49 koperasi"}}
        return Answer(json.dumps([post]), "application/json", headers={"X-WP-TotalPages": "2"})

    web = site({"/wp-json/wp/v2/posts": posts})
    run = run_crawl(web.source("wordpress"))
    assert [parse_qs(urlsplit(path).query)["page"] for path in web.paths[1:]] == [["1"], ["2"]]
    assert run.sources[0].articles == 2
    assert [role for _, role, _ in responses(archive)] == ["discovery", "article", "article"]


@pytest.mark.parametrize("status", [400, 404])
def test_past_the_end_of_the_posts_is_the_end(site: NewSite, run_crawl: Crawl, status: int) -> None:
    def posts(path: str) -> Answer:
        if "&page=1&" in path:
            return Answer(json.dumps([{"id": 1, "link": f"{web.url}/p/"}]), "application/json")
        return Answer('{"code":"rest_post_invalid_page_number"}', "application/json", status)

    web = site({"/wp-json/wp/v2/posts": posts})
    run = run_crawl(web.source("wordpress"))
    assert (len(web.log), run.sources[0].failures) == (3, 0)


@pytest.mark.parametrize(
    "rest", [Answer("{}", "application/json", status) for status in (401, 403, 404)] + [Answer("<html>Beranda</html>")]
)
def test_a_closed_rest_api_leads_to_the_search_feed(site: NewSite, run_crawl: Crawl, rest: Answer) -> None:
    def home(path: str) -> Answer:
        query = parse_qs(urlsplit(path).query)
        if query.get("feed") != ["rss2"] or query["paged"] != ["1"]:
            return Answer(status=404)
        return feed("/2020/05/01/koperasi-satu/", "https://lain.example/koperasi", "/private/koperasi")

    web = site({"/wp-json/wp/v2/posts": rest, "/": home, "/2020/05/01/koperasi-satu/": ARTICLE})
    run = run_crawl(web.source("wordpress"))
    assert web.paths[2:] == [
        "/?s=koperasi&feed=rss2&paged=1",
        "/2020/05/01/koperasi-satu/",
        "/?s=koperasi&feed=rss2&paged=2",
    ]
    assert [(t.articles, t.failures) for t in run.sources] == [(1, 0)]
    assert [(o.status, o.url) for o in run.outcomes] == [(OutcomeStatus.ROBOTS, f"{web.url}/private/koperasi")]


def test_varient_is_asked_for_its_feed_and_its_search(site: NewSite, run_crawl: Crawl) -> None:
    found = Answer('<h3><a href="/koperasi-baru">K</a></h3><h3><a href="/koperasi-lama">K</a></h3>')
    web = site({"/rss/latest-posts": feed("/koperasi-baru"), "/search": found})
    web.routes.update({"/koperasi-baru": ARTICLE, "/koperasi-lama": ARTICLE})
    run_crawl(web.source("varient"))
    assert [path for path in web.paths if path.startswith("/koperasi")] == ["/koperasi-baru", "/koperasi-lama"]


@pytest.mark.parametrize(("cms", "path"), [("rri", "/daerah/1001/koperasi"), ("varient", "/koperasi-baru")])
def test_past_the_end_of_a_search_is_the_end(site: NewSite, run_crawl: Crawl, cms: str, path: str) -> None:
    def search(asked: str) -> Answer:
        found = Answer(f'<h3><a href="{path}">Koperasi</a></h3>')
        return found if asked.endswith("page=1") else Answer("tidak ada", status=404)

    web = site({"/search": search, "/rss/latest-posts": feed(), path: ARTICLE})
    run = run_crawl(web.source(cms))
    assert (run.outcomes, run.sources[0].articles) == ((), 1)
    assert web.paths[-1].endswith("page=2")


def test_antara_is_asked_for_the_days(site: NewSite, run_crawl: Crawl) -> None:
    card = '<article class="simple-post"><h3><a href="/berita/17/koperasi">K</a></h3></article>'
    web = site({"/search/koperasi/2020-01-01/2020-01-31/1": Answer(card), "/berita/17/koperasi": ARTICLE})
    run = run_crawl(web.source("antara"), since=date(2020, 1, 1), until=date(2020, 1, 31))
    assert run.sources[0].articles == 1
    assert run.sources[0].failures == 0  # page 2 is not there: that is the end


@pytest.mark.parametrize("headers", [{"Content-Encoding": "br"}, {"Content-Encoding": "gzip"}, {}])
def test_an_error_is_known_by_its_status_whatever_its_body(
    site: NewSite, run_crawl: Crawl, headers: dict[str, str]
) -> None:
    gone = Answer("tidak ada", status=404, headers=headers)
    web = site(
        rri("/daerah/1001/koperasi-satu", "/daerah/1002/hilang", more={"/daerah/1002/hilang": gone}), robots=gone
    )
    run = run_crawl(web.source("rri"))
    assert [outcome.reason for outcome in run.outcomes] == ["answered 404"]
    assert run.sources[0].articles == 1


def test_nothing_forbidden_is_asked_and_that_is_said(site: NewSite, run_crawl: Crawl) -> None:
    robots = Answer("User-agent: wartakop\nDisallow: /daerah/\n\nUser-agent: *\nDisallow: /\n", "text/plain")
    web = site(rri("/daerah/1001/koperasi-satu", "/ekonomi/1002/koperasi-dua"), robots=robots)
    run = run_crawl(web.source("rri"))
    assert "/daerah/1001/koperasi-satu" not in web.paths
    assert "/ekonomi/1002/koperasi-dua" in web.paths
    assert [(o.status, o.reason) for o in run.outcomes] == [(OutcomeStatus.ROBOTS, "robots.txt forbids it")]
    assert run.sources[0].failures == 0


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_robots_with_a_byte_order_mark(site: NewSite, run_crawl: Crawl, coding: str) -> None:
    rules = (
        "\ufeffUser-agent: *\nDisallow: /daerah/\n" if coding == "utf-16-be" else "User-agent: *\nDisallow: /daerah/\n"
    )
    web = site(rri("/daerah/1001/koperasi-satu"), robots=Answer(rules.encode(coding), "text/plain"))
    run = run_crawl(web.source("rri"))
    assert "/daerah/1001/koperasi-satu" not in web.paths
    assert [outcome.status for outcome in run.outcomes] == [OutcomeStatus.ROBOTS]


def test_the_crawl_delay_holds_and_a_site_has_one_stream(site: NewSite, run_crawl: Crawl) -> None:
    robots = Answer("User-agent: *\nCrawl-delay: 0.4\n", "text/plain")
    slow = {f"/daerah/100{n}/koperasi": ARTICLE._replace(pause=0.1) for n in range(3)}
    web = site(rri(*slow, more=dict(slow)), robots=robots)
    twin = web.source("rri", id="twin")
    run_crawl(web.source("rri", delay=0.1), twin)
    starts = [asked.began for asked in web.log]
    assert len(starts) == 8  # robots.txt, two pages of two searches, three articles once
    assert min(b - a for a, b in pairwise(starts)) > 0.35
    assert all(first.ended <= second.began for first, second in pairwise(web.log))


def test_the_declared_delay_holds(site: NewSite, run_crawl: Crawl) -> None:
    web = site(rri("/daerah/1001/koperasi-satu"))
    run_crawl(web.source("rri", delay=0.3))
    starts = [asked.began for asked in web.log]
    assert min(b - a for a, b in pairwise(starts)) > 0.25


def test_sources_are_asked_side_by_side(site: NewSite, run_crawl: Crawl) -> None:
    webs = [site(rri("/daerah/1001/koperasi-satu")) for _ in range(3)]
    run = run_crawl(*(web.source("rri", id=f"s{n}", delay=0.3) for n, web in enumerate(webs)))
    assert (run.ended_at - run.started_at).total_seconds() < 3  # one after the other: 3.6 s and more
    assert [t.articles for t in run.sources] == [1, 1, 1]


def test_the_user_agent_is_honest_and_no_trace_is_carried(site: NewSite, run_crawl: Crawl) -> None:
    greedy = ARTICLE._replace(headers={"Set-Cookie": "id=7"})
    one, two = "/daerah/1001/koperasi-satu", "/daerah/1002/koperasi-dua"
    web = site(rri(one, two, more={one: greedy}))
    run_crawl(web.source("rri"), contact="https://example.org/bot\r\nX-Evil: 1")
    for asked in web.log:
        assert asked.headers["User-Agent"].startswith("wartakop/")
        assert asked.headers["User-Agent"].endswith(" (+https://example.org/bot X-Evil: 1)")
        assert not {"Cookie", "Referer", "X-Evil"} & set(asked.headers)


def test_what_was_sent_and_what_came_is_in_the_archive(site: NewSite, run_crawl: Crawl, archive: Path) -> None:
    web = site(rri("/daerah/1001/koperasi-satu"))
    run_crawl(web.source("rri", area="Kota Bukittinggi"))
    assert responses(archive) == [
        (f"{web.url}/robots.txt", "discovery", b"User-agent: *\nDisallow: /private/\n"),
        (f"{web.url}/search?q=koperasi&page=1", "discovery", cards("/daerah/1001/koperasi-satu").raw),
        (f"{web.url}/daerah/1001/koperasi-satu", "article", ARTICLE.raw),
        (f"{web.url}/search?q=koperasi&page=2", "discovery", cards().raw),
    ]
    with segments(archive)[0].open("rb") as file:
        request = next(r for r in ArchiveIterator(file) if r.rec_type == "request")
        response = request.rec_headers
        assert request.http_headers.to_str().startswith("GET /robots.txt HTTP/1.1\r\n")
        assert request.http_headers.get_header("User-Agent").startswith("wartakop/")
        assert response.get_header("WARC-IP-Address") == "127.0.0.1"
        assert response.get_header("Wartakop-Source-Area") == "13.75"


def test_chunked_answers_are_joined(site: NewSite, run_crawl: Crawl, archive: Path) -> None:
    path = "/daerah/1001/koperasi-satu"
    chunked = Answer(b"4\r\nkope\r\n4\r\nrasi\r\n0\r\n\r\n", headers={"Transfer-Encoding": "chunked"})
    run_crawl(site(rri(path, more={path: chunked})).source("rri"))
    assert [body for url, _, body in responses(archive) if url.endswith(path)] == [b"koperasi"]


def test_events_tell_each_step(site: NewSite, run_crawl: Crawl) -> None:
    events: list[CrawlEvent] = []
    web = site(rri("/daerah/1001/koperasi-satu", "/private/1002/koperasi"))
    asks = web.source("antara", id="asks", terms="ask")
    run = run_crawl(web.source("rri"), asks, on_event=events.append)
    assert [event.kind for event in events if event.source_id == "asks"] == ["skipped"]
    kinds = [event.kind for event in events if event.source_id == "test-rri"]
    assert kinds == ["request", "request", "request", "article", "forbidden", "request", "done"]
    assert [(t.source_id, t.requests) for t in run.sources] == [("test-rri", 4), ("asks", 0)]


def test_it_runs_again_in_the_same_process(site: NewSite, run_crawl: Crawl) -> None:
    web = site(rri("/daerah/1001/koperasi-satu"))
    assert [run_crawl(web.source("rri"), run_id=f"n{n}").sources[0].articles for n in range(3)] == [1, 1, 1]


def test_days_the_wrong_way_round(run_crawl: Crawl) -> None:
    with pytest.raises(InputError, match="swap them"):
        run_crawl(since=date(2026, 1, 2), until=date(2026, 1, 1))


def test_an_archive_that_cannot_be_written_stops_the_crawl(
    site: NewSite, run_crawl: Crawl, archive: Path, caplog: pytest.LogCaptureFixture
) -> None:
    archive.write_text("no folder")
    with pytest.raises(ArchiveError, match="cannot write the archive"):
        run_crawl(*(site(rri()).source("rri", id=f"s{n}") for n in range(4)))
    gc.collect()
    assert [record.message for record in caplog.records if record.name == "asyncio"] == []


def responses(archive: Path) -> list[tuple[str, str, bytes]]:
    """Address, role and payload of all responses, in order."""
    found = []
    for segment in segments(archive):
        with segment.open("rb") as file:
            found += [
                (
                    r.rec_headers.get_header("WARC-Target-URI"),
                    r.rec_headers.get_header("Wartakop-Role"),
                    r.content_stream().read(),
                )
                for r in ArchiveIterator(file)
                if r.rec_type == "response"
            ]
    return found
