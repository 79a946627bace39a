"""Bad answers: each one line in the run, the rest of the source and of the night goes on."""

import contextlib
import gzip
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from scrapy.settings import Settings

import crawlers.crawl
import crawlers.walk
from crawlers.archive import archived_urls, read_record, segments
from crawlers.discovery.search_page import RRI_SEARCH
from crawlers.discovery.ways import WAYS
from crawlers.ledger import CrawlEvent
from crawlers.members import whole_members
from crawlers.settings import scrapy_settings
from models.run import OutcomeStatus, Run
from models.source import Cms
from tests.crawlers.conftest import Crawl
from tests.crawlers.loopback import Answer, Loopback

NewSite = Callable[..., Loopback]
BAD, GOOD = "/daerah/1001/koperasi-rusak", "/daerah/1002/koperasi-baik"
ARTICLE = Answer("<html><body><p>127 koperasi primer.</p></body></html>")
LISTING = Answer("".join(f'<div><a href="{path}">Koperasi</a></div>' for path in (BAD, GOOD)))
BROKEN_GZIP = Answer(gzip.compress(b"koperasi " * 99)[:-20], headers={"Content-Encoding": "gzip"})


def moved(to: str) -> Answer:
    return Answer(status=302, headers={"Location": to})


def only(run: Run) -> tuple[OutcomeStatus, str]:
    (outcome,) = run.outcomes
    assert outcome.reason is not None
    assert "\n" not in outcome.reason
    return outcome.status, outcome.reason


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits that production has, made small enough to wait for."""

    def settings(*args: object, **kwargs: object) -> Settings:
        return Settings({**scrapy_settings(*args, **kwargs), "DOWNLOAD_TIMEOUT": 1.0})  # type: ignore[arg-type]

    monkeypatch.setattr(crawlers.crawl, "scrapy_settings", settings)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        (Answer("x", status=404), OutcomeStatus.HTTP_ERROR, "answered 404"),
        (Answer("x", status=500), OutcomeStatus.HTTP_ERROR, "answered 500"),
        (Answer(""), OutcomeStatus.UNREADABLE, "answered an empty page"),
        (Answer(b"x" * 30_000_000), OutcomeStatus.TOO_LARGE, "larger than the limit of 16777216 bytes"),
        (BROKEN_GZIP, OutcomeStatus.UNREADABLE, "broken gzip"),
        (Answer(b"x", headers={"Content-Encoding": "br"}), OutcomeStatus.UNREADABLE, "nobody asked for (br)"),
        (Answer("x", promise=50), OutcomeStatus.FAILED, "the answer broke off"),
        (Answer("x", pause=1.5), OutcomeStatus.FAILED, "no answer within 1 s"),
        (moved("http://10.0.0.1/admin"), OutcomeStatus.REFUSED, "redirected to http://10.0.0.1/admin, which is not"),
        (moved("http://169.254.169.254/"), OutcomeStatus.REFUSED, "redirected to http://169.254.169.254/"),
        (moved("https://lain.example/"), OutcomeStatus.REFUSED, "redirected to https://lain.example/, which is not"),
        (moved("file:///etc/passwd"), OutcomeStatus.REFUSED, "redirected to file:///etc/passwd"),
        (Answer(status=304, headers={"Location": "/daerah/"}), OutcomeStatus.HTTP_ERROR, "answered 304"),
        (Answer("x", status=300, headers={"Location": "http://[rusak"}), OutcomeStatus.HTTP_ERROR, "answered 300"),
        (moved("http://[rusak/"), OutcomeStatus.FAILED, ""),
        (moved(BAD), OutcomeStatus.FAILED, "redirect"),
        (moved("/private/x"), OutcomeStatus.ROBOTS, "robots.txt forbids it"),
    ],
)
def test_a_bad_article_costs_itself_alone(
    site: NewSite, run_crawl: Crawl, answer: Answer, status: OutcomeStatus, says: str
) -> None:
    web = site({"/search": LISTING, BAD: answer, GOOD: ARTICLE})
    run = run_crawl(web.source("rri"))
    got, reason = only(run)
    assert (got, run.outcomes[0].url) == (status, web.url + BAD)
    assert says in reason
    assert [(t.articles, t.failures) for t in run.sources] == [(1, int(status.is_failure))]
    assert "/private/x" not in web.paths


@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        (Answer("x", status=404), OutcomeStatus.HTTP_ERROR, "answered 404"),
        (Answer("x", status=500), OutcomeStatus.HTTP_ERROR, "answered 500"),
        (Answer(""), OutcomeStatus.UNREADABLE, "answered an empty page"),
        (Answer(b"x" * 30_000_000), OutcomeStatus.TOO_LARGE, "larger than the limit"),
        (BROKEN_GZIP, OutcomeStatus.UNREADABLE, "broken gzip"),
        (moved("http://10.0.0.1/"), OutcomeStatus.REFUSED, "redirected to http://10.0.0.1/"),
    ],
)
@pytest.mark.parametrize("cms", list(WAYS))
def test_a_source_that_answers_nothing_but_trouble(
    site: NewSite, run_crawl: Crawl, cms: Cms, answer: Answer, status: OutcomeStatus, says: str
) -> None:
    bad = site(dict.fromkeys(("/search", "/", "/rss/latest-posts", "/wp-json/wp/v2/posts"), answer))
    bad.routes["/search/koperasi/2018-01-01/2026-12-31/1"] = answer
    good = site({"/search": LISTING, BAD: ARTICLE, GOOD: ARTICLE})
    run = run_crawl(bad.source(cms, id="bad"), good.source("rri", id="good"))
    tallies = {tally.source_id: tally for tally in run.sources}
    assert tallies["bad"].articles == 0
    assert tallies["bad"].failures == len(run.outcomes) >= 1
    assert {outcome.status for outcome in run.outcomes} == {status}
    assert all(says in (outcome.reason or "") for outcome in run.outcomes)
    assert (tallies["good"].articles, tallies["good"].failures) == (2, 0)


def test_a_torn_article_is_asked_again_the_next_night(site: NewSite, run_crawl: Crawl, archive: Path) -> None:
    whole = ARTICLE._replace(body=gzip.compress(ARTICLE.raw), headers={"Content-Encoding": "gzip"})
    web = site({"/search": LISTING, BAD: BROKEN_GZIP, GOOD: whole})
    assert run_crawl(web.source("rri"), run_id="a").sources[0].failures == 1
    web.routes[BAD] = whole
    web.log.clear()
    run = run_crawl(web.source("rri"), run_id="b", known=archived_urls(archive))
    assert [path for path in web.paths if path.startswith("/daerah")] == [BAD]
    assert run.outcomes == ()
    assert archived_urls(archive) == {web.url + BAD, web.url + GOOD}


def test_errors_are_archived_too(site: NewSite, run_crawl: Crawl, archive: Path) -> None:
    web = site({"/search": LISTING, BAD: Answer("galat", status=503), GOOD: moved(f"{GOOD}/"), f"{GOOD}/": ARTICLE})
    run = run_crawl(web.source("rri"))
    records = [read_record(segments(archive)[0], member.start) for member in whole_members(segments(archive)[0])]
    lines = [record.status_line for record in records if record.status_line]
    assert len([line for line in lines if line.startswith("HTTP/1.1 503")]) == 3  # asked, and twice again
    assert len([line for line in lines if line.startswith("HTTP/1.1 302")]) == 1
    ids = {dict(record.warc_headers)["WARC-Record-ID"]: record for record in records}
    assert run.outcomes[0].warc_record_id is not None
    assert ids[run.outcomes[0].warc_record_id].payload == b"galat"
    assert run.outcomes[0].warc_file == "night-00000.warc.gz"
    assert archived_urls(archive) == {f"{web.url}{GOOD}", f"{web.url}{GOOD}/"}


def test_a_server_that_comes_to_its_senses(site: NewSite, run_crawl: Crawl) -> None:
    answers = iter([Answer("x", status=503), Answer("x", status=500), ARTICLE])
    web = site({"/search": LISTING, BAD: lambda _: next(answers), GOOD: ARTICLE})
    run = run_crawl(web.source("rri"))
    assert run.outcomes == ()
    assert run.sources[0].articles == 2


def test_a_refused_connection(site: NewSite, run_crawl: Crawl) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{unused.getsockname()[1]}"
        good = site({"/search": LISTING, BAD: ARTICLE, GOOD: ARTICLE})
        run = run_crawl(good.source("rri", id="gone", base_url=gone), good.source("rri", id="good"))
    assert [(t.articles, t.failures) for t in run.sources] == [(0, 1), (2, 0)]
    first, second = run.outcomes
    assert (first.status, first.url) == (OutcomeStatus.FAILED, f"{gone}/robots.txt")
    assert (second.status, "robots.txt could not be read" in (second.reason or "")) == (OutcomeStatus.ROBOTS, True)
    assert first.warc_file is None


@pytest.mark.parametrize("robots", [Answer("x", status=500), Answer("x", status=429), moved("http://10.0.0.1/")])
def test_unreadable_robots_forbid_all(site: NewSite, run_crawl: Crawl, robots: Answer) -> None:
    web = site({"/search": LISTING, BAD: ARTICLE, GOOD: ARTICLE}, robots=robots)
    run = run_crawl(web.source("rri"))
    assert set(web.paths) == {"/robots.txt"}
    assert [(t.articles, t.failures) for t in run.sources] == [(0, 1)]
    assert [outcome.status.is_failure for outcome in run.outcomes] == [True, False]


def test_no_robots_forbid_nothing(site: NewSite, run_crawl: Crawl) -> None:
    web = site({"/search": LISTING, BAD: ARTICLE, GOOD: ARTICLE}, robots=Answer("x", status=404))
    assert run_crawl(web.source("rri")).sources[0].articles == 2


def test_a_crawl_delay_longer_than_a_night(site: NewSite, run_crawl: Crawl) -> None:
    web = site({"/search": LISTING}, robots=Answer("User-agent: *\nCrawl-delay: 86400", "text/plain"))
    status, reason = only(run_crawl(web.source("rri")))
    assert status is OutcomeStatus.ROBOTS
    assert "86400 s" in reason
    assert web.paths == ["/robots.txt"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "0x7f.1"])
def test_private_addresses_are_not_asked(site: NewSite, run_crawl: Crawl, host: str) -> None:
    web = site({"/search": LISTING})
    source = web.source("rri", base_url=web.url.replace("127.0.0.1", host))
    run = run_crawl(source, allow_private=False)
    assert web.log == []
    assert run.outcomes[0].status is OutcomeStatus.REFUSED
    assert "no public address" in (run.outcomes[0].reason or "")
    assert run.sources[0].failures >= 1


def test_an_address_in_disguise_is_not_asked(site: NewSite, run_crawl: Crawl) -> None:
    web = site({"/search": LISTING})
    run = run_crawl(web.source("rri", base_url=web.url.replace("127.0.0.1", "2130706433")), allow_private=False)
    assert web.log == []
    assert run.sources[0].failures == 1


def test_a_listener_that_fails_is_heard(site: NewSite, run_crawl: Crawl, archive: Path) -> None:
    web = site({"/search": LISTING, BAD: ARTICLE, GOOD: ARTICLE})

    def listen(event: CrawlEvent) -> None:
        if event.kind != "request":
            raise RuntimeError("the progress bar fell over")

    with pytest.raises(RuntimeError, match="fell over"):
        run_crawl(web.source("rri"), on_event=listen)
    assert archived_urls(archive) == {web.url + BAD}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("silence", [Answer("x", promise=50), Answer("x", status=500)])
def test_a_source_that_fell_silent_is_given_up(site: NewSite, run_crawl: Crawl, silence: Answer) -> None:
    paths = [f"/daerah/{number}/koperasi" for number in range(1000, 1020)]
    listing = Answer("".join(f'<div><a href="{path}">Koperasi</a></div>' for path in paths))
    web = site({"/search": listing, **dict.fromkeys(paths, silence)})
    run = run_crawl(web.source("rri"))
    assert run.sources[0].failures == 6
    assert web.paths[-1].startswith(paths[4])
    assert run.outcomes[-1].url == web.url
    assert run.outcomes[-1].reason == "given up for now: 5 articles in a row gave no answer or a server's error"


def test_a_feed_of_too_many_entries_is_said_to_be_cut(site: NewSite, run_crawl: Crawl) -> None:
    items = "".join(f"<item><title>Cabai</title><link>/{n}</link></item>" for n in range(1001))
    web = site({"/rss/latest-posts": Answer(f"<rss><channel>{items}</channel></rss>"), "/search": Answer("<p>-</p>")})
    run = run_crawl(web.source("varient"))
    assert only(run) == (OutcomeStatus.TOO_LARGE, "feed: more than 1000 entries on one page, the rest was not taken")
    assert run.outcomes[0].url == f"{web.url}/rss/latest-posts"


def test_what_is_cut_is_said(site: NewSite, run_crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(path: str) -> Answer:
        number = int(path.rpartition("=")[2])
        return Answer("".join(f'<a href="/daerah/{number * 10 + n + 1000}/koperasi">K</a>' for n in range(2)))

    monkeypatch.setitem(WAYS, "rri", ((replace(RRI_SEARCH, max_pages=3),),))
    web = site({"/search": endless, **{f"/daerah/{n}/koperasi": ARTICLE for n in range(1000, 1100)}})
    assert only(run_crawl(web.source("rri"), run_id="pages"))[1].startswith("search: more than 3 pages")
    monkeypatch.setattr(crawlers.walk, "MAX_ARTICLES", 3)
    run = run_crawl(web.source("rri"), run_id="articles")
    assert only(run) == (OutcomeStatus.TOO_LARGE, "more than 3 articles: the rest waits for the next crawl")
    assert run.sources[0].articles == 3


@pytest.mark.parametrize(
    "raw",
    [
        b"tidak ada HTTP di sini\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: banyak\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nX-Panjang: " + b"x" * 100_000 + b"\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"",
    ],
)
def test_an_answer_that_is_no_http(run_crawl: Crawl, site: NewSite, raw: bytes) -> None:
    def answer(server: socket.socket) -> None:
        with contextlib.suppress(OSError):  # the listener is closed at the end of the test
            while True:
                connection, _ = server.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(raw)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=answer, args=(server,))
        thread.start()
        base_url = f"http://127.0.0.1:{server.getsockname()[1]}"
        run = run_crawl(site().source("rri", base_url=base_url))
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert run.outcomes[0].status is OutcomeStatus.FAILED
    assert "\n" not in (run.outcomes[0].reason or "")
    assert run.sources[0].failures == 1


def test_a_feed_of_odd_addresses(site: NewSite, run_crawl: Crawl) -> None:
    links = ["http://[rusak", "http://127.0.0.1:99999/koperasi", "koperasi a b", "/k" * 2000, "javascript:1", ""]
    items = "".join(f"<item><title>Koperasi</title><link>{link}</link></item>" for link in links)
    web = site({"/rss/latest-posts": Answer(f"<rss><channel>{items}</channel></rss>"), "/search": Answer("<p>-</p>")})
    web.routes["/rss/koperasi%20a%20b"] = ARTICLE
    run = run_crawl(web.source("varient"))
    assert (run.outcomes, run.sources[0].articles) == ((), 1)


def test_a_fault_of_our_own_stops_one_source_alone(
    site: NewSite, run_crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(WAYS, "varient")  # as if a CMS had been declared and not built
    web = site({"/search": LISTING, BAD: ARTICLE, GOOD: ARTICLE})
    run = run_crawl(web.source("varient"), web.source("rri"))
    assert only(run) == (OutcomeStatus.FAILED, "the crawl of this source broke off: KeyError: 'varient'")
    assert [(t.articles, t.failures) for t in run.sources] == [(0, 1), (2, 0)]
