"""How the time of extraction grows with the text: four times the text, about four times the time, whatever it holds."""

from collections.abc import Iterator

from benchmarks.measure import Measurement, seconds
from models.article import NewsArticle
from pipeline.extract import extract

_SHORT, _LONG = 20_000, 80_000
_WALLS = {
    "sentences": "Di Kabupaten Agam ada 35 koperasi aktif. ",
    "a list": "Kabupaten Agam 35, ",
    "digits": "1 ",
    "number words": "dua puluh ",
    "names": "Solok ",
    "brackets": "(",
    "commas": ",",
    "emoji": "😀",
    "letters": "a",
    "line breaks": "\n",
}
"""What a page may hold by the yard."""


def measured() -> Iterator[Measurement]:
    """The worst growth over all walls."""
    extract(_article("koperasi", 1))
    growth = {name: _seconds(piece, _LONG) / _seconds(piece, _SHORT) for name, piece in _WALLS.items()}
    worst = max(growth, key=lambda name: growth[name])
    yield Measurement(
        "figures, growth of time over four times the text",
        growth[worst],
        "x",
        8.0,
        at_most=True,
        beside=f"{worst}; 4 is linear, 16 is the square",
    )


def _seconds(piece: str, length: int) -> float:
    article = _article(piece, length)
    return min(seconds(lambda: extract(article)) for _ in range(3))


def _article(piece: str, length: int) -> NewsArticle:
    return NewsArticle(url="https://contoh.example/", headline="Kabar", article_body=(piece * length)[:length])
