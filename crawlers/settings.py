"""How politely the web is asked: all of Scrapy's settings that matter here, each with its reason.

Scrapy's library defaults obey no robots.txt, send 8 requests at a time to a domain without a pause, follow
proxies of the environment and open a telnet port, so nothing is left to them.
"""

from collections.abc import Sequence
from typing import Any

from crawlers.addresses import site_of
from models.source import Source

SOURCES_AT_ONCE = 16
"""Sources that are asked side by side; each has one request under way at most."""
LEAST_DELAY = 1.0
"""Seconds between two requests to a public site, whatever a registry declares: a slip in it (a 0) must flood
no newsroom's small host. Only where private addresses are allowed (tests, the demo) are the machines our own.
"""
PAGE_BYTES = 16 * 1024 * 1024
"""No article page comes near it; a larger answer is cut off."""
ROBOT_NAME = "wartakop"
"""The name that robots.txt may address."""


def user_agent(version: str, contact: str) -> str:
    """Who asks, and where to complain."""
    return f"{ROBOT_NAME}/{version} (+{contact})" if contact else f"{ROBOT_NAME}/{version}"


def scrapy_settings(sources: Sequence[Source], *, agent: str, allow_private: bool) -> dict[str, Any]:
    """The settings of one crawl of `sources`, whose pauses are LEAST_DELAY at least unless `allow_private`."""
    slots = _slots(sources, 0.0 if allow_private else LEAST_DELAY)
    return {
        # No reactor: Scrapy runs on asyncio alone, and so can run again in the same process.
        "TWISTED_REACTOR_ENABLED": False,
        # Our own handler archives the bytes as they came. No other scheme is served.
        "DOWNLOAD_HANDLERS": {
            "http": "crawlers.download.ArchivingDownloadHandler",
            "https": "crawlers.download.ArchivingDownloadHandler",
            "data": None,
            "file": None,
            "ftp": None,
            "s3": None,
        },
        "DOWNLOADER_MIDDLEWARES": {
            # Outermost, so that they see a redirect's target and a retry as they see a first request.
            "crawlers.middlewares.SiteMiddleware": 50,
            "crawlers.middlewares.RobotsMiddleware": 100,
            # Nearer to the site than Scrapy's RetryMiddleware (550), so that it sees an answer first.
            "crawlers.middlewares.RetryAfterMiddleware": 560,
            # Replaced by ours: theirs takes an error page for permission and knows no Crawl-delay.
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        },
        "ROBOTSTXT_USER_AGENT": ROBOT_NAME,
        "USER_AGENT": agent,
        # One stream a site, with the source's own pause: never less, so without jitter.
        "CONCURRENT_REQUESTS": SOURCES_AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": max((slot["delay"] for slot in slots.values()), default=2.0),
        "DOWNLOAD_DELAY_JITTER": 0,
        "DOWNLOAD_SLOTS": slots,
        "AUTOTHROTTLE_ENABLED": False,
        # A dead page costs half a minute three times, not nine minutes.
        "DOWNLOAD_TIMEOUT": 30,
        "RETRY_ENABLED": True,
        "RETRY_TIMES": 2,
        # 429 is not asked again, and ends the source's night at once: see `patience`.
        "RETRY_HTTP_CODES": [500, 502, 503, 504, 408],
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",  # the outcome says it
        "REDIRECT_ENABLED": True,
        "REDIRECT_MAX_TIMES": 5,
        # A page that sends the reader on by its HTML is a page; the pipeline may judge it.
        "METAREFRESH_ENABLED": False,
        # Larger answers are cut off by the handler.
        "DOWNLOAD_MAXSIZE": PAGE_BYTES,
        # Bodies stay as they came; what the crawler itself reads is unpacked in `decode`, strictly.
        "COMPRESSION_ENABLED": False,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8",
            "Accept-Language": "id,en;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        },
        # No trace from page to page: no cookies, no referrer, no passwords.
        "COOKIES_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        # A proxy would resolve names for us, and the check for private addresses would see none of it.
        "HTTPPROXY_ENABLED": False,
        # A cache or a job folder would be a second book-keeping beside the archive.
        "HTTPCACHE_ENABLED": False,
        "JOBDIR": None,
        # No way in from outside.
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        # The run's record takes their place.
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
        "EXTENSIONS": {"scrapy.extensions.memusage.MemoryUsage": None},
    }


def _slots(sources: Sequence[Source], least: float) -> dict[str, dict[str, float]]:
    slots: dict[str, dict[str, float]] = {}
    for source in sources:
        site = site_of(source.base_url)
        delay = max(source.delay, slots.get(site, {}).get("delay", least))
        slots[site] = {"concurrency": 1, "delay": delay, "jitter": 0}
    return slots
