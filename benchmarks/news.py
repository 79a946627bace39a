"""The development articles as the pages of a news site: the text between menus, teasers and scripts."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from pipeline.gold import read_gold

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "dev.jsonl"
_MENU = "".join(f'<li class="menu-item"><a href="/rubrik/{n}/">Rubrik {n}</a></li>' for n in range(60))
_TEASER = (
    '<div class="module"><a href="/kabar/{n}/"><img src="/unggah/{n}-100x70.jpg" width="100" height="70" alt=""></a>'
    '<h3 class="entry-title"><a href="/kabar/{n}/">Judul kabar lain yang ke-{n}</a></h3></div>'
)
_TEASERS = "".join(_TEASER.format(n=n) for n in range(1, 41))
_SCRIPT = f"<script>{'window.kabar = function (a, b) { return a + b; };' * 400}</script>"
"""With two menus, 40 teasers and this script a page weighs 38 KB on average."""


def page(line: Mapping[str, Any]) -> str:
    """A gold article as HTML."""
    title = escape(line["title"])
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in line["body"].split("\n") if paragraph.strip())
    return (
        f'<!DOCTYPE html><html lang="id"><head><title>{title}</title><meta property="og:type" content="article">'
        f'<meta property="og:title" content="{title}">{_SCRIPT}</head><body><header><ul>{_MENU}</ul></header>'
        f'<article><h1>{title}</h1><div class="entry-content">{body}</div></article>'
        f"<aside>{_TEASERS}</aside><footer><ul>{_MENU}</ul></footer></body></html>"
    )


def pages() -> list[tuple[str, str]]:
    """Address and HTML of each development article."""
    return [(f"https://contoh.example/kabar/{n}", page(line)) for n, line in enumerate(read_gold(GOLD), 1)]
