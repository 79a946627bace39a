"""Links quantities, concepts, regions and dates (pipeline.linking.figures); sets `figures` and `issues`."""

from spacy.language import Language
from spacy.tokens import Doc

from models.run import Issue
from pipeline.components.attributes import annotated
from pipeline.linking.figures import read_figures
from pipeline.rules.annotated import BREAK

LONGEST = 100
"""Characters that are kept of what cannot be read."""


class Figures:
    """Links quantities, concepts, regions and dates (pipeline.linking.figures); sets `figures` and `issues`."""

    def __init__(self, least_confidence: float) -> None:
        self.least_confidence = least_confidence

    @staticmethod
    def _unparsed(doc: Doc, start: int, end: int) -> Issue:
        shift = doc._.headline_end + len(BREAK)
        end = min(end, start + LONGEST)
        where = (start - shift, end - shift) if start >= shift else (None, None)
        message = "looks like a number and cannot be read as one"
        exact = doc._.text[start:end]
        return Issue(code="number-unparsed", message=message, exact=exact, start=where[0], end=where[1])

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`."""
        doc._.figures, doubts = read_figures(annotated(doc), self.least_confidence)
        doc._.issues = (*doubts, *(self._unparsed(doc, *span) for span in doc._.unparsed))
        return doc


@Language.factory("wartakop_figures", default_config={"least_confidence": 0.5})
def make_figures(nlp: Language, name: str, least_confidence: float) -> Figures:
    """The component for `config.cfg`."""
    return Figures(least_confidence)
