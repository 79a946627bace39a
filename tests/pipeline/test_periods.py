from datetime import date

import pytest

from models.codes import TimeBasis
from models.period import bounds
from pipeline.rules.periods import find_moments
from pipeline.rules.time_patterns import MONTHS

PUBLISHED = date(2021, 7, 23)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("per 31 Desember 2022", "2022-12-31"),
        ("akhir 2021", "2021"),
        ("akhir Desember 2016", "2016-12"),
        ("tahun 2017", "2017"),
        ("triwulan II 2024", "2024-Q2"),
        ("triwulan kedua tahun 2024", "2024-Q2"),
        ("semester I 2023", "2023-S1"),
        ("selama 2019-2024", "2019/2024"),
        ("antara 2014 sampai 2018", "2014/2018"),
        ("hingga bulan Nopember 2010", "2010-11"),
        ("05/06/2023", "2023-06-05"),
        ("(2009)", "2009"),
        ("2012 lalu", "2012"),
        ("pertengahan 2011", "2011"),
        ("tahun lalu", "2020"),
        ("sepanjang tahun ini", "2021"),
        ("akhir tahun lalu", "2020"),
        ("per Agustus", "2020-08"),
        ("hingga Juni tahun ini", "2021-06"),
        ("dalam empat tahun terakhir", "2017/2020"),
        ("dalam 5 tahun terakhir", "2016/2020"),
        ("tahun 2019 hingga 2024", "2019/2024"),
        ("sejak tahun 2019 s.d. 2024", "2019/2024"),
        ("tahun buku 2020", "2020"),
        ("awal tahun 2021", "2021"),
        ("per 31/12/2022", "2022-12-31"),
        ("per 31.12.2022", "2022-12-31"),
        ("per 31/12/22", "2022-12-31"),
        ("2022-12-31", "2022-12-31"),
        ("posisi 30 Juni", "2021-06-30"),
        ("31 Desember tahun lalu", "2020-12-31"),
        ("Desember tahun lalu", "2020-12"),
        ("bulan Februari 46 koperasi", "2021-02"),
        ("sampai Juni", "2021-06"),
        ("Agustus lalu", "2020-08"),
        ("Juli lalu", "2020-07"),
        ("Januari hingga Juni 2021", "2021-06"),
        ("1 Januari - 30 Juni 2021", "2021-06-30"),
        ("per Desember tahun 2020", "2020-12"),
        ("kuartal IV/2023", "2023-Q4"),
        ("TW-III 2023", "2023-Q3"),
        ("hingga triwulan ketiga tahun lalu", "2020-Q3"),
        ("triwulan II", "2021-Q2"),
        ("triwulan IV", "2020-Q4"),
        ("semester pertama tahun ini", "2021-S1"),
        ("semester II/2020", "2020-S2"),
        ("dua tahun lalu", "2019"),
        ("3 tahun yang lalu", "2018"),
        ("setahun silam", "2020"),
        ("dua tahun sebelumnya", "2019"),
        ("hingga Selasa (3/6/2025)", "2025-06-03"),
        ("per Jum’at, 31 Desember 2021", "2021-12-31"),
    ],
)
def test_stated_periods(text: str, period: str) -> None:
    [moment] = find_moments(text, PUBLISHED)
    assert (moment.period, moment.basis) == (period, TimeBasis.STATED)
    assert bounds(period)


@pytest.mark.parametrize("month", range(1, 13))
def test_what_is_printed_is_read_back(month: int) -> None:
    name = MONTHS[month - 1].split("|")[0].capitalize()
    [moment] = find_moments(f"per 9 {name} 2019", None)
    assert moment.period == f"2019-{month:02}-09"


@pytest.mark.parametrize("text", ["saat ini", "hingga kini", "tahun ini", "sekarang", "triwulan ini", "tahun berjalan"])
def test_now_holds_as_of_publication(text: str) -> None:
    [moment] = find_moments(text, PUBLISHED)
    assert (moment.period, moment.basis) == (None, TimeBasis.PUBLISHED)


@pytest.mark.parametrize("text", ["semula 67", "sebelumnya", "dulu"])
def test_a_former_level(text: str) -> None:
    [moment] = find_moments(text, PUBLISHED)
    assert (moment.period, moment.basis) == (None, TimeBasis.EARLIER)


@pytest.mark.parametrize(
    "text",
    [
        "Kamis (25/8/2022)",
        "Senin (3/10)",
        "Selasa, 7 Agustus 2018",
        "Tahun Anggaran 2017",
        "Nomor 25 Tahun 1992",
        "31 Februari 2020",
        "31/13/2022",
        "per Senin (3/6/2025)",  # a Tuesday
        "tahun 2024 hingga 2019",
        "BARRU, 3 Agustus 2022 – Bupati",
        "KAB. TOBA, 3 Agustus 2022 - Bupati",
        "sejak tiga tahun silam",
        "sejak dua tahun terakhir",
    ],
)
def test_dates_that_govern_no_figure(text: str) -> None:
    [moment] = find_moments(text, PUBLISHED)
    assert (moment.period, moment.basis) == (None, None)


def test_an_as_of_date_that_opens_a_line_is_no_dateline() -> None:
    [moment] = find_moments("Data terakhir, 31 Desember 2021 – 250 unit", PUBLISHED)
    assert moment.period == "2021-12-31"


def test_relative_years_lean_on_the_year_stated_last() -> None:
    text = "Pada 2015 ada 865. Setahun kemudian 859. Dibanding tahun sebelumnya turun. Tiga tahun kemudian 900. "
    text += "Desember tahun itu 910."
    assert [moment.period for moment in find_moments(text, None)] == ["2015", "2016", "2015", "2019", "2019-12"]


def test_a_dateline_stands_for_the_day_of_publication() -> None:
    text = "Kamis (25/8/2022), dinas mencatat 40 koperasi tahun lalu."
    assert [moment.period for moment in find_moments(text, None)] == [None, "2021"]
    assert [moment.period for moment in find_moments(text, date(2020, 1, 2))] == [None, "2019"]
    slip = text.replace("Kamis", "Senin")
    assert [moment.period for moment in find_moments(slip, None)] == [None, None]


def test_the_criterion_of_sleep_is_no_date() -> None:
    assert list(find_moments("koperasi yang dua tahun terakhir tidak RAT", PUBLISHED)) == []


def test_nothing_is_guessed_without_a_day_of_publication() -> None:
    assert [moment.basis for moment in find_moments("tahun lalu, per Agustus", None)] == [None, None]


def test_a_number_of_cooperatives_is_no_year() -> None:
    assert list(find_moments("ada 2014 koperasi", None)) == []
