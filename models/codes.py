"""The code lists: which values a coded column may hold. Labels in both languages stand in `codelists/codes.csv`.

The values and their meaning are those of `docs/codebook.md`; a test holds this file, the labels and the
codebook together.
"""

import csv
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Indicator(StrEnum):
    """What is counted or measured."""

    COOPERATIVES = "cooperatives"
    MEMBERS = "members"
    EMPLOYEES = "employees"
    ASSETS = "assets"
    TURNOVER = "turnover"
    SURPLUS = "surplus"
    CAPITAL = "capital"
    LOANS = "loans"
    MSMES = "msmes"


class CoopStatus(StrEnum):
    """Which state the counted cooperatives are in. SDMX's OBS_STATUS is a quality flag, hence its own name."""

    ALL = "all"
    ACTIVE = "active"
    INACTIVE = "inactive"
    RAT_HELD = "rat_held"
    RAT_NOT_HELD = "rat_not_held"
    DISSOLVED = "dissolved"
    TO_DISSOLVE = "to_dissolve"
    NEW = "new"
    HEALTHY = "healthy"
    UNHEALTHY = "unhealthy"
    CERTIFIED = "certified"


class CoopKind(StrEnum):
    """Which kind of cooperative is counted."""

    ALL = "all"
    SAVINGS_LOAN = "savings_loan"
    VILLAGE_UNIT = "village_unit"
    MULTIPURPOSE = "multipurpose"
    WOMEN = "women"
    SCHOOL = "school"
    EMPLOYEE = "employee"
    SHARIA = "sharia"
    MERAH_PUTIH = "merah_putih"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    PRODUCER = "producer"
    CONSUMER = "consumer"
    SERVICE = "service"
    MARKETING = "marketing"
    OTHER = "other"


class Unit(StrEnum):
    """What one unit of the value is."""

    COUNT = "count"
    PERCENT = "percent"
    IDR = "idr"


class Bound(StrEnum):
    """How the value is meant."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"


class AreaBasis(StrEnum):
    """What tied the figure to its region."""

    SENTENCE = "sentence"
    OFFICE = "office"
    HEADLINE = "headline"
    DATELINE = "dateline"
    SOURCE = "source"


class TimeBasis(StrEnum):
    """What tied the figure to its date."""

    STATED = "stated"
    PUBLISHED = "published"
    EARLIER = "earlier"


CODELISTS: dict[str, type[StrEnum]] = {
    "indicator": Indicator,
    "coop_status": CoopStatus,
    "coop_kind": CoopKind,
    "unit": Unit,
    "bound": Bound,
    "area_basis": AreaBasis,
    "time_basis": TimeBasis,
}


class Code(NamedTuple):
    """One value of a code list with its labels."""

    codelist: str
    code: str
    label_en: str
    label_id: str


def codelist_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table in `models/codelists/`, by column."""
    text = files("models").joinpath("codelists", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def codes() -> tuple[Code, ...]:
    """All code lists with their English and Indonesian labels."""
    return tuple(Code(**row) for row in codelist_rows("codes.csv"))
