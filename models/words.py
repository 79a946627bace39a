"""The words by which news names cooperatives, their offices and what these look after."""

import re

_NAMES = re.compile(
    r"koperasi|kop(?:des|kel)\b|\bk(?:dk?|k)mp\b|\bdinas ?kop|\bdin(?:kop|kukm)|\bdiskop|perindagkop|dekopin"
    r"|\bkospin\b|\bk(?:ud|spps|sp|su|pri)\b|\bumkm\b|(?-i:\b(?:KMP|RAT)\b)",
    re.IGNORECASE,
)


def names_cooperatives(*texts: str) -> bool:
    """True if one of `texts`, perhaps a title or an address, names a cooperative, its office or the MSMEs it serves."""
    return any(_NAMES.search(text) for text in texts)
