"""Finds numbers that count or measure (pipeline.rules.quantities); sets `quantities` and `unparsed`."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.rules.quantities import find_quantities


class Quantities:
    """Finds numbers that count or measure (pipeline.rules.quantities); sets `quantities` and `unparsed`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`."""
        taken = [(moment.start, moment.end) for moment in doc._.moments]
        doc._.quantities, doc._.unparsed = find_quantities(doc._.text, taken)
        return doc


@Language.factory("wartakop_quantities")
def make_quantities(nlp: Language, name: str) -> Quantities:
    """The component for `config.cfg`."""
    return Quantities()
