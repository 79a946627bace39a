"""Claims, and what of them later claims may lean on."""

from typing import NamedTuple

from models.codes import CoopKind, CoopStatus, Indicator
from pipeline.rules.cells import Cell
from pipeline.rules.mentions import Quantity
from pipeline.rules.words import MONEY, PEOPLE


class Claim(NamedTuple):
    """A quantity with what it counts."""

    cell: Cell
    indicator: Indicator
    status: CoopStatus = CoopStatus.ALL
    kind: CoopKind = CoopKind.ALL
    subset: str | None = None
    head: bool = False
    """The noun stands right behind the number."""
    whole: bool = False
    """Words show that the whole of a region is counted."""
    back: bool = False
    """Words refer to the figure before."""
    here: bool = False
    """A region is named with it."""
    dated: bool = False
    """A date is stated with it."""
    taken: bool = False
    """No noun says what is counted: it is taken over."""

    @property
    def quantity(self) -> Quantity:
        """The quantity claimed."""
        return self.cell.quantity

    @property
    def bare(self) -> bool:
        """Whether it says nothing of its own: it can only take up a figure said before ("dari 871 tadi")."""
        return self.back and self.taken and not (self.told or self.here or self.dated or self.subset)

    @property
    def told(self) -> bool:
        """Whether a status or kind is known."""
        return self.status is not CoopStatus.ALL or self.kind is not CoopKind.ALL


class Topics(NamedTuple):
    """The claims before: the last one, the last of each family, and what the sentence and paragraph told apart."""

    last: Claim | None = None
    units: Claim | None = None
    people: Claim | None = None
    money: Claim | None = None
    kinds: frozenset[CoopKind] = frozenset()
    """Kinds of the paragraph: where there are several, none is taken over."""
    statuses: frozenset[CoopStatus] = frozenset()
    """States of the sentence, `all` among them."""
    lead: CoopStatus | None = None
    """State of the first claim in the sentence that names its region: the list's own state."""
    told: frozenset[CoopStatus] = frozenset()
    """States of the paragraph, `all` among them."""
    heard: Indicator | None = None
    """What the paragraph spoke of last, counted or not."""
    heard_status: CoopStatus | None = None
    """The one state the sentence before spoke of, where it counted nothing."""
    single: bool = False
    """The article is about one cooperative, by its headline."""

    def after(self, claim: Claim) -> "Topics":
        """The topics behind `claim`."""
        if claim.indicator in MONEY:
            return self._replace(last=claim, money=claim)
        if claim.indicator in PEOPLE:
            return self._replace(last=claim, people=claim)
        opens = claim.here and (self.lead is None or not self.statuses)
        return self._replace(
            last=claim,
            units=claim,
            kinds=self.kinds | ({claim.kind} - {CoopKind.ALL}),
            statuses=self.statuses | {claim.status},
            told=self.told | {claim.status},
            lead=claim.status if opens else self.lead,
        )

    def next_sentence(self) -> "Topics":
        """The topics for the next sentence of the paragraph."""
        return self._replace(statuses=frozenset())

    def next_paragraph(self) -> "Topics":
        """The topics for a new paragraph: what is counted stays, status and kind do not."""
        return Topics(
            _plain(self.last), _plain(self.units), _plain(self.people), _plain(self.money), single=self.single
        )


def _plain(claim: Claim | None) -> Claim | None:
    return claim and claim._replace(status=CoopStatus.ALL, kind=CoopKind.ALL)
