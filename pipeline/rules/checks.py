"""Do the figures of one article agree? Sums, shares, and parts against their whole.

Only figures of one indicator, region and date are held against each other. How far a figure reaches is its bound:
exact as far as it is printed (28,97 persen: 28.96 to 28.98, as newsrooms round or cut; 25.000: half a thousand either
way), "about" a tenth either way, at least and at most without end on their side. Figures contradict each other only
where their reaches do not meet; they agree only where all are exact.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, product
from math import inf
from typing import NamedTuple

from models.codes import Bound, CoopStatus, Unit
from models.figure import Figure
from models.run import Issue
from pipeline.rules.cohorts import Cell, Cohorts

ABOUT = 0.1
"""Share of its value by which "about" may miss."""
PRINTED = 3
"""Zeros at the end of a count or sum from which it is taken as rounded."""
LEAST = 10
"""Smallest whole whose equation says something: 1 + 2 = 3 holds by chance."""
MOST = 64
"""Most ways to choose among several values of one thing; an article states one or two."""
HALVES = (
    (CoopStatus.ACTIVE, CoopStatus.INACTIVE),
    (CoopStatus.RAT_HELD, CoopStatus.RAT_NOT_HELD),
    (CoopStatus.HEALTHY, CoopStatus.UNHEALTHY),
)
"""States that make up all; the later two also all active, or less (some are not obliged, or fairly healthy)."""
RESTS = (CoopStatus.TO_DISSOLVE, CoopStatus.DISSOLVED, CoopStatus.NEW)
"""What may stand beside them in a total."""
CODES = frozenset({"sum-mismatch", "share-mismatch", "part-exceeds-whole"})
"""The issues found here; the figures they name are kept as stated."""
OUTSIDE = (CoopStatus.ALL, CoopStatus.DISSOLVED, CoopStatus.NEW)
"""States that need not lie within the total: what is dissolved is counted no more, what is new is a change."""


class Checks(NamedTuple):
    """What contradicts, and the places (in what was checked) of the figures that agree and of those that do not.

    `agreeing`: in an equation that holds; `opposed`: in one that does not, and in none that holds.
    """

    issues: tuple[Issue, ...]
    agreeing: frozenset[int]
    opposed: frozenset[int]


class Reach(NamedTuple):
    """The lowest and the highest value a figure may mean."""

    low: float
    high: float

    def gap(self, other: "Reach") -> float:
        """How far this lies above (or, negative, below) `other`; 0 where some value lies in both."""
        noise = 1e-9 * min(abs(self.low) + abs(other.low), 1e18)  # of binary fractions
        if self.low > other.high + noise:
            return self.low - other.high
        return min(0.0, self.high + noise - other.low)


class Finding(NamedTuple):
    """An equation: the figures that are parts, those that are their whole, how far it misses, and what to call that."""

    parts: tuple[int, ...]
    wholes: tuple[int, ...]
    gap: float
    code: str = "sum-mismatch"

    @property
    def places(self) -> tuple[int, ...]:
        """All figures that take part."""
        return (*self.parts, *self.wholes)


def reach(figure: Figure) -> Reach:
    """What `figure` may mean, by its bound and its printed digits."""
    value = figure.value
    place = int(Decimal(repr(value)).normalize().as_tuple().exponent) if value else 0
    rounded = 10.0 ** min(place, 0) if figure.unit is Unit.PERCENT else 10.0**place / 2 if place >= PRINTED else 0.0
    slack = max(rounded, ABOUT * abs(value)) if figure.bound is Bound.ABOUT else rounded
    low = 0.0 if figure.bound is Bound.AT_MOST else value - slack
    high = inf if figure.bound is Bound.AT_LEAST else (figure.value_max or value) + slack
    return Reach(low, high)


def check(figures: Sequence[Figure]) -> Checks:
    """The contradictions among the figures of one article, and which of them agree."""
    cohorts, reaches = Cohorts(figures), [reach(figure) for figure in figures]
    sums = list(_sums(reaches, cohorts))
    missed = {place for one in sums if one.gap for place in one.parts}
    parts = (one for one in _parts(figures, reaches, cohorts) if not missed.issuperset(one.parts))
    found = [*sums, *_shares(figures, reaches, cohorts), *parts]
    agreeing = {place for one in found if _firm(figures, one) for place in one.places}
    opposed = {place for one in found if one.gap for place in one.places} - agreeing
    issues = dict.fromkeys(_issue(figures, one) for one in found if one.gap)
    return Checks(tuple(issues), frozenset(agreeing), frozenset(opposed))


def _firm(figures: Sequence[Figure], finding: Finding) -> bool:
    """Whether the equation holds and says something: of exact figures, none of them zero, and not of tiny ones."""
    parties = [figures[place] for place in finding.places]
    exact = all(figure.bound is Bound.EXACT and figure.value for figure in parties)
    return not finding.gap and exact and parties[-1].value >= LEAST


def _issue(figures: Sequence[Figure], finding: Finding) -> Issue:
    parts, wholes = ([figures[place] for place in places] for places in (finding.parts, finding.wholes))
    message = f"{' + '.join(one.summary for one in parts)} against {' of '.join(one.summary for one in wholes)}"
    evidence = max((figure.evidence for figure in parts), key=lambda evidence: evidence.start)
    where = (evidence.start, evidence.end) if evidence.part == "body" else (None, None)
    return Issue(code=finding.code, message=message, exact=evidence.exact, start=where[0], end=where[1])


def _sum(reaches: Sequence[Reach], groups: Sequence[Sequence[int]], wholes: Sequence[int]) -> Finding | None:
    """The parts, one of each group, against the whole: of several choices the one that misses least."""
    if len(groups) < 2 or not all(groups):
        return None
    choices = islice(product(product(*groups), wholes), MOST)
    found = (Finding(parts, (whole,), _total(reaches, parts).gap(reaches[whole])) for parts, whole in choices)
    return min(found, key=lambda finding: abs(finding.gap), default=None)


def _total(reaches: Sequence[Reach], places: Sequence[int]) -> Reach:
    return Reach(sum(reaches[place].low for place in places), sum(reaches[place].high for place in places))


def _sums(reaches: Sequence[Reach], cohorts: Cohorts) -> Iterator[Finding]:
    """States, kinds, subsets and regions against what they are parts of."""
    for cell, wholes in cohorts.wholes():
        if cell.status is CoopStatus.ALL:
            yield from _states(reaches, cohorts, cell)
        for groups, closed in cohorts.breakdowns(cell):
            found = _sum(reaches, groups, wholes)
            if found and (found.gap == 0 or (closed and found.gap > 0)):
                yield found


def _states(reaches: Sequence[Reach], cohorts: Cohorts, cell: Cell) -> Iterator[Finding]:
    everything, active = cohorts.at(cell), cohorts.at(cell._replace(status=CoopStatus.ACTIVE))
    rests = [places for status in RESTS if (places := cohorts.at(cell._replace(status=status)))]
    for halves in HALVES:
        parts = [cohorts.at(cell._replace(status=status)) for status in halves]
        ways = [_sum(reaches, [*parts, *more], everything) for more in ([], *([rest] for rest in rests), rests)]
        ways += [_sum(reaches, parts, active)] if halves is not HALVES[0] else []
        found = [way for way in ways if way]
        best = min(found, key=lambda finding: abs(finding.gap), default=None)
        strict = halves is HALVES[0] and not rests
        if best and (strict or best.gap == 0 or found[0].gap > 0):
            yield best


def _shares(figures: Sequence[Figure], reaches: Sequence[Reach], cohorts: Cohorts) -> Iterator[Finding]:
    """Each percentage against the counts of its part and of what it is a share of."""
    for place, figure in enumerate(figures):
        if figure.unit is Unit.PERCENT:
            pairs = islice(product(*cohorts.share(figure)), MOST)
            found = (
                Finding(
                    (place,), (one, base), reaches[place].gap(_ratio(reaches[one], reaches[base])), "share-mismatch"
                )
                for one, base in pairs
                if one != base
            )
            yield from sorted(found, key=lambda finding: abs(finding.gap))[:1]


def _ratio(part: Reach, base: Reach) -> Reach:
    return Reach(100 * part.low / base.high if base.high else 0.0, 100 * part.high / base.low if base.low > 0 else inf)


def _parts(figures: Sequence[Figure], reaches: Sequence[Reach], cohorts: Cohorts) -> Iterator[Finding]:
    """Each part that exceeds a whole, in all values that the article states for that."""
    for place, figure in enumerate(figures):
        groups = cohorts.around(figure, inside=figure.coop_status not in OUTSIDE)
        for wholes in groups if figure.unit is not Unit.PERCENT else ():
            gaps = [reaches[place].gap(reaches[whole]) for whole in wholes] if len(wholes) <= MOST else []
            if gaps and min(gaps) > 0:
                yield Finding((place,), (wholes[0],), min(gaps), "part-exceeds-whole")
