"""Links quantities, concepts, regions and dates (pipeline.figures); sets `figures` and `issues`."""

from spacy.language import Language
from spacy.tokens import Doc

from models.run import Issue
from pipeline.figures import read_figures
from pipeline.reading import BREAK, Reading


class Figures:
    """Links quantities, concepts, regions and dates (pipeline.figures); sets `figures` and `issues`."""

    def __init__(self, least_confidence: float) -> None:
        self.least_confidence = least_confidence

    @staticmethod
    def _unparsed(doc: Doc, start: int, end: int) -> Issue:
        shift = doc._.headline_end + len(BREAK)
        inside = start >= shift
        return Issue(
            code="number-unparsed",
            message="looks like a number and cannot be read as one",
            exact=doc._.text[start : min(end, start + 100)],
            start=start - shift if inside else None,
            end=end - shift if inside else None,
        )

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`."""
        held = doc._
        reading = Reading(
            doc._.text,
            held.headline_end,
            held.sentences,
            held.quantities,
            held.concepts,
            held.moments,
            held.places,
            held.home,
        )
        doc._.figures, doubts = read_figures(reading, self.least_confidence)
        doc._.issues = (*doubts, *(self._unparsed(doc, *span) for span in held.unparsed))
        return doc


@Language.factory("wartakop_figures", default_config={"least_confidence": 0.5})
def make_figures(nlp: Language, name: str, least_confidence: float) -> Figures:
    """The component for `config.cfg`."""
    return Figures(least_confidence)
