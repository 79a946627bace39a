"""Who is who in one text: short names and bare offices, tied to the person introduced before them."""

from typing import NamedTuple

from pipeline.rules.persons import Person
from pipeline.rules.speech import words_of

NAMESAKES = 3
"""Persons that are kept under one word of a name."""

NICKNAME = 4
"""Letters of the shortest end of a name that stands for it."""


class Speaker(NamedTuple):
    """Somebody as first introduced; without a name where the text gives the office alone."""

    name: str | None
    role: str | None


def _parts(name: str) -> list[str]:
    """The words of a name that may stand for it, without prefixes and titles."""
    words = name.partition(",")[0].replace(".", " ").casefold().split()
    return [word for word in words if len(word) > 1 and word not in words_of("prefix")]


def _head(role: str) -> str:
    return role.casefold().partition(" ")[0]


class People:
    """Who has been introduced so far in one text, and who is spoken of (`focus`)."""

    def __init__(self) -> None:
        self._named: dict[str, list[Speaker]] = {}
        self._offices: dict[str, Speaker] = {}
        self.focus: Speaker | None = None

    def _known(self, name: str, role: str | None) -> list[Speaker]:
        parts = _parts(name)
        same = (
            [one for one in self._named.get(parts[0], []) if set(parts) <= set(_parts(one.name or ""))] if parts else []
        )
        return [one for one in same if not (role and one.role and _head(role) != _head(one.role))]

    def _introduce(self, speaker: Speaker) -> Speaker:
        for part in _parts(speaker.name or ""):
            others = [one for one in self._named.get(part, []) if one.name != speaker.name]
            self._named[part] = [speaker, *others][:NAMESAKES]
        words = (speaker.role or "").casefold().split()
        self._offices.update({" ".join(words[:count]): speaker for count in (1, 2) if words})
        return speaker

    def knows(self, word: str) -> bool:
        """Whether a word in small letters belongs to a name introduced before."""
        return word in self._named

    def _nicknamed(self, name: str) -> bool:
        """Whether `name` is the end of a word of the name of whom is spoken of: "Siwi" is Srie Nurkyatsiwi."""
        full = self.focus.name or "" if self.focus else ""
        return len(name) >= NICKNAME and any(part.endswith(name.casefold()) for part in _parts(full))

    def speaker(self, person: Person) -> Speaker | None:
        """Who is meant; None where a short name may mean several."""
        if person.name is None:
            return self._offices.get((person.role or "").casefold(), Speaker(None, person.role))
        known = self._known(person.name, person.role)
        if not known and not person.role and self._nicknamed(person.name):
            return self.focus
        if not known:
            return self._introduce(Speaker(person.name, person.role))
        if len(known) > 1:
            return self.focus if self.focus in known else None
        if person.role and not known[0].role:
            return self._introduce(Speaker(known[0].name, person.role))
        return known[0]

    def fullest(self, speaker: Speaker) -> Speaker:
        """The one person whose longer name holds that of `speaker`, else `speaker`: headlines shorten names."""
        known = self._known(speaker.name or "", speaker.role)
        fuller = [one for one in known if len(_parts(one.name or "")) > len(_parts(speaker.name or ""))]
        return fuller[0] if len(fuller) == 1 else speaker
