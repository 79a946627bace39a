from pathlib import Path
from typing import Any

import pytest

from pipeline.comparison import WINDOW, Evaluated, Passage, Verdict, compare, passage
from pipeline.evaluate import score
from pipeline.gold import read_gold

GOLD = Path(__file__).parents[1] / "gold" / "dev.jsonl"
LINE = {
    "id": "a",
    "title": "87 Koperasi Mati",
    "body": "Kadis bicara. Dari 412 koperasi, 300 aktif. Sisanya 112.\n\nAda 87.",
}


def figure(**cells: Any) -> dict[str, Any]:
    return {"indicator": "cooperatives", "unit": "count", "value": 80, "ref_area": "13.02", **cells}


def test_every_figure_gets_one_verdict() -> None:
    gold = [figure(), figure(value=12, coop_status="active"), figure(value=9)]
    read = [figure(value=7), figure(value=12, ref_area="14"), figure(coop_kind="all")]
    found = list(compare(gold, read))
    assert [c.verdict for c in found] == [Verdict.RIGHT, Verdict.WRONG, Verdict.MISSED, Verdict.FALSE]
    assert [c.differing for c in found] == [(), ("coop_status", "ref_area"), (), ()]
    assert [(c.gold, c.read) for c in found] == [
        (gold[0], read[2]),
        (gold[1], read[1]),
        (gold[2], None),
        (None, read[0]),
    ]


def test_right_is_what_strict_matches() -> None:
    articles = read_gold(GOLD)
    shifted = [[*line["figures"][1:], *articles[n - 1]["figures"]] for n, line in enumerate(articles)]
    pairs = list(zip(articles, shifted, strict=True))
    verdicts = [c.verdict for line, read in pairs for c in Evaluated("dev", line, read).comparisons]
    strict = score(articles, [{"id": line["id"], "figures": read} for line, read in pairs]).levels["strict"]
    right, wrong = verdicts.count(Verdict.RIGHT), verdicts.count(Verdict.WRONG)
    assert right == strict.matched > 0
    assert right + wrong + verdicts.count(Verdict.MISSED) == strict.gold
    assert right + wrong + verdicts.count(Verdict.FALSE) == strict.predicted


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"value": 300, "quote": "300 aktif"}, ("body", 33, "Dari 412 koperasi, ", "300", " aktif.")),
        ({"value": 300, "quote": "412 koperasi, 300 aktif"}, ("body", 33, "Dari 412 koperasi, ", "300", " aktif.")),
        ({"value": 5, "quote": "300 aktif"}, ("body", 33, "Dari 412 koperasi, ", "300 aktif", ".")),
        ({"value": 87, "quote": "87"}, ("body", 62, "Ada ", "87", ".")),
        ({"value": 87, "quote": "87", "part": "headline", "start": 0}, ("headline", 0, "", "87", " Koperasi Mati")),
        ({"value": 87, "quote": "87 Koperasi"}, ("headline", 0, "", "87", " Koperasi Mati")),
        ({"quote": "tidak ada"}, None),
        ({"quote": None}, None),
        ({}, None),
        ({"quote": "87", "part": "body", "start": 3}, None),
        ({"quote": "87", "part": ["body"], "start": "x"}, None),
    ],
)
def test_a_figure_stands_in_its_sentence(cells: dict[str, Any], expected: Passage | None) -> None:
    assert passage(LINE, figure(**cells)) == expected


def test_a_long_sentence_is_cut_at_words() -> None:
    body = "kata " * 100 + "80 koperasi " + "lagi " * 100
    found = passage({"title": "t", "body": body}, figure(quote="80 koperasi"))
    assert found is not None
    assert found.number == "80"
    assert found.before.startswith("… kata ")
    assert found.after.endswith(" lagi …")
    assert max(len(found.before), len(found.after)) <= WINDOW + 2


def test_every_gold_figure_is_found_in_its_text() -> None:
    found = [(passage(line, row), row) for line in read_gold(GOLD) for row in line["figures"]]
    assert all(place is not None for place, _ in found)
    marked = sum(place is not None and place.number != row["quote"] for place, row in found)
    assert marked / len(found) > 0.9
