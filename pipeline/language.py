"""Indonesian for spaCy, light: no exceptions to load, and a tokenizer whose time grows with the text alone.

spaCy's own `id` carries 15,963 tokenizer exceptions, which cost 4 to 6 s at every load, and its tokenizer takes time
with the square of a run of punctuation (8,000 dashes: 35 s).
"""

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

MAX_LENGTH = 200_000
"""Characters of an article that are read; no article is as long."""

_TOKEN = re.compile(r"(?:\d+(?:[.,]\d+)*|\w+(?:\.(?=\w))?|[^\w\s]) ?|\s+")


class LightTokenizer:
    """Splits at white space and punctuation; numbers keep their marks; `doc.text` is the text, always."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of `text`."""
        pieces = _TOKEN.findall(text)
        spaces = [piece.endswith(" ") and not piece[0].isspace() for piece in pieces]
        words = [piece[:-1] if space else piece for piece, space in zip(pieces, spaces, strict=True)]
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> "LightTokenizer":
        """Nothing to restore."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing to keep."""

    def from_disk(self, *_: object, **__: object) -> "LightTokenizer":
        """Nothing to restore."""
        return self


@registry.tokenizers("wartakop.light_tokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy leaves it untyped
def make_tokenizer() -> Callable[[Language], LightTokenizer]:
    """The tokenizer of `config.cfg`."""
    return lambda nlp: LightTokenizer(nlp.vocab)


@registry.languages("id_light")
class LightIndonesian(Language):  # type: ignore[no-untyped-call]  # spaCy leaves its hook untyped
    """Indonesian with the light tokenizer and nothing else."""

    lang = "id_light"
