"""Sites that misbehave, each in one way, on loopback."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Headers = dict[str, str]
Answer = tuple[int, Headers, bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}

ARTICLE = "/berita/1/koperasi-di-daerah-ini"
LISTING = f'<html><body><article class="simple-post"><h3><a href="{ARTICLE}">Koperasi</a></h3></article></body></html>'


def page(sentence: str) -> str:
    return (
        '<html><head><meta property="article:published_time" content="2024-05-02T10:00:00+07:00"></head><body>'
        "<article><h1>Koperasi di Kabupaten Agam Didata</h1><div class='post-content'>"
        f"<p>Lubuk Basung - {sentence}</p>"
        "<p>Pendataan berlangsung sampai akhir bulan dan dilakukan oleh petugas dinas.</p>"
        "</div></article></body></html>"
    )


def listed(article: Answer) -> Callable[[str], Answer]:
    """A site whose search leads to one article, which is answered so."""

    def answer(path: str) -> Answer:
        if path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, b""
        if path.startswith("/search/") and path.endswith("/1"):
            return 200, HTML, LISTING.encode()
        return article if path == ARTICLE else (200, HTML, b"<html><body><p>Tidak ada hasil.</p></body></html>")

    return answer


def always(status: int, headers: Headers, body: bytes) -> Callable[[str], Answer]:
    """A site that gives one answer to everything but robots.txt."""
    return lambda path: (404, {}, b"") if path == "/robots.txt" else (status, headers, body)


NOT_FOUND = always(404, HTML, b"<h1>Tidak ditemukan</h1>")
BROKEN = always(500, HTML, b"<h1>Galat</h1>")
EMPTY = always(200, HTML, b"")
HUGE = listed((200, HTML, b"<html><body><p>" + b"koperasi " * 3_500_000))
TORN_GZIP = listed((200, {**HTML, "Content-Encoding": "gzip"}, b"\x1f\x8b\x08\x00" + b"no gzip at all" * 20))
BOMB = listed((200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(bytes(200_000_000), 9)))
REDIRECT_PRIVATE = listed((302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b""))
REDIRECT_LOOP = listed((302, {"Location": ARTICLE}, b""))


@contextmanager
def served(**sites: Callable[[str], Answer]) -> Iterator[list[dict[str, Any]]]:
    """Serve `sites`; gives a declaration of each, with its name as identifier."""
    with ExitStack() as stack:
        yield [stack.enter_context(_one(name.replace("_", "-"), answer)) for name, answer in sites.items()]


@contextmanager
def _one(name: str, answer: Callable[[str], Answer]) -> Iterator[dict[str, Any]]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, headers, body = answer(self.path.partition("?")[0])
            try:
                self.send_response(status)
                for header, value in headers.items():
                    self.send_header(header, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except ConnectionError:  # a reader that has seen enough hangs up, as it should
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        base_url = f"http://127.0.0.1:{server.server_port}"
        yield {"id": name, "base_url": base_url, "cms": "antara", "area": "13", "delay": 0.02}
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
