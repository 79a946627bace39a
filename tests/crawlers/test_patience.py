"""A site that says stop is left for this night, and that is said once."""

from collections.abc import Callable

import pytest

from models.run import OutcomeStatus
from tests.crawlers.conftest import Crawl
from tests.crawlers.loopback import Answer, Loopback

NewSite = Callable[..., Loopback]
PATHS = [f"/daerah/{number}/koperasi" for number in range(1000, 1040)]
LISTING = Answer("".join(f'<div><a href="{path}">Koperasi</a></div>' for path in PATHS))
ARTICLE = Answer("<html><body><p>127 koperasi primer.</p></body></html>")
BUSY = Answer("x", status=503)


def stop(status: int, **headers: str) -> Answer:
    return Answer("x", status=status, headers={name.replace("_", "-"): text for name, text in headers.items()})


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (stop(429), "429"),
        (stop(429, Retry_After="3600"), "429, Retry-After 3600 s"),
        (stop(429, Retry_After="Fri, 01 May 2026 10:00:00 GMT"), "429, Retry-After Fri, 01 May 2026 10:00:00 GMT"),
        (stop(429, Content_Encoding="br"), "429"),  # nobody reads the body, so nobody minds its coding
    ],
)
def test_a_429_ends_the_sources_night(site: NewSite, run_crawl: Crawl, answer: Answer, said: str) -> None:
    web = site({"/search": LISTING, **dict.fromkeys(PATHS, answer), PATHS[0]: ARTICLE})
    run = run_crawl(web.source("rri"))
    (outcome,) = run.outcomes
    assert web.paths[2:] == PATHS[:2]
    assert (outcome.status, outcome.url) == (OutcomeStatus.HTTP_ERROR, web.url + PATHS[1])
    assert outcome.reason == f"asked to slow down ({said}): left for this night"
    assert outcome.warc_record_id
    assert [(tally.articles, tally.failures) for tally in run.sources] == [(1, 1)]


def test_a_429_to_a_listing_leaves_the_other_ways_alone(site: NewSite, run_crawl: Crawl) -> None:
    web = site({"/rss/latest-posts": stop(429), "/search": LISTING})
    run = run_crawl(web.source("varient"))
    assert web.paths == ["/robots.txt", "/rss/latest-posts"]
    assert len(run.outcomes) == 1


def test_all_sources_of_the_site_leave_it(site: NewSite, run_crawl: Crawl) -> None:
    web = site({"/search": stop(429), "/rss/latest-posts": stop(429)})
    other = site({"/search": LISTING, **dict.fromkeys(PATHS, ARTICLE)})
    run = run_crawl(web.source("rri"), web.source("varient"), other.source("rri", id="other"))
    assert len(web.log) <= 3  # robots.txt, and what was under way already
    assert sorted(outcome.source_id or "" for outcome in run.outcomes) == ["test-rri", "test-varient"]
    assert all("asked to slow down" in (outcome.reason or "") for outcome in run.outcomes)
    assert [tally.articles for tally in run.sources] == [0, 0, 40]


@pytest.mark.parametrize(
    ("headers", "said", "times"), [({}, "503", 3), ({"Retry_After": "120"}, "503, Retry-After 120 s", 1)]
)
def test_two_busy_pages_in_a_row_end_it_too(
    site: NewSite, run_crawl: Crawl, headers: dict[str, str], said: str, times: int
) -> None:
    web = site({"/search": LISTING, **dict.fromkeys(PATHS, stop(503, **headers))})
    run = run_crawl(web.source("rri"))
    assert web.paths[2:] == [PATHS[0]] * times + [PATHS[1]] * times
    assert [outcome.reason for outcome in run.outcomes] == [
        "answered 503",
        f"asked to slow down ({said}): left for this night",
    ]


def test_a_busy_page_now_and_then_does_not(site: NewSite, run_crawl: Crawl) -> None:
    web = site({"/search": LISTING, **dict.fromkeys(PATHS[:8:2], BUSY), **dict.fromkeys(PATHS[1:8:2], ARTICLE)})
    run = run_crawl(web.source("rri"))
    assert [outcome.reason for outcome in run.outcomes][:8] == ["answered 503"] * 4 + ["answered 404"] * 4
    assert run.sources[0].articles == 4
    assert PATHS[-1] in web.paths  # and pages that are not there are no silence
