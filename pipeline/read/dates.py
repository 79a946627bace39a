"""When an article was published, from what a page prints: day first, months in Indonesian and English."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu ags agt aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TIME = (
    r"(?:[\s,|:.–-]*(?:pukul\s+)?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d)?"
    r"(?:\s*(?P<zone>wib|wita|wit)\b)?)?"
)
_FORMS = tuple(
    re.compile(form + _TIME, re.IGNORECASE)
    for form in (
        rf"\b(?P<day>\d{{1,2}})[\s.-]+(?P<name>{_MONTH})\b\.?[\s,-]*(?P<year>(?:19|20)\d\d)\b",
        rf"\b(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        r"\b(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>(?:19|20)\d\d)\b",
    )
)
_IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>[01]\d)/(?P<day>[0-3]\d)(?=/|$)")
_LONGEST = 100
"""Characters of the longest date."""
_ZONES = {"wib": 7, "wita": 8, "wit": 9}
# Provinces outside western Indonesian time (Presidential Decree 41/1987, and the provinces founded since).
_WITA = frozenset("51 52 53 63 64 65 71 72 73 74 75 76".split())
_WIT = frozenset("81 82 91 92 93 94 95 96".split())


class Published(NamedTuple):
    """The day in the newsroom's zone, and the moment where time and zone are known."""

    day: date
    moment: datetime | None


def newsroom_zone(area: str | None) -> timezone:
    """The zone of a region (Kemendagri code); western Indonesian time where it is not known."""
    province = (area or "")[:2]
    return timezone(timedelta(hours=8 if province in _WITA else 9 if province in _WIT else 7))


def from_machine(text: str, zone: timezone) -> Published | None:
    """The date in a machine-readable mark (ISO 8601 or RFC 5322), else None.

    A moment in UTC is turned into the newsroom's `zone`; another offset is the newsroom's own.
    """
    text = text.strip()[:_LONGEST]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return from_text(text)
    if moment.tzinfo is None:
        return Published(moment.date(), None)
    try:
        local = moment.astimezone(zone) if moment.utcoffset() == timedelta(0) else moment
        return Published(local.date(), moment.astimezone(UTC))
    except OverflowError:  # a day at the edge of the calendar
        return None


def from_text(text: str) -> Published | None:
    """The first date printed in `text`, else None."""
    return next(all_in_text(text), None)


def all_in_text(text: str) -> Iterator[Published]:
    """All dates printed in `text` that exist in the calendar, by form and then by place."""
    for form in _FORMS:
        for match in form.finditer(text):
            found = _published(match.groupdict())
            if found is not None:
                yield found


def from_address(url: str) -> Published | None:
    """The day in an address of the form …/2023/05/23/…, else None."""
    match = _IN_ADDRESS.search(url)
    return _published(match.groupdict()) if match else None


def _published(parts: dict[str, str | None]) -> Published | None:
    name, month = parts.get("name"), parts.get("month")
    try:
        day = date(int(parts["year"] or 0), _MONTHS[name.lower()] if name else int(month or 0), int(parts["day"] or 0))
    except ValueError:
        return None
    zone = _ZONES.get((parts.get("zone") or "").lower())
    if zone is None or parts["hour"] is None:
        return Published(day, None)
    local = datetime(
        day.year,
        day.month,
        day.day,
        int(parts["hour"]),
        int(parts["minute"] or 0),
        tzinfo=timezone(timedelta(hours=zone)),
    )
    return Published(day, local.astimezone(UTC))
