"""Addresses of articles: the one by which an article is known, without what only tracks its readers."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(r"utm_\w*|fbclid|gclid|_gac?|amp|noamp|pgrelated")
_VARIANT = re.compile(r"(?:amp|all|\d{1,2}|index\.\w+)/?")


def canonical(candidate: str, url: str) -> str | None:
    """`candidate`, found on the page at `url`, if it can be that page's own address; null if it cannot.

    It lies on the same host, and is neither the home page nor a section that the page lies in: themes print those
    on every page, and many articles would become one. AMP and page numbers are variants of what stands before them.
    """
    try:
        own, found = urlsplit(url), urlsplit(urljoin(url, candidate.strip()))
        same = found.scheme in ("http", "https") and _host(found.netloc) == _host(own.netloc)
    except ValueError:  # no address at all
        return None
    if not candidate.strip() or not same:
        return None
    section = found.path.rstrip("/") + "/"
    inside = own.path.startswith(section) and own.path.rstrip("/") + "/" != section
    if section == "/" or (inside and not _VARIANT.fullmatch(own.path[len(section) :])):
        return None
    return without_tracking(found.geturl())


def without_tracking(url: str) -> str:
    """`url` without fragment and without the parameters that tell where a reader came from."""
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.").removeprefix("m.").removeprefix("amp.")
