"""From links to figures: the quote, the speaker, the confidence; what is not sure enough is a doubt."""

import re
from collections.abc import Sequence

from models.codes import TimeBasis
from models.figure import Evidence, Figure
from models.run import Issue
from pipeline.linking.area import basis_of
from pipeline.linking.confidence import confidences
from pipeline.linking.linker import Link
from pipeline.linking.reading import Reading
from pipeline.linking.weights import trained_weights
from pipeline.rules.annotated import AnnotatedText
from pipeline.rules.checks import check
from pipeline.rules.gazetteer import region
from pipeline.rules.speakers import speaker_at

QUOTE = 60
"""Characters before and behind a number in which its quote may take in words."""
_QUOTED = ("indicator", "coop", "status", "kind")
_BOUND_WORDS = re.compile(
    r"\b(?:sekitar|sekira|lebih kurang|kurang lebih|(?:(?:tidak|tak)\s)?(?:lebih dari|kurang dari|sampai)|lebih|hampir"
    r"|sedikitnya|sebanyak|dari)\s$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s(?:unit|orang|buah|koperasi)\b", re.IGNORECASE)


def read_figures(annotated: AnnotatedText, least_confidence: float) -> tuple[tuple[Figure, ...], tuple[Issue, ...]]:
    """The figures an article states, each once, and its doubts; below `least_confidence` nothing is stored."""
    reading, weights = Reading(annotated), trained_weights()
    links = weights.linker.link(reading)
    placed = [link for link in links if link.said.area is not None]
    figures = linked_figures(reading, placed)
    agreement = check(figures)
    sure = confidences(weights.confidence, figures, placed, agreement)
    figures = [figure.model_copy(update={"confidence": value}) for figure, value in zip(figures, sure, strict=True)]
    kept = [figure for figure in figures if figure.confidence >= least_confidence]
    doubts = [_doubt(figure, least_confidence) for figure in figures if figure.confidence < least_confidence]
    open_places = [_open(reading, link) for link in links if link.said.area is None]
    agreement = check(kept) if doubts else agreement
    return tuple(once(kept)), (*open_places, *doubts, *agreement.issues)


def linked_figures(reading: Reading, links: Sequence[Link]) -> list[Figure]:
    """The figure of each link, which has a region; their confidence is not set yet."""
    return [_figure(reading, link) for link in links]


def _figure(reading: Reading, link: Link) -> Figure:
    said, number = link.said, reading.quantities[link.said.quantity]
    code = said.area or ""
    utterance = speaker_at(reading.annotated.utterances, number.start)
    return Figure(
        indicator=said.indicator,
        coop_status=said.status,
        coop_kind=said.kind,
        subset=said.words,
        unit=number.unit,
        value=number.value,
        value_max=number.value_max,
        bound=number.bound,
        ref_area=code,
        area_name=region(code).official_name,
        area_basis=basis_of(reading, said.quantity, code),
        time_period=said.period if said.basis is TimeBasis.STATED else None,
        time_basis=said.basis,
        speaker=utterance.speaker if utterance else None,
        speaker_role=utterance.role if utterance else None,
        evidence=_evidence(reading, said.quantity),
        confidence=0.0,
    )


def _evidence(reading: Reading, index: int) -> Evidence:
    annotated = reading.annotated
    start, end = _span(reading, index)
    shift = annotated.body_start
    if start >= shift:
        return Evidence.of(annotated.text[shift:], start - shift, end - shift)
    return Evidence.of(annotated.text[: annotated.headline_end], start, min(end, annotated.headline_end), "headline")


def _span(reading: Reading, index: int) -> tuple[int, int]:
    """Where the quote stands in the text: the number and the words nearby that say what it counts."""
    text, number, cell = reading.text, reading.quantities[index], reading.cells[index]
    said = [c for c in reading.concepts_in(cell.start, cell.end) if c.facet in _QUOTED and c.end <= cell.end]
    start = min([number.start, *(c.start for c in said if number.start - QUOTE <= c.start < number.start)])
    end = max([number.end, *(c.end for c in said if number.end < c.end <= number.end + QUOTE)])
    bound = _BOUND_WORDS.search(text, max(0, start - 30), start)
    unit = _UNIT.match(text, end)
    return bound.start() if bound else start, unit.end() if unit else end


def once(figures: Sequence[Figure]) -> list[Figure]:
    """Each figure at its first place (codebook: the same figure stated again is one figure)."""
    kept: dict[tuple[object, ...], Figure] = {}
    for figure in sorted(figures, key=lambda one: (one.evidence.part == "headline", one.evidence.start)):
        row = figure.model_dump(exclude={"evidence", "confidence", "speaker", "speaker_role", "area_basis", "subset"})
        kept.setdefault((*row.values(), bool(figure.subset)), figure)
    return list(kept.values())


def _doubt(figure: Figure, least: float) -> Issue:
    message = f"{figure.summary}: confidence {figure.confidence:.2f} is below {least:.2f}"
    return _issue(figure.evidence, "confidence-low", message)


def _open(reading: Reading, link: Link) -> Issue:
    message = "several regions may be meant, or none is named"
    return _issue(_evidence(reading, link.said.quantity), "region-ambiguous", message)


def _issue(evidence: Evidence, code: str, message: str) -> Issue:
    start, end = (evidence.start, evidence.end) if evidence.part == "body" else (None, None)
    return Issue(code=code, message=message, exact=evidence.exact, start=start, end=end)
