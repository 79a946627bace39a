import pytest

from models.codes import Bound, Unit
from pipeline.rules.numerals import parse_digits, parse_scale, parse_word_range, parse_words
from pipeline.rules.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("94", 94),
        ("1337", 1337),
        ("1.337", 1337),
        ("182.122.958.165", 182122958165),
        ("2.157. 789", 2157789),
        ("64.11", 64.11),
        ("79,96", 79.96),
        ("0,03", 0.03),
        ("1,337", 1337),
        ("1.337,5", 1337.5),
        ("1,337.50", 1337.5),
    ],
)
def test_digits(text: str, value: float) -> None:
    assert parse_digits(text) == value


def test_three_digits_behind_a_comma_are_decimals_before_a_scale_word() -> None:
    assert parse_digits("1,348", decimal=True) == 1.348
    assert parse_digits("1.348", decimal=True) == 1348


@pytest.mark.parametrize("text", ["1" * 400, "1.2.3", "1.23.4", "", "٣٤"])
def test_what_is_no_number(text: str) -> None:
    assert parse_digits(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("delapan", 8),
        ("sebelas", 11),
        ("dua belas", 12),
        ("dua puluh lima", 25),
        ("seratus", 100),
        ("seratus lima", 105),
        ("tiga ratus", 300),
        ("seribu dua ratus", 1200),
        ("dua ribu lima ratus tiga puluh satu", 2531),
        ("Satu", 1),
        ("sejuta", 10**6),
        ("dua koma lima", 2.5),
        ("nol koma nol lima", 0.05),
        ("dua setengah", 2.5),
    ],
)
def test_words(text: str, value: int) -> None:
    assert parse_words(text) == value


@pytest.mark.parametrize("text", ["ribu", "puluh", "dua tiga", "koperasi", "", "dua koma sepuluh", "setengah"])
def test_words_that_are_no_number(text: str) -> None:
    assert parse_words(text) is None


@pytest.mark.parametrize("number", [*range(0, 2000, 7), 28714, 999_999, 1_000_000, 123_456_789, 10**14])
def test_what_is_printed_is_read_back(number: int) -> None:
    written = f"{number:,}".replace(",", ".")  # as Indonesian print writes it
    assert parse_digits(written) == number
    [quantity] = find_quantities(f"ada {written} koperasi").quantities
    assert (quantity.value, quantity.unit, quantity.bound) == (number, Unit.COUNT, Bound.EXACT)


def test_scale_words() -> None:
    assert [parse_scale(word) for word in ("ribu", "juta", "milyar", "trilun", "")] == [10**3, 10**6, 10**9, 10**12, 1]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit", "bound"),
    [
        ("sekitar 49 koperasi", "49", 49, Unit.COUNT, Bound.ABOUT),
        ("lebih kurang 94 koperasi", "94", 94, Unit.COUNT, Bound.ABOUT),
        ("lebih dari 10.000 orang", "10.000", 10000, Unit.COUNT, Bound.AT_LEAST),
        ("80 ribu lebih koperasi", "80 ribu", 80000, Unit.COUNT, Bound.AT_LEAST),
        ("hampir 300 unit", "300", 300, Unit.COUNT, Bound.AT_MOST),
        ("kurang dari 12 unit", "12", 12, Unit.COUNT, Bound.AT_MOST),
        ("tiga ratusan koperasi", "tiga ratusan", 300, Unit.COUNT, Bound.ABOUT),
        ("126 ribuan unit", "126 ribuan", 126000, Unit.COUNT, Bound.ABOUT),
        ("70-an koperasi", "70-an", 70, Unit.COUNT, Bound.ABOUT),
        ("32 ribu UMKM", "32 ribu", 32000, Unit.COUNT, Bound.EXACT),
        ("1,2 juta orang", "1,2 juta", 1.2e6, Unit.COUNT, Bound.EXACT),
        ("Rp197,88 triliun", "Rp197,88 triliun", 197.88e12, Unit.IDR, Bound.EXACT),
        ("Rp 10, 5 trilun", "Rp 10, 5 trilun", 10.5e12, Unit.IDR, Bound.EXACT),
        ("Rp.62.834.869.359", "Rp.62.834.869.359", 62834869359, Unit.IDR, Bound.EXACT),
        ("Rp 2,11 triliun", "Rp 2,11 triliun", 2_110_000_000_000, Unit.IDR, Bound.EXACT),
        ("Rp2 miliar 300 juta", "Rp2 miliar 300 juta", 2.3e9, Unit.IDR, Bound.EXACT),
        ("dua miliar tiga ratus juta rupiah", "dua miliar tiga ratus juta rupiah", 2.3e9, Unit.IDR, Bound.EXACT),
        ("527 miliar", "527 miliar", 527e9, Unit.IDR, Bound.EXACT),
        ("15,08 persen", "15,08 persen", 15.08, Unit.PERCENT, Bound.EXACT),
        ("64.11%", "64.11%", 64.11, Unit.PERCENT, Bound.EXACT),
        ("sekitar 40 persennya", "40 persennya", 40, Unit.PERCENT, Bound.ABOUT),
        ("1 337 koperasi", "1 337", 1337, Unit.COUNT, Bound.EXACT),
        ("1 337 510 orang", "1 337 510", 1337510, Unit.COUNT, Bound.EXACT),
        ("2.157. 789 orang", "2.157. 789", 2157789, Unit.COUNT, Bound.EXACT),
        ("Rp 154 M", "Rp 154 M", 154e9, Unit.IDR, Bound.EXACT),
        ("Rp500 jt", "Rp500 jt", 500e6, Unit.IDR, Bound.EXACT),
        ("32ribu UMKM", "32ribu", 32000, Unit.COUNT, Bound.EXACT),
        ("enam koma sembilan miliar rupiah", "enam koma sembilan miliar rupiah", 6.9e9, Unit.IDR, Bound.EXACT),
        ("dua setengah juta orang", "dua setengah juta", 2.5e6, Unit.COUNT, Bound.EXACT),
        ("dua koma lima persen", "dua koma lima persen", 2.5, Unit.PERCENT, Bound.EXACT),
        ("40an koperasi", "40an", 40, Unit.COUNT, Bound.ABOUT),
        ("turun ke 174 unit", "174", 174, Unit.COUNT, Bound.EXACT),
        ("naik ke 33.687 orang", "33.687", 33687, Unit.COUNT, Bound.EXACT),
        ("mengantongi SK 990 koperasi", "990", 990, Unit.COUNT, Bound.EXACT),
        ("yang ber-SK 75", "75", 75, Unit.COUNT, Bound.EXACT),
    ],
)
def test_quantities(text: str, quote: str, value: float, unit: Unit, bound: Bound) -> None:
    [found] = find_quantities(text).quantities
    assert (text[found.start : found.end], found.value, found.unit, found.bound) == (quote, value, unit, bound)


_BEFORE = {
    Bound.ABOUT: ("sekitar", "lebih-kurang", "kira-kira", "diperkirakan", "kisaran", "±", "~"),
    Bound.AT_LEAST: ("lebih dari", "tidak kurang dari", "tak kurang dari", "sedikitnya", "setidak-tidaknya",
                     "sekurang-kurangnya", "paling tidak", "minimal", "melebihi", "di atas", "diatas", ">"),
    Bound.AT_MOST: ("hampir", "nyaris", "mendekati", "kurang dari", "tak sampai", "belum mencapai", "tidak lebih dari",
                    "tak melebihi", "maksimal", "maksimum", "paling banyak", "di bawah", "<"),
    Bound.EXACT: ("ada", "di atas,", "rata-rata", "sampai"),
}  # fmt: skip


@pytest.mark.parametrize(("bound", "words"), [(bound, words) for bound, group in _BEFORE.items() for words in group])
def test_bounds_before_a_number(bound: Bound, words: str) -> None:
    for between in (" ", " sebanyak "):
        [found] = find_quantities(f"tercatat {words}{between}40 koperasi aktif").quantities
        assert (found.value, found.bound) == (40, bound)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("40 lebih koperasi", Bound.AT_LEAST),
        ("40 koperasi lebih", Bound.AT_LEAST),
        ("40 unit lebih yang aktif", Bound.AT_LEAST),
        ("40 koperasi lebih sehat", Bound.EXACT),
        ("40 lebih baik", Bound.EXACT),
        ("40 -an koperasi", Bound.ABOUT),
    ],
)
def test_bounds_behind_a_number(text: str, bound: Bound) -> None:
    [found] = find_quantities(text).quantities
    assert (found.value, found.bound) == (40, bound)


@pytest.mark.parametrize(
    ("text", "quote", "low", "high", "unit"),
    [
        ("ada 50-60 koperasi", "50-60", 50, 60, Unit.COUNT),
        ("antara 300 dan 350 koperasi", "300 dan 350", 300, 350, Unit.COUNT),
        ("300 sampai dengan 350 unit", "300 sampai dengan 350", 300, 350, Unit.COUNT),
        ("300 s.d. 350 unit", "300 s.d. 350", 300, 350, Unit.COUNT),
        ("40–50 persen", "40–50 persen", 40, 50, Unit.PERCENT),
        ("50% hingga 60%", "50% hingga 60%", 50, 60, Unit.PERCENT),
        ("antara 40 persen dan 50 persen", "40 persen dan 50 persen", 40, 50, Unit.PERCENT),
        ("1,2 juta-1,5 juta orang", "1,2 juta-1,5 juta", 1.2e6, 1.5e6, Unit.COUNT),
        ("antara Rp 5 miliar dan Rp 6 miliar", "Rp 5 miliar dan Rp 6 miliar", 5e9, 6e9, Unit.IDR),
        ("Rp 1,5 - 2 miliar", "Rp 1,5 - 2 miliar", 1.5e9, 2e9, Unit.IDR),
        ("antara tiga ratus dan empat ratus", "tiga ratus dan empat ratus", 300, 400, Unit.COUNT),
    ],
)
def test_a_range_has_both_ends(text: str, quote: str, low: float, high: float, unit: Unit) -> None:
    [found] = find_quantities(text).quantities
    assert (text[found.start : found.end], found.value, found.value_max) == (quote, low, high)
    assert (found.unit, found.bound) == (unit, Bound.RANGE)


@pytest.mark.parametrize("text", ["40 koperasi dan 50 unit", "300 dan 350 koperasi", "300 hingga 2022", "40% dan 50%"])
def test_two_numbers_that_are_no_range(text: str) -> None:
    assert {found.bound for found in find_quantities(text).quantities} == {Bound.EXACT}


@pytest.mark.parametrize(
    ("text", "values"),
    [("12 300", [12, 300]), ("Mandau 35 120\nBantan 40 130", [35, 120, 40, 130]), ("2014 337 koperasi", [2014, 337])],
)
def test_columns_are_no_groups_of_one_number(text: str, values: list[float]) -> None:
    assert [found.value for found in find_quantities(text).quantities] == values


def test_the_exact_sum_in_brackets_is_the_same_quantity() -> None:
    [found] = find_quantities("modal Rp 6 triliun (6.008.479.736.959) lebih").quantities
    assert found.value == 6008479736959


@pytest.mark.parametrize(
    "text",
    [
        "UU Nomor 25 Tahun 1992",
        "HUT Koperasi ke-71",
        "pukul 18.09 WIB",
        "25/8/2022",
        "RT 03/RW 05",
        "telepon 0752-123456",
        "hubungi 0812 3456 7890",
        "WA +62 812-3456-7890",
        "(0752) 123456",
        "08.00-10.00 WIB",
        "pukul 9 sampai 10.30",
        "seratusan koperasi",
        "sejutaan orang",
        "ratusan koperasi",
        "puluhan ribuan",
        "tiga tahun",
        "8 kecamatan",
        "Simpang Empat",
        "Covid-19",
        "Permenkop UKM No.19/2015",
        "https://contoh.example/2021/12/350",
        "",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert find_quantities(text).quantities == ()


def test_a_number_that_cannot_be_read_is_told() -> None:
    assert find_quantities("ada 1.23.456 koperasi") == ((), ((4, 12),))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dua puluh tiga puluh", 20, 30),
        ("seratus dua ratus", 100, 200),
        ("dua ribu tiga ribu", 2000, 3000),
        ("lima belas dua puluh", 15, 20),
        ("dua tiga", 2, 3),
        ("dua ratus seribu", 200, 1000),
        ("tiga ratus lima puluh empat ratus", 350, 400),
        ("dua puluh - tiga puluh", 20, 30),
        ("dua-tiga", 2, 3),
        ("20 sampai 30", 20, 30),
        ("dua puluh hingga tiga puluh", 20, 30),
    ],
)
def test_words_of_two_numbers_are_a_range_and_no_sum(text: str, low: int, high: int) -> None:
    [found] = find_quantities(f"ada {text} unit koperasi aktif").quantities
    assert (found.value, found.value_max, found.bound) == (low, high, Bound.RANGE)


@pytest.mark.parametrize(
    "text", ["Rp2 miliar\n\n300 juta", "Rp2 miliar, 300 juta", "300 juta 2 miliar", "2 ribu 30 persen"]
)
def test_numbers_side_by_side_stay_two(text: str) -> None:
    assert len(find_quantities(text).quantities) == 2


@pytest.mark.parametrize(
    "text",
    [
        "dua tiga puluh",
        "satu dua tiga",
        "tiga puluh dua puluh",
        "dua puluh tiga ratus ribu",
        "ribu dua",
        "dua-tiga ribu",
    ],
)
def test_words_of_no_certain_number_are_told(text: str) -> None:
    assert find_quantities(f"ada {text} unit koperasi") == ((), ((4, 4 + len(text)),))


def test_a_range_is_not_looked_for_in_a_wall_of_words() -> None:
    assert parse_word_range("dua puluh " * 1_000) is None


def test_the_name_of_the_next_row_is_no_unit() -> None:
    found = find_quantities("Biduk-Biduk: 8\nPulau Derawan: 13\nMaratua: 8 pulau")
    assert [quantity.value for quantity in found.quantities] == [8, 13]
