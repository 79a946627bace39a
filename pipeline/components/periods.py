"""Finds statements of time (pipeline.rules.periods); sets `moments`."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.rules.periods import find_moments


class Periods:
    """Finds statements of time (pipeline.rules.periods); sets `moments`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`."""
        doc._.moments = tuple(find_moments(doc._.text, doc._.published))
        return doc


@Language.factory("wartakop_periods")
def make_periods(nlp: Language, name: str) -> Periods:
    """The component for `config.cfg`."""
    return Periods()
