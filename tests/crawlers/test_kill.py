"""A crawl that is killed at any moment leaves whole records, and the next one gets the rest."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from crawlers.archive import OPEN, archived_urls, recover, segments
from tests.crawlers.conftest import Crawl
from tests.crawlers.loopback import Answer, Loopback

ROOT = Path(__file__).parents[2]
CRAWL = """
import sys
from datetime import date
from pathlib import Path
from crawlers.crawl import crawl
from models.source import Source
source = Source(id="test-rri", base_url=sys.argv[1], cms="rri", area="ID", delay=0)
crawl([source], Path(sys.argv[2]), run_id=sys.argv[3], since=date(2018, 1, 1), until=date(2026, 12, 31),
      contact="x", allow_private=True)
"""
PATHS = [f"/daerah/{number}/koperasi" for number in range(1000, 1040)]


def test_kill_9_loses_no_page_and_leaves_no_half_record(
    site: Callable[..., Loopback], run_crawl: Crawl, archive: Path
) -> None:
    listing = Answer("".join(f'<div><a href="{path}">Koperasi</a></div>' for path in PATHS))
    page = Answer(random.Random(7).randbytes(200_000), pause=0.01)
    web = site({"/search": listing, **dict.fromkeys(PATHS, page)})
    for number in range(3):
        kill_in_the_middle(web, archive, f"killed{number}", pages=5 + 3 * number)
    whole = recover(archive)
    assert whole
    assert not list(archive.glob("*" + OPEN))
    for segment in whole:
        with segment.open("rb") as file:
            kinds = [
                (record.rec_type, len(record.content_stream().read()))
                for record in ArchiveIterator(file, check_digests="raise")
            ]
        assert kinds[0][0] == "warcinfo"
    known = archived_urls(archive)
    assert known
    run = run_crawl(web.source("rri"), run_id="after", known=known)
    assert run.sources[0].articles == len(PATHS) - len(known)
    assert archived_urls(archive) == {web.url + path for path in PATHS}
    assert len(segments(archive)) == len(whole) + 1


def kill_in_the_middle(web: Loopback, archive: Path, run_id: str, *, pages: int) -> None:
    before = len(web.log)
    crawl = subprocess.Popen([sys.executable, "-c", CRAWL, web.url, str(archive), run_id], cwd=ROOT)
    deadline = time.monotonic() + 20
    while len(web.log) < before + pages and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(crawl.pid, signal.SIGKILL)
    assert crawl.wait() == -signal.SIGKILL


def test_ctrl_c_closes_the_archive(site: Callable[..., Loopback], archive: Path) -> None:
    listing = Answer("".join(f'<div><a href="{path}">Koperasi</a></div>' for path in PATHS))
    web = site({"/search": listing, **dict.fromkeys(PATHS, Answer("koperasi", pause=0.1))})
    crawl = subprocess.Popen(
        [sys.executable, "-c", CRAWL, web.url, str(archive), "night"], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    while len(web.log) < 5:
        time.sleep(0.01)
    os.kill(crawl.pid, signal.SIGINT)
    assert "KeyboardInterrupt" in crawl.communicate(timeout=10)[1]
    assert [segment.name for segment in segments(archive)] == ["night-00000.warc.gz"]
    assert not list(archive.glob("*" + OPEN))


def test_ctrl_c_before_the_first_request_is_quiet(site: Callable[..., Loopback], archive: Path) -> None:
    at_once = """
import os, signal
from scrapy.core.engine import ExecutionEngine
open_spider = ExecutionEngine.open_spider_async
def interrupted(engine):
    os.kill(os.getpid(), signal.SIGINT)
    return open_spider(engine)
ExecutionEngine.open_spider_async = interrupted
"""
    crawl = subprocess.run(
        [sys.executable, "-c", at_once + CRAWL, site().url, str(archive), "night"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert crawl.stderr.splitlines()[-1] == "KeyboardInterrupt"
    assert "Unclosed" not in crawl.stderr
    assert crawl.returncode == -signal.SIGINT
