"""Which state, kind and part of the cooperatives a number counts, by the words of its cell."""

import re
from itertools import pairwise

from models.codes import CoopKind, CoopStatus, Indicator, Unit
from pipeline.rules.mentions import Concept
from pipeline.rules.topics import Topics
from pipeline.rules.words import PEOPLE, Words, of

NEAR = 80
"""Characters over which a state behind a number still belongs to it; measured on the development articles."""
ADJACENT = 25
"""Characters over which a word before a number belongs to it ("yang aktif hanya sekitar 300")."""
KIND_NEAR = 45

_BASE = re.compile(
    r"(?<!terdiri )\b(?:dari|di ?antara)\s(?:(?:[\d.]+|jumlah|total|seluruh|koperasi|yang|masih)\s){0,3}$",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"(?<!lebih )(?<!kurang )\bdari\s(?:total\s|seluruh\s|sebanyak\s)?$", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:maupun|dan|atau|serta)\s(?:yang\s)?", re.IGNORECASE)
_ACTIVE_BASE = re.compile(r"\b(?:dari|di ?antara)\s(?:\w+\s){0,2}(?:masih\s)?aktif", re.IGNORECASE)
_PLAIN = re.compile(r"(?:\s(?:unit|koperasi|lagi|lainnya|belum|tidak))*\s?", re.IGNORECASE)
_REST = {
    CoopStatus.ACTIVE: CoopStatus.INACTIVE,
    CoopStatus.RAT_HELD: CoopStatus.RAT_NOT_HELD,
    CoopStatus.HEALTHY: CoopStatus.UNHEALTHY,
}
"""What the rest of a whole is, where one part of it is told."""
_PREDICATE = re.compile(
    r"\s?(?:unit\s|koperasi\s)?"
    r"(?:(?:di ?antara\w*\s|yang\s|sudah\s|telah\s){1,3}"
    r"|(?=(?:tidak|belum|berhasil|akan|bakal|mampu|dapat|bisa|me[a-z]{5,})\s))"
    r"(?P<words>\w[\w/-]*(?:\s\w[\w/-]*){0,4})"
)
_RELATIVE = re.compile(r"(?:(?P<noun>\w+)\s)?\byang\s(?P<words>(?:[a-z][\w/-]*\s){1,6})$")
_OWNER = re.compile(
    r"(?:koperasi(?:nya)?|kud|ksp|ksu|bmt|umkm|ukm|unit|me\w+|di\w+|ada|itu|tersebut|dan|serta|tetapi|tapi|namun"
    r"|sedangkan|sementara|adapun|lalu|kini)",
    re.IGNORECASE,
)
"""What "yang" before a number may follow for its words to name a part: cooperatives, or no noun. In "data yang masuk ke
dinas 287 koperasi" it is the data that came in."""
_REPORT = re.compile(
    r"\b(?:di(?:himpun|peroleh|dapat|catat|terima|kumpulkan|kutip|lansir|rilis|sampaikan|laporkan|ketahui)"
    r"|(?:men|meny|meng|mem)(?:unjukkan|catat|ebut\w*|yatakan|ungkap\w*|perlihatkan|yampaikan)|melaporkan|merinci"
    r"|ter(?:catat|data|himpun|ungkap|lihat|daftar))\b",
    re.IGNORECASE,
)
"""Verbs of saying and finding out: their clause names a source and no part."""
_OF_WHOLE = re.compile(
    r"(?:ada|ber(?:ada|diri|badan|operasi)|ter\w+|dimiliki|dikelola|dibina|kini|saat|masih|di|se|itu|tersebut|menjadi|kita|kami"
    r"|resmi|sebanyak|jumlah\w*|total\w*|hanya|cuma|baru|sudah|telah|tinggal|pada|per|hingga|sampai|tahun|"
    r"men(?:capai|jadi|yebar))\b"
)
"""Words behind "yang" that leave a number the whole ("94 koperasi yang ada di Bukittinggi")."""
_OF_ACTIVE = (CoopStatus.RAT_HELD, CoopStatus.RAT_NOT_HELD, CoopStatus.CERTIFIED, CoopStatus.HEALTHY)


def _is_base(words: Words, status: Concept) -> bool:
    """Whether the state only names what the number is a part of ("dari yang aktif itu baru 115")."""
    return _BASE.search(words.text, max(0, status.start - 40), status.start) is not None


def find_status(words: Words, topics: Topics, *, headless: bool) -> CoopStatus:
    """The main state of the cell: right before the number, else behind it, else further left."""
    contrast = topics.units is not None and topics.units.status in _REST
    facets = ("status", "negation") if contrast else ("status",)
    number, text = words.number, words.text
    base = words.leads(_OUT_OF)
    left = [] if base else [c for c in of(words.left, *facets) if not _is_base(words, c)]
    right = [c for c in of(words.right, *facets) if c.start - number.end < NEAR]
    for one, two in pairwise(left):
        if _JOINED.fullmatch(text, one.end, two.start) and not right:
            return CoopStatus.ALL
    bare = number.start - words.cell.start < ADJACENT and not of(words.left, "indicator", "coop")
    adjacent = [c for c in left if number.start - c.end < ADJACENT]
    chosen = (adjacent[-1:] if headless else []) or right[:1] or left[-1:]
    if not chosen and not base and (headless or words.here or bare):
        chosen = [c for c in of(words.far, "status") if not _is_base(words, c)][-1:]
    if topics.units and ((chosen and chosen[0].facet == "negation") or (not chosen and _is_rest(words))):
        return _REST.get(topics.units.status, CoopStatus.ALL)
    if topics.units and not chosen and any(c.code == "among" for c in words.all("part")):
        return topics.units.status
    return CoopStatus(chosen[0].code) if chosen else CoopStatus.ALL


def _is_rest(words: Words) -> bool:
    """Whether the number is the plain rest of the one before ("sisanya 112 koperasi")."""
    return any(c.code == "rest" for c in words.all("part")) and _PLAIN.fullmatch(words.after) is not None


def find_kind(word: Concept | None, words: Words) -> CoopKind:
    """The kind that the noun itself names, else the one right before the number, else behind it."""
    if word is not None and word.facet == "coop":
        return CoopKind(word.code)
    number = words.number
    facets = ("coop",) if number.unit is Unit.PERCENT else ("kind", "coop")
    behind = [c for c in of(words.right, *facets) if c.start - number.end < KIND_NEAR]
    before = [c for c in of(words.left, "kind", "coop") if number.start - c.end < ADJACENT]
    bare = number.start - words.cell.start < ADJACENT and not words.left
    chosen = before[-1:] or behind[:1] or (of(words.far, "coop")[-1:] if bare else [])
    return CoopKind(chosen[0].code) if chosen else CoopKind.ALL


def find_subset(words: Words, indicator: Indicator, status: CoopStatus, topics: Topics) -> str | None:
    """The words that name a part, where the vocabulary knows them for this indicator; a share of the active is one."""
    near = (*words.far, *words.left, *words.right) if indicator in PEOPLE else (*words.left, *words.right)
    named = (c.code.partition(":") for c in of(near, "subset"))
    part = next((words_ for owner, _, words_ in named if owner == indicator), None)
    if part is None and words.number.unit is Unit.PERCENT and status in _OF_ACTIVE:
        spoken = _ACTIVE_BASE.search(words.text, words.cell.reach, words.cell.end)
        before = topics.units is not None and CoopStatus.ACTIVE in topics.statuses
        part = "dari yang aktif" if spoken or before else None
    return part


def unknown_part(words: Words) -> str | None:
    """The few words that name a part which no column expresses ("12 di antaranya berpeluang hidup lagi")."""
    behind = _PREDICATE.match(words.after)
    before = _RELATIVE.search(words.text, words.cell.start, words.number.start)
    if before and (_REPORT.search(before["words"]) or (before["noun"] and not _OWNER.fullmatch(before["noun"]))):
        before = None
    found = behind or before
    if found is None or _OF_WHOLE.match(found["words"]):
        return None
    return found["words"].strip()
