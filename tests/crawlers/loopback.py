"""A small web on loopback: real HTTP servers that answer what a test tells them and note who asked when."""

import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, NamedTuple, Self

from models.source import Source


class Answer(NamedTuple):
    """What a path answers; `pause` seconds pass before the body, `promise` more bytes are promised than sent."""

    body: bytes | str = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = {}
    pause: float = 0.0
    promise: int = 0

    @property
    def raw(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


class Asked(NamedTuple):
    """One request as the server saw it."""

    path: str
    began: float
    ended: float
    headers: dict[str, str]


Routes = dict[str, "Answer | Callable[[str], Answer]"]


class Loopback:
    """One site. `routes` maps a path with its query, or without it, to an answer; all else is 404."""

    def __init__(self, routes: Routes | None = None, *, robots: Answer | None = None) -> None:
        self.routes: Routes = {"/robots.txt": robots or Answer("User-agent: *\nDisallow: /private/\n", "text/plain")}
        self.routes.update(routes or {})
        self.log: list[Asked] = []
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.log]

    def source(self, cms: str, **fields: Any) -> Source:
        given = {"id": f"test-{cms}", "base_url": self.url, "cms": cms, "area": "13.75", "delay": 0.0}
        return Source.model_validate({**given, **fields})

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                began = time.monotonic()
                route = site.routes.get(self.path) or site.routes.get(self.path.partition("?")[0])
                answer = route(self.path) if callable(route) else route or Answer("tidak ada", status=404)
                body = answer.raw
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.kind)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if "Transfer-Encoding" not in answer.headers:
                    self.send_header("Content-Length", str(len(body) + answer.promise))
                self.end_headers()
                time.sleep(answer.pause)
                with site._lock:
                    site.log.append(Asked(self.path, began, time.monotonic(), dict(self.headers)))
                try:
                    self.wfile.write(body)
                except ConnectionError:
                    self.close_connection = True  # the crawler has seen enough
                if answer.promise:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
                """Say nothing: the log is for the tests."""

        return Handler
