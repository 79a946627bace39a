"""Regions: by code, by name, and never by guess."""

import pytest

from models.errors import InputError
from models.region import aliases, ambiguous_names, find_region, regions


def test_all_regions_hang_together() -> None:
    known = regions()
    assert len(known) > 7_800
    assert all(region.parent_code in known for region in known.values() if region.code != "ID")
    assert {alias.code for alias in aliases()} <= set(known)
    assert {code for name in ambiguous_names() for code in name.codes} <= set(known)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("13.11", "13.11"),
        ("id", "ID"),
        ("Indonesia", "ID"),
        ("Kota Bukittinggi", "13.75"),
        ("  kabupaten   solok ", "13.02"),
        ("Bukittinggi", "13.75"),
        ("Aceh", "11"),
        ("Provinsi Sumatera Barat", "13"),
        ("Kab. Bengkalis", "14.03"),
        ("Kab Solok Selatan", "13.11"),
        ("Sumbar", "13"),
        ("NTT", "53"),
        ("DKI Jakarta", "31"),
        ("Provinsi DKI Jakarta", "31"),
    ],
)
def test_find(text: str, code: str) -> None:
    assert find_region(text).code == code


def test_kemendagri_and_bps_codes_differ() -> None:
    assert find_region("Kabupaten Solok").bps_code == "1303"
    assert find_region("13.03").name == "Sijunjung"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Solok", "13.02"),
        ("Atlantis", "write a Kem"),
        ("Bukitinggi", "did you mean Kota Bukittinggi"),
        ("", "write a Kem"),
    ],
)
def test_not_found(text: str, hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        find_region(text)
