"""A figure: one number as one article states it, with the words that state it."""

from typing import Literal, Self

from pydantic import Field, model_validator

from models.base import Record, identifier
from models.codes import AreaBasis, Bound, CoopKind, CoopStatus, Indicator, TimeBasis, Unit
from models.period import Period

CONTEXT = 32
"""Characters of `prefix` and `suffix` that are kept around a quote."""


class Evidence(Record):
    """Where the words stand: W3C Web Annotation's TextQuoteSelector and TextPositionSelector in one.

    `start` and `end` count characters of the article's body, or of its headline where `part` says so.
    """

    part: Literal["body", "headline"] = Field(default="body", description="Text that start and end count in")
    exact: str = Field(min_length=1, description="The words that state the figure")
    prefix: str = Field(description=f"Up to {CONTEXT} characters before them")
    suffix: str = Field(description=f"Up to {CONTEXT} characters after them")
    start: int = Field(ge=0, description="Offset of their first character")
    end: int = Field(gt=0, description="Offset after their last character")

    @classmethod
    def of(cls, text: str, start: int, end: int, part: Literal["body", "headline"] = "body") -> Self:
        """The evidence for `text[start:end]`. Raises ValueError if that is empty or lies outside `text`."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words at {start}:{end} in a text of {len(text)} characters")
        return cls(
            part=part,
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            start=start,
            end=end,
        )


class Figure(Record):
    """One number as one article states it. What each column may hold is the codebook (`docs/codebook.md`)."""

    indicator: Indicator = Field(description="What is counted or measured")
    coop_status: CoopStatus = Field(default=CoopStatus.ALL, description="State of the cooperatives counted")
    coop_kind: CoopKind = Field(default=CoopKind.ALL, description="Kind of the cooperatives counted")
    subset: str | None = Field(
        default=None, description="Words naming the part that no other column expresses; null: the whole"
    )
    unit: Unit = Field(description="count, percent or idr (whole rupiah)")
    value: float = Field(description="The number; of a range its lower end")
    value_max: float | None = Field(default=None, description="Upper end of a range, else null")
    bound: Bound = Field(default=Bound.EXACT, description="exact, about, at_least, at_most or range")
    ref_area: str = Field(description="Kemendagri code of the region the figure holds for; ID is the nation")
    area_name: str = Field(description="Official name of that region")
    area_basis: AreaBasis = Field(description="What tied the figure to its region")
    time_period: Period | None = Field(default=None, description="Period it holds for, as precise as stated")
    time_basis: TimeBasis = Field(description="stated, published (holds as of publication) or earlier")
    speaker: str | None = Field(default=None, description="Who is quoted with it")
    speaker_role: str | None = Field(default=None, description="The speaker's office")
    evidence: Evidence = Field(description="The words that state it, and where they stand")
    confidence: float = Field(ge=0, le=1, description="Chance that it is right in what, where and how much, 0 to 1")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.bound is Bound.RANGE) != (self.value_max is not None):
            raise ValueError("a range has a value_max, and nothing else has one")
        if (self.time_basis is TimeBasis.STATED) != (self.time_period is not None):
            raise ValueError("a stated date has a time_period, and nothing else has one")
        if self.coop_kind is CoopKind.OTHER and not self.subset:
            raise ValueError("another kind is named by its subset")
        return self

    def figure_id(self, article_id: str, version: str) -> str:
        """UUIDv5 of the article, its text, and what is read where: a newer reading that agrees keeps it."""
        what = (self.indicator, self.coop_status, self.coop_kind, self.subset, self.unit, self.value, self.value_max)
        where = (self.bound, self.ref_area, self.time_period, self.time_basis, self.evidence.part)
        return identifier("figure", article_id, version, *what, *where, self.evidence.start, self.evidence.end)

    @property
    def summary(self) -> str:
        """What it counts, how many and where, in a few words: "cooperatives active 300 (Kota Padang)"."""
        kinds = [code for code in (self.coop_status, self.coop_kind) if code not in (CoopStatus.ALL, CoopKind.ALL)]
        unit = {Unit.COUNT: "", Unit.PERCENT: "%", Unit.IDR: " idr"}[self.unit]
        words = [self.indicator, *kinds, *filter(None, [self.subset]), f"{self.value:,.15g}{unit}"]
        return f"{' '.join(words)} ({self.area_name})"

    def codebook_row(self) -> dict[str, object]:
        """The codebook's columns, as the gold files write them."""
        row = self.model_dump(mode="json", include=set(CODEBOOK_COLUMNS))
        return {column: row.get(column, self.evidence.exact) for column in CODEBOOK_COLUMNS}


CODEBOOK_COLUMNS = (
    "indicator",
    "coop_status",
    "coop_kind",
    "subset",
    "unit",
    "value",
    "value_max",
    "bound",
    "ref_area",
    "area_name",
    "time_period",
    "time_basis",
    "quote",
)
