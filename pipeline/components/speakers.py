"""Finds who says what (pipeline.rules.speakers); sets `utterances`."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.rules.speakers import find_utterances


class Speakers:
    """Finds who says what (pipeline.rules.speakers); sets `utterances`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`."""
        doc._.utterances = find_utterances(doc._.text, doc._.sentences, doc._.places)
        return doc


@Language.factory("wartakop_speakers")
def make_speakers(nlp: Language, name: str) -> Speakers:
    """The component for `config.cfg`."""
    return Speakers()
