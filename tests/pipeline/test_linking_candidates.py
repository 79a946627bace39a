"""Each ranker's candidates: what speaks for them, and that every feature has a name."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest

from models.codes import CoopKind, CoopStatus, Indicator, TimeBasis, codelist_rows
from pipeline.gold import read_gold
from pipeline.linking import area, indicator, kind, moment, part, status
from pipeline.linking.history import Said, Spot
from pipeline.linking.linker import RANKERS, rows
from pipeline.linking.numbers import CONTEXT, GROUPS, NUMBER, describe, feature_names, group_of, surround
from pipeline.rules.mentions import Concept
from pipeline.training.examples import examples, read
from tests.pipeline.readings import GOLD, said, spot

WHAT = Indicator.COOPERATIVES, CoopStatus.ALL, CoopKind.ALL


class Spoken(NamedTuple):
    """A number behind a history, and what a ranker shall hear from which source."""

    text: str
    number: str
    source: str
    label: object
    history: Sequence[Said] = ()
    headline: str = "Kabar"

    def spot(self) -> Spot:
        return spot(self.text, self.number, self.history, self.headline)


def heard(own: Sequence[str], found: Sequence[tuple[object, list[float]]]) -> set[tuple[str, object]]:
    """Source and label of each candidate."""
    assert {len(features) for _, features in found} <= {len(own)}
    named = [(label, dict(zip(own, features, strict=True))) for label, features in found]
    return {
        (name.removeprefix("from_"), label)
        for label, features in named
        for name, value in features.items()
        if name.startswith("from_") and value
    }


TABLE = "Di Kabupaten Merangin aktif 310, tidak 120; Kabupaten Tebo 200 banding 35."
ROW = [said(0, "active", area="15.02"), said(1, "inactive", area="15.02"), said(2, "active", area="15.09")]
LIST = "Di Agam ada 300 koperasi aktif. Rinciannya 100 di kota dan 200 di desa."

STATES = [
    Spoken("Ada 35 koperasi aktif.", "35", "sentence", CoopStatus.ACTIVE),
    Spoken("Ada 35 koperasi aktif.", "35", "all", CoopStatus.ALL),
    Spoken("Banyak yang mati suri. Ada 35.", "35", "before", CoopStatus.INACTIVE),
    Spoken("Banyak yang mati suri. Begitulah. Ada 35.", "35", "paragraph", CoopStatus.INACTIVE),
    Spoken("Ada 35.", "35", "headline", CoopStatus.INACTIVE, (), "Banyak Koperasi Mati Suri"),
    Spoken("Aktif 300, 35 KUD.", "35", "last_in_sentence", CoopStatus.ACTIVE, [said(0, "active")]),
    Spoken(LIST, "100", "last_in_paragraph", CoopStatus.ACTIVE, [said(0, "active")]),
    Spoken(LIST, "100", "whole", CoopStatus.ACTIVE, [said(0, "active")]),
    Spoken("Aktif 300.\n\nAda 35.", "35", "last", CoopStatus.ACTIVE, [said(0, "active")]),
    Spoken("Aktif 300, sisanya 35.", "35", "rest", CoopStatus.INACTIVE, [said(0, "active")]),
    Spoken("RAT 300, sisanya 35.", "35", "rest", CoopStatus.RAT_NOT_HELD, [said(0, "rat_held")]),
    Spoken("Aktif 300, 35 tidak.", "35", "negation", CoopStatus.INACTIVE, [said(0, "active")]),
    Spoken("Sehat 300, 35 belum.", "35", "negation", CoopStatus.UNHEALTHY, [said(0, "healthy")]),
    Spoken("Dulu 300 aktif. Lalu 12 RAT, 35.", "35", "last_in_paragraph", CoopStatus.ACTIVE,
           [said(0, "active"), said(1, "rat_held")]),
    Spoken(TABLE, "35", "above", CoopStatus.INACTIVE, ROW),
]  # fmt: skip


@pytest.mark.parametrize("one", STATES, ids=lambda one: f"{one.source} {one.label}")
def test_states_are_spoken_for(one: Spoken) -> None:
    found = status.candidates(one.spot(), Indicator.COOPERATIVES)
    assert (one.source, one.label) in heard(status.OWN, found)


def test_no_word_for_a_state_speaks_for_none() -> None:
    found = status.candidates(spot("Di Agam ada 35 koperasi.", "35"), Indicator.COOPERATIVES)
    assert heard(status.OWN, found) == {("all", CoopStatus.ALL)}


KINDS = [
    Spoken("Ada 35 KUD.", "35", "sentence", CoopKind.VILLAGE_UNIT),
    Spoken("Ada 35 KUD.", "35", "all", CoopKind.ALL),
    Spoken("Ada 35 KUD.", "35", "article", CoopKind.VILLAGE_UNIT),
    Spoken("Soal KUD. Ada 35.", "35", "before", CoopKind.VILLAGE_UNIT),
    Spoken("Soal KUD. Begitulah. Ada 35.", "35", "paragraph", CoopKind.VILLAGE_UNIT),
    Spoken("Ada 35.", "35", "headline", CoopKind.VILLAGE_UNIT, (), "Banyak KUD"),
    Spoken("Ada 300, 35 mati.", "35", "last_in_sentence", CoopKind.SAVINGS_LOAN, [said(0, kind=CoopKind.SAVINGS_LOAN)]),
    Spoken("Ada 300. Lalu 35.", "35", "last_in_paragraph", CoopKind.SCHOOL, [said(0, kind=CoopKind.SCHOOL)]),
    Spoken("Ada 300.\n\nAda 35.", "35", "last", CoopKind.SCHOOL, [said(0, kind=CoopKind.SCHOOL)]),
    Spoken(LIST, "100", "whole", CoopKind.WOMEN, [said(0, kind=CoopKind.WOMEN)]),
    Spoken(TABLE, "35", "above", CoopKind.WOMEN, [ROW[0], ROW[1]._replace(kind=CoopKind.WOMEN), ROW[2]]),
]


@pytest.mark.parametrize("one", KINDS, ids=lambda one: f"{one.source} {one.label}")
def test_kinds_are_spoken_for(one: Spoken) -> None:
    found = kind.candidates(one.spot(), Indicator.COOPERATIVES, CoopStatus.ALL)
    assert (one.source, one.label) in heard(kind.OWN, found)


REGIONS = [
    Spoken("Di Kabupaten Tebo ada 35 koperasi.", "35", "sentence", "15.09"),
    Spoken("Di Kabupaten Tebo ada 35 koperasi.", "35", "home", "15.09"),
    Spoken("Soal Kabupaten Tebo. Ada 35.", "35", "before", "15.09"),
    Spoken("Soal Kabupaten Tebo dan Kabupaten Agam. Ada 35.", "35", "before", "13.06"),
    Spoken("Soal Kabupaten Tebo dan Kabupaten Agam. Ada 35.", "35", "paragraph", "15.09"),
    Spoken("Kecamatan Baso:\nAktif 35 koperasi", "35", "heading", "13.06.08"),
    Spoken("Ada 35.", "35", "headline", "15.09", (), "Koperasi Kabupaten Tebo"),
    Spoken("Di Indonesia banyak koperasi.\n\nAda 35.", "35", "nation", "ID"),
    Spoken("Ada 300, 35 mati.", "35", "last_in_sentence", "13.06", [said(0)]),
    Spoken("Ada 300. Lalu 35.", "35", "last_in_paragraph", "13.06", [said(0)]),
    Spoken("Ada 300.\n\nAda 35.", "35", "last", "13.06", [said(0)]),
    Spoken(LIST, "100", "whole", "13.75", [said(0, area="13.75")]),
    Spoken(TABLE, "35", "above", "15.02", ROW),
]


@pytest.mark.parametrize("one", REGIONS, ids=lambda one: f"{one.source} {one.label}")
def test_regions_are_spoken_for(one: Spoken) -> None:
    assert (one.source, one.label) in heard(area.OWN, area.candidates(one.spot()))


def test_each_region_is_one_candidate() -> None:
    found = area.candidates(spot("Di Kabupaten Tebo 300. Kabupaten Tebo 35, Kabupaten Agam 12.", "35", [said(0)]))
    assert [code for code, _ in found].count("15.09") == 1
    assert {code for code, _ in found} == {"15.09", "13.06"}


def test_a_region_left_open_is_none() -> None:
    assert area.candidates(spot("Di Solok ada 35 koperasi.", "35")) == []
    assert area.candidates(spot("Ada 300, 35 mati.", "35", [said(0, area=None)])) == []


LAST = TimeBasis.STATED, "2019"
DATED = said(0, basis=TimeBasis.STATED, period="2019")
DATES = [
    Spoken("Tahun 2019 ada 35 koperasi.", "35", "sentence", LAST),
    Spoken("Tahun 2019 ada 35 koperasi.", "35", "none", moment.PUBLISHED),
    Spoken("Begitulah tahun 2019. Ada 35.", "35", "before", LAST),
    Spoken("Begitulah tahun 2019 dan tahun 2020. Ada 35.", "35", "paragraph", LAST),
    Spoken("Ada 300, 35 mati.", "35", "last_in_sentence", LAST, [DATED]),
    Spoken("Ada 300. Lalu 35.", "35", "last_in_paragraph", LAST, [DATED]),
    Spoken("Ada 300.\n\nAda 35.", "35", "last", LAST, [DATED]),
    Spoken("Aktif.\n\nKecamatan | 2018 | 2019\nBaso | 40 | 35", "35", "heading", LAST),
    Spoken("Hasilnya per 2019.\n\nKecamatan | Aktif\nBaso | 35", "35", "heading", LAST),
    Spoken(LIST, "100", "whole", LAST, [DATED]),
    Spoken(TABLE, "35", "above", LAST, [ROW[0], ROW[1]._replace(basis=TimeBasis.STATED, period="2019"), ROW[2]]),
    Spoken("Naik dari 35 koperasi menjadi 40.", "35", "from_to", (TimeBasis.EARLIER, None)),
]


@pytest.mark.parametrize("one", DATES, ids=lambda one: f"{one.source} {one.label[1]}")
def test_dates_are_spoken_for(one: Spoken) -> None:
    assert (one.source, one.label) in heard(moment.OWN, moment.candidates(one.spot(), WHAT))


def test_more_than_is_no_earlier_number() -> None:
    found = moment.candidates(spot("Naik lebih dari 35 koperasi menjadi 40.", "35"), WHAT)
    assert {label for label, _ in found} == {moment.PUBLISHED}


def test_every_source_is_heard_somewhere() -> None:
    for spoken, ranker in ((STATES, status), (KINDS, kind), (REGIONS, area), (DATES, moment)):
        assert {one.source for one in spoken} == set(ranker.SOURCES)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Ada 35 koperasi.", {Indicator.COOPERATIVES, None}),
        ("Ada 35 orang.", set()),
        ("Anggota dan karyawan 35 orang.", {Indicator.MEMBERS, Indicator.EMPLOYEES, None}),
        ("Anggota koperasi 35 persen.", {Indicator.MEMBERS, Indicator.COOPERATIVES, None}),
        ("Aset dan omzet Rp35 juta.", {Indicator.ASSETS, Indicator.TURNOVER, None}),
        ("Koperasi Rp35 juta.", set()),
        ("UMKM 35 unit.", {Indicator.MSMES, Indicator.COOPERATIVES, None}),
    ],
)
def test_what_a_number_may_count(text: str, counted: set[Indicator | None]) -> None:
    found = indicator.candidates(spot(text, "35" if "Rp" not in text else "Rp35"))
    assert {label for label, _ in found} == counted
    assert {len(features) for _, features in found} <= {len(indicator.OWN)}


def test_what_was_counted_before_may_be_counted_again() -> None:
    found = indicator.candidates(spot("Ada 300, lalu 35.", "35", [said(0, indicator=Indicator.MSMES)]))
    assert {label for label, _ in found} == {Indicator.COOPERATIVES, Indicator.MSMES, None}
    named = {label: dict(zip(indicator.OWN, features, strict=True)) for label, features in found}
    assert named[Indicator.MSMES]["taken_in_sentence"] == 1
    assert named[Indicator.COOPERATIVES]["taken_in_sentence"] == 0
    assert named[None]["is_none"] == 1


def test_a_part_is_named_by_the_vocabulary_then_the_predicate_then_the_words_beside() -> None:
    assert part.part_words(spot("Ada 35 unit binaan provinsi.", "35"), WHAT) == "binaan provinsi"
    assert part.part_words(spot("Ada 35 koperasi yang menunggak pajak.", "35"), WHAT) == "menunggak pajak"
    assert part.part_words(spot("Ada 35 lagi di sana.", "35"), WHAT) == "lagi di sana"
    assert part.part_words(spot("Ada 35", "35"), WHAT) == "Ada"
    assert part.part_words(spot("Di desa ada 300. Kota 35.", "35", [said(0, words="di desa")]), WHAT) == "di desa"


def test_another_kind_is_named_by_its_words() -> None:
    what = Indicator.COOPERATIVES, CoopStatus.ALL, CoopKind.OTHER
    assert part.part_words(spot("Ada 35 koperasi pertanian.", "35"), what) == "pertanian"


def test_a_percent_of_the_active_says_so() -> None:
    what = Indicator.COOPERATIVES, CoopStatus.RAT_HELD, CoopKind.ALL
    assert part.part_words(spot("71 persen dari koperasi aktif sudah RAT.", "71"), what) == part.ACTIVE_BASE
    assert part.part_words(spot("71 persen koperasi sudah RAT.", "71"), what) != part.ACTIVE_BASE
    assert part.part_words(spot("71 dari koperasi aktif sudah RAT.", "71"), what) != part.ACTIVE_BASE


@pytest.mark.parametrize(
    ("text", "number"),
    [("", "7 Koperasi"), ("Ada 35 koperasi.", "35"), (TABLE, "35"), (LIST, "100"), ("Kredit Rp35 juta.", "Rp35"),
     ("koperasi " * 300 + "35 koperasi " + "koperasi " * 300, "35"), ("35", "35"), ("Dua puluh koperasi.", "Dua")],
)  # fmt: skip
@pytest.mark.parametrize("history", [(), [said(0)]], ids=["first", "second"])
def test_every_feature_has_a_name(text: str, number: str, history: Sequence[Said]) -> None:
    here = spot(text, number, history, "7 Koperasi di Agam")
    own: dict[str, Callable[[], Any]] = {
        "indicator": lambda: indicator.candidates(here),
        "status": lambda: status.candidates(here, Indicator.COOPERATIVES),
        "kind": lambda: kind.candidates(here, Indicator.COOPERATIVES, CoopStatus.ALL),
        "area": lambda: area.candidates(here),
        "moment": lambda: moment.candidates(here, WHAT),
        "part": lambda: [(None, part.describe(here, WHAT))],
    }
    number_row = describe(here)
    assert len(number_row) == len(NUMBER)
    context = [*number_row, *surround(here)]
    assert len(context) == len(NUMBER) + len(CONTEXT)
    for name, names in RANKERS.items():
        found = own[name]()
        shared = context if "context_persons_behind" in names else number_row
        assert {len(features) + len(shared) for _, features in found} <= {len(names)}, name


def test_a_linkers_rows_are_its_candidates_with_their_number_behind() -> None:
    found = rows([("a", [1.0, 2.0]), ("b", [3.0, 4.0])], [5.0])
    assert found.tolist() == [[1, 2, 5], [3, 4, 5]]


def test_the_features_of_the_number_stand_behind() -> None:
    shared = tuple(f"number_{name}" for name in NUMBER)
    assert feature_names(("x",), context=False) == ("x", *shared)
    assert feature_names(("x",), context=True) == ("x", *shared, *(f"context_{name}" for name in CONTEXT))


def test_no_two_features_bear_one_name() -> None:
    assert all(len(set(names)) == len(names) for names in RANKERS.values())


def test_every_concept_of_the_vocabulary_has_its_group() -> None:
    for row in codelist_rows("vocabulary.csv"):
        assert group_of(Concept(0, 1, row["facet"], row["code"])) in GROUPS


def test_gold_articles_fit_their_names() -> None:
    told = [one for line in read_gold(GOLD / "dev.jsonl")[::25] for one in examples(read(line))]
    assert {one.ranker for one in told} == set(RANKERS)
    assert all(one.rows.shape == (len(one.right), len(RANKERS[one.ranker])) for one in told)
