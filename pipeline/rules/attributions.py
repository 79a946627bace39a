"""Attributions: the words of a sentence that say who speaks, in the order in which news reads them.

A verb of speech right before a person ("kata X", "disampaikan X", "menurut X"), one with -nya for the person spoken of
last ("katanya", "dijelaskannya"), or one behind its subject ("X mengatakan", "ia menambahkan").
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.rules.mentions import Place, Sentence
from pipeline.rules.people import People, Speaker
from pipeline.rules.persons import Person, Persons
from pipeline.rules.quotations import Quotation, without_quoted
from pipeline.rules.speech import THIS, find_words, words_of

FARTHEST = 220
"""Characters between a subject and its verb of speech."""
_BACK = frozenset(("hal", "demikian", "keterangan", "pernyataan", "penjelasan", *THIS))
"""Words at the head of a sentence that speak of what stands before it."""
_MARKS = frozenset(",\"”“?!…'’:;(–—-")


class Attribution(NamedTuple):
    """Who speaks, and the place of the words that say so; `back` where they speak of the sentences before."""

    start: int
    speaker: Speaker
    back: bool


class _Subject(NamedTuple):
    start: int
    end: int
    speaker: Speaker
    introduced: bool


@cache
def _kinds() -> dict[str, str]:
    """What a word does: its facet, with "_nya" where -nya is the speaker or, behind an active verb, what is said."""
    kinds = {"menurut": "source", "menurutnya": "source_nya"}
    for facet in ("active", "passive", "verb"):
        kinds |= dict.fromkeys(words_of(facet), facet) | {f"{word}nya": f"{facet}_nya" for word in words_of(facet)}
    return kinds | dict.fromkeys(words_of("pronoun"), "pronoun") | dict.fromkeys(words_of("head"), "head")


class Reader:
    """Reads the attributions of one text; its sentences come in order."""

    def __init__(self, text: str, quotations: Sequence[Quotation], places: Sequence[Place]) -> None:
        self._text = text
        self._start, self._end, self._small = words = find_words(without_quoted(text, quotations))
        self._persons = Persons(text, words, places)
        self._people = People()
        kinds = _kinds()
        self._triggers = [word for word, small in enumerate(self._small) if small in kinds]
        self._next = 0
        self._subject: _Subject | None = None

    def _waits(self, end: int) -> bool:
        return self._next < len(self._triggers) and self._start[self._triggers[self._next]] < end

    def read(self, sentence: Sentence) -> list[Attribution]:
        """The attributions of a sentence, which lies behind all that were read before."""
        found: list[Attribution] = []
        self._subject, after = None, 0
        while self._waits(sentence.end):
            word = self._triggers[self._next]
            self._next += 1
            if word >= after:
                first, last = bisect_left(self._start, sentence.start), bisect_left(self._start, sentence.end)
                after, attribution = self._step(word, first, last)
                if attribution:
                    found.append(attribution)
                    # An office without a name, as a mere subject ("Presiden meminta"), is not whom "katanya" means.
                    if attribution.speaker.name or attribution.start == self._start[word]:
                        self._people.focus = attribution.speaker
        if not found:
            self._turn(sentence)
        return found

    def _turn(self, sentence: Sentence) -> None:
        """Whom a sentence opens with and introduces is spoken of, though he says nothing in it."""
        subject = self._subject
        if subject and subject.introduced and (subject.start == sentence.start or not self._people.focus):
            self._people.focus = subject.speaker

    def _step(self, word: int, first: int, last: int) -> tuple[int, Attribution | None]:
        """What the word says about who speaks, and the word to go on with."""
        kind, start, after = _kinds()[self._small[word]], self._start[word], word + 1
        speaker: Speaker | None = None
        if kind == "head":
            return self._read_subject(self._persons.in_office(word, last), first), None
        if kind == "pronoun":
            if self._subject is None and self._people.focus:
                self._subject = _Subject(start, self._end[word], self._people.focus, False)
            return after, None
        if kind in ("verb", "passive", "source"):
            after, speaker = self._told(word, first, last)
        elif kind in ("passive_nya", "source_nya") or (kind == "verb_nya" and self._apart(word, first)):
            speaker = self._people.focus
        if kind.startswith("active") or (speaker is None and self._small[word] in words_of("active")):
            speaker = self._said(word, first)
            start = self._subject.start if self._subject else start
        back = kind == "active_nya" or (kind.startswith("passive") and self._small[first] in _BACK)
        return after, Attribution(start, speaker, back) if speaker else None

    def _apart(self, word: int, first: int) -> bool:
        """Whether "katanya" stands apart from its sentence; "tutupnya" after another word is a noun."""
        start = self._start[word]
        return word == first or self._text[max(0, start - 2) : start].rstrip()[-1:] in _MARKS

    def _capital(self, word: int) -> bool:
        return self._text[self._start[word]].isupper()

    def _gap(self, word: int) -> str:
        return self._text[self._end[word - 1] : self._start[word]][:3]

    def _told(self, word: int, first: int, last: int) -> tuple[int, Speaker | None]:
        """Who is named right after the verb at `word`, and the word after that.

        A name never heard of needs a verb that people alone follow, and that stands apart: not "menurut Islam",
        "dilaporkan Polisi", "tindak lanjut Instruksi", nor one in a headline ("Dinilai Penting").
        """
        ahead = word + 1
        if ahead < last and self._small[ahead] in ("oleh", "lagi", "pula"):
            ahead += 1
        if ahead >= last or self._gap(ahead) != " ":
            return word + 1, None
        small = self._small[ahead]
        if small in words_of("pronoun"):
            return ahead + 1, self._people.focus
        person = self._person(ahead, last)
        lower = word == first or not self._capital(word)
        verb = self._small[word] in words_of("verb") and lower and self._apart(word, first)
        if person is None or not (person.role or verb or self._people.knows(small)):
            return word + 1, None
        return person.last, self._speaker(person)

    def _speaker(self, person: Person) -> Speaker | None:
        """Who is meant; "mantan kabag humas itu" is the one spoken of last."""
        after = self._small[person.last] if person.last < len(self._small) else ""
        if person.name is None and after in THIS and self._gap(person.last) == " " and self._people.focus:
            return self._people.focus
        return self._people.speaker(person)

    def _person(self, word: int, last: int) -> Person | None:
        if self._small[word] in words_of("head"):
            return self._persons.in_office(word, last)
        return self._persons.named(word, last)

    def _said(self, word: int, first: int) -> Speaker | None:
        """The subject of the verb at `word`, where it is near and the verb no mere intention."""
        if word > first and self._small[word - 1] in words_of("modal"):
            return None
        if self._subject is None:
            self._read_known(word, first)
        near = self._subject and self._start[word] - self._subject.end <= FARTHEST
        return self._subject.speaker if self._subject and near else None

    def _read_known(self, verb: int, first: int) -> None:
        """Make the first name before the verb the subject that has been heard before."""
        nearest = max(first, bisect_left(self._start, self._start[verb] - FARTHEST))
        for word in range(nearest, verb):
            if self._subject is None and self._people.knows(self._small[word]) and self._capital(word):
                person = self._persons.named(word, verb)
                if person:
                    self._read_subject(person, first)

    def _read_subject(self, person: Person, first: int) -> int:
        """Introduce the person, who is the sentence's subject if none stands before; gives the word after."""
        speaker = self._speaker(person)
        beside = person.first > first and self._small[person.first - 1] in words_of("beside")
        start, end = self._start[person.first], self._end[person.last - 1]
        if self._subject is None and speaker and not beside and (speaker.name or self._text[start].isupper()):
            self._subject = _Subject(start, end, speaker, bool(person.name and person.role))
        return person.last

    def fullest(self, speaker: Speaker) -> Speaker:
        """The speaker under the fullest name that the sentences read so far give."""
        return self._people.fullest(speaker)
