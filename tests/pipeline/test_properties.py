"""What is printed in Indonesian form is read back equal. The printers here know nothing of the readers."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.codes import Bound, TimeBasis, Unit
from pipeline.rules.mentions import Moment, Quantity
from pipeline.rules.periods import find_moments
from pipeline.rules.quantities import find_quantities

ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
PUBLISHED = date(2021, 7, 23)
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")  # the same examples at each run: a slow machine or an unlucky draw fails nobody
counts = st.integers(1, 10**14)
days = st.dates(date(1950, 1, 1), date(2049, 12, 31))
years = st.integers(1950, 2049)


def dotted(number: int) -> str:
    """1337 as "1.337"."""
    return f"{number:,}".replace(",", ".")


def spelled(number: int) -> str:
    """A number from 1 to 999,999,999 in words."""
    for size, word in ((10**6, "juta"), (1000, "ribu"), (100, "ratus")):
        if number >= size:
            many, rest = divmod(number, size)
            head = f"se{word}" if many == 1 and size < 10**6 else f"{spelled(many)} {word}"
            return f"{head} {spelled(rest)}".strip()
    if number < 12:
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    return f"{ONES[number // 10]} puluh {ONES[number % 10]}".strip()


def only(text: str) -> Quantity:
    """The one quantity of a sentence, taken with its dates out."""
    taken = [(moment.start, moment.end) for moment in find_moments(text, None)]
    [found] = find_quantities(text, taken).quantities
    return found


def period(text: str, published: date | None = None) -> str | None:
    """The period of the one date of a sentence."""
    [found] = find_moments(text, published)
    assert found.basis is (TimeBasis.STATED if found.period else None)
    return found.period


@given(counts)
def test_counts(number: int) -> None:
    for written in (dotted(number), dotted(number).replace(".", " ") if number < 10**12 else dotted(number)):
        found = only(f"Terdapat {written} koperasi aktif.")
        assert (found.value, found.unit, found.bound) == (number, Unit.COUNT, Bound.EXACT)


@given(st.integers(10**6, 10**9))
def test_a_blank_behind_the_last_dot(number: int) -> None:
    whole, _, last = dotted(number).rpartition(".")
    assert only(f"Terdapat {whole}. {last} koperasi aktif.").value == number


@given(st.integers(1, 999_999_999))
def test_number_words(number: int) -> None:
    text = f"Terdapat {spelled(number)} koperasi aktif."
    found = only(text)
    assert (found.value, text[found.start : found.end]) == (number, spelled(number))


@given(st.integers(1, 999_999), st.integers(1, 999_999))
def test_two_number_words_side_by_side_are_a_range_or_a_doubt(one: int, two: int) -> None:
    words = f"{spelled(one)} {spelled(two)}"
    thousands, rest = divmod(two, 1000)
    if words not in (spelled(one + two), spelled((one + thousands) * 1000 + rest)):  # tujuh puluh + dua ribu: 72,000
        assert all(found.bound is Bound.RANGE for found in find_quantities(f"Terdapat {words} koperasi.").quantities)


@given(st.integers(1, 99_999), st.sampled_from(sorted(SCALES)), st.sampled_from(",."))
def test_scale_words(hundredths: int, scale: str, mark: str) -> None:
    whole, rest = divmod(hundredths, 100)
    found = only(f"Asetnya Rp {whole}{mark}{rest:02} {scale}.")
    assert (found.value, found.unit) == (hundredths * SCALES[scale] / 100, Unit.IDR)


@given(st.integers(0, 10_000), st.sampled_from(",."), st.sampled_from(("%", " %", " persen", " prosen")))
def test_percent(hundredths: int, mark: str, sign: str) -> None:
    found = only(f"Sebanyak {hundredths // 100}{mark}{hundredths % 100:02}{sign} aktif.")
    assert (found.value, found.unit) == (hundredths / 100, Unit.PERCENT)


@given(st.integers(1, 10**14), st.sampled_from(("Rp", "Rp ", "Rp.", "Rp. ")), st.sampled_from(("", ",-", ",00")))
def test_rupiah(amount: int, sign: str, tail: str) -> None:
    found = only(f"Modal {sign}{dotted(amount)}{tail} pada koperasi.")
    assert (found.value, found.unit) == (amount, Unit.IDR)


@given(
    counts,
    st.integers(1, 10**9),
    st.sampled_from(("-", "–", " - ", " hingga ", " sampai ", " s/d ", " sampai dengan ")),
)
def test_ranges(low: int, more: int, to: str) -> None:
    high = low + more
    if 1900 <= high < 2100:
        return  # "hingga 2022" is a date
    found = only(f"Sekitar {dotted(low)}{to}{dotted(high)} koperasi.")
    assert (found.value, found.value_max, found.bound) == (low, high, Bound.RANGE)
    between = only(f"Ada antara {dotted(low)} dan {dotted(high)} koperasi.")
    assert (between.value, between.value_max) == (low, high)


@given(days, st.sampled_from(("per ", "hingga ", "pada ", "posisi ", "per tanggal ", "")))
def test_days(day: date, opening: str) -> None:
    for written in (
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} tahun {day.year}",
    ):
        assert period(f"Tercatat {opening}{written} ada koperasi.") == day.isoformat()


@given(days, st.integers(0, 6))
def test_the_weekday_is_a_checksum(day: date, weekday: int) -> None:
    written = f"hingga {WEEKDAYS[weekday]} ({day.day}/{day.month}/{day.year})"
    assert period(written) == (day.isoformat() if day.weekday() == weekday else None)
    [spoken] = find_moments(written.removeprefix("hingga "), None)
    assert spoken.basis is None


@given(
    years, st.sampled_from(("tahun", "akhir", "awal", "pertengahan", "akhir tahun", "per", "tahun buku", "sepanjang"))
)
def test_years(year: int, opening: str) -> None:
    assert period(f"Tercatat {opening} {year} ada koperasi.") == str(year)


@given(years, st.integers(0, 11), st.sampled_from(("", "akhir ", "bulan ", "hingga ", "Januari hingga ")))
def test_months(year: int, month: int, opening: str) -> None:
    assert period(f"Tercatat {opening}{MONTHS[month]} {year} ada koperasi.") == f"{year}-{month + 1:02}"


@given(years, st.integers(1, 4), st.booleans())
def test_quarters_and_halves(year: int, part: int, tahun: bool) -> None:
    of_year = f"tahun {year}" if tahun else f"{year}"
    for written in (
        ("I", "II", "III", "IV")[part - 1],
        ("pertama", "kedua", "ketiga", "keempat")[part - 1],
        f"ke-{part}",
    ):
        assert period(f"pada triwulan {written} {of_year}") == f"{year}-Q{part}"
        assert period(f"pada kuartal {written} {of_year}") == f"{year}-Q{part}"
        if part < 3:
            assert period(f"pada semester {written} {of_year}") == f"{year}-S{part}"


@given(years, st.integers(1, 30), st.sampled_from(("-", "–", " hingga ", " sampai ", " s/d ")))
def test_spans_of_years(first: int, more: int, to: str) -> None:
    last = min(first + more, 2099)
    assert period(f"selama tahun {first}{to}{last} ada koperasi") == f"{first}/{last}"


@given(st.integers(2, 10), days)
def test_years_counted_back(count: int, published: date) -> None:
    for written in (f"{count}", ONES[count]):
        assert period(f"{written} tahun lalu", published) == str(published.year - count)


@given(st.lists(st.sampled_from([*"0123456789.,-/ %()", "Rp", " ribu", " juta", " dan ", "antara ", " Mei ", "dua "])))
def test_no_rule_breaks_and_places_hold(pieces: list[str]) -> None:
    text = "".join(pieces)
    moments = list(find_moments(text, PUBLISHED))
    found = find_quantities(text, [(moment.start, moment.end) for moment in moments])
    spans: list[Quantity | Moment] = sorted([*moments, *found.quantities], key=lambda mention: mention.start)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


@pytest.mark.parametrize(
    "number", [11, 12, 19, 20, 21, 100, 111, 1000, 1_001, 1_100, 11_000, 100_000, 1_000_000, 101_000_000]
)
def test_the_words_at_the_turns(number: int) -> None:
    assert only(f"ada {spelled(number)} koperasi").value == number
