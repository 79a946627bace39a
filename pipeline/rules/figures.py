"""From statements to figures: the quote, the confidence, and a statement repeated as one figure."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from models.codes import AreaBasis, CoopKind, TimeBasis
from models.figure import Evidence, Figure
from models.run import Issue
from pipeline.rules.annotated import AnnotatedText
from pipeline.rules.gazetteer import region
from pipeline.rules.statements import Statement, read_statements
from pipeline.rules.topics import Claim

QUOTE = 60
"""Characters before and behind a number in which its quote may take in words."""
_QUOTED = ("indicator", "coop", "status", "kind")
_BOUND_WORDS = re.compile(
    r"\b(?:sekitar|sekira|lebih kurang|kurang lebih|lebih dari|lebih|hampir|kurang dari|sedikitnya|sebanyak|dari)\s$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s(?:unit|orang|buah|koperasi)\b", re.IGNORECASE)


def _span(annotated: AnnotatedText, claim: Claim) -> tuple[int, int]:
    """Where the quote stands in the text: the number and the words nearby that say what it counts."""
    cell, number = claim.cell, claim.quantity
    first, last = (bisect_left(annotated.concepts, (offset,)) for offset in (cell.start, cell.end))
    said = [c for c in annotated.concepts[first:last] if c.facet in _QUOTED and c.end <= cell.end]
    start = min([number.start, *(c.start for c in said if number.start - QUOTE <= c.start < number.start)])
    end = max([number.end, *(c.end for c in said if number.end < c.end <= number.end + QUOTE)])
    bound = _BOUND_WORDS.search(annotated.text, max(0, start - 30), start)
    unit = _UNIT.match(annotated.text, end)
    return bound.start() if bound else start, unit.end() if unit else end


def _evidence(annotated: AnnotatedText, body: str, claim: Claim) -> Evidence:
    start, end = _span(annotated, claim)
    shift = annotated.body_start
    if start >= shift:
        return Evidence.of(body, start - shift, end - shift)
    return Evidence.of(annotated.text[: annotated.headline_end], start, min(end, annotated.headline_end), "headline")


def _figure(annotated: AnnotatedText, body: str, statement: Statement) -> Figure:
    claim, place, moment = statement
    number, code = claim.quantity, place.code or ""
    stated = moment is not None and moment.basis is TimeBasis.STATED
    return Figure(
        indicator=claim.indicator,
        coop_status=claim.status,
        coop_kind=claim.kind,
        subset=claim.subset,
        unit=number.unit,
        value=number.value,
        value_max=number.value_max,
        bound=number.bound,
        ref_area=code,
        area_name=region(code).official_name,
        area_basis=place.basis,
        time_period=moment.period if moment and stated else None,
        time_basis=moment.basis if moment and moment.basis else TimeBasis.PUBLISHED,
        evidence=_evidence(annotated, body, claim),
        confidence=confidence(statement),
    )


def confidence(statement: Statement) -> float:
    """How sure a figure is, 0 to 1: a sum over what the text says outright (not calibrated).

    0.5, and 0.15 each where the counted noun stands behind the number and where a status or kind is told, and 0.1
    each where words show a whole to be counted and where the region stands in the text rather than with the outlet.
    """
    claim, place, _ = statement
    told = claim.told
    placed = place.basis is not AreaBasis.SOURCE
    return round(0.5 + 0.15 * claim.head + 0.15 * told + 0.1 * claim.whole + 0.1 * placed, 2)


def _issue(annotated: AnnotatedText, body: str, statement: Statement, code: str, message: str) -> Issue:
    evidence = _evidence(annotated, body, statement.claim)
    start, end = (evidence.start, evidence.end) if evidence.part == "body" else (None, None)
    return Issue(code=code, message=message, exact=evidence.exact, start=start, end=end)


def read_figures(annotated: AnnotatedText, least_confidence: float) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """The figures an article states, each once, and the doubts; below `least_confidence` nothing is stored."""
    figures: list[Figure] = []
    issues: list[Issue] = []
    body = annotated.text[annotated.body_start :]
    for statement in read_statements(annotated):
        if statement.place.code is None:
            named = annotated.text[statement.place.start : statement.place.end]
            message = f"several regions may be meant by {named!r}, or none is named"
            issues.append(_issue(annotated, body, statement, "region-ambiguous", message))
        elif confidence(statement) < least_confidence:
            message = f"confidence {confidence(statement):.2f} is below {least_confidence:.2f}"
            issues.append(_issue(annotated, body, statement, "confidence-low", message))
        else:
            figures.append(_figure(annotated, body, statement))
    kept = once([figure for figure in figures if figure.evidence.part == "body"])
    headlined = [figure for figure in figures if figure.evidence.part == "headline"]
    told = {(number.unit, number.value) for number in annotated.quantities if number.start >= annotated.body_start}
    for figure in once(headlined):
        # Where the body has the number too and states no figure with it (participants, a grant), it knows better.
        if (figure.unit, figure.value) not in told and not any(_restates(figure, other) for other in kept):
            kept.append(figure)
    return tuple(kept), tuple(issues)


def once(figures: Sequence[Figure]) -> list[Figure]:
    """Each figure at its first place (codebook: the same figure stated again is one figure).

    A later mention restates an earlier one if it says nothing else: another kind, part or date makes another figure.
    """
    kept: list[Figure] = []
    seen: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        key = (figure.indicator, figure.coop_status, figure.unit, figure.value, figure.ref_area)
        if not any(_says_no_more(figure, earlier) for earlier in seen.get(key, ())):
            kept.append(figure)
        seen.setdefault(key, []).append(figure)
    return kept


def _says_no_more(figure: Figure, earlier: Figure) -> bool:
    kind = figure.coop_kind in (CoopKind.ALL, earlier.coop_kind)
    return kind and figure.subset in (None, earlier.subset) and figure.time_period in (None, earlier.time_period)


def _restates(headline: Figure, body: Figure) -> bool:
    """Whether a headline's figure is the body's, perhaps rounded."""
    same = headline.indicator is body.indicator and headline.unit is body.unit
    close = abs(headline.value - body.value) <= 0.1 * max(headline.value, body.value)
    return same and (close or headline.coop_status is body.coop_status)
