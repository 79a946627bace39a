"""What one statement leaves for the next to take over, read through the whole pipeline."""

import pytest

from models.article import NewsArticle
from pipeline.extract import extract


def read(body: str) -> list[tuple[str, str, float, str, str | None, str]]:
    article = NewsArticle(url="https://contoh.example/1", headline="Kabar Koperasi", article_body=body)
    return [
        (f.coop_status, f.coop_kind, f.value, f.ref_area, f.time_period, f.time_basis) for f in extract(article).figures
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Di Kota Padang ada 14 koperasi. Semuanya koperasi wanita.",
            [("all", "women", 14, "13.71", None, "published")],
        ),
        (
            "Pada 2016 di Kota Padang ada 871 koperasi.\n\nDari 871 tadi 452 koperasi aktif.",
            [("all", "all", 871, "13.71", "2016", "stated"), ("active", "all", 452, "13.71", "2016", "stated")],
        ),
        (
            "Di Kabupaten Kerinci koperasi aktif 464 dan yang tidak 62. Merangin aktif 309, tidak aktif 218.",
            [
                ("active", "all", 464, "15.01", None, "published"),
                ("inactive", "all", 62, "15.01", None, "published"),
                ("active", "all", 309, "15.02", None, "published"),
                ("inactive", "all", 218, "15.02", None, "published"),
            ],
        ),
        (
            "Di Kabupaten Agam tercatat 210 koperasi. Secara nasional koperasi berjumlah 130.119 unit.",
            [("all", "all", 210, "13.06", None, "published"), ("all", "all", 130119, "ID", None, "published")],
        ),
        (
            "Jumlah koperasi di Kota Padang turun dari 560 unit menjadi 530 unit.",
            [("all", "all", 560, "13.71", None, "earlier"), ("all", "all", 530, "13.71", None, "published")],
        ),
        (
            "Pada 2020 koperasi di Kota Padang 561 unit, pada 2021 tinggal 530 unit.",
            [("all", "all", 561, "13.71", "2020", "stated"), ("all", "all", 530, "13.71", "2021", "stated")],
        ),
        ("Jumlah koperasi di Kota Padang naik 4 persen.", []),
        ("Koperasi di Kota Padang berkurang 12 unit.", []),
    ],
)
def test_statements(body: str, expected: list[tuple[str, str, float, str, str | None, str]]) -> None:
    assert read(body) == expected
