"""As-of dates: what an Indonesian text says about the time a figure holds for (codebook: `time_period`).

Dates are day-month-year. A date in brackets behind a weekday ("Kamis (25/8/2022)") says when somebody spoke: it is
found, so that its digits are no quantities, but it governs no figure.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from models.codes import TimeBasis
from models.period import bounds
from pipeline.rules.letters import lower
from pipeline.rules.mentions import Moment

MONTHS = (
    "januari|jan", "februari|pebruari|feb", "maret|mar", "april|apr", "mei", "juni|jun", "juli|jul",
    "agustus|agu|agt", "september|sept|sep", "oktober|okt", "november|nopember|nov", "desember|des",
)  # fmt: skip
MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split("|")}
ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4,
            "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4}  # fmt: skip
_MONTH = rf"(?=[jfmasond])(?P<month>{'|'.join(sorted(MONTH_OF, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d.,]*\d)"
_WEEKDAY = r"\b(?:senin|selasa|rabu|kamis|jum[’']?at|sabtu|minggu|ahad)\b"
_PART = r"(?:ke-?)?(?P<part>iv|iii|ii|i|[1-4]|pertama|kedua|ketiga|keempat)\b"
_OPENING = r"(?:per(?=\s)|pada|hingga|sampai(?:\sdengan)?|s/d|sejak|selama|sepanjang|posisi|untuk|di|dalam|tutup\sbuku)"

_PATTERNS = (
    ("dateline", rf"{_WEEKDAY},?\s?\(?\d{{1,2}}(?:[/-]\d{{1,2}}(?:[/-]\d{{2,4}})?|\s{_MONTH}(?:\s\d{{4}})?)\)?"),
    ("dateline", r"\(\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\)"),
    ("span", r"(?:\b(?:selama|periode|kurun|tahun|antara)\s){0,3}"
     r"(?P<first>(?:19|20)\d\d)\s?(?:-|–|/|sampai|hingga|s/d)\s?(?P<last>(?:19|20)\d\d)(?!\d)"),
    ("numeric", r"(?P<day>\d{1,2})[/-](?P<number>\d{1,2})[/-]" + _YEAR),
    ("day", rf"(?P<day>\d{{1,2}})\s{_MONTH}(?:\s(?:tahun\s)?{_YEAR})?"),
    ("month", rf"(?:bulan\s)?\b{_MONTH}\s(?:tahun\s)?{_YEAR}"),
    ("quarter", rf"\b(?:triwulan|kuartal|tw)\s{_PART}(?:,?\s(?:tahun\s)?{_YEAR})?"),
    ("half", rf"\bsemester\s{_PART}(?:,?\s(?:tahun\s)?{_YEAR})?"),
    ("month_back", rf"\b{_MONTH}\stahun\s(?:lalu|sebelumnya|kemarin)"),
    ("years_span", r"\bdalam\s(?P<count>dua|tiga|empat|lima)\stahun\sterakhir"),
    ("excluded", rf"\b(?:tahun\s(?:anggaran|pelajaran|ajaran|fiskal)|apbd|program\skerja(?:\stahun)?|ta)\s{_YEAR}"),
    ("year", rf"(?:\b(?:{_OPENING}|tahun|awal|akhir|pertengahan|medio|mulai)\s){{1,4}}(?:lalu\s|yakni\s)?{_YEAR}"),
    ("excluded", r"\b(?:nomor|no\.?)\s?\d+[\w/]*\stahun\s\d{4}"),
    ("month_now", rf"(?:\b(?:hingga|sampai|per|pada|posisi)\s)?\b{_MONTH}\stahun\sini"),
    ("bare_year", rf"(?<![\w.,/-]){_YEAR}(?![/-]?\w)"),
    ("bare_month", rf"\b(?:per|hingga|sampai|posisi)\s(?:dengan\s)?(?:bulan\s|akhir\s)*{_MONTH}(?!\s\d)"),
    ("next_year", r"\bsetahun\s(?:kemudian|berselang|berikutnya|setelahnya)|\btahun\sberikutnya"),
    ("year_before", r"\b(?:se)?tahun\s(?:sebelumnya|silam)|\bdari\stahun\ssebelumnya"),
    ("last_year", r"\btahun\s(?:lalu|kemarin)\b"),
    ("now", r"\b(?:saat\sini|hingga\skini|sampai\skini|kini|sekarang"
     r"|sampai\ssekarang|hingga\ssekarang|tahun\sini|sejauh\sini)\b"),
    ("earlier", r"\b(?:semula|mulanya|awalnya|dulu(?:nya)?|dahulu|sebelumn+ya|tadinya|pernah)\b"),
)  # fmt: skip
"""For a text in small letters."""
_RULES = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)
_COUNTS = {"dua": 2, "tiga": 3, "empat": 4, "lima": 5}
_NOUN_AFTER = re.compile(r"\s(?:unit|koperasi|orang|umkm|anggota)\b", re.IGNORECASE)


class Raw(NamedTuple):
    """A date expression before relative ones are resolved."""

    rule: str
    match: re.Match[str]


def _raw(text: str) -> list[Raw]:
    found: list[Raw] = []
    small = lower(text)
    for name, pattern in _RULES:
        found += [Raw(name, match) for match in pattern.finditer(small)]
    found.sort(key=lambda raw: (raw.match.start(), raw.match.start() - raw.match.end()))
    kept: list[Raw] = []
    for raw in found:
        if not kept or raw.match.start() >= kept[-1].match.end():
            kept.append(raw)
    return kept


def _absolute(rule: str, match: re.Match[str]) -> str | None:
    part = match.groupdict()
    year = part.get("year")
    if rule == "span":
        return f"{part['first']}/{part['last']}"
    if year is None:
        return None
    month = MONTH_OF.get((part.get("month") or "").casefold(), 0) or int(part.get("number") or 0)
    if rule in ("day", "numeric"):
        return f"{year}-{month:02}-{int(part['day']):02}"
    if rule == "month":
        return f"{year}-{month:02}"
    if rule in ("quarter", "half"):
        letter = "Q" if rule == "quarter" else "S"
        return f"{year}-{letter}{ORDINALS[part['part'].casefold()]}"
    return year


def _by_last_year(rule: str, match: re.Match[str], last: int) -> str | None:
    """What a phrase means that leans on the year stated last ("setahun kemudian")."""
    if rule == "next_year":
        return str(last + 1)
    if rule == "year_before":
        return str(last - 1)
    return f"{last - 1}-{MONTH_OF[match['month'].casefold()]:02}" if rule == "month_back" else None


def _by_publication(rule: str, match: re.Match[str], published: date) -> str | None:
    """What a phrase means that leans on the day of publication ("tahun lalu", "per Agustus")."""
    if rule in ("last_year", "year_before"):
        return str(published.year - 1)
    if rule == "years_span":
        return f"{published.year - _COUNTS[match['count'].casefold()]}/{published.year - 1}"
    if rule in ("bare_month", "month_now", "day") and match.groupdict().get("month"):
        month = MONTH_OF[match["month"].casefold()]
        year = published.year - (month > published.month and rule != "month_now")
        return f"{year}-{month:02}" + (f"-{int(match['day']):02}" if rule == "day" else "")
    return None


def _period(raw: Raw, last: int | None, published: date | None) -> str | None:
    rule, match = raw
    stated = _absolute(rule, match) or (_by_last_year(rule, match, last) if last else None)
    return _valid(stated or (_by_publication(rule, match, published) if published else None))


def _valid(period: str | None) -> str | None:
    try:
        return period if period is None or bounds(period) else None
    except ValueError:  # 31 February: a slip in the source; the text states no usable date
        return None


def find_moments(text: str, published: date | None) -> Iterator[Moment]:
    """The statements of time in `text` in their order; those that govern no figure have no basis.

    `published` resolves "tahun lalu" and the like; null leaves them unresolved.
    """
    last: int | None = None
    for rule, match in _raw(text):
        if rule == "bare_year" and _NOUN_AFTER.match(text, match.end()):
            continue
        span = match.span()
        if rule in ("dateline", "excluded"):
            yield Moment(*span, None)
        elif rule == "now":
            yield Moment(*span, TimeBasis.PUBLISHED)
        elif rule == "earlier":
            yield Moment(*span, TimeBasis.EARLIER)
        else:
            period = _period(Raw(rule, match), last, published)
            last = int(period[:4]) if period and rule not in ("year_before", "month_back") else last
            yield Moment(*span, TimeBasis.STATED if period else None, period)
