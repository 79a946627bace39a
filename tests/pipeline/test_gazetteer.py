import pytest

from models.codes import AreaBasis
from pipeline.rules.gazetteer import ancestors, find_names, inside
from pipeline.rules.places import back_references, find_home, resolve, without_appositions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kabupaten Solok", "13.02"),
        ("Kota Solok", "13.72"),
        ("Kab. Solok", "13.02"),
        ("Pemkab Solok", "13.02"),
        ("Solok Selatan", "13.11"),
        ("Kadis Perindagkop Solok Selatan", "13.11"),
        ("Muarojambi", "15.05"),
        ("Kota Sungaipenuh", "15.72"),
        ("Tanjab Barat", "15.06"),
        ("Provinsi Jambi", "15"),
        ("Kota Jambi", "15.71"),
        ("Painan", "13.01"),
        ("Kecamatan Mandau", "14.03.09"),
        ("se-Indonesia", "ID"),
        ("KOTA BUKITTINGGI", "13.75"),
        ("DI Yogyakarta", "34"),
    ],
)
def test_one_name_one_region(text: str, code: str) -> None:
    assert [place.code for place in resolve(find_names(text), 0, None)] == [code]


@pytest.mark.parametrize("text", ["Luas, Tetap dan Selesai", "pada Tahunan rapat", "Harian Ibu", "", "solok selatan"])
def test_words_that_are_districts_elsewhere(text: str) -> None:
    assert resolve(find_names(text), 0, None) == []


def test_a_namesake_stays_open_unless_something_decides() -> None:
    names = find_names("Koperasi di Solok")
    assert [place.code for place in resolve(names, 0, None)] == [None]
    assert [place.code for place in resolve(names, 0, "13.72")] == ["13.72"]
    named = find_names("Koperasi di Solok. Pemerintah Kabupaten Solok")
    assert [place.code for place in resolve(named, 0, None)] == ["13.02", "13.02"]


def test_districts_of_a_list_lie_in_the_regency_spoken_of() -> None:
    text = "Kabupaten Bengkalis. Di Kecamatan Mandau 7, Pinggir 2, Bukit Batu 1"
    assert [place.code for place in resolve(find_names(text), 0, None)] == [
        "14.03",
        "14.03.09",
        "14.03.13",
        "14.03.03",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kabupaten Batang Hari, yaitu Mersam 18, Muara Tembesi 14, MSU 9", "15.04.06"),
        ("Kabupaten Batang Hari, yaitu Mersam 18, Muara Tembesi 14, MSI (9)", "15.04.08"),
        ("Kabupaten Bulungan. Tanjung Palas Utara 2 KSP, Sekatak 1", "65.01.09"),
    ],
)
def test_districts_among_others_in_a_list(text: str, code: str) -> None:
    assert resolve(find_names(text), 0, None)[-1].code == code


@pytest.mark.parametrize(
    "text",
    [
        "Kabupaten Batang Hari, yaitu Mersam 18, Muara Tembesi 14, KSP 9",
        "Kabupaten Batang Hari. MSU 9",
        "Kabupaten Batang Hari, yaitu Mersam 18, Muara Tembesi 14. Adapun MSU 9",
        "Kabupaten Batang Hari, yaitu Mersam 18, Muara Tembesi 14. Para pengurus MSU hadir",
    ],
)
def test_capitals_that_are_the_initials_of_no_district(text: str) -> None:
    assert all(text[place.start : place.end] not in ("KSP", "MSU") for place in resolve(find_names(text), 0, None))


def test_common_abbreviations_are_no_districts() -> None:
    text = "Kabupaten Agam, yaitu Baso 18, Palembayan 20, TK 5, SD 12, KK 120"
    assert [text[place.start : place.end] for place in resolve(find_names(text), 0, None)][-1] == "Palembayan"


def test_the_province_behind_a_city_says_only_where_it_lies() -> None:
    text = "Kota Pariaman, Sumatera Barat, dan Provinsi Riau"
    places = without_appositions(text, resolve(find_names(text), 0, None))
    assert [place.code for place in places] == ["13.77", "14"]


def test_the_home_is_what_headline_and_office_speak_of() -> None:
    headline = "Koperasi Solok Selatan Dibina"
    text = f"{headline}\n\nPADANG – Kepala Dinas Koperasi Solok Selatan menyebut hal itu di Padang, Rabu (1/2)."
    home = find_home(resolve(find_names(text), len(headline), "13"), len(headline), "13")
    assert home == ("13.11", AreaBasis.HEADLINE)


def test_without_a_name_the_outlet_decides() -> None:
    assert find_home([], 0, "13.75") == ("13.75", AreaBasis.SOURCE)
    assert find_home([], 0, None).code is None


def test_that_city_is_the_city_spoken_of() -> None:
    text = "Kota Ambon dan Provinsi Maluku. Di kota itu ada koperasi, di provinsi ini juga."
    places = resolve(find_names(text), 0, None)
    home = find_home(places, 0, None)
    assert [place.code for place in back_references(text, places, home)] == ["81.71", "81"]


def test_codes_nest() -> None:
    assert ancestors("13.11.03") == ("13", "13.11")
    assert inside("13.11.03", "13.11")
    assert inside("13", "ID")
    assert not inside("13.11", "13.1")
