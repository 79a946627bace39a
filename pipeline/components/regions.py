"""Finds and resolves regions (pipeline.rules.gazetteer, pipeline.rules.places); sets `places` and `home`."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.rules.gazetteer import find_names
from pipeline.rules.places import back_references, find_home, resolve, without_appositions


class Regions:
    """Finds and resolves regions (pipeline.rules.gazetteer, pipeline.rules.places); sets `places` and `home`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`."""
        end = doc._.headline_end
        resolved = without_appositions(doc._.text, resolve(find_names(doc._.text), end, doc._.source_area))
        doc._.home = find_home(resolved, end, doc._.source_area)
        doc._.places = tuple(sorted([*resolved, *back_references(doc._.text, resolved, doc._.home)]))
        return doc


@Language.factory("wartakop_regions")
def make_regions(nlp: Language, name: str) -> Regions:
    """The component for `config.cfg`."""
    return Regions()
