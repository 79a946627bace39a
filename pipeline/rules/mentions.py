"""What the stages hand on to each other: mentions in a text, each with its place in characters."""

from typing import NamedTuple

from models.codes import AreaBasis, Bound, TimeBasis, Unit


class Quantity(NamedTuple):
    """A number that counts or measures something: a count, a share in percent, or rupiah."""

    start: int
    end: int
    value: float
    unit: Unit
    bound: Bound = Bound.EXACT
    value_max: float | None = None


class Concept(NamedTuple):
    """A word of the vocabulary: `facet` says what it does (indicator, status, kind …), `code` which one."""

    start: int
    end: int
    facet: str
    code: str


class Moment(NamedTuple):
    """A statement of time. Without a basis it governs no figure (the day somebody spoke, a budget year)."""

    start: int
    end: int
    basis: TimeBasis | None
    period: str | None = None


class Name(NamedTuple):
    """A region's name as it stands in the text, with every region that may be meant."""

    start: int
    end: int
    codes: tuple[str, ...]
    basis: AreaBasis
    certain: bool
    """A word beside it says its level ("Kabupaten"), or only one region bears the name."""
    districts: tuple[str, ...] = ()
    """The districts of this name, where it may mean a higher region as well."""


class Place(NamedTuple):
    """A name with the region it means here; `code` is null where several regions stay possible."""

    start: int
    end: int
    code: str | None
    basis: AreaBasis


class Sentence(NamedTuple):
    """A sentence and the number of the paragraph it stands in."""

    start: int
    end: int
    paragraph: int
