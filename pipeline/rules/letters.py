"""Letters: a text in small ones, and one without the halves of letters that no file can hold."""

import re

_LONE = re.compile(r"[\ud800-\udfff]")


def lower(text: str) -> str:
    """`text` in small letters and of the same length, so that places in one are places in the other.

    Patterns that need not ignore case are found several times faster.
    """
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(one if len(one) == 1 else letter for letter, one in ((letter, letter.lower()) for letter in text))


def whole_letters(text: str) -> str:
    """`text` with U+FFFD for each lone surrogate, which JSON can spell and UTF-8 cannot; its length stays."""
    return _LONE.sub("\ufffd", text)
