import json
from pathlib import Path
from typing import Any

import pytest

from models.codes import AreaBasis
from models.figure import Evidence, Figure
from pipeline.rules.checks import Checks, Reach, check, reach

GOLD = Path(__file__).parents[1] / "gold"


def figure(value: float, status: str = "all", **columns: Any) -> Figure:
    """A figure for Kota Padang as of publication; its words are its number."""
    row: dict[str, Any] = {"indicator": "cooperatives", "coop_status": status, "unit": "count", "ref_area": "13.71"}
    row |= {"area_name": "Kota Padang", "time_basis": "published", "area_basis": AreaBasis.SENTENCE, "confidence": 1.0}
    words = f"{value:g}"
    return Figure.model_validate({**row, "value": value, "evidence": Evidence.of(words, 0, len(words)), **columns})


def codes(*figures: Figure) -> list[str]:
    return [issue.code for issue in check(figures).issues]


def test_active_and_inactive_are_all() -> None:
    total, active, inactive = figure(412), figure(300, "active"), figure(112, "inactive")
    assert check((total, active, inactive)) == Checks((), frozenset({0, 1, 2}), frozenset())
    [issue] = check((total, active, figure(110, "inactive"))).issues
    parts, whole = issue.message.split(" against ")
    assert (issue.code, whole) == ("sum-mismatch", "cooperatives 412 (Kota Padang)")
    assert parts == "cooperatives active 300 (Kota Padang) + cooperatives inactive 110 (Kota Padang)"


def test_the_issue_quotes_the_part_that_stands_last() -> None:
    text = "Dari 412 koperasi 300 aktif dan 110 tidak aktif."
    evidence = {value: Evidence.of(text, text.index(value), text.index(value) + 3) for value in ("412", "300", "110")}
    found = [figure(412, evidence=evidence["412"]), figure(110, "inactive", evidence=evidence["110"]),
             figure(300, "active", evidence=evidence["300"])]  # fmt: skip
    [issue] = check(found).issues
    assert (issue.exact, issue.start, issue.end) == ("110", 32, 35)
    headline = Evidence.of("Masih 110 Koperasi Mati", 6, 9, "headline")
    [issue] = check([found[0], figure(110, "inactive", evidence=headline), figure(300, "active")]).issues
    assert (issue.exact, issue.start, issue.end) == ("110", None, None)


def test_what_awaits_dissolution_may_be_the_rest() -> None:
    parts = (figure(1170), figure(230, "active"), figure(456, "inactive"))
    assert codes(*parts) == ["sum-mismatch"]
    assert check((*parts, figure(484, "to_dissolve"))).agreeing == {0, 1, 2, 3}
    assert codes(*parts, figure(300, "to_dissolve")) == []
    assert codes(figure(600), *parts[1:], figure(300, "to_dissolve")) == ["sum-mismatch"]


@pytest.mark.parametrize(
    "other",
    [
        {"ref_area": "13.75"},
        {"coop_kind": "village_unit"},
        {"indicator": "msmes"},
        {"time_basis": "stated", "time_period": "2015"},
        {"subset": "binaan provinsi"},
    ],
)
def test_only_what_counts_the_same_is_compared(other: dict[str, Any]) -> None:
    assert codes(figure(412), figure(300, "active"), figure(90, "inactive", **other)) == []


def test_meetings_of_all_or_of_the_active() -> None:
    total, active, held, rest = figure(500), figure(300, "active"), figure(180, "rat_held"), figure(120, "rat_not_held")
    assert check((total, active, held, rest)).agreeing == {1, 2, 3}
    assert check((figure(300), held, rest)).agreeing == {0, 1, 2}
    assert codes(figure(500), held, rest) == []  # the others need not meet
    assert codes(figure(200), held, rest) == ["sum-mismatch"]


@pytest.mark.parametrize(
    ("percent", "code"),
    [(28.97, []), (28.96, []), (29, []), (28.9, []), (28.5, ["share-mismatch"]), (30, ["share-mismatch"])],
)
def test_a_share_against_its_counts(percent: float, code: list[str]) -> None:
    share = figure(percent, "inactive", unit="percent")
    found = (figure(397), figure(115, "inactive"), share)
    assert codes(*found) == code
    assert check(found).agreeing == (frozenset() if code else {0, 1, 2})


def test_shares_of_other_bases() -> None:
    of_active = figure(75, "certified", unit="percent", subset="dari yang aktif")
    assert check((figure(500), figure(400, "active"), figure(300, "certified"), of_active)).agreeing == {1, 2, 3}
    of_obliged = figure(47.2, "rat_held", unit="percent", subset="dari yang wajib RAT")
    assert check((figure(235, subset="wajib RAT"), figure(111, "rat_held"), of_obliged)).agreeing == {0, 1, 2}
    of_kind = figure(7.8, coop_kind="producer", unit="percent")
    assert check((figure(554), figure(43, coop_kind="producer"), of_kind)).agreeing == {0, 1, 2}


@pytest.mark.parametrize(
    "part",
    [
        figure(500, "active"),
        figure(500, coop_kind="village_unit"),
        figure(500, subset="di desa"),
        figure(500, ref_area="13.71.03"),
    ],
)
def test_a_part_is_no_larger_than_its_whole(part: Figure) -> None:
    assert codes(figure(412), part) == ["part-exceeds-whole"]
    assert check((figure(412), part)).opposed == {0, 1}
    assert codes(figure(512), part) == []


@pytest.mark.parametrize("status", ["new", "dissolved"])
def test_what_came_or_went_is_no_part(status: str) -> None:
    assert codes(figure(412), figure(500, status)) == []


def test_districts_against_their_regency() -> None:
    districts = [figure(value, ref_area=f"13.71.0{number}") for number, value in enumerate((50, 30, 20), 1)]
    assert check((figure(100), *districts)).agreeing == {0, 1, 2, 3}
    assert codes(figure(90), *districts) == ["sum-mismatch"]
    assert check((figure(120), *districts)) == Checks((), frozenset(), frozenset())  # others may be left out
    assert check((figure(100, ref_area="ID"), figure(60, ref_area="13"), figure(40, ref_area="14"))).agreeing == {
        0,
        1,
        2,
    }


def test_kinds_against_all() -> None:
    kinds = [figure(value, coop_kind=kind) for kind, value in (("consumer", 430), ("producer", 43), ("service", 21),
             ("savings_loan", 53), ("marketing", 7))]  # fmt: skip
    assert len(check((figure(554), *kinds)).agreeing) == 6
    assert codes(figure(553), *kinds) == ["sum-mismatch"]
    overlapping = [figure(value, coop_kind=kind) for kind, value in (("women", 300), ("village_unit", 200))]
    assert codes(figure(412), *overlapping) == []


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"value": 412}, Reach(412, 412)),
        ({"value": 25_000}, Reach(24_500, 25_500)),
        ({"value": 28.97, "unit": "percent"}, Reach(28.96, 28.98)),
        ({"value": 40, "unit": "percent"}, Reach(39, 41)),
        ({"value": 500, "bound": "about"}, Reach(450, 550)),
        ({"value": 500, "bound": "at_least"}, Reach(500, float("inf"))),
        ({"value": 500, "bound": "at_most"}, Reach(0, 500)),
        ({"value": 50, "value_max": 60, "bound": "range"}, Reach(50, 60)),
        ({"value": 0}, Reach(0, 0)),
    ],
)
def test_how_far_a_figure_reaches(columns: dict[str, Any], expected: Reach) -> None:
    assert reach(figure(**columns)) == pytest.approx(expected)


def test_a_bound_contradicts_nothing_within_its_meaning_and_confirms_nothing() -> None:
    for bound, value in (("about", 105), ("at_least", 100), ("at_most", 120)):
        found = (figure(412), figure(300, "active"), figure(value, "inactive", bound=bound))
        assert check(found) == Checks((), frozenset(), frozenset())
    assert codes(figure(412), figure(300, "active"), figure(60, "inactive", bound="about")) == ["sum-mismatch"]


def test_of_two_values_one_that_fits_is_enough() -> None:
    found = (figure(412), figure(300, "active"), figure(112, "inactive"), figure(90, "inactive"))
    assert check(found) == Checks((), frozenset({0, 1, 2}), frozenset())


def test_tiny_sums_confirm_nothing() -> None:
    assert check((figure(3), figure(1, "active"), figure(2, "inactive"))).agreeing == frozenset()


def test_many_figures_cost_their_number() -> None:
    many = tuple(figure(number, status) for status in ("all", "active", "inactive") for number in range(1, 1001))
    assert check(many).issues == ()
    assert check(()) == Checks((), frozenset(), frozenset())


def test_the_true_figures_agree_more_often_than_not() -> None:
    """The gold is annotated as stated: what contradicts in it are slips of the sources, looked at one by one."""
    slips = {"dev-013", "dev-027", "dev-041", "dev-049", "dev-062", "dev-080"}
    lines = [
        json.loads(line) for name in ("dev", "own") for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    checked = {line["id"]: check([_gold(line, row) for row in line["figures"]]) for line in lines}
    assert {name for name, result in checked.items() if result.issues} == slips
    assert sum(len(result.agreeing) for result in checked.values()) > 250


def _gold(line: dict[str, Any], row: dict[str, Any]) -> Figure:
    part = "body" if row["quote"] in line["body"] else "headline"
    text = line["body" if part == "body" else "title"]
    start = text.index(row["quote"])
    evidence = Evidence.of(text, start, start + len(row["quote"]), part)  # type: ignore[arg-type]
    columns = {column: value for column, value in row.items() if column != "quote"}
    return Figure(**columns, area_basis=AreaBasis.SENTENCE, confidence=1.0, evidence=evidence)
