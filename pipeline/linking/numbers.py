"""What speaks for or against a number being a figure: the words around it, and what was stated before."""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence

from models.codes import Bound, Indicator, TimeBasis, Unit
from pipeline.linking.history import Spot, arithmetic
from pipeline.linking.nouns import MONEY, PEOPLE, noun_behind
from pipeline.rules.mentions import Concept

GROUPS = ("cooperatives", "people", "money", "msmes", "noise", "status", "negation", "stateless", "kind", "subset",
          "persons", "plan", "participants", "grants", "targets", "rules", "change", "among", "rest", "back", "total",
          "aggregate", "place", "stated", "published", "undated")  # fmt: skip
_GROUP = {name: at for at, name in enumerate(GROUPS)}
NEXT = ("unit koperasi orang buah anggota di yang dan atau sudah telah persen lebih lagi kud ksp ini itu tersebut pada"
        " per tidak belum aktif lainnya umkm usaha ksu dari menjadi dengan badan sisanya masih kopdes primer merupakan"
        " adalah desa untuk dinyatakan bisa juta se").split()  # fmt: skip
PREVIOUS = ("ada sebanyak sekitar dari yang hanya baru koperasi dan mencapai jumlahnya menjadi kepada untuk ke oleh"
            " total aktif sebesar memiliki dengan tercatat lebih itu unit di bagi sudah masih tinggal ini terdapat"
            " seluruh jumlah hingga anggota kota kabupaten setiap satu para selama antara yakni yaitu rp hampir"
            " tersebut adalah kini membawahi membina").split()  # fmt: skip
_NEXT = {word: at for at, word in enumerate(NEXT)}
_PREVIOUS = {word: at for at, word in enumerate(PREVIOUS)}
_NO_GROUP = (99.0, 9.0, 99.0, 9.0, 0.0)
_HEADLESS = re.compile(
    r"(?:-?an\b)?(?:\slebih)?\s?(?:unit|buah|organisasi)?"
    r"(?:\s?(?:$|[,.;:()“”\"’'!-]|(?:di\s?antara\w*|lain\w*|lagi|yang|dan|atau|serta|sedangkan|saja|itu|tersebut|tadi"
    r"|dari|aktif|hidup|mati|non|nonaktif|tidak|tak|tidka|belum|pada|per|di|se|hingga|sampai|dengan|degan|masih|sudah"
    r"|telah|merupakan|adalah|berstatus|tergolong|masuk|dinyatakan|anggota\w*|ber\w+|sehat|menjadi|banding|baru|kini"
    r"|sisanya|tahun(?=\s(?:19|20)\d\d)|koperasi|usaha)\b))"
)

NUMBER = (
    "idr", "percent", "magnitude", "in_words", "bound", "in_headline", "sentence", "sentence_of_paragraph", "numbers",
    "number", "single", "like_a_year", "round", "cell", "one", "ten", "nouns", "breakdown", "row_place",
)  # fmt: skip
"""The features of a number that every ranker sees."""
CONTEXT = (
    *(f"next_{word}" for word in NEXT), *(f"next2_{word}" for word in NEXT),
    *(f"previous_{word}" for word in PREVIOUS), *(f"previous2_{word}" for word in PREVIOUS),
    *(f"{group}_{what}" for group in GROUPS for what in ("left", "left_numbers", "right", "right_numbers", "before")),
    "persons_behind", "units_behind", "cooperatives_behind", "headless", "noun_behind", "listed", "headline_later",
    "seen", "seen_figure", "since_last", "last_cooperatives", "last_people", "last_money", "last_msmes",
    "same_sentence", "same_paragraph", "figures_in_sentence", "figures_in_paragraph", "figures", "ratio_last",
    "ratio_most", "arithmetic", "share", "opens_paragraph", "quoted", "restates", "has_whole", "in_sum", "has_above",
    "list_length", "share_of_last", "list_of_last", "again", "in_brackets", "behind_capital", "behind_place",
    "ahead_in_cell", "ahead_in_sentence",
)  # fmt: skip
"""The features of its words and of the figures before it."""
SAME = 200
"""Quantities of an article among which a number is looked for again."""
_BOUNDS = tuple(Bound)
_INDICATORS = tuple(Indicator)


def group_of(concept: Concept) -> str:
    """The group of words a concept belongs to."""
    if concept.facet == "coop":
        return "cooperatives"
    if concept.facet == "indicator":
        if concept.code in PEOPLE:
            return "people"
        return "money" if concept.code in MONEY else concept.code
    return concept.code if concept.facet in ("trap", "part") else concept.facet


def describe(spot: Spot) -> list[float]:
    """`NUMBER` of a quantity."""
    reading, index, number, sentence = spot.reading, spot.index, spot.number, spot.sentence
    first = reading.numbers_between(0, sentence.start)
    place = reading.sentence_of[index]
    return [
        float(number.unit is Unit.IDR),
        float(number.unit is Unit.PERCENT),
        math.log10(number.value + 1),
        float(reading.text[number.start].isalpha()),
        float(_BOUNDS.index(number.bound)),
        float(number.start < reading.annotated.headline_end),
        float(min(place, 30)),
        float(place - reading.opening[reading.paragraph(index)]),
        float(reading.numbers_between(sentence.start, sentence.end)),
        float(index - first),
        float(reading.single),
        float(1900 <= number.value <= 2100),
        float(number.value % 10 == 0),
        float(reading.cells[index].end - reading.cells[index].start),
        float(number.value <= 1),
        float(number.value <= 10),
        float(min(reading.nouns, 30)),
        spot.breakdown,
        float(reading.columns[index].place),
    ]


def surround(spot: Spot) -> list[float]:
    """`CONTEXT` of a quantity."""
    return [*_words(spot), *_groups(spot), *_shape(spot), *_stated(spot), *_edges(spot)]


def _words(spot: Spot) -> list[float]:
    reading, number, sentence = spot.reading, spot.number, spot.sentence
    found = [0.0] * (2 * len(NEXT) + 2 * len(PREVIOUS))
    right, stop = reading.word_at(number.end), reading.word_at(sentence.end)
    left, first = reading.word_at(number.start), reading.word_at(sentence.start)
    for step in (0, 1):
        if right + step < stop and (at := _NEXT.get(reading.words[right + step])) is not None:
            found[step * len(NEXT) + at] = 1.0
        if left - 1 - step >= first and (at := _PREVIOUS.get(reading.words[left - 1 - step])) is not None:
            found[2 * len(NEXT) + step * len(PREVIOUS) + at] = 1.0
    return found


def _groups(spot: Spot) -> list[float]:
    """For each group of words how far it stands on either side, and whether the sentence before has it."""
    reading, number, sentence, before = spot.reading, spot.number, spot.sentence, spot.before
    found = [list(_NO_GROUP) for _ in GROUPS]
    items = [(c.start, c.end, group_of(c)) for c in reading.concepts_in(sentence.start, sentence.end)]
    items += [(p.start, p.end, "place") for p in reading.places_in(sentence.start, sentence.end)]
    items += [(m.start, m.end, _dated(m.basis)) for m in reading.moments_in(sentence.start, sentence.end)]
    own = reading.word_at(number.start), reading.word_at(number.end)
    for start, end, group in sorted(items):
        row = found[_GROUP[group]]
        if end <= number.start:
            row[0] = float(min(60, own[0] - reading.word_at(end)))
            row[1] = float(reading.numbers_between(end, number.start))
        elif start >= number.end and row[2] == _NO_GROUP[2]:
            row[2] = float(min(60, reading.word_at(start) - own[1]))
            row[3] = float(reading.numbers_between(number.end, start))
    for concept in reading.concepts_in(before.start, before.end) if before else ():
        found[_GROUP[group_of(concept)]][4] = 1.0
    return [value for row in found for value in row]


def _dated(basis: TimeBasis | None) -> str:
    if basis is None:
        return "undated"
    return "published" if basis is TimeBasis.PUBLISHED else "stated"


def _shape(spot: Spot) -> list[float]:
    """What stands right behind the number and right before it."""
    reading, index, number, sentence = spot.reading, spot.index, spot.number, spot.sentence
    unit = reading.unit_word(index)
    places = [p for p in reading.places_in(sentence.start, number.start) if p.end <= number.start]
    noun = noun_behind(reading, index)
    return [
        float(unit == "persons"),
        float(unit == "units"),
        float(unit == "cooperatives"),
        float(_HEADLESS.match(reading.small, number.end, sentence.end) is not None),
        float(1 + _INDICATORS.index(noun)) if noun else 0.0,
        float(bool(places) and reading.words_between(places[-1].end, number.start) <= 1),
    ]


def _edges(spot: Spot) -> list[float]:
    """Brackets around the number and the capital before it: "Tengah (62)" counts, "Sarmini (47)" is an age; plans."""
    text, number, cell = spot.reading.text, spot.number, spot.reading.cells[spot.index]
    before = text[max(0, number.start - 30) : number.start].rstrip("( ")
    word = before.rpartition(" ")[2]
    places = spot.reading.places_in(max(0, number.start - 60), number.start)
    return [
        float(text[max(0, number.start - 1) : number.start] == "(" and text[number.end : number.end + 1] == ")"),
        float(word[:1].isupper()),
        float(any(not text[place.end : number.start].strip(" (:") for place in places)),
        float(spot.reading.looks_ahead(cell.reach, cell.end)),
        float(spot.reading.looks_ahead(*spot.sentence)),
    ]


def _stated(spot: Spot) -> list[float]:
    reading, index, number, history = spot.reading, spot.index, spot.number, spot.history
    body, last = reading.annotated.body_start, history[-1] if history else None
    same = reading.same[number.unit, number.value]
    earlier = same[: min(SAME, bisect_left(same, index))]
    counts, spoken = spot.values, spot.distances
    values = [count.value for count in counts if count.unit is number.unit]
    return [
        _said_again(spot, later=same[-1] > index),
        float(min(3, sum(reading.quantities[at].start >= body for at in earlier))),
        float(min(3, values.count(number.value))),
        float(min(2000, number.start - counts[-1].end)) if counts else 3000.0,
        *_last(last.indicator if last else None),
        float(bool(spoken) and spoken[-1] == 0),
        float(bool(spoken) and spoken[-1] <= 1),
        float(spoken.count(0.0)),
        float(spoken.count(0.0) + spoken.count(1.0)),
        float(min(len(history), 20)),
        math.log10((number.value + 1) / (values[-1] + 1)) if values else 9.0,
        math.log10((number.value + 1) / (max(values) + 1)) if values else 9.0,
        arithmetic(reading, index, history),
        float(spot.base is not None),
        float(reading.sentence_of[index] == reading.opening[reading.paragraph(index)]),
        float(_quoted(reading.text, spot.sentence.start, number.start)),
        float(spot.last is not None and spot.last.restated),
        float(spot.whole is not None),
        float(index in reading.wholes),
        float(spot.above is not None),
        float(min(spot.listed, 20)),
        *spot.shares(spot.last),
        float(bool(earlier)),
    ]


def _said_again(spot: Spot, *, later: bool) -> float:
    """Of a number in the headline: 1 if it is said again later, 2 if the body says one close to it."""
    reading, number, body = spot.reading, spot.number, spot.reading.annotated.body_start
    if number.start >= body:
        return 0.0
    if later:
        return 1.0
    close = 0.1 * number.value
    body_numbers = (one for one in reading.quantities[:SAME] if one.start >= body and one.unit is number.unit)
    return 2.0 * any(abs(one.value - number.value) <= close for one in body_numbers)


def _last(indicator: Indicator | None) -> list[float]:
    return [
        float(indicator is Indicator.COOPERATIVES),
        float(indicator in PEOPLE),
        float(indicator in MONEY),
        float(indicator is Indicator.MSMES),
    ]


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether a quotation is open at `end`."""
    return text.count('"', start, end) % 2 == 1 or text.count("“", start, end) > text.count("”", start, end)


def feature_names(own: Sequence[str], *, context: bool) -> tuple[str, ...]:
    """The names of a ranker's features in their order."""
    shared = (*(f"number_{name}" for name in NUMBER), *(f"context_{name}" for name in CONTEXT if context))
    return (*own, *shared)
