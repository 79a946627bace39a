"""Figures and their evidence: what contradicts itself is refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from models.codes import CODELISTS, codes
from models.figure import CODEBOOK_COLUMNS, Evidence, Figure

BODY = "Di daerah ini ada sekitar 49 koperasi yang tidak aktif."


def figure(**changes: Any) -> Figure:
    start = BODY.index("sekitar")
    return Figure.model_validate(
        {
            "indicator": "cooperatives",
            "coop_status": "inactive",
            "unit": "count",
            "value": 49,
            "bound": "about",
            "ref_area": "13.11",
            "area_name": "Kabupaten Solok Selatan",
            "area_basis": "sentence",
            "time_basis": "published",
            "evidence": Evidence.of(BODY, start, start + len("sekitar 49 koperasi")),
            "confidence": 0.9,
            **changes,
        }
    )


def test_evidence_is_what_stands_there() -> None:
    evidence = figure().evidence
    assert BODY[evidence.start : evidence.end] == evidence.exact == "sekitar 49 koperasi"
    assert BODY.startswith(evidence.prefix + evidence.exact + evidence.suffix)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, len(BODY) + 1)])
def test_evidence_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words at"):
        Evidence.of(BODY, start, end)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"value_max": 50}, "a range has a value_max"),
        ({"bound": "range"}, "a range has a value_max"),
        ({"time_basis": "stated"}, "a stated date has a time_period"),
        ({"time_period": "2022"}, "a stated date has a time_period"),
        ({"time_basis": "stated", "time_period": "akhir 2022"}, "no period"),
        ({"coop_kind": "other"}, "named by its subset"),
        ({"colour": "red"}, "Extra inputs"),
        ({"confidence": 2}, "less than or equal to 1"),
    ],
)
def test_contradictions_are_refused(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        figure(**changes)


def test_identifier_depends_on_text_and_reading_alone() -> None:
    first = figure().figure_id("article", "text")
    assert first == figure(confidence=0.5).figure_id("article", "text")
    others = {figure().figure_id("article", "other"), figure().figure_id("other", "text")}
    assert len({first, figure(value=48).figure_id("article", "text"), *others}) == 4


def test_codebook_row() -> None:
    row = figure().codebook_row()
    assert tuple(row) == CODEBOOK_COLUMNS
    assert (row["quote"], row["value"], row["coop_kind"], row["subset"]) == ("sekitar 49 koperasi", 49, "all", None)


def test_every_code_has_its_labels() -> None:
    for name, codelist in CODELISTS.items():
        labelled = [code for code in codes() if code.codelist == name]
        assert [code.code for code in labelled] == [member.value for member in codelist]
        assert all(code.label_en and code.label_id for code in labelled)
