"""The public door of extraction: an article in, its figures and doubts out. Pure: no network, no clock, no database."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from models.article import NewsArticle
from models.errors import InputError
from models.figure import Figure
from models.region import regions
from models.run import Issue
from pipeline.light_spacy import import_spacy, uncollected
from pipeline.rules.annotated import BREAK, AnnotatedText
from pipeline.rules.letters import whole_letters


class Extraction(NamedTuple):
    """What one article states, and what in it is doubtful."""

    figures: tuple[Figure, ...]
    issues: tuple[Issue, ...]


@cache
@uncollected()
def load_pipeline() -> Any:
    """The spaCy pipeline of `config.cfg`, built once."""
    import_spacy()  # half a second, so only where text is read
    from spacy.util import load_config, load_model_from_config  # noqa: PLC0415
    from spacy.vocab import Vocab  # noqa: PLC0415

    from pipeline import components, language  # noqa: PLC0415
    from pipeline.components import attributes  # noqa: PLC0415

    attributes.declare()
    components.register()
    # a bare vocabulary: spaCy's own works out twenty attributes of every new word, and no rule asks for one
    nlp = load_model_from_config(load_config(Path(__file__).with_name("config.cfg")), vocab=Vocab(), auto_fill=True)
    nlp.max_length = language.MAX_LENGTH
    return nlp


def ready() -> None:
    """Load the pipeline and its weights. Raises ModelError if the weights cannot be used."""
    load_pipeline()
    from pipeline.linking.weights import trained_weights  # noqa: PLC0415  # numpy is loaded with spaCy

    trained_weights()


def annotate(article: NewsArticle, *, source_area: str | None = None) -> AnnotatedText:
    """`article` with all mentions found in it, before they are linked."""
    nlp = load_pipeline()
    from pipeline.components.attributes import annotated, prepare  # noqa: PLC0415  # needs spaCy, loaded by now

    text = _text(article)
    with nlp.memory_zone(), nlp.select_pipes(disable=["figures"]):
        doc = nlp.make_doc(text[: nlp.max_length])
        return annotated(nlp(prepare(doc, len(article.headline), article.date_published, source_area)))


def extract(article: NewsArticle, *, source_area: str | None = None) -> Extraction:
    """The figures that `article` states, in their order, and its doubts.

    `source_area` is the Kemendagri code of the region that the outlet covers: it decides only what the text leaves
    open. Lone surrogates are read as U+FFFD, so that places hold. Of a text beyond `pipeline.language.MAX_LENGTH` the
    rest is not read, and an issue says so. Raises InputError for an unknown `source_area`, ModelError if the weights
    that ship cannot be used. One thread at a time: spaCy's memory is shared.
    """
    ready()
    if source_area and source_area not in regions():
        raise InputError(f"no region has the Kemendagri code {source_area!r}")
    nlp = load_pipeline()
    from pipeline.components.attributes import prepare  # noqa: PLC0415  # needs spaCy, which is loaded by now

    text = _text(article)
    with nlp.memory_zone():  # what the words of one article cost is given back: memory stays flat
        doc = nlp.make_doc(text[: nlp.max_length])
        doc = nlp(prepare(doc, len(article.headline), article.date_published, source_area))
        return Extraction(doc._.figures, (*doc._.issues, *_cut(text, nlp.max_length)))


def _text(article: NewsArticle) -> str:
    """Headline and body as they are read; no character moves."""
    return whole_letters(f"{article.headline}{BREAK}{article.article_body}")


def _cut(text: str, most: int) -> list[Issue]:
    if len(text) <= most:
        return []
    return [Issue(code="text-cut", message=f"only the first {most} of {len(text)} characters were read")]


@cache
def extractor_version() -> str:
    """The package's version and eight digits over all code, word lists and weights that readings rest on."""
    digest = hashlib.sha256()
    for package, endings in (("pipeline", (".py", "config.cfg")), ("models", (".py", ".csv", ".npz"))):
        root = Path(str(files(package)))
        found = (path for path in root.rglob("*") if path.name.endswith(endings) and "training" not in path.parts)
        for path in sorted(found):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{version('wartakop')}+{digest.hexdigest()[:8]}"
