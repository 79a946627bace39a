import csv
from importlib.resources import files

import pytest

from models.codes import CoopKind, CoopStatus, Indicator
from pipeline.rules.vocabulary import find_concepts

FACETS = set(
    "aggregate back change coop indicator kind negation noise part plan stateless status subset total trap".split()
)
CODES = {"indicator": Indicator, "coop": CoopKind, "kind": CoopKind, "status": CoopStatus, "negation": CoopStatus}


def test_each_row_has_three_cells_and_known_codes() -> None:
    lines = files("models").joinpath("codelists/vocabulary.csv").read_text(encoding="utf-8").splitlines()
    for facet, code, words in list(csv.reader(lines))[1:]:
        assert facet in FACETS
        assert words == words.casefold() or "\\" in words
        if facet in CODES:
            assert code in list(CODES[facet])
        if facet == "subset" and code != "-":
            assert code.partition(":")[0] in list(Indicator)


@pytest.mark.parametrize(
    ("text", "facet", "code"),
    [
        ("koperasi primer", "coop", "primary"),
        ("KUD", "coop", "village_unit"),
        ("Koperasi Desa Merah Putih", "coop", "merah_putih"),
        ("tidak aktif", "status", "inactive"),
        ("mati suri", "status", "inactive"),
        ("tidak sehat", "status", "unhealthy"),
        ("belum menggelar RAT", "status", "rat_not_held"),
        ("sudah melaksanakan Rapat Anggota Tahunan (RAT)", "status", "rat_held"),
        ("akan dibubarkan", "status", "to_dissolve"),
        ("sudah dibubarkan", "status", "dissolved"),
        ("beranggotakan", "indicator", "members"),
        ("UMKM", "indicator", "msmes"),
        ("volume usahanya", "indicator", "turnover"),
        ("diikuti", "trap", "participants"),
        ("diusulkan", "plan", "plan"),
    ],
)
def test_the_longest_words_win(text: str, facet: str, code: str) -> None:
    found = [c for c in find_concepts(text) if c.facet == facet]
    assert [(c.start, c.end, c.code) for c in found] == [(0, len(text), code)]


def test_the_name_of_an_office_counts_nothing() -> None:
    assert [c for c in find_concepts("Dinas Koperasi dan UKM Kabupaten Agam") if c.facet == "indicator"] == []


def test_members_are_not_in_the_annual_meeting() -> None:
    assert [c for c in find_concepts("Rapat Anggota Tahunan (RAT)") if c.facet == "indicator"] == []
