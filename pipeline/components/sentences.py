"""Marks where sentences begin (pipeline.sentences); sets `sentences` and the tokens' flags."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.sentences import find_sentences


class Sentences:
    """Marks where sentences begin (pipeline.sentences); sets `sentences` and the tokens' flags."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.sentences = tuple(find_sentences(doc.text))
        starts = {sentence.start for sentence in doc._.sentences}
        for token in doc:
            token.is_sent_start = token.idx in starts
        return doc


@Language.factory("wartakop_sentences")
def make_sentences(nlp: Language, name: str) -> Sentences:
    """The component for `config.cfg`."""
    return Sentences()
