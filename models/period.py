"""A period of time, as precise as it was stated (ISO 8601, with SDMX's forms for quarters and half-years)."""

import calendar
import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?|-Q(?P<quarter>[1-4])|-S(?P<half>[12])|/(?P<last>\d{4}))?"
)


def bounds(period: str) -> tuple[date, date]:
    """First and last day of `period`: `2017`, `2013-12`, `2022-12-31`, `2024-Q2`, `2023-S1` or `2019/2024`.

    Raises ValueError if `period` has none of these forms or names a day that does not exist.
    """
    match = _FORM.fullmatch(period)
    if match is None:
        raise ValueError(f"{period!r} is no period: write 2017, 2013-12, 2022-12-31, 2024-Q2, 2023-S1 or 2019/2024")
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["month"]:
        return _months(year, int(match["month"]), 1)
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6)
    last = int(match["last"] or year)
    if last < year:
        raise ValueError(f"{period!r} ends before it begins")
    return date(year, 1, 1), date(last, 12, 31)


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _checked(period: str) -> str:
    bounds(period)
    return period


Period = Annotated[str, AfterValidator(_checked)]
"""A string that `bounds` accepts."""
