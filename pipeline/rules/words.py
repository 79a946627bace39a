"""The words around one number, sorted by where they stand."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.codes import Indicator, TimeBasis
from pipeline.rules.cells import BRACKET_DATE, Cell
from pipeline.rules.mentions import Concept, Moment, Place, Quantity

MONEY = (Indicator.ASSETS, Indicator.TURNOVER, Indicator.SURPLUS, Indicator.CAPITAL, Indicator.LOANS)
PEOPLE = (Indicator.MEMBERS, Indicator.EMPLOYEES)


_LISTED = re.compile(
    r"[\s,(:–-]*(?:(?:hanya|ada|yakni|yaitu|dengan|sebanyak|sekitar|cuma|aktif)\s){0,2}\(?", re.IGNORECASE
)


class Words(NamedTuple):
    """A cell with its concepts: in its own clause before the number, before that clause, and behind the number."""

    text: str
    cell: Cell
    far: tuple[Concept, ...]
    left: tuple[Concept, ...]
    right: tuple[Concept, ...]
    before: tuple[Concept, ...]
    """All concepts of the sentence before the number, whether another number claims them or not."""
    behind: tuple[Concept, ...]
    """All concepts of the sentence behind it."""
    here: bool
    """A region is named in the cell."""
    listed: bool
    """A region stands right before the number, as in a list ("Kabupaten Gowa 45")."""
    dated: bool
    """A date is stated in the cell."""

    @property
    def number(self) -> Quantity:
        """The cell's quantity."""
        return self.cell.quantity

    @property
    def after(self) -> str:
        """The cell's text behind the number."""
        return self.text[self.number.end : self.cell.end]

    def all(self, *facets: str) -> list[Concept]:
        """The cell's concepts of these facets, in order."""
        return of((*self.far, *self.left, *self.right), *facets)

    def leads(self, pattern: re.Pattern[str]) -> bool:
        """Whether `pattern` (which ends with $) stands right before the number."""
        return pattern.search(self.text, self.cell.reach, self.number.start) is not None


def of(concepts: Sequence[Concept], *facets: str) -> list[Concept]:
    """Those of these facets."""
    return [concept for concept in concepts if concept.facet in facets]


def sort_words(
    text: str, cell: Cell, concepts: Sequence[Concept], places: Sequence[Place], moments: Sequence[Moment]
) -> Words:
    """The words of `cell` out of what the sentence holds."""
    number, stop = cell.quantity, dated_end(text, cell)
    concepts = [c for c in concepts if not any(p.start <= c.start < p.end for p in places)]
    inside = [c for c in concepts if cell.reach <= c.start < cell.end]
    return Words(
        text,
        cell,
        far=tuple(c for c in inside if c.start < cell.start and c.end <= number.start),
        left=tuple(c for c in inside if c.start >= cell.start and c.end <= number.start),
        right=tuple(c for c in inside if c.start >= number.end),
        before=tuple(c for c in concepts if c.end <= number.start),
        behind=tuple(c for c in concepts if c.start >= number.end),
        here=any(cell.reach <= place.start and place.end <= cell.end for place in places),
        listed=any(cell.reach <= p.start and _LISTED.fullmatch(text, p.end, number.start) for p in places),
        dated=any(_dates(m, number) and cell.reach <= m.start and m.end <= stop for m in moments),
    )


def _dates(moment: Moment, number: Quantity) -> bool:
    return moment.basis is TimeBasis.STATED or (moment.basis is TimeBasis.EARLIER and moment.end <= number.start)


def dated_end(text: str, cell: Cell) -> int:
    """Where a cell ends for dates: a year in brackets right behind it belongs to it."""
    bracket = BRACKET_DATE.match(text, cell.quantity.end) or BRACKET_DATE.match(text, cell.end)
    return bracket.end() if bracket else cell.end
