"""What a number may lean on, and how mentions stand to it."""

import pytest

from models.codes import CoopStatus, Indicator
from pipeline.linking.gaps import GAP, MENTION, NO_GAP, gap, mention, no_mention
from pipeline.linking.history import RECENT, Said, Spot, arithmetic, base, covers
from pipeline.linking.nouns import head_start, noun_behind
from tests.pipeline.readings import at, reading, said, spot


def between(text: str, number: str, words: str) -> dict[str, float]:
    """`GAP` between a number and words, by name."""
    read = reading(text)
    start = read.text.index(words)
    return dict(zip(GAP, gap(read, at(read, number), start, start + len(words)), strict=True))


def test_words_stand_on_a_side() -> None:
    text = "Yang aktif ada 35 unit koperasi"
    assert between(text, "35", "aktif") == dict.fromkeys(GAP, 0.0) | {"side": -1, "words": 1, "characters": 5}
    assert between(text, "35", "koperasi") == dict.fromkeys(GAP, 0.0) | {"side": 1, "words": 1, "characters": 6}
    assert between(text, "35", "35") == dict.fromkeys(GAP, 0.0)


def test_what_lies_between_is_counted() -> None:
    found = between("Ada 35 unit, dan 12 (yang lain); dari kantor, sehat", "35", "sehat")
    counted = {"side": 1, "words": 7, "numbers": 1, "commas": 2, "joints": 1, "dari": 1, "breaks": 2}
    assert {name: found[name] for name in counted} == counted
    assert between("Ada 35 unit yang sehat", "35", "sehat")["yang"] == 1


def test_some_words_part_a_number_from_what_it_counts() -> None:
    assert between("Ada 35 unit yang masih aktif", "35", "aktif")["heavy"] == 0
    assert between("Ada 35 pengurus dilantik, 7 aktif", "35", "aktif")["heavy"] == 2  # digits weigh nothing


def described(text: str, number: str) -> list[dict[str, float]]:
    """`MENTION` of each word for a state, by name."""
    read = reading(text)
    index = at(read, number)
    states = [c for c in read.concepts_in(*read.sentence(index)) if c.facet == "status"]
    return [dict(zip(MENTION, mention(read, index, item, states), strict=True)) for item in states]


def test_a_mention_belongs_to_the_nearest_number() -> None:
    near, far = described("Yang aktif 35, sedangkan yang beku 12", "35")
    assert (near["own"], near["rank"], near["left"], near["right"]) == (1, 0, 1, 1)
    assert (far["own"], far["after_yang"], far["in_clause"]) == (0, 1, 0)
    assert near["nearer_other"] > 0 > far["nearer_other"]


def test_a_percent_beside_a_count_parts_it_from_no_state() -> None:
    text = "Ada 243 koperasi (66,76 persen) aktif dan 121 (33,24 persen) mati"
    active, dead = described(text, "243")
    assert (active["own"], active["numbers"], active["words"], dead["own"]) == (1, 0, 0, 0)
    active, dead = described(text, "121")
    assert (active["own"], dead["own"], dead["numbers"]) == (0, 1, 0)


def test_a_state_may_only_be_wished_for() -> None:
    assert [one["wished"] for one in described("Ada 94 koperasi yang dibina supaya bisa berjalan sehat", "94")] == [1]
    assert [one["wished"] for one in described("Supaya jelas, ada 94 koperasi sehat", "94")] == [0]


def test_the_nearest_of_a_side_has_the_first_rank() -> None:
    text = "Ada aktif, mati, 35 dibekukan"
    assert [one["rank"] for one in described(text, "35")] == [1, 0, 0]
    assert {(one["of_its_facet"], one["left"], one["right"]) for one in described(text, "35")} == {(3, 2, 1)}


def test_a_candidate_without_words_has_as_many_features() -> None:
    read = reading("Ada 35 koperasi aktif")
    states = [c for c in read.concepts if c.facet == "status"]
    assert len(no_mention(read, 0, states)) == len(MENTION)
    assert len(NO_GAP) == len(GAP)
    named = dict(zip(MENTION, no_mention(read, 0, states), strict=True))
    assert (named["of_its_facet"], named["right"], named["own"]) == (1, 1, 0)


def test_the_focus_is_the_last_figure() -> None:
    text = "Ada 412 koperasi, 103 aktif. Lalu 55 lagi."
    assert spot(text, "412").last is None
    assert spot(text, "55", [said(0), said(1, "active")]).last == said(1, "active")


@pytest.mark.parametrize(
    ("text", "restated"),
    [
        ("Ada 412 koperasi, 103 aktif. Dari 412 tadi 55 sehat.", True),
        ("Ada 412 koperasi, 103 aktif. Dari 412 unit 55 sehat.", True),
        ("Ada 4 koperasi, 3 aktif. Dari 4 itu 55 sehat.", True),
        ("Ada 4 koperasi, 3 aktif. Dari 4 unit 55 sehat.", False),
        ("Ada 412 koperasi, 103 aktif. Dari 412 persen 55 sehat.", False),
    ],
)
def test_a_number_said_again_is_spoken_of_again(text: str, restated: bool) -> None:
    last = spot(text, "55", [said(0), said(1, "active")]).last
    assert last == (said(2)._replace(restated=True) if restated else said(1, "active"))


TABLE = "Di Kabupaten Merangin aktif 310, tidak 120; Kabupaten Tebo 200 banding 35."
ROW = [said(0, "active", area="15.02"), said(1, "inactive", area="15.02"), said(2, "active", area="15.09")]


def test_a_column_goes_on_below() -> None:
    assert spot(TABLE, "200", ROW[:2]).above == ROW[0]
    assert spot(TABLE, "35", ROW).above == ROW[1]
    assert spot(TABLE, "120", ROW[:1]).above is None
    assert spot(TABLE.replace("35", "35 persen"), "35", ROW).above is None


def test_a_column_does_not_go_on_far_below() -> None:
    rows = "; ".join(f"Kabupaten {name} {10 + place}" for place, name in enumerate(("Merangin", "Agam", "Tebo", "Bungo",
                                                                                     "Sarolangun")))  # fmt: skip
    first = [said(0, "active")]
    assert spot(rows, "13", first).above == first[0]
    assert spot(rows, "14", first).above is None


def test_a_list_leans_on_its_sum() -> None:
    text = "Ada 300 koperasi aktif dan 90 KUD. Rinciannya 100 di kota dan 200 di desa."
    history = [said(0, "active"), said(1)]
    assert spot(text, "100", history).whole == history[0]
    assert spot(text, "100", history[1:]).whole is None
    assert spot(text, "90", history[:1]).whole is None


def test_distance_is_told_by_sentence_and_paragraph() -> None:
    here = spot("Ada 412.\n\nAda 300. Ada 200, lalu 100.", "100", [said(place) for place in range(3)])
    assert [here.distance(one) for one in (*here.history, None)] == [2, 1, 0, 3]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Ada 412, aktif 300, sisanya 112.", 1),
        ("Aktif 300 dari total 412, sisanya 112.", 1),
        ("Ada 300 aktif, 112 mati, total 412.", 2),
        ("Ada 412, aktif 300, sisanya 113.", 0),
        ("Ada 5, aktif 3, sisanya 2.", 0),
        ("Ada 412, aktif 300, atau 112 persen.", 0),
    ],
)
def test_numbers_follow_from_two_before(text: str, relation: float) -> None:
    read = reading(text)
    assert arithmetic(read, 2, [said(0), said(1, "active")]) == relation


@pytest.mark.parametrize(
    ("text", "number", "whole"),
    [
        ("Ada 400, aktif 300 atau 75 persen.", "75", 0),
        ("Ada 400, aktif 300 atau 75,4 persen.", "75,4", None),
        ("Ada 400, aktif 301 atau 75,25 persen.", "75,25", 0),
        ("Ada 400, aktif 300 atau 76 persen.", "76", None),
        ("Ada 400, aktif 300 atau 75.", "75.", None),
        ("Ada 400, aktif 300, 60 persen atau 180 unit sudah RAT.", "60", 1),
        ("Ada 400, aktif 300, 60 persen atau 180 unit sudah RAT.", "180", 1),
    ],
)
def test_a_percent_and_the_count_beside_it_are_shares_of_an_earlier_figure(
    text: str, number: str, whole: int | None
) -> None:
    history = [said(0), said(1, "active")]
    read = reading(text)
    assert base(read, at(read, number), history) == (None if whole is None else history[whole])


def test_a_whole_told_behind_its_part_and_share() -> None:
    read = reading("Ada 79 yang mati suri, itu 30 persen dari 260, lalu 7 lagi.")
    assert [covers(read, index) for index in range(4)] == [False, False, True, False]


def test_shares_are_told_of_the_same_unit() -> None:
    here = spot("Ada 400 atau 8 persen; 100 dan 50 lagi.", "100", [said(0), said(1)])
    assert here.shares(here.history[0]) == (0.25, 0.375)
    assert here.shares(here.history[1]) == here.shares(None) == (-1, -1)
    assert spot("Ada 2. Lalu 9.000.", "9.000", [said(0)]).shares(said(0)) == (9, 9)


def test_figures_since_a_place() -> None:
    here = spot("Ada 400, aktif 300, mati 100.", "100", [said(0), said(1, "active")])
    assert here.since(here.reading.quantities[0].end) == [said(1, "active")]
    assert here.since(0) == [said(0), said(1, "active")]
    assert here.since(None) == []


def test_members_do_not_take_the_place_of_cooperatives() -> None:
    history = [said(0, "active"), said(1, indicator=Indicator.MEMBERS)]
    here = spot("Ada 400 koperasi, anggotanya 9.000 orang; 100 lagi.", "100", history)
    assert here.last is not None
    assert here.last.indicator is Indicator.MEMBERS
    assert here.counted == history[0]


def test_a_number_leans_on_so_many_figures() -> None:
    read = reading(". ".join(f"Ada {number} koperasi" for number in range(100, 200)))
    history: list[Said] = [said(place) for place in range(99)]
    assert Spot(read, 99, history).history == history[-RECENT:]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Ada 412 koperasi", Indicator.COOPERATIVES),
        ("Ada 412 unit koperasi", Indicator.COOPERATIVES),
        ("Ada 412 lebih KUD", Indicator.COOPERATIVES),
        ("Ada 412 anggota", Indicator.MEMBERS),
        ("Ada 412 UMKM", Indicator.MSMES),
        ("Ada 412 yang aktif", None),
        ("Ada 412", None),
    ],
)
def test_the_noun_right_behind_a_number(text: str, counted: Indicator | None) -> None:
    read = reading(text)
    assert noun_behind(read, 0) == counted
    assert head_start(read, 0) >= read.quantities[0].end


def test_the_date_of_a_figure_is_basis_and_period() -> None:
    one = said(0)
    assert one.date == (one.basis, None)
    assert one.status is CoopStatus.ALL
