"""What each quantity counts: indicator, status, kind and subset from the words of its cell and the claims before it.

The rules are those of docs/codebook.md; the words are data (vocabulary). A cell that no rule understands claims
nothing: a false figure is worse than a missed one.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.codes import CoopKind, CoopStatus, Indicator, Unit
from pipeline.cells import Cell
from pipeline.mentions import Concept, Place, Quantity

MONEY = (Indicator.ASSETS, Indicator.TURNOVER, Indicator.SURPLUS, Indicator.CAPITAL, Indicator.LOANS)
PEOPLE = (Indicator.MEMBERS, Indicator.EMPLOYEES)
NEAR = 60
"""Characters over which a status still belongs to its number; measured on the development articles."""

_HEAD = re.compile(
    r"(?:-?an\b)?\s?(?:lebih\s|lagi\s)?(?:(?:unit|buah|badan\shukum|lembaga|jenis)\s)?(?:lagi\s|usaha\s(?=koperasi))?",
    re.IGNORECASE,
)
_PERSONS = re.compile(r"\s(?:lebih\s)?(?:orang|jiwa)\b", re.IGNORECASE)
_HEADLESS = re.compile(
    r"(?:-?an\b)?\s?(?:lebih\s)?(?:unit|buah)?(?:\sdan\b|\s?(?:$|[,.;:()“”\"’'!]|(?:di\s?antara\w*|lain\w*|lagi|yang|dan|atau|serta|sedangkan"
    r"|saja|itu|tersebut|dari|aktif|hidup|mati|non|nonaktif|tidak|tak|tidka|belum|pada|per|di|se|hingga|sampai|dengan|degan|masih"
    r"|sudah|telah|merupakan|adalah|berstatus|tergolong|masuk|dinyatakan|anggota\w*|ber\w+|sehat|menjadi|banding|baru|kini|tahun(?=\s(?:19|20)\d\d)|koperasi)\b))",
    re.IGNORECASE,
)  # fmt: skip
_UNIT = re.compile(r"\s(?:unit|buah|koperasi)\b", re.IGNORECASE)
_FROM = re.compile(r"\bdari(?:\s(?:total|seluruh|sebanyak|sekitar|jumlah|yang))*\s$", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:koperasi|kud|ksu|ksp|kpri|kpn|bmt|kspps)\s(?:[A-Z]\w+\s?){2,}|\bkoperasi (?:ini|itu|tersebut|kami)\b|\b(?:sebuah|salah satu) koperasi\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:KUD|KSU|KSP|KPRI|KPN|BMT|KSPPS|KPTR|Kopkar|Koperasi (?:Syariah |Jasa |Produsen )?(?:Pegawai|\d+|Karyawan))\s(?:[A-Z]\w+)|\bKoperasi [A-Z]\w+ [A-Z]\w+ (?:Gelar|Bagikan|Raih)"
)


class Claim(NamedTuple):
    """A quantity with what it counts. `whole` says that words show the whole of a region to be counted."""

    cell: Cell
    indicator: Indicator
    status: CoopStatus
    kind: CoopKind
    subset: str | None
    head: bool
    whole: bool
    back: bool

    @property
    def quantity(self) -> Quantity:
        """The quantity claimed."""
        return self.cell.quantity


class Topics(NamedTuple):
    """The claims before, as far as later ones lean on them: the last one, and the last of each family."""

    last: Claim | None = None
    units: Claim | None = None
    people: Claim | None = None
    money: Claim | None = None
    kinds: frozenset[CoopKind] = frozenset()
    """Kinds that the paragraph has told apart: where there are several, none is taken over."""
    single: bool = False
    """The article is about one cooperative, by its headline."""

    def after(self, claim: Claim) -> "Topics":
        """The topics behind `claim`."""
        if claim.indicator in MONEY:
            return self._replace(last=claim, money=claim)
        if claim.indicator in PEOPLE:
            return self._replace(last=claim, people=claim)
        return self._replace(last=claim, units=claim, kinds=self.kinds | {claim.kind} - {CoopKind.ALL})

    def afresh(self) -> "Topics":
        """The topics for a new paragraph: what is counted stays, status and kind do not."""
        plain = [claim and claim._replace(status=CoopStatus.ALL, kind=CoopKind.ALL) for claim in self[:4]]
        return Topics(*plain, single=self.single)


class Words(NamedTuple):
    """What stands in a cell, sorted by where: `left` own clause, `far` before it, `right` behind the number."""

    far: tuple[Concept, ...]
    left: tuple[Concept, ...]
    right: tuple[Concept, ...]

    def all(self, *facets: str) -> list[Concept]:
        """All concepts of these facets, in order."""
        return [concept for concept in (*self.far, *self.left, *self.right) if concept.facet in facets]


def _words(cell: Cell, concepts: Sequence[Concept]) -> Words:
    number = cell.quantity
    inside = [c for c in concepts if c.start >= cell.reach and c.end <= cell.end]
    return Words(
        far=tuple(c for c in inside if c.start < cell.start and c.end <= number.start),
        left=tuple(c for c in inside if c.start >= cell.start and c.end <= number.start),
        right=tuple(c for c in inside if c.start >= number.end),
    )


def _of(concepts: Sequence[Concept], *facets: str) -> list[Concept]:
    return [concept for concept in concepts if concept.facet in facets]


def _head(text: str, cell: Cell, words: Words) -> Concept | None:
    """The noun that the number counts, where it stands right behind it."""
    match = _HEAD.match(text, cell.quantity.end)
    start = match.end() if match else cell.quantity.end
    return next((c for c in _of(words.right, "indicator", "coop") if c.start == start), None)


def _indicator_of(concept: Concept) -> Indicator:
    return Indicator.COOPERATIVES if concept.facet == "coop" else Indicator(concept.code)


def _nearest(words: Words, allowed: Sequence[Indicator]) -> Concept | None:
    """The last noun before the number that names one of `allowed`."""
    nouns = _of((*words.far, *words.left), "indicator", "coop")
    return next((c for c in reversed(nouns) if _indicator_of(c) in allowed), None)


def _noun(text: str, cell: Cell, words: Words, topics: Topics) -> tuple[Indicator | None, Concept | None, bool]:
    """What is counted, the noun that says so (null: it is taken over), and whether it stands behind the number."""
    number, after = cell.quantity, text[cell.quantity.end : cell.end]
    head = _head(text, cell, words)
    if number.unit is Unit.IDR:
        noun = _nearest(words, MONEY)
        return (_indicator_of(noun), noun, False) if noun else (_taken(topics.money), None, False)
    if _PERSONS.match(after) and number.unit is Unit.COUNT:
        noun = _nearest(words, PEOPLE) or next(
            (c for c in _of(words.right, "indicator") if c.code in PEOPLE and c.start - number.end < 12), None
        )
        return (_indicator_of(noun), noun, False) if noun else (_taken(topics.people), None, False)
    if head:
        return _indicator_of(head), head, True
    if number.unit is Unit.COUNT and not _HEADLESS.match(after):
        return None, None, False
    noun = _nearest(words, tuple(i for i in Indicator if i not in MONEY))
    if number.unit is Unit.PERCENT:
        coop = noun or next(iter(_of(words.right, "indicator", "coop")), None)
        spoken = coop is not None and _indicator_of(coop) is Indicator.COOPERATIVES
        taken = coop is None and _taken(topics.units) is Indicator.COOPERATIVES
        return (Indicator.COOPERATIVES, coop, False) if spoken or taken else (None, None, False)
    if noun:
        return _indicator_of(noun), noun, False
    counts_things = _UNIT.match(after) is not None
    return _taken(topics.units if counts_things else topics.last), None, False


def _taken(topic: Claim | None) -> Indicator | None:
    return topic.indicator if topic else None


def _status(words: Words, number: Quantity, topic: Claim | None, headless: bool, here: bool) -> CoopStatus:
    contrast = topic is not None and topic.status is CoopStatus.ACTIVE
    facets = ("status", "negation") if contrast else ("status",)
    left, right = _of(words.left, *facets), _of(words.right, *facets)
    right = [c for c in right if c.start - number.end < NEAR]
    codes = {c.code for c in left}
    if {CoopStatus.ACTIVE, CoopStatus.INACTIVE} <= codes and not right:
        return CoopStatus.ALL
    adjacent = [c for c in left if number.start - c.end < 25]
    chosen = (adjacent[-1:] if headless else []) or right[:1] or left[-1:]
    if not chosen and (headless or here):
        chosen = _of(words.far, "status")[-1:]
    return CoopStatus(chosen[0].code) if chosen else CoopStatus.ALL


def _kind(noun: Concept | None, words: Words, number: Quantity) -> CoopKind:
    if noun is not None and noun.facet == "coop":
        return CoopKind(noun.code)
    behind = [c for c in _of(words.right, "kind", "coop") if c.start - number.end < 45]
    before = [c for c in _of(words.left, "kind", "coop") if number.start - c.end < 25]
    chosen = before[-1:] or behind[:1]
    return CoopKind(chosen[0].code) if chosen else CoopKind.ALL


def _is_change(words: Words, number: Quantity, text: str) -> bool:
    """Whether the number is a mere difference ("naik 4 persen", "berkurang 12 unit")."""
    return any(number.start - c.end < 12 and not re.search(r"\b(?:menjadi|jadi|ke)\b", text[c.end : number.start])
               for c in _of((*words.far, *words.left), "change"))  # fmt: skip


def _trapped(words: Words, told: bool) -> bool:
    before = {c.code for c in _of((*words.far, *words.left), "trap")}
    traps = before | {c.code for c in _of(words.right, "trap")}
    return bool(before) or bool(traps - {"grants"} if told else traps)


def _subset(words: Words, indicator: Indicator) -> str | None:
    """The words that name a part, where the vocabulary knows them for this indicator."""
    near = [c.code.partition(":") for c in _of((*words.left, *words.right), "subset")]
    return next((name for owner, _, name in near if owner == indicator), None)


def make_claim(
    text: str, cell: Cell, concepts: Sequence[Concept], places: Sequence[Place], topics: Topics
) -> Claim | None:
    """What the cell claims, or null. `topics` are the claims before it."""
    words, number = _words(cell, concepts), cell.quantity
    indicator, noun, head = _noun(text, cell, words, topics)
    if indicator is None:
        return None
    here = any(cell.reach <= place.start and place.end <= cell.end for place in places)
    counted = indicator is Indicator.COOPERATIVES
    grouped = counted or indicator is Indicator.MSMES
    status = _status(words, number, topics.units, not head, here) if grouped else CoopStatus.ALL
    kind = _kind(noun, words, number) if counted else CoopKind.ALL
    told = status is not CoopStatus.ALL or kind is not CoopKind.ALL
    if (_is_change(words, number, text) and status is not CoopStatus.NEW) or _trapped(words, told):
        return None
    back = bool(words.all("back"))
    whole = here or back or bool(words.all("aggregate")) or bool(_FROM.search(text, cell.reach, number.start))
    claim = Claim(cell, indicator, status, kind, _subset(words, indicator), head, whole, back)
    return _inherit(claim, topics, here) if _holds(text, claim, noun, here, topics) else None


def _holds(text: str, claim: Claim, noun: Concept | None, here: bool, topics: Topics) -> bool:
    """Whether enough words show that the claim is a figure at all."""
    told = claim.status is not CoopStatus.ALL or claim.kind is not CoopKind.ALL
    if claim.quantity.unit is Unit.PERCENT:
        return told
    if claim.indicator is Indicator.MSMES:
        return (noun is not None or here) and claim.quantity.value > 1
    if claim.indicator is not Indicator.COOPERATIVES:
        named = topics.single or _NAMED.search(text, claim.cell.reach, claim.cell.end)
        return (noun is not None or here) and not named
    if claim.quantity.value <= 1 and not (here or told):
        return False
    if claim.head or noun is not None:
        return told or claim.whole
    return told or here


def _inherit(claim: Claim, topics: Topics, here: bool) -> Claim:
    """Take over from the claim before what a list or a breakdown leaves out."""
    topic = topics.units
    if topic is None or claim.indicator in MONEY:
        return claim
    status, kind = claim.status, claim.kind
    same = topic.indicator is claim.indicator
    if same and status is CoopStatus.ALL and here and topic.status is not CoopStatus.ALL and not claim.back:
        status = topic.status
    part = here or claim.status is not CoopStatus.ALL or not same
    if kind is CoopKind.ALL and topic.kind is not CoopKind.ALL and len(topics.kinds) == 1 and part:
        kind = topic.kind
    return claim._replace(status=status, kind=kind)


def is_single(headline: str) -> bool:
    """Whether a headline speaks of one cooperative by its name (KPRI Tunas Jaya, KUD Wana Bhakti)."""
    return bool(_SINGLE.search(headline))
