"""The words that name a part which no column expresses ("12 di antaranya berpeluang hidup lagi")."""

import re
from collections.abc import Iterator

from pipeline.rules.cells import Cell

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

_CLAUSE = re.compile(
    r"(?:(?P<noun>[\w-]+)\s|[\s“\"(]|^)yang\s(?:(?:sudah|telah|masih|belum|juga|memang|tidak|tak)\s)*"
    r"(?P<words>[\w/-]+(?:\s[\w/-]+){0,3})"
)


def restrictions(small: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a text in small letters that may narrow what is counted ("koperasi yang gerainya belum jadi")."""
    for clause in _CLAUSE.finditer(small, start, end):
        owned = clause["noun"] is None or _OWNER.fullmatch(clause["noun"])
        if owned and not _OF_WHOLE.match(clause["words"]) and not _REPORT.search(clause["words"]):
            yield clause.span("words")


def unknown_part(text: str, cell: Cell) -> str | None:
    """The predicate behind the number of a cell, else the relative clause before it; null if it names no part."""
    number = cell.quantity
    behind = _PREDICATE.match(text[number.end : cell.end])
    before = _RELATIVE.search(text, cell.start, number.start)
    if before and (_REPORT.search(before["words"]) or (before["noun"] and not _OWNER.fullmatch(before["noun"]))):
        before = None
    found = behind or before
    if found is None or _OF_WHOLE.match(found["words"]):
        return None
    return found["words"].strip()
