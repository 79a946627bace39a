"""Where sentences end: not after abbreviations, initials or inside numbers; always at a blank line."""

import re
from collections.abc import Iterator

from pipeline.rules.mentions import Sentence

ABBREVIATIONS = frozenset(
    "kab kec kel prov jl jln no nomor rp drs dra dr ir prof h hj hm kh tgk st sh se mm msi m.si s.pd s.e s.h a.n d.a "
    "dll dsb dkk tsb ttg yth bpk sdr tn ny pt cv tbk plt plh pj wakil alm s.pt m.sc m.pd m.hum s.sos s.ag s.kom amd "
    "a.md tgl hal hlm ds rt rw red u.p".split()
)
"""Words that bear a dot without ending a sentence, without the dot."""

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s+[\"“‘'(\[\\]*[^\W_a-z])|\n\s*\n|\n(?=\s*[A-Z0-9“\"•|*–-])")
_ITEM = re.compile(r"\d{1,2}")
"""The number of an item of a list, where it opens a line."""
INDENT = 9
"""Characters before the number of an item in which its line begins."""
_LAST_WORD = re.compile(r"([\w.]+)$")


def _ends(text: str, match: re.Match[str]) -> bool:
    if not match[0].startswith("."):
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    if word is None:
        return True
    bare = word[1].casefold().rstrip(".")
    initial = len(bare) == 1 and bare.isalpha()
    if _ITEM.fullmatch(bare) and text[max(0, word.start() - INDENT) : word.start()].rstrip(" ").endswith("\n"):
        return False
    return not (initial or bare in ABBREVIATIONS)


def find_sentences(text: str) -> Iterator[Sentence]:
    """The sentences of `text` without the white space around them, with the number of their paragraph.

    A new paragraph begins after a blank line; every character that is no white space lies in one sentence.
    """
    start = paragraph = 0
    for match in [*_END.finditer(text), None]:
        if match is not None and not _ends(text, match):
            continue
        end = len(text) if match is None else match.end()
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            yield Sentence(left, start + len(piece.rstrip()), paragraph)
        paragraph += match is not None and match[0].startswith("\n")
        start = end
