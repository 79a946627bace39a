"""Serve the demo's sites on loopback, each on a port of its own, for as long as they are needed."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from models.source import Source
from wartakop.demo.sites import SITES, Site


@contextmanager
def serving() -> Iterator[tuple[Source, ...]]:
    """The demo's sources, while their sites answer on free ports of 127.0.0.1; afterwards nothing runs on."""
    with ExitStack() as stack:
        yield tuple(stack.enter_context(_served(site)) for site in SITES)


@contextmanager
def _served(site_class: type[Site]) -> Iterator[Source]:
    server = _SiteServer(site_class)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        site = server.site
        yield Source(id=site.id, name=site.name, base_url=site.base_url, cms=site.cms, area=site.area, delay=0.05)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _SiteServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site_class: type[Site]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site_class(f"http://127.0.0.1:{self.server_port}")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _SiteServer

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        answer = self.server.site.answer(address.path, dict(parse_qsl(address.query)))
        body = answer.text.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", f"{answer.content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (named by the standard library)
        """Say nothing: the demo's own output is what counts."""
