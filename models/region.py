"""Regions by Kemendagri code, and the names by which news calls them.

The lists in `codelists/` follow Kepmendagri 300.2.2-2138/2025 as amended by 300.2.2-2430/2025 (codes and names)
and the BPS bridging table of March 2025. Kemendagri and BPS codes look alike and differ: convert by table.
"""

from difflib import get_close_matches
from functools import cache
from typing import Literal, NamedTuple

from pydantic import Field

from models.base import Record
from models.codes import codelist_rows
from models.errors import InputError

Level = Literal["country", "province", "regency", "city", "district"]


class Region(Record):
    """One region of Indonesia, from the nation (`ID`) down to the kecamatan."""

    code: str = Field(description="Kemendagri code: 13 province, 13.11 regency or city, 13.11.03 district; ID nation")
    bps_code: str | None = Field(description="BPS code (1310); differs from the Kemendagri code")
    iso_code: str | None = Field(description="ISO 3166-2 code, for the nation and provinces")
    level: Level = Field(description="country, province, regency, city or district")
    name: str = Field(description="Name without its level (Solok Selatan)")
    official_name: str = Field(description="Name with its level (Kabupaten Solok Selatan)")
    parent_code: str | None = Field(description="Kemendagri code of the region it lies in")
    capital: str | None = Field(description="Seat of its government")
    lat: float | None = Field(description="Latitude of a point in it, degrees north")
    lon: float | None = Field(description="Longitude of a point in it, degrees east")
    valid_from: str | None = Field(description="Year it was founded, where known")
    predecessor_code: str | None = Field(description="Region it was split from, where known")


class Alias(NamedTuple):
    """Another name of a region: abbreviation, nickname, old name, spelling or office short form."""

    code: str
    alias: str
    kind: str


class AmbiguousName(NamedTuple):
    """A name that several regions bear, that is an ordinary word, or that stands inside other names."""

    name: str
    codes: tuple[str, ...]
    note: str


@cache
def regions() -> dict[str, Region]:
    """All regions by Kemendagri code."""
    return {
        row["code"]: Region.model_validate({column: cell or None for column, cell in row.items()})
        for row in codelist_rows("regions.csv")
    }


@cache
def aliases() -> tuple[Alias, ...]:
    """All other names; one name may stand for several regions."""
    return tuple(Alias(row["code"], row["alias"], row["kind"]) for row in codelist_rows("aliases.csv"))


@cache
def ambiguous_names() -> tuple[AmbiguousName, ...]:
    """The names that must not be believed without a look around them."""
    rows = codelist_rows("ambiguous.csv")
    return tuple(AmbiguousName(row["name"], tuple(row["codes"].split(";")), row["note"]) for row in rows)


_LEVEL_WORDS = {"kab": "kabupaten", "kab.": "kabupaten", "prov": "provinsi", "prov.": "provinsi", "kec.": "kecamatan"}


def _key(name: str) -> str:
    """A name as it is compared: small letters, single blanks, no abbreviated level."""
    first, *rest = name.casefold().split() or [""]
    return " ".join((_LEVEL_WORDS.get(first, first), *rest))


@cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    found: dict[str, dict[str, Region]] = {}
    for region in regions().values():
        spoken = f"provinsi {region.name}" if region.level == "province" else region.official_name
        for name in (region.name, region.official_name, spoken):
            found.setdefault(_key(name), {})[region.code] = region
    for alias in aliases():
        found.setdefault(_key(alias.alias), {}).setdefault(alias.code, regions()[alias.code])
    return {name: tuple(named.values()) for name, named in found.items()}


def find_region(text: str) -> Region:
    """The region that `text` names: a Kemendagri code, an official name, or a name or abbreviation only one bears.

    Of regions with the same name districts are meant only where no other region bears it.
    Raises InputError with what to write instead.
    """
    region = regions().get(text.strip().upper())
    if region is not None:
        return region
    candidates = _by_name().get(_key(text), ())
    for district in (False, True):
        level = [region for region in candidates if (region.level == "district") is district]
        if len(level) == 1:
            return level[0]
        if level:
            names = ", ".join(f"{region.official_name} ({region.code})" for region in level[:6])
            raise InputError(f"{text!r} names several regions: write one of {names}")
    raise InputError(f"no region is called {text!r}: {_hint(text)}")


def _hint(text: str) -> str:
    close = get_close_matches(_key(text), [name for name in _by_name() if len(name) > 2], n=1, cutoff=0.75)
    if not close:
        return "write a Kemendagri code (13.11) or a name (Kabupaten Solok Selatan)"
    return "did you mean " + " or ".join(f"{r.official_name} ({r.code})" for r in _by_name()[close[0]][:3]) + "?"
