"""As-of dates: what an Indonesian text says about the time a figure holds for (codebook: `time_period`).

Dates are day-month-year. A date behind a weekday ("Kamis (25/8/2022)") says when somebody spoke: it is found, so that
its digits are no quantities, but it governs no figure, unless "per" or "hingga" stands before it.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from models.codes import TimeBasis
from models.period import bounds
from pipeline.rules.letters import lower
from pipeline.rules.mentions import Moment
from pipeline.rules.time_patterns import COUNTS, MONTH_OF, ORDINALS, TIME_PATTERNS, WEEKDAYS

_NOUN_AFTER = re.compile(r"[ \xa0](?:unit|koperasi|orang|umkm|anggota)\b", re.IGNORECASE)


class Raw(NamedTuple):
    """A date expression before relative ones are resolved: the rule that found it, and its named parts."""

    rule: str
    start: int
    end: int
    part: dict[str, str | None]


class Known(NamedTuple):
    """What relative dates lean on: the year stated last, and the day of publication."""

    last: int | None
    published: date | None


def _raw(text: str) -> list[Raw]:
    small = lower(text)
    found = [
        Raw(rule, *match.span(), match.groupdict())
        for rule, pattern in TIME_PATTERNS
        for match in pattern.finditer(small)
    ]
    kept: list[Raw] = []
    for raw in sorted(found, key=lambda raw: (raw.start, -raw.end)):
        if not kept or raw.start >= kept[-1].end:
            kept.append(raw)
    return kept


def _month(part: dict[str, str | None]) -> int | None:
    """The month that is named, or the first of the quarter or half-year."""
    if part.get("quarter"):
        return 3 * ORDINALS[part["quarter"] or ""] - 2
    if part.get("half"):
        return 6 * ORDINALS[part["half"] or ""] - 5
    return MONTH_OF.get(part.get("month") or "") or int(part.get("number") or 0) or None


def _year(part: dict[str, str | None], known: Known) -> int | None:
    """The year that is stated, that "lalu" or "ini" means, or the latest that has the month by publication."""
    last, published = known
    stated = part.get("year") or part.get("short")
    if stated:
        return int(stated) if len(stated) == 4 else 2000 + int(stated)
    relative = part.get("relative")
    if relative in ("itu", "tersebut"):
        return last
    if relative in ("sebelumnya", "silam") and last:
        return last - 1
    if published is None:
        return None
    if relative:
        return published.year - (relative != "ini")
    month = _month(part)
    return published.year - (month > published.month - bool(part.get("past"))) if month else None


def _written(year: int, part: dict[str, str | None]) -> str:
    if part.get("quarter"):
        return f"{year}-Q{ORDINALS[part['quarter'] or '']}"
    if part.get("half"):
        return f"{year}-S{ORDINALS[part['half'] or '']}"
    month, day = _month(part), part.get("day")
    return f"{year}" + (f"-{month:02}" if month else "") + (f"-{int(day):02}" if month and day else "")


def _years(rule: str, part: dict[str, str | None], known: Known) -> str | None:
    """What a number of years means: "dua tahun lalu" from publication, "setahun kemudian" from the year stated last."""
    last, published = known
    word = part.get("count") or "se"
    count = int(word) if word.isdigit() else COUNTS[word]
    if rule == "years_after":
        return str(last + count) if last else None
    if rule == "years_before" and last:
        return str(last - count)
    if published is None:
        return None
    return f"{published.year - count}/{published.year - 1}" if rule == "years_span" else str(published.year - count)


def _period(raw: Raw, known: Known) -> str | None:
    if raw.rule == "span":
        return _valid(f"{raw.part['first']}/{raw.part['last']}", None)
    if raw.rule.startswith("years"):
        return _valid(_years(raw.rule, raw.part, known), None)
    year = _year(raw.part, known)
    return _valid(_written(year, raw.part), raw.part.get("weekday")) if year else None


def _valid(period: str | None, weekday: str | None) -> str | None:
    """`period`, unless it is a slip in the source: no day of the calendar, or another day of the week than printed."""
    if period is None:
        return None
    try:
        first, _ = bounds(period)
    except ValueError:
        return None
    names = {"ahad": "minggu"}
    printed = re.sub("[’']", "", weekday or "")
    return period if not weekday or WEEKDAYS[first.weekday()] == names.get(printed, printed) else None


def _spoken(found: list[Raw]) -> date | None:
    """The day of the first dateline whose weekday fits: it stands for a day of publication that nobody tells."""
    datelines = (raw.part for raw in found if raw.rule == "dateline" and raw.part.get("weekday"))
    for part in datelines:
        year = _year(part, Known(None, None))
        day = _valid(_written(year, part), part["weekday"]) if year else None
        if day:
            return date.fromisoformat(day)
    return None


def _moment(raw: Raw, period: str | None) -> Moment:
    basis = {"now": TimeBasis.PUBLISHED, "earlier": TimeBasis.EARLIER}.get(raw.rule)
    return Moment(raw.start, raw.end, TimeBasis.STATED if period else basis, period)


def find_moments(text: str, published: date | None) -> Iterator[Moment]:
    """The statements of time in `text` in their order; those that govern no figure have no basis.

    `published` resolves "tahun lalu" and the like; null leaves them to a dateline, if one says day, month and year.
    """
    found = _raw(text)
    known = Known(None, published or _spoken(found))
    for raw in found:
        if raw.rule == "bare_year" and _NOUN_AFTER.match(text, raw.end):
            continue
        dated = raw.rule not in ("dateline", "excluded", "now", "earlier")
        period = _period(raw, known) if dated else None
        if period and raw.rule != "years_before" and raw.part.get("relative") not in ("sebelumnya", "silam"):
            known = known._replace(last=int(period[:4]))
        yield _moment(raw, period)
