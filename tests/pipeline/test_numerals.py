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
    ],
)
def test_words(text: str, value: int) -> None:
    assert parse_words(text) == value


@pytest.mark.parametrize("text", ["ribu", "puluh", "dua tiga", "koperasi", ""])
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
    ],
)
def test_quantities(text: str, quote: str, value: float, unit: Unit, bound: Bound) -> None:
    [found] = find_quantities(text).quantities
    assert (text[found.start : found.end], found.value, found.unit, found.bound) == (quote, value, unit, bound)


def test_a_range_has_both_ends() -> None:
    [found] = find_quantities("ada 50-60 koperasi").quantities
    assert (found.value, found.value_max, found.bound) == (50, 60, Bound.RANGE)


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
