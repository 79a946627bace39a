"""Marks where sentences begin (pipeline.rules.sentences); sets `sentences` and the tokens' flags."""

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.rules.sentences import find_sentences


class Sentences:
    """Marks where sentences begin (pipeline.rules.sentences); sets `sentences` and the tokens' flags."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`."""
        doc._.sentences = tuple(find_sentences(doc._.text))
        starts = {sentence.start for sentence in doc._.sentences}
        flags = [1 if token.idx in starts else -1 for token in doc]
        # at once: setting it token by token takes time with the square of the text
        doc.from_array([SENT_START], np.array(flags, dtype="int64").astype("uint64").reshape(-1, 1))  # type: ignore[arg-type]
        return doc


@Language.factory("wartakop_sentences")
def make_sentences(nlp: Language, name: str) -> Sentences:
    """The component for `config.cfg`."""
    return Sentences()
