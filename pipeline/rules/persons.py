"""Persons in a text as news introduces them: an office and a name, in either order.

"Kepala Dinas Koperasi dan UMKM Kota Padang Ferri Erviyan Rinaldy", "Kabid Koperasi, Rina Nofriani, SH",
"Ema Rahmawati, Kepala Dinas Koperasi Jateng".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.rules.mentions import Place
from pipeline.rules.speech import THIS, Words, no_names, words_of

LONGEST_NAME = 6
"""Words of a name without its titles."""
COOPERATIVE_NAME = 2
"""Words of a cooperative's own name, where no comma parts it from its head's ("Ketua KUD Bumi Asih Ali Umar")."""
LONGEST_OFFICE = 30
"""Words of an office."""
_BRACKET = 70
"""Characters within brackets inside an office ("(Diskopnakertrans)")."""
_PARTICLES = frozenset(("bin", "binti", "van", "al"))
_NAME_GAPS = frozenset((" ", ". ", ".", "-"))
_OFFICE_GAPS = frozenset((" ", ", ", "-", "/", " / ", " & ", ". ", ","))
_APART = frozenset((" ", ", ", " – ", " — ", " - "))
_TITLE_GAPS = frozenset((", ", ",", ". ", ".", " ", "., ", ".,"))
_SHAPE = re.compile(r"\w*(?:koper|kop(?:$|[udn])|ukm|umk|perind|naker|dekop|perdag)")
"""Offices written as one word: Dinkop, Koperindag, KemenKopUKM."""
_DINAS = re.compile(r"(?:dis|din)\w*(?:kop|naker|dag)")
"""Those of them that are offices in small letters too: diskoperindag."""


class Person(NamedTuple):
    """A person named or an office held, over the words `first` up to `last` (exclusive)."""

    first: int
    last: int
    name: str | None
    role: str | None


class Persons:
    """Reads the persons of one text; `places` (in order) are its regions, whose names belong to the office."""

    def __init__(self, text: str, words: Words, places: Sequence[Place]) -> None:
        self._text, self._words, self._places = text, words, places
        self._starts = [place.start for place in places]

    def _gap(self, at: int, word: int) -> str:
        return self._text[at : self._words.start[word]] if self._words.start[word] - at < _BRACKET else ""

    def _capital(self, word: int) -> bool:
        return self._text[self._words.start[word]].isupper()

    def _acronym(self, word: int) -> bool:
        start, end, small = self._words.start[word], self._words.end[word], self._words.small[word]
        return end - start > 1 and self._text[start:end].isupper() and small not in words_of("prefix")

    def _in_place(self, word: int) -> bool:
        start = self._words.start[word]
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and start < self._places[place].end and self._capital(word)

    def _in_office(self, word: int) -> bool:
        start, end, small = self._words.start[word], self._words.end[word], self._words.small[word]
        if small in words_of("office") or self._acronym(word) or self._in_place(word):
            return True
        mixed = not self._text[start + 1 : end].islower()
        return end - start > 2 and (
            (self._capital(word) and (mixed or bool(_SHAPE.match(small)))) or bool(_DINAS.match(small))
        )

    def _in_name(self, word: int) -> bool:
        small = self._words.small[word]
        return self._capital(word) and small not in no_names() and not _SHAPE.match(small)

    def name_end(self, word: int, end: int) -> int:
        """The word after the name that begins at `word`, which is `word` itself where none begins."""
        last = word
        while last < min(end, word + LONGEST_NAME) and self._in_name(last):
            if last > word and self._gap(self._words.end[last - 1], last) not in _NAME_GAPS:
                break
            last += 1
            if last + 1 < end and self._words.small[last] in _PARTICLES and self._in_name(last + 1):
                last += 1
        return last

    def _titles_end(self, word: int, end: int) -> int:
        """The word after the titles that follow the name before `word`."""
        while word < end and self._gap(self._words.end[word - 1], word) in _TITLE_GAPS:
            title = self._text[self._words.start[word] : self._words.end[word]]
            plain = self._gap(self._words.end[word - 1], word) == " "
            if title not in words_of("title") or (plain and len(title) == 1):
                break
            word += 1
        return word

    def _words_between(self, first: int, last: int) -> str:
        return self._text[self._words.start[first] : self._words.end[last - 1]]

    def _bracket_end(self, at: int) -> int:
        """Where a short form in brackets ends that stands at `at`; -1 where none does."""
        if self._text[at : at + 2] != " (" or not self._text[at + 2 : at + 3].isupper():
            return -1
        return self._text.find(")", at, at + _BRACKET) + 1 or -1

    def _organisation_end(self, word: int, end: int) -> int:
        """The word after a proper name that is an organisation's: its short form or more of the office follows."""
        last = self.name_end(word, end)
        if last == word:
            return word
        more = last < end and self._gap(self._words.end[last - 1], last) == " " and self._capital(last)
        office = more and self._words.small[last] in words_of("office")
        return last if office or self._bracket_end(self._words.end[last - 1]) > 0 else word

    def _office_step(self, at: int, word: int, end: int) -> int:
        """The word after the next piece of an office that has come as far as `at`; `word` itself where it is over."""
        gap, ahead = self._gap(at, word), word
        if gap not in _OFFICE_GAPS:
            return word
        if self._words.small[word] in THIS:  # "Kasubag Umum dinas itu, Mulyadi"
            return word + (self._set_apart(word + 1, end) > word + 1) if word + 1 < end else word
        while ahead < min(end, word + 2) and self._words.small[ahead] in words_of("link"):
            ahead += 1
        if ahead == end or (ahead > word and self._gap(self._words.end[ahead - 1], ahead) != " "):
            return word
        if self._words.small[ahead] in words_of("head"):
            return ahead + 1 if gap == " " and ahead == word else word
        listed = ahead > word and self._words.small[word] == "dan" and self._capital(ahead)
        if listed or (self._in_office(ahead) and (gap == " " or self._capital(ahead))):
            return ahead + 1
        lettered = self._words.small[word - 1] == "komisi" and self._words.end[word] - self._words.start[word] == 1
        return word + 1 if lettered else self._organisation_end(ahead, end) if gap == " " else word

    def office_end(self, word: int, end: int) -> tuple[int, int]:
        """The word and the character after the office that begins at `word`."""
        at, last, limit = self._words.end[word], word + 1, min(end, word + LONGEST_OFFICE)
        while True:
            bracket = self._bracket_end(at)
            if bracket > 0:
                at = bracket
                while last < end and self._words.start[last] < at:
                    last += 1
            if last >= limit:
                return last, at
            step = self._office_step(at, last, end)
            if step == last:
                return last, at
            last, at = step, self._words.end[step - 1]

    def named(self, word: int, end: int) -> Person | None:
        """The person whose name begins at `word`, with an office that follows it."""
        last = self.name_end(word, end)
        if last == word or self._acronym(word):
            return None
        last = self._titles_end(last, end)
        name = self._words_between(word, last)
        follows = last < end and self._gap(self._words.end[last - 1], last) == ", "
        if follows and self._words.small[last] in words_of("head"):
            after, at = self.office_end(last, end)
            if after == end or not (self._gap(at, after) == " " and self._in_name(after)):
                return Person(word, after, name, self._text[self._words.start[last] : at])
        return Person(word, last, name, None)

    def _set_apart(self, word: int, end: int) -> int:
        """The word after a name that a comma parts from what stands before `word`; `word` where none begins there."""
        titled = self._titles_end(word, end) > word
        apart = self._gap(self._words.end[word - 1], word) == ", " and not titled and not self._in_place(word)
        return self.name_end(word, end) if apart else word

    def _closed(self, word: int) -> bool:
        """Whether a comma or the sentence's end follows the word before `word`."""
        return self._text[self._words.end[word - 1] : self._words.end[word - 1] + 1] in ("", ",", ".")

    def _name_of_office(self, word: int, at: int, end: int) -> tuple[int, int]:
        """Where the name begins and ends behind an office that comes up to the word `word` and the character `at`."""
        gap, last = self._gap(at, word), self.name_end(word, end)
        if last == word or gap not in _APART:
            return word, word
        if gap == " " and last < end:
            after, own = self._set_apart(last, end), self._words.small[word - 1] in words_of("cooperative")
            if after > last and (own or self._closed(after)):
                return last, after
            if own and last - word >= 2 * COOPERATIVE_NAME:
                return word + COOPERATIVE_NAME, last
        return word, last

    def in_office(self, word: int, end: int) -> Person:
        """The person whose office begins at `word`, with the name that follows it.

        A name after a comma is preferred: what stands before it belongs to the office ("Ketua KMP Selumit, Saifullah").
        """
        after, at = self.office_end(word, end)
        first, last = self._name_of_office(after, at, end) if after < end else (after, after)
        at = self._words.end[first - 1] if first > after else at
        role = self._text[self._words.start[word] : at]
        if first == last:
            return Person(word, after, None, role)
        last = self._titles_end(last, end)
        return Person(word, last, self._words_between(first, last), role)
