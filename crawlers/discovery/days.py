"""Days as listings write them, for choosing what to fetch; the article's own date is read from its page."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_WIB = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian time: two hours at most from any newsroom's own."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb peb",
            "mar",
            "apr",
            "mei may",
            "jun",
            "jul",
            "agu ags agt aug",
            "sep",
            "okt oct",
            "nov nop",
            "des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(r"\b(\d{1,2})\s+([A-Za-z]{3})[A-Za-z]*\.?,?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3})[A-Za-z]*\.?\s+(\d{1,2}),\s*(\d{4})\b")


def stated_day(text: str) -> date | None:
    """The first day that `text` states: `10 May 2020`, `07 Agustus 2018 18:09 Wib`, `Mar 26, 2024`; else None."""
    found = [(match.start(), match[1], match[2], match[3]) for match in _DAY_FIRST.finditer(text)]
    found += [(match.start(), match[2], match[1], match[3]) for match in _MONTH_FIRST.finditer(text)]
    for _, day, month, year in sorted(found):
        number = _MONTHS.get(month.lower())
        if number:
            return _date(int(year), number, int(day))
    return None


def feed_day(text: str) -> date | None:
    """The day of an RSS `pubDate` (RFC 822) or an Atom `updated` (ISO 8601), in western Indonesia; else None.

    A time without a zone, or in one that RFC 822 does not know (`WIB`), is the newsroom's own and keeps its day.
    """
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, OverflowError):  # a year, an hour or a zone of twenty digits
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            return None
    try:
        if moment.tzinfo is None and text.rstrip().endswith("-0000"):
            moment = moment.replace(tzinfo=UTC)  # RFC 5322, 3.3: it is, and no more is known; Python calls it naive
        return (moment.astimezone(_WIB) if moment.tzinfo else moment).date()
    except OverflowError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
