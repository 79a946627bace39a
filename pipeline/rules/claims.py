"""Whether a number is a figure, and what of the claims before it is taken over.

The rules are those of docs/codebook.md; the words are data (vocabulary). A cell that no rule understands claims
nothing: a false figure is worse than a missed one.
"""

import re

from models.codes import CoopKind, CoopStatus, Indicator, Unit
from pipeline.rules.nouns import Noun, find_noun
from pipeline.rules.predicates import find_kind, find_status, find_subset, unknown_part
from pipeline.rules.topics import Claim, Topics
from pipeline.rules.vocabulary import OFFICE
from pipeline.rules.words import MONEY, PEOPLE, Words, of

_AND = re.compile(r"\b(?:dan|serta)\s(?:sekitar\s|sebanyak\s|lebih dari\s)?$", re.IGNORECASE)
CHANGE = 12
"""Characters between a word of change and the difference it states."""

_TOWARDS = re.compile(r"\b(?:menjadi|jadi|ke|dari|hingga|sehingga)\b", re.IGNORECASE)
_FROM = re.compile(
    r"(?<!lebih )(?<!kurang )\bdari(?:\s(?:total|seluruh|sebanyak|sekitar|jumlah|yang))*\s$", re.IGNORECASE
)
_SERIES = re.compile(
    r"(?:\b(?:menjadi|jadi|ke|dari|masih|baru|tinggal|cuma|hanya|dan|sebelumn+ya)|,)\s"
    r"(?:sekitar\s|hanya\s|baru\s|yang\s)*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:[Kk]operasi|KOPERASI|KUD|KSU|KSP|KPRI|KPN|BMT|KSPPS|Ketua)\s"
    r"(?:K[A-Z0-9]{2,}\b|(?!Desa|Merah|Simpan|Unit|Serba)[A-Z][a-z]+\s[A-Z])"
    r"|\b[Kk]operasi(?:nya)?\s(?:ini|kami)\b|\b(?:sebuah|salah satu) koperasi\b|\banggota koperasinya\b"
)
_SINGLE = re.compile(
    r"\b(?:KUD|KSU|KSP|KPRI|KPN|BMT|KSPPS|KPTR|KSB|Kopkar"
    r"|Primkop\w*|Koperasi (?:Syariah )?(?:Pegawai|Karyawan|\d+))\s[A-Z]\w+"
    r"|\bDirikan Koperasi\b"
)
_GENERAL = (
    "Desa|Kelurahan|Merah|Simpan|Unit|Serba|Primer|Sekunder|Syariah|Wanita|Produsen|Konsumen|Jasa|Pemasaran|Pegawai|Karyawan"
    "|U[MK]+M?|Usaha|Indonesia|Nasional|Per\\w+|Dan|Aktif|Tidak|Provinsi|Kabupaten|Kota|RI|Republik|Modern|Sekolah|Siswa"
)
_BY_NAME = re.compile(
    rf"\b(?:Koperasi|KUD|KSU|KSP|KPRI|KPN|BMT|KSPPS|KPTR|Primkop\w*)\s(?:[A-Z]\w+\s)?(?!(?:{_GENERAL})\b)[A-Z][a-z]+\b"
)
LEAD = 500
"""Characters of the body in which an article about one cooperative names it."""


def is_single(headline: str, body: str, regions: frozenset[str]) -> bool:
    """Whether an article is about one cooperative: its headline or its lead calls one by name (KPRI Tunas Jaya).

    `regions` are the names of regions in the text: "Koperasi Bengkalis" names no cooperative.
    """
    if _SINGLE.search(headline):
        return True
    named = (match[0].split()[-1] for match in _BY_NAME.finditer(OFFICE.sub("", body[:LEAD])))
    return any(word not in regions for word in named)


def make_claim(words: Words, topics: Topics) -> Claim | None:
    """What a cell claims, or null. `topics` are the claims before it."""
    noun = find_noun(words, topics)
    if noun is None:
        return None
    counted = noun.indicator is Indicator.COOPERATIVES
    grouped = counted or noun.indicator is Indicator.MSMES
    status = find_status(words, topics, headless=not noun.head) if grouped else CoopStatus.ALL
    kind = find_kind(noun.word, words) if counted else CoopKind.ALL
    subset = find_subset(words, noun.indicator, status, topics)
    if counted and subset is None and kind is CoopKind.ALL and words.number.unit is Unit.COUNT:
        spoken = of((*words.left, *words.right), "status", "negation")
        subset = None if spoken else unknown_part(words)
    if kind is CoopKind.OTHER and subset is None:
        kind = CoopKind.ALL
    joined = bool(topics.statuses) and words.leads(_AND)
    whole = words.here or joined or bool(words.all("back", "total", "aggregate")) or words.leads(_FROM)
    back = bool(words.all("back"))
    rest = bool(words.all("part")) and status is CoopStatus.ALL and kind is CoopKind.ALL and subset is None
    if rest and counted and not words.here:
        return None
    claim = Claim(
        words.cell,
        noun.indicator,
        status,
        kind,
        subset,
        noun.head,
        whole,
        back,
        words.here,
        words.dated,
        noun.word is None,
    )
    if _is_change(words, claim) or _is_trapped(words, claim) or not _holds(words, claim, noun, topics):
        return None
    return _inherit(words, claim, topics)


def _is_change(words: Words, claim: Claim) -> bool:
    """Whether the number is a mere difference ("naik 4 persen", "berkurang 12 unit")."""
    if claim.status is CoopStatus.NEW and claim.quantity.unit is Unit.COUNT:
        return False
    before = of((*words.far, *words.left), "change")
    gaps = ((c.end, words.number.start) for c in before if words.number.start - c.end < CHANGE)
    return any(not _TOWARDS.search(words.text, *gap) for gap in gaps)


def _is_trapped(words: Words, claim: Claim) -> bool:
    """Whether words of the sentence make the number no figure (codebook: participants, grants, targets, rules)."""
    before = {c.code for c in of((*words.far, *words.left), "trap")}
    anywhere = {c.code for c in of((*words.before, *words.behind), "trap")}
    within = {c.code for c in words.all("trap")}
    if before or within - {"grants"} or "participants" in anywhere:
        return True
    return not claim.told and bool(anywhere)


def _holds(words: Words, claim: Claim, noun: Noun, topics: Topics) -> bool:
    """Whether enough words show that the claim is a figure at all."""
    number, placed = claim.quantity, words.here or words.dated
    if number.unit is Unit.PERCENT:
        return claim.told
    if number.value <= 1 and (words.text[number.start].isalpha() or claim.head) and not words.listed:
        return False
    if claim.indicator is Indicator.MSMES:
        spoken = (noun.word is not None or placed) and (claim.whole or placed)
        return (spoken or claim.bare) and number.value > 1
    if claim.indicator in PEOPLE or claim.indicator in MONEY:
        named = topics.single or _NAMED.search(words.text, words.cell.reach, words.cell.end)
        return not named and (noun.word is not None or placed or words.leads(_SERIES))
    if claim.head or noun.word is not None:
        return claim.told or claim.whole or words.dated
    return claim.told or placed or claim.back or claim.subset is not None


def _inherit(words: Words, claim: Claim, topics: Topics) -> Claim:
    """Take over from the claims before what a list, a series or a breakdown leaves out."""
    if claim.indicator in PEOPLE and words.listed and topics.people and claim.subset is None:
        claim = claim._replace(subset=topics.people.subset)
    topic, status, kind = topics.units, claim.status, claim.kind
    spoken = topics.heard_status if not claim.here and (claim.back or (words.dated and claim.taken)) else None
    if topic is None and topics.heard_status and (words.listed or spoken) and not claim.told:
        return claim._replace(status=topics.heard_status)
    if topic is None:
        return claim
    same = topic.indicator is claim.indicator
    if not same and claim.indicator not in (*PEOPLE, *MONEY):
        return claim
    owners = topics.statuses or (topics.told if claim.indicator in MONEY else frozenset())
    if not same and len(owners) == 1:  # members in their sentence, money in the paragraph: theirs whose state is told
        status = topic.status
    if same and status is CoopStatus.ALL and not words.all("total", "part") and claim.subset is None:
        opens = claim.back and not topics.statuses  # "Rinciannya": a list of what the sentence before counted
        listed = topic.status if topics.lead is None or opens else topics.lead
        listed = topics.heard_status if topics.heard_status and not topics.told else listed
        kinds = claim.kind is not CoopKind.ALL and topic.kind is not CoopKind.ALL and topics.statuses == {topic.status}
        series = topic.status if kinds or (words.dated and topics.told == {topic.status}) else status
        status = listed if words.listed else spoken or series
    part = words.here or claim.status is not CoopStatus.ALL or not same
    shared = topics.kinds == {topic.kind} and topic.kind is not CoopKind.OTHER
    if kind is CoopKind.ALL and shared and part:
        kind = topic.kind
    return claim._replace(status=status, kind=kind)
