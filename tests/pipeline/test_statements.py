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


@pytest.mark.parametrize(
    "body",
    [
        "Data yang dihimpun menunjukkan ada 287 koperasi di Kota Padang.",
        "Laporan yang diterima menyatakan terdapat 287 koperasi di Kota Padang.",
        "Menurut data yang dicatat dinas, di Kota Padang ada 287 koperasi.",
        "Di Kota Padang, catatan yang masuk menyebut ada 287 koperasi.",
        "Koperasi yang tercatat di Kota Padang 287 unit.",
    ],
)
def test_a_clause_about_the_source_names_no_part(body: str) -> None:
    [figure] = extract(NewsArticle(url="u", headline="Kabar", article_body=body)).figures
    assert (figure.value, figure.subset) == (287, None)


@pytest.mark.parametrize(
    "afresh",
    [
        "Pemkot juga membina 45 koperasi simpan pinjam.",
        "Ada 45 koperasi simpan pinjam di Kota Padang.",
        "Koperasi aktif 45 unit.",
    ],
)
def test_a_date_ends_where_a_sentence_starts_afresh(afresh: str) -> None:
    found = read(f"Pada 2021 di Kota Padang ada 12 koperasi yang dibubarkan. {afresh}")
    assert [row[4:] for row in found] == [("2021", "stated"), (None, "published")]


@pytest.mark.parametrize(
    "onward",
    [
        "Dari jumlah itu 150 aktif.",
        "Yang aktif 150 unit.",
        "Sebanyak 150 koperasi aktif.",
        "150 unit di antaranya aktif.",
    ],
)
def test_a_breakdown_bears_the_date_of_its_whole(onward: str) -> None:
    found = read(f"Pada 2021 di Kota Padang ada 200 koperasi. {onward}")
    assert [row[4:] for row in found] == [("2021", "stated"), ("2021", "stated")]


@pytest.mark.parametrize(
    "told",
    [
        "201 sudah menggelar rapat anggota tahunan (RAT)",
        "201 di antaranya telah mengadakan Rapat Anggota Tahunan",
        "sebanyak 201 unit sudah menggelar rapat  anggota\ntahunan ( RAT )",
        "201 berhasil menggelar rapat anggota",
    ],
)
def test_the_main_predicate_wins_over_what_it_is_a_part_of(told: str) -> None:
    body = f"Dari koperasi yang aktif di Kota Padang, {told}."
    [figure] = extract(NewsArticle(url="u", headline="Kabar", article_body=body)).figures
    assert (figure.value, figure.coop_status, figure.subset) == (201, "rat_held", None)


def test_a_list_bears_the_date_of_the_number_it_takes_up() -> None:
    whole = "Pada 2016 di Provinsi Jambi ada 97.863 UMKM."
    found = read(
        f"{whole}\n\nDari 97.863 unit itu, terbanyak di Kabupaten Kerinci 30.431 unit, Kota Jambi 12.686 unit."
    )
    assert [row[2:5] for row in found] == [(97863, "15", "2016"), (30431, "15.01", "2016"), (12686, "15.71", "2016")]


def test_a_base_said_before_is_no_second_figure() -> None:
    whole = "Pada 2022 di Provinsi Jambi ada 3.923 koperasi."
    found = read(
        f"{whole}\n\nDari 3.923 koperasi terbanyak berada di Kota Jambi, 708 koperasi aktif dan 468 yang tidak."
    )
    assert [row[2:5] for row in found] == [(3923, "15", "2022"), (708, "15.71", "2022"), (468, "15.71", "2022")]


def test_a_list_of_what_was_just_counted_takes_its_state() -> None:
    whole = "Di Kabupaten Karangasem tercatat 335 koperasi. Dari jumlah tersebut 108 koperasi tak aktif."
    found = read(f"{whole} Rinciannya Kecamatan Manggis sebanyak 36 koperasi, Rendang 20, Bebandem 9.")
    assert [row[:3:2] for row in found[2:]] == [("inactive", 36), ("inactive", 20), ("inactive", 9)]


def test_kinds_told_one_after_the_other_share_their_state() -> None:
    found = read("Koperasi aktif di Kota Padang terbagi atas koperasi jasa 19, konsumen 354, pemasaran 14.")
    assert [row[:3] for row in found] == [
        ("active", "service", 19), ("active", "consumer", 354), ("active", "marketing", 14),
    ]  # fmt: skip


def test_a_series_takes_the_state_its_opening_speaks_of() -> None:
    opening = "Di Kota Padang koperasi yang tidak aktif bertambah."
    found = read(f"{opening} Tahun 2023 jumlahnya 21 unit, sedangkan tahun 2024 29 unit.")
    assert [(row[0], row[2], row[4]) for row in found] == [("inactive", 21, "2023"), ("inactive", 29, "2024")]


def test_money_of_what_was_just_counted_takes_its_state() -> None:
    body = (
        "Di Kota Padang ada 10 koperasi yang aktif. Volume usahanya Rp 2,75 miliar, sedangkan asetnya Rp 3,44 miliar."
    )
    assert [(row[0], row[2]) for row in read(body)] == [("active", 10), ("active", 2.75e9), ("active", 3.44e9)]
