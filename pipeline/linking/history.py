"""What the article has stated before a number, and which of it the number may lean on."""

from collections.abc import Sequence
from typing import NamedTuple

from models.codes import CoopKind, CoopStatus, Indicator, TimeBasis, Unit
from pipeline.linking.reading import Reading
from pipeline.rules.mentions import Quantity

RESTATED = 9
"""Numbers up to this recur by chance: they restate a figure only where "tadi", "itu", "tersebut" says so."""
ROWS = 3
"""Rows that may lie between a figure and the one above it in its column."""
REST = {
    CoopStatus.ACTIVE: CoopStatus.INACTIVE,
    CoopStatus.INACTIVE: CoopStatus.ACTIVE,
    CoopStatus.RAT_HELD: CoopStatus.RAT_NOT_HELD,
    CoopStatus.RAT_NOT_HELD: CoopStatus.RAT_HELD,
    CoopStatus.HEALTHY: CoopStatus.UNHEALTHY,
    CoopStatus.UNHEALTHY: CoopStatus.HEALTHY,
}
"""What the rest of a whole is, where one part of it is told."""
COUNTED = (Indicator.COOPERATIVES, Indicator.MSMES)


class Said(NamedTuple):
    """A figure that was linked, or one that was linked before and is taken up again at `quantity`."""

    quantity: int
    """Its place among the quantities of the article."""
    indicator: Indicator
    status: CoopStatus
    kind: CoopKind
    part: bool
    """It has a subset."""
    area: str | None
    """Kemendagri code; null where the text leaves it open."""
    basis: TimeBasis
    period: str | None
    words: str | None = None
    """The words of its subset."""
    restated: bool = False

    @property
    def date(self) -> tuple[TimeBasis, str | None]:
        """Basis and period."""
        return self.basis, self.period


History = Sequence[Said]


ROUNDED, WHOLE_ROUNDED = 0.06, 0.6
"""How far a share may lie from its percent, with decimals and without: news round, and cut off."""
BASES = 12
"""Figures before a percent among which the one it is a share of is looked for."""
RECENT = 60
"""Figures, or numbers, before a number that it may lean on."""


class Spot:
    """A number about to be linked, with the figures before it that it may lean on."""

    def __init__(self, reading: Reading, index: int, history: History) -> None:
        self.reading, self.index, self.history = reading, index, history[-RECENT:]
        self.number = reading.quantities[index]
        self.values = [reading.quantities[said.quantity] for said in self.history]
        """The quantities of the figures before it."""
        self.distances = [distance(reading, index, said) for said in self.history]
        """How far the figures before it stand (see `distance`)."""
        self.sentence, self.before = reading.sentence(index), reading.before(index)
        self.last = focus(reading, index, self.history)
        """The figure spoken of last."""
        self.above = above(reading, index, self.history)
        """The figure in the same column of the row before."""
        self.whole = whole(reading, index, self.history)
        """The figure that the number's list adds up to."""
        self.counted = next((said for said in reversed(self.history) if said.indicator in COUNTED), None)
        """The last figure that counts cooperatives or small enterprises."""
        self.base = base(reading, index, self.history)
        """The figure that the number and its percent, or its count, tell a share of."""
        self.listed, self.list_sum = reading.listed(index)
        self.breakdown = float(reading.breakdown(index))
        """Which sentences announce a list (see `Reading.breakdown`)."""

    def distance(self, said: Said | None) -> float:
        """0 in the sentence of the number, 1 in its paragraph, 2 before that, 3 nowhere."""
        return distance(self.reading, self.index, said)

    def value_of(self, said: Said) -> Quantity:
        """The quantity of a figure."""
        return self.reading.quantities[said.quantity]

    def shares(self, said: Said | None) -> tuple[float, float]:
        """The number, and the sum of its list, in units of a figure; -1 where that is none of its unit."""
        value = self.value_of(said) if said else None
        if value is None or value.unit is not self.number.unit or not value.value:
            return -1.0, -1.0
        return min(9.0, self.number.value / value.value), min(9.0, self.list_sum / value.value)

    def since(self, offset: int | None) -> list[Said]:
        """The figures behind `offset`."""
        if offset is None:
            return []
        return [said for said, value in zip(self.history, self.values, strict=True) if value.end > offset]


def number_of(reading: Reading, said: Said) -> Quantity:
    """The quantity of a figure."""
    return reading.quantities[said.quantity]


def is_same(one: Quantity, two: Quantity) -> bool:
    """Whether two quantities say the same number."""
    return one.value == two.value and one.unit is two.unit


def distance(reading: Reading, index: int, said: Said | None) -> float:
    """0 in the sentence of the number, 1 in its paragraph, 2 before that, 3 nowhere."""
    if said is None:
        return 3.0
    place, own = reading.sentence_of[said.quantity], reading.sentence_of[index]
    if place == own:
        return 0.0
    return 1.0 if reading.sentences[place].paragraph == reading.sentences[own].paragraph else 2.0


def focus(reading: Reading, index: int, history: History) -> Said | None:
    """The figure spoken of last: the last one, or an earlier one whose number has been said again since."""
    if not history:
        return None
    for at in range(index - 1, max(history[-1].quantity, index - RECENT), -1):
        number = reading.quantities[at]
        pointed = reading.small[number.end : number.end + 14].strip().startswith(("tadi", "itu", "tersebut"))
        if number.value > RESTATED or pointed:
            for said in reversed(history):
                if is_same(number_of(reading, said), number):
                    return said._replace(quantity=at, restated=True)
    return history[-1]


def above(reading: Reading, index: int, history: History) -> Said | None:
    """The figure in the same column of the row before ("Merangin 310 aktif, 120 tidak; Tebo 200 banding 35")."""
    row, place = reading.columns[index]
    unit = reading.quantities[index].unit
    for said in reversed(history[-25:]):
        column = reading.columns[said.quantity]
        fits = column.place == place and row - ROWS <= column.row < row
        if fits and number_of(reading, said).unit is unit:
            return said
    return None


def whole(reading: Reading, index: int, history: History) -> Said | None:
    """The figure that the list of a number adds up to."""
    at = reading.wholes.get(index)
    if at is None:
        return None
    total = reading.quantities[at]
    return next((said for said in reversed(history) if is_same(number_of(reading, said), total)), None)


def arithmetic(reading: Reading, index: int, history: History) -> float:
    """1 where a count is what one earlier count leaves of another, 2 where it is their sum."""
    number = reading.quantities[index]
    if number.unit is not Unit.COUNT or number.value <= 3:
        return 0.0
    values = [count.value for said in history[-6:] if (count := number_of(reading, said)).unit is Unit.COUNT]
    for at, one in enumerate(values):
        for two in values[at + 1 :]:
            if abs(one - two) == number.value:
                return 1.0
            if one + two == number.value:
                return 2.0
    return 0.0


def base(reading: Reading, index: int, history: History) -> Said | None:
    """The earlier figure that a percent is a share of by the count beside it, or a count by the percent beside it.

    "135 koperasi atau 29,87 persen", where 452 were told before.
    """
    number = reading.quantities[index]
    for at in (index - 1, index + 1):
        other = reading.quantities[at] if 0 <= at < len(reading.quantities) else None
        if other is None or {number.unit, other.unit} != {Unit.COUNT, Unit.PERCENT}:
            continue
        part, percent = (number, other) if other.unit is Unit.PERCENT else (other, number)
        for said in reversed(history[-BASES:]):
            if is_share(part, number_of(reading, said), percent):
                return said
    return None


def covers(reading: Reading, index: int) -> bool:
    """Whether a count is what a percent and a count before it are shares of ("79 lembaga, 30 persen dari 260")."""
    number = reading.quantities[index]
    before = reading.quantities[max(0, index - 3) : index]
    counts, percents = ([one for one in before if one.unit is unit] for unit in (Unit.COUNT, Unit.PERCENT))
    return any(is_share(count, number, percent) for count in counts for percent in percents)


def is_share(part: Quantity, whole: Quantity, percent: Quantity) -> bool:
    """Whether one count is so many percent of another, larger one."""
    slack = ROUNDED if percent.value % 1 else WHOLE_ROUNDED
    counts = part.unit is whole.unit is Unit.COUNT and whole.value > part.value
    return counts and abs(100 * part.value / whole.value - percent.value) <= slack
