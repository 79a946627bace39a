"""Finds the words for indicators, states and kinds (pipeline.rules.vocabulary); sets `concepts`."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.rules.vocabulary import find_concepts


class Indicators:
    """Finds the words for indicators, states and kinds (pipeline.rules.vocabulary); sets `concepts`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`."""
        doc._.concepts = tuple(find_concepts(doc._.text))
        return doc


@Language.factory("wartakop_indicators")
def make_indicators(nlp: Language, name: str) -> Indicators:
    """The component for `config.cfg`."""
    return Indicators()
