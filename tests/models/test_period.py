"""Periods: every form is read, nothing else is."""

from datetime import date

import pytest

from models.period import bounds


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2013-12", date(2013, 12, 1), date(2013, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-12-31", date(2022, 12, 31), date(2022, 12, 31)),
        ("2024-Q2", date(2024, 4, 1), date(2024, 6, 30)),
        ("2023-S1", date(2023, 1, 1), date(2023, 6, 30)),
        ("2023-S2", date(2023, 7, 1), date(2023, 12, 31)),
        ("2019/2024", date(2019, 1, 1), date(2024, 12, 31)),
    ],
)
def test_bounds(period: str, first: date, last: date) -> None:
    assert bounds(period) == (first, last)


@pytest.mark.parametrize(
    "period", ["", "17", "2017-13", "2023-02-29", "2024-Q5", "2023-S0", "2024/2019", "2017-1", "x2017"]
)
def test_what_is_no_period(period: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        bounds(period)
