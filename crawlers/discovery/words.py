"""Words that name cooperatives and their offices, as titles and addresses use them."""

import re

_NAMED = re.compile(
    r"koperasi|kopdes|kopkel|kdk?mp|kkmp|dinas ?kop|dinkop|diskop|dekopin|perindagkop|disperindagkop|dinkukm"
    r"|(?-i:\bKMP\b|\bRAT\b)",
    re.IGNORECASE,
)


def names_cooperatives(*texts: str) -> bool:
    """True if one of `texts` names them (reference notes on outlets, rule 0.1)."""
    return any(_NAMED.search(text) for text in texts)
