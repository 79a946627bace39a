"""Who says what: utterances with their speaker, by the words with which Indonesian news attributes them.

- "…, kata X", "menurut X", "X mengatakan …", "disampaikan X": the sentence, with all of a quotation that touches it
- "katanya", "dijelaskannya", "ujar dia", "ia menambahkan": the person who spoke or was introduced last
- a quotation without attribution goes on with the speaker of its paragraph or of the one before it
- "hal itu disampaikan X", "X menyampaikannya": what stands before as well

A sentence without attribution has no speaker; what an office or a statistic says ("menurut BPS") has none either.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from pipeline.rules.attributions import Attribution, Reader
from pipeline.rules.mentions import Place, Sentence
from pipeline.rules.people import Speaker
from pipeline.rules.quotations import Quotation, find_quotations

_START = attrgetter("start")
SPEECH = 3
"""Blanks within a quotation that is speech and no mere word in quotation marks."""


class Utterance(NamedTuple):
    """What a speaker says: `text[start:end]`, with the words that attribute it."""

    start: int
    end: int
    speaker: str | None
    """The name in the fullest form given; null where the text gives the office alone."""
    role: str | None


def _pieces(sentence: Sentence, attributions: Sequence[Attribution]) -> Iterator[Utterance]:
    """The sentence, parted where another speaker begins."""
    start = sentence.start
    for one, after in pairwise(attributions):
        if after.speaker != one.speaker:
            yield Utterance(start, after.start, *one.speaker)
            start = after.start
    for one in attributions[-1:]:
        yield Utterance(start, sentence.end, *one.speaker)


def _stretched(piece: Utterance, leads: bool, quotations: Sequence[Quotation]) -> Utterance:
    """The piece with all of the quotations that it cuts, or that end just before an attribution that leads it."""
    start, end = piece.start, piece.end
    before = bisect_left(quotations, start, key=_START) - 1
    if before >= 0 and quotations[before].end > start - 2 * leads:
        start = quotations[before].start
    behind = bisect_left(quotations, end, key=_START) - 1
    return piece._replace(start=start, end=max(end, quotations[behind].end) if behind >= 0 else end)


def _opening(sentences: Sequence[Sentence], index: int, reach: int) -> int:
    """Where what "hal itu" at a sentence's head means begins: its paragraph or else the one before, from `reach` on."""
    before = index
    while (
        before
        and sentences[before - 1].start >= reach
        and sentences[before - 1].paragraph
        in (
            sentences[index].paragraph,
            sentences[index - 1].paragraph,
        )
    ):
        before -= 1
    return sentences[before].start


def _attributed(sentences: Sequence[Sentence], reader: Reader, quotations: Sequence[Quotation]) -> Iterator[Utterance]:
    reach = 0
    for index, sentence in enumerate(sentences):
        attributions = reader.read(sentence)
        for piece in _pieces(sentence, attributions):
            first = piece.start == sentence.start
            whole = _stretched(piece, first and attributions[0].start == sentence.start, quotations)
            back = first and attributions[0].back
            start = min(whole.start, _opening(sentences, index, reach)) if back else whole.start
            yield whole._replace(start=max(start, reach))
            reach = whole.end


def _paragraph(sentences: Sequence[Sentence], offset: int) -> int:
    return sentences[max(0, bisect_right(sentences, offset, key=_START) - 1)].paragraph


def _continued(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], told: Sequence[Utterance]
) -> Iterator[Utterance]:
    """The utterances with the quotations between them that go on with the speaker before."""
    openings = {sentence.start for sentence in sentences}
    waiting = iter([*told, None])
    last, after = None, next(waiting)
    for quotation in [*quotations, None]:
        while after is not None and (quotation is None or after.start < quotation.end):
            yield after
            last, after = after, next(waiting)
        if quotation is None or last is None or quotation.start < last.end or quotation.start not in openings:
            continue
        near = _paragraph(sentences, quotation.start) - _paragraph(sentences, last.end - 1) <= 1
        if near and text.count(" ", quotation.start, quotation.end) >= SPEECH:
            last = last._replace(start=quotation.start, end=quotation.end)
            yield last


def find_utterances(text: str, sentences: Sequence[Sentence], places: Sequence[Place] = ()) -> tuple[Utterance, ...]:
    """What is attributed to somebody in `text`: in order, without overlaps.

    `places` are the regions that the text names, in order; they tell "Kadis Koperasi Bengkalis" from a name.
    """
    if not sentences:
        return ()
    quotations = find_quotations(text)
    reader = Reader(text, quotations, places)
    told = list(_attributed(sentences, reader, quotations))
    full = {short: reader.fullest(Speaker(*short)) for short in {(one.speaker, one.role) for one in told}}
    told = [Utterance(one.start, one.end, *full[one.speaker, one.role]) for one in told]
    return tuple(_continued(text, sentences, quotations, told))


def speaker_at(utterances: Sequence[Utterance], offset: int) -> Utterance | None:
    """The utterance that holds the character at `offset`; None where nobody is said to say it."""
    index = bisect_right(utterances, offset, key=_START) - 1
    return utterances[index] if index >= 0 and offset < utterances[index].end else None
