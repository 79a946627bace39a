"""What the linking asks of an annotated article."""

from datetime import date

import pytest

from models.codes import AreaBasis
from pipeline.extract import annotate
from pipeline.linking.history import Spot
from pipeline.linking.reading import FAR, NEVER, PARAGRAPH, WINDOW, Column, Reading
from tests.pipeline.readings import article, at, reading, said

TABLE = "Koperasi di Merangin 310 aktif, 120 tidak; Tebo 200 banding 35. Tahun 2019 ada 9.\n\nLalu 7 lagi."
PARTS = "Di Agam ada 412 koperasi. Rinciannya 300 aktif, 100 mati dan 12 beku, atau 5 persen."


def words(read: Reading) -> list[str]:
    """The words of each cell."""
    return [read.text[cell.reach : cell.end].strip() for cell in read.cells]


def test_each_quantity_has_its_own_words() -> None:
    read = reading("Ada 412 koperasi, yang aktif 300 dan 112 mati.\n\nAnggotanya 9.000 orang.")
    assert words(read) == ["Ada 412 koperasi", "yang aktif 300", "dan 112 mati.", "Anggotanya 9.000 orang."]


def test_a_row_begins_at_a_region_a_date_or_a_paragraph() -> None:
    assert reading(TABLE).columns == [Column(*cell) for cell in ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (3, 0))]


def test_what_stands_before_the_first_number_begins_no_row() -> None:
    read = reading("Di Kabupaten Agam dan Kabupaten Tebo tahun 2019 ada 350 koperasi.")
    assert read.columns == [Column(0, 0)]


def test_a_list_adds_up_to_the_number_before_it() -> None:
    read = reading(PARTS)
    assert read.wholes == {1: 0, 2: 0, 3: 0}


@pytest.mark.parametrize(
    "text",
    [
        PARTS.replace("300", "301"),
        PARTS.replace("100 mati", "100 persen mati"),
        PARTS.replace("aktif, 100", "aktif. 100"),
        "Ada 4 koperasi. Rinciannya 3 aktif dan 1 mati.",
        "Rinciannya 300 aktif dan 112 mati, semua 412.",
    ],
    ids=["another sum", "another unit", "two sentences", "so small that it holds by chance", "the sum behind its list"],
)
def test_other_numbers_add_up_to_nothing(text: str) -> None:
    assert reading(text).wholes == {}


def test_the_longest_list_decides() -> None:
    read = reading("Ada 60 koperasi, 30 aktif. Rinciannya 10 KUD, 20 KSU dan 30 KSP.")
    assert {at(read, "10"): 0, at(read, "20"): 0, at(read, "30 KSP"): 0}.items() <= read.wholes.items()


def test_a_list_is_counted_to_the_end_of_its_sentence() -> None:
    read = reading(PARTS)
    assert [read.listed(place) for place in range(5)] == [(1, 412), (3, 412), (2, 112), (1, 12), (1, 5)]


def test_the_word_behind_a_number_is_its_unit() -> None:
    read = reading("Ada 12 orang, 13 unit, 14 koperasi, 15 persen, Rp16 juta, 17 saja, lebih dari 18 jiwa, 19 KUD.")
    found = [read.unit_word(place) for place in range(len(read.quantities))]
    assert found == ["persons", "units", "cooperatives", "percent", "idr", "", "persons", "cooperatives"]


def test_words_since_a_mention() -> None:
    read = reading("satu koperasi aktif dan 35 KUD saja. Koperasi lain. Ada 7 koperasi.")
    last = at(read, "7")
    assert read.since("indicator", "cooperatives", read.starts[last]) == (2, 3)
    assert read.since("kind", "village_unit", read.starts[last]) == (4, 1)
    assert read.since("status", "inactive", read.starts[last]) == NEVER
    assert read.since("status", "active", 0) == NEVER
    assert read.last_mention("status", "active", read.starts[last]) == read.text.index("aktif") + len("aktif")
    assert read.last_mention("status", "inactive", read.starts[last]) is None
    assert reading(f"Koperasi {'kata ' * 300} ada 9").since("indicator", "cooperatives", 1_400)[0] == FAR


@pytest.mark.parametrize(
    ("text", "announced"),
    [
        ("Ada 350 di sini.", 0),
        ("Rinciannya 350 di sini.", 1),
        ("Di sini: 350.", 1),
        ("Rinciannya begini. Ada 350.", 2),
        ("Rinciannya begini. Yakni 350.", 3),
        ("Rinciannya begini.\n\nAda 350.", 0),
        ("Ada 350, rinciannya menyusul.", 0),
    ],
)
def test_words_announce_a_list(text: str, announced: int) -> None:
    read = reading(text)
    assert read.breakdown(at(read, "350")) == announced


def test_a_long_sentence_is_heard_around_its_number_alone() -> None:
    read = reading(f"Koperasi {'kata ' * 400} ada 35 koperasi {'kata ' * 400}. Dari itu 7 mati.")
    number = read.quantities[0]
    assert read.sentence(0) == (number.start - WINDOW, number.end + WINDOW)
    before = read.before(1)
    assert before is not None
    assert before.end - before.start == WINDOW
    assert read.text[before.end :].startswith(" Dari itu 7")
    assert read.quantities[1].start - read.paragraph_start(1) == PARAGRAPH


def test_the_sentence_before_is_of_the_same_paragraph() -> None:
    read = reading("Pertama. Ada 5 koperasi.\n\nAda 7 koperasi.", "Ada 3 Koperasi")
    before = read.before(at(read, "5"))
    assert before is not None
    assert read.text[before.start : before.end] == "Pertama."
    assert read.before(at(read, "7")) is None
    assert read.before(0) is None
    assert read.paragraph_start(at(read, "5")) == read.text.index("Pertama")


def test_names_of_regions_hold_no_concept() -> None:
    read = reading("Di Kota Padang ada 350 koperasi aktif.")
    first, last = read.text.index("Kota"), len(read.text)
    assert [c.facet for c in read.concepts_in(first, last)] == ["aggregate", "indicator", "status"]
    assert [place.code for place in read.places_in(0, last)] == ["13.71"]
    assert read.places_in(first + 1, last) == ()


def test_a_region_is_named_so_often_and_there() -> None:
    read = reading("Lubuk Basung – Di Kabupaten Agam ada 350 koperasi.", "Koperasi Kabupaten Agam")
    bases = frozenset({AreaBasis.HEADLINE, AreaBasis.DATELINE, AreaBasis.SENTENCE})
    assert read.namings == {"13.06": (3, bases)}


def test_a_kind_is_also_a_noun_for_cooperatives() -> None:
    read = reading("Ada 35 KUD, 12 KSP dan 9 KUD; 56 koperasi.")
    assert read.nouns == 4
    assert read.kinds == {"village_unit": 2, "savings_loan": 1}


def test_an_empty_article_has_nothing() -> None:
    read = reading("", "")
    assert (read.cells, read.columns, read.wholes, read.namings, read.single) == ([], [], {}, {}, False)


@pytest.mark.parametrize(
    ("headline", "single"),
    [("KPRI Tunas Jaya Gelar RAT", True), ("KUD Makmur Tutup", True), ("Koperasi di Agam Didata", False)],
)
def test_an_article_about_one_cooperative(headline: str, single: bool) -> None:
    assert reading("Ada 350 anggota.", headline).single is single


@pytest.mark.parametrize(
    ("body", "single"),
    [
        ("Pengurus KSP Sejahtera melapor.", True),
        ("Pengurus Koperasi Bengkalis di Kabupaten Bengkalis melapor.", False),
        ("Dinas Koperasi Perindustrian melapor.", False),
        (f"{'Lama sekali. ' * 50} KSP Sejahtera melapor.", False),
    ],
    ids=["by name", "of a region", "an office", "named late"],
)
def test_the_lead_names_one_cooperative(body: str, single: bool) -> None:
    assert reading(body).single is single


LIST = "Di Agam ada 412 koperasi, 90 mati.\n\nRinciannya Tilatang 100, Baso 112, Palembayan 50.\n\nLalu Matur 150."


def test_a_list_adds_up_over_paragraphs() -> None:
    read = reading(LIST)
    assert read.wholes == {2: 0, 3: 0, 4: 0, 5: 0}
    assert reading(LIST.replace("112", "113")).wholes == {}
    assert reading(LIST.replace("\n\nLalu", "\n\nIa senang.\n\nLalu")).wholes == {}


ROWS = [
    ("Kecamatan Baso", 10, 3), ("Kecamatan Matur", 20, 4), ("Kecamatan Palupuh", 25, 5), ("Kecamatan Candung", 35, 6),
]  # fmt: skip


def test_a_column_adds_up() -> None:
    rows = "\n".join(f"{name}: {active} aktif, {other} mati" for name, active, other in ROWS)
    assert reading(f"Di Agam yang aktif 90.\n\n{rows}").wholes == {1: 0, 3: 0, 5: 0, 7: 0}


def heard(read: Reading, words: str) -> str | None:
    """What is heard before the sentence of a number."""
    before = read.before(at(read, words))
    return read.text[before.start : before.end].strip() if before else None


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n|---|---|---|\n"])
@pytest.mark.parametrize("mark", [" | ", "\t", "; "])
def test_a_number_in_a_table_hears_the_head_of_its_column(mark: str, between: str) -> None:
    rows = [mark.join(cells) for cells in (("Baso", "41", "12"), ("Matur", "52", "33"))]
    read = reading(f"Datanya:\n\n{mark.join(('Kecamatan', 'Aktif', 'Anggota'))}{between}" + "\n".join(rows))
    assert [heard(read, number) for number in ("41", "12", "52", "33")] == ["Aktif", "Anggota"] * 2


def test_the_rows_of_a_list_hear_their_heading() -> None:
    read = reading("Ada apa?\n\nAnggota laki-laki:\n- Baso: 41 orang\n- Matur: 52 orang\n\nLalu 7 lagi. Itu 8 unit.")
    assert [heard(read, number) for number in ("41", "52")] == ["Anggota laki-laki:"] * 2
    assert [heard(read, number) for number in ("7", "8")] == [None, "Lalu 7 lagi."]


def test_a_row_with_more_cells_than_the_line_above_has_no_head() -> None:
    read = reading("Aktif | Mati\nBaso | 41 | 12")
    assert heard(read, "41") is None


def test_the_paragraph_over_a_table_leads_it() -> None:
    read = reading("Hasilnya per Mei 2021 di tabel.\n\nKecamatan | Aktif\nBaso | 41")
    lead = read.lead(at(read, "41"))
    assert lead is not None
    assert "Mei 2021" in read.text[lead.start : lead.end]


def test_a_time_behind_publication_looks_ahead() -> None:
    text = "Pada 2023 ada 40 koperasi, pada 2025 menjadi 60."
    read = Reading(annotate(article(text, published=date(2024, 2, 1))))
    half = read.text.index(",")
    assert [read.looks_ahead(0, half), read.looks_ahead(half, 99)] == [False, True]
    assert not reading(text).looks_ahead(0, 99)


PAIR = "Dari situ 243 koperasi (66,76 persen) aktif dan 121 (33,24 persen unit) mati, 30 atau 8 persen RAT; 9 lagi."


def test_a_count_and_its_percent_are_one() -> None:
    read = reading(PAIR)
    said = ["243 koperasi (66,76 persen)", "121 (33,24 persen unit)", "30 atau 8 persen"]
    assert [read.text[pair.start : pair.end] for pair in read.pairs] == [*(one for one in said for _ in (0, 1)), "9"]
    own = ["Dari situ 243 koperasi (66,76 persen) aktif", "dan 121 (33,24 persen unit) mati", "30 atau 8 persen RAT"]
    assert words(read)[0] == words(read)[1] == own[0]
    assert words(read)[2] == words(read)[3] == own[1]
    assert words(read)[4] == words(read)[5] == own[2]


def test_an_empty_cell_shifts_no_column() -> None:
    read = reading(
        "| Kecamatan | Aktif | RAT | Anggota |\n|---|---|---|---|\n| Baso | 41 | - | 812 |\n| Matur | 52 | 9 | 700 |"
    )
    assert [column.place for column in read.columns] == [1, 3, 1, 2, 3]
    assert [heard(read, number) for number in ("812", "9", "700")] == ["Anggota", "RAT", "Anggota"]


def test_a_heading_ends_where_prose_begins() -> None:
    rows = "Yang tidak aktif:\n1. Baso 41 unit\n2. Matur 52 unit\n"
    text = rows + "Dinas kini membina 250 koperasi di seluruh kabupaten itu."
    assert [heard(reading(text), number) for number in ("41", "52", "250")] == ["Yang tidak aktif:"] * 2 + [None]


def test_a_later_heading_takes_the_place_of_the_first() -> None:
    read = reading("Tidak aktif:\n\nBaso 41 unit\n\nAktif:\n\nBaso 52 unit")
    assert [heard(read, number) for number in ("41", "52")] == ["Tidak aktif:", "Aktif:"]


def test_an_empty_last_cell_makes_no_heading() -> None:
    read = reading("Baso: 41:\nMatur: 52: 7")
    assert heard(read, "52") is None


def test_numbers_far_behind_the_last_figure_are_not_searched() -> None:
    many = reading("Ada 300 aktif. " + "1% " * 3_000)
    assert Spot(many, 3_000, [said(0, "active")]).last == said(0, "active")
