"""The custom attributes of a Doc, all of them. They never leave `pipeline/`: `extract.py` gives typed records."""

from datetime import date
from typing import Any

from spacy.tokens import Doc

from pipeline.rules.annotated import AnnotatedText

DEFAULTS: dict[str, Any] = {
    "text": "",  # the text itself: spaCy joins `doc.text` anew from its tokens at each call
    "headline_end": 0,  # characters of the text that are headline
    "published": None,  # datetime.date of publication
    "source_area": None,  # Kemendagri code of the region the outlet covers
    "sentences": (),  # tuple[Sentence, ...]
    "moments": (),  # tuple[Moment, ...]
    "quantities": (),  # tuple[Quantity, ...]
    "unparsed": (),  # tuple of spans that look like quantities and are none that can be read
    "concepts": (),  # tuple[Concept, ...]
    "places": (),  # tuple[Place, ...]
    "home": None,  # Home
    "utterances": (),  # tuple[Utterance, ...]
    "figures": (),  # tuple[models.figure.Figure, ...]
    "issues": (),  # tuple[models.run.Issue, ...]
}


def declare() -> None:
    """Register the attributes with spaCy; a second call changes nothing."""
    for name, default in DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def prepare(doc: Doc, headline_end: int, published: date | None, source_area: str | None) -> Doc:
    """Tell a fresh Doc what is known about its article besides the text."""
    doc._.text, doc._.headline_end, doc._.published, doc._.source_area = doc.text, headline_end, published, source_area
    return doc


def annotated(doc: Doc) -> AnnotatedText:
    """What the components before the figures have found in `doc`."""
    held = doc._
    return AnnotatedText(
        held.text,
        held.headline_end,
        held.sentences,
        held.quantities,
        held.concepts,
        held.moments,
        held.places,
        held.home,
        held.utterances,
        held.published,
    )
