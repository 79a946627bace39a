"""Words that name cooperatives, in titles, texts and addresses."""

import pytest

from models.words import names_cooperatives


@pytest.mark.parametrize(
    "text",
    [
        "127 Koperasi",
        "KopDes Merah Putih",
        "DinkopUKM",
        "RAT tutup buku",
        "/kdmp-baru",
        "Diskopindag",
        "KUD Tani",
        "UMKM",
    ],
)
def test_words_that_name_cooperatives(text: str) -> None:
    assert names_cooperatives("Berita", text)


@pytest.mark.parametrize("text", ["Harga Cabai", "rat race", "kereta api", "kudapan", ""])
def test_words_that_do_not(text: str) -> None:
    assert not names_cooperatives(text)
