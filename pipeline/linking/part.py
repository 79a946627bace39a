"""Whether a number counts only a part that no column expresses, and the words that name it (codebook: `subset`)."""

import re

from models.codes import CoopKind, CoopStatus, Indicator, Unit
from pipeline.linking.history import Spot
from pipeline.linking.reading import Reading
from pipeline.rules.mentions import Concept
from pipeline.rules.predicates import restrictions, unknown_part

ACTIVE_BASE = "dari yang aktif"
_ACTIVE = re.compile(r"\b(?:dari|di ?antara|koperasi)\s(?:\w+\s){0,2}?(?:(?:yang|masih)\s)*aktif")
_OF_ACTIVE = (CoopStatus.RAT_HELD, CoopStatus.RAT_NOT_HELD, CoopStatus.CERTIFIED, CoopStatus.HEALTHY,
              CoopStatus.UNHEALTHY)  # fmt: skip
_RELATIVE = re.compile(r"\s(?:unit\s|koperasi\s)?(?:di ?antaranya\s)?(?:yang|ter|ber|me|di)")
_WORDS = re.compile(r"[\w/-]+")
CUES = ("binaan", "dibina", "perempuan", "laki", "mikro", "kecil", "menengah", "sendiri", "luar", "dalam", "provinsi",
        "pusat", "desa", "kelurahan", "lain", "lama", "modern", "manajer", "karyawan", "konvensional", "syariah",
        "mandiri", "besar", "baru", "simpanan", "punya", "memiliki", "izin", "bisa", "dapat", "masih", "sudah",
        "belum", "mengajukan", "terdaftar", "sektor", "riil", "dinilai", "jenis", "tingkat", "anggota", "penerima",
        "wajib", "pengawasan", "diawasi", "didampingi", "dampingan", "cukup", "kurang", "perlu", "rekening", "npwp",
        "nib", "bank", "gerai", "kantor", "alamat", "pengurus", "kdmp", "kkmp", "ksp", "kspps", "khusus", "bidang",
        "bergerak", "usaha", "modal", "membuka", "berjualan", "laporan", "tepat", "audit", "diaudit", "ganda",
        "predikat", "kategori", "kelas", "berkualitas", "lewat", "terkumpul", "nelayan", "petani", "pertanian",
        "perkebunan", "pesantren", "sedang", "pernah", "menjadi", "siap", "berpeluang", "mampu",
        "mengurus")  # fmt: skip
_CUE = {word: at for at, word in enumerate(CUES)}
REACH = 6
"""Words on each side of a number among which a cue is looked for."""
STATUSES = tuple(CoopStatus)
_IS_STATUS = {code: [float(code is other) for other in STATUSES] for code in STATUSES}
_INDICATORS = tuple(Indicator)

OWN = (
    "vocabulary", "vocabulary_left", "vocabulary_right", "predicate", "last_part", "last_in_sentence", "above_part",
    "whole_part", "part_distance", "share_of_part", "list_of_part", "list_length", "heard_before", "heard_in_paragraph",
    "share_since", "kind_other", "kind_all", "percent", "active_base", "active_before", "indicator",
    *(f"status_{code}" for code in STATUSES), "relative_behind", "yang_before", "words_behind", "statuses", "among",
    "rest", "stateless", "has_base", "base_is_all", "base_is_active", "base_part", "base_kind", "topic", "topic_cue",
    "narrowed_left", "narrowed_right", "narrowed_before",
    "last_distance", "same_indicator", "same_status", "same_kind",
    *(f"left_{word}" for word in CUES), *(f"right_{word}" for word in CUES),
)  # fmt: skip


def describe(spot: Spot, what: tuple[Indicator, CoopStatus, CoopKind]) -> list[float]:
    """`OWN` features of a number that counts `what`."""
    indicator, status, kind = what
    reading, index, number, last, sentence = spot.reading, spot.index, spot.number, spot.last, spot.sentence
    cell, concepts = reading.cells[index], reading.concepts_in(*sentence)
    inside = [c for c in concepts if cell.reach <= c.start < cell.end]
    named = [c for c in concepts if c.facet == "subset" and c.code.partition(":")[0] == indicator]
    near = [(said, away) for said, away in zip(spot.history, spot.distances, strict=True) if away <= 1]
    its = next((said for said in reversed(spot.history) if said.part), None)
    after, before = reading.small[number.end : cell.end], reading.small[cell.start : number.start]
    return [
        float(any(cell.reach <= c.start < cell.end for c in named)),
        float(min((number.start - c.end for c in named if c.end <= number.start), default=300)),
        float(min((c.start - number.end for c in named if c.start >= number.end), default=300)),
        float(unknown_part(reading.text, cell) is not None),
        float(last is not None and last.part),
        float(last is not None and last.part and spot.distance(last) == 0),
        float(spot.above is not None and spot.above.part),
        float(spot.whole is not None and spot.whole.part),
        spot.distance(its),
        *spot.shares(its),
        float(min(spot.listed, 20)),
        *_heard(spot, indicator),
        sum([said.part for said, _ in near]) / len(near) if near else 0.0,
        float(kind is CoopKind.OTHER),
        float(kind is CoopKind.ALL),
        float(number.unit is Unit.PERCENT),
        float(is_of_active(reading, index, status)),
        float(any(said.status is CoopStatus.ACTIVE and away == 0 for said, away in near)),
        float(_INDICATORS.index(indicator)),
        *_IS_STATUS[status],
        float(_RELATIVE.match(after) is not None),
        float(" yang " in before),
        float(len(_WORDS.findall(after))),
        float(sum(c.facet == "status" for c in inside)),
        float(any(c.code == "among" for c in inside)),
        float(any(c.code == "rest" for c in inside)),
        float(any(c.facet == "stateless" for c in inside)),
        *_base(spot, kind),
        *_topic(spot),
        _narrowed(reading, sentence.start, number.start),
        _narrowed(reading, number.end, cell.end),
        _narrowed(reading, *spot.before) if spot.before else 0.0,
        spot.distance(last),
        float(last is not None and last.indicator is indicator),
        float(last is not None and last.status is status),
        float(last is not None and last.kind is kind),
        *_cues(spot),
    ]


def _base(spot: Spot, kind: CoopKind) -> list[float]:
    """Whether the figure that a percent is a share of is known, and what it counts."""
    base = spot.base
    if base is None:
        return [0.0] * 5
    return [
        1.0,
        float(base.status is CoopStatus.ALL),
        float(base.status is CoopStatus.ACTIVE),
        float(base.part),
        float(base.kind is kind),
    ]


def _topic(spot: Spot) -> list[float]:
    """Whether the sentence before tells no number but a topic, and how many cues of parts it has."""
    reading, before = spot.reading, spot.before
    if before is None or reading.numbers_between(before.start, before.end):
        return [0.0, 0.0]
    words = reading.words[reading.word_at(before.start) : reading.word_at(before.end)]
    return [1.0, float(sum(word.removesuffix("nya") in _CUE for word in words))]


def _narrowed(reading: Reading, start: int, end: int) -> float:
    """How many clauses in `text[start:end]` narrow what is counted, and tell no state."""
    clauses = restrictions(reading.small, start, end)
    return float(sum(all(c.facet != "status" for c in reading.concepts_in(*clause)) for clause in clauses))


def _heard(spot: Spot, indicator: Indicator) -> list[float]:
    """Whether the sentence before, and the paragraph before the number's sentence, name a part."""
    reading = spot.reading
    spans = [spot.before, (reading.paragraph_start(spot.index), spot.sentence.start)]
    found = []
    for span in spans:
        concepts = reading.concepts_in(*span) if span else ()
        found.append(float(any(c.facet == "subset" and c.code.partition(":")[0] == indicator for c in concepts)))
    return found


def _cues(spot: Spot) -> list[float]:
    reading, number, sentence = spot.reading, spot.number, spot.sentence
    found = [0.0] * (2 * len(CUES))
    first, stop = reading.word_at(sentence.start), reading.word_at(sentence.end)
    left, right = reading.word_at(number.start), reading.word_at(number.end)
    for shift, words in ((0, reading.words[max(first, left - REACH) : left]),
                         (len(CUES), reading.words[right : min(stop, right + REACH)])):  # fmt: skip
        for word in words:
            if (at := _CUE.get(word.removesuffix("nya"))) is not None:
                found[shift + at] = 1.0
    return found


def is_of_active(reading: Reading, index: int, status: CoopStatus) -> bool:
    """Whether a percent is one of the active ("71 persen dari koperasi aktif sudah RAT")."""
    number, cell = reading.quantities[index], reading.cells[index]
    spoken = _ACTIVE.search(reading.small, cell.reach, cell.end) is not None
    return number.unit is Unit.PERCENT and status in _OF_ACTIVE and spoken


def part_words(spot: Spot, what: tuple[Indicator, CoopStatus, CoopKind]) -> str:
    """The few words that name the part: the vocabulary's, the predicate, the last figure's, else those next to it."""
    indicator, status, kind = what
    reading, index, number, last = spot.reading, spot.index, spot.number, spot.last
    cell, concepts = reading.cells[index], reading.concepts_in(*spot.sentence)
    if is_of_active(reading, index, status):
        return ACTIVE_BASE
    if kind is CoopKind.OTHER:
        named = _kind_words(reading, index, [c for c in concepts if c.facet in ("coop", "kind") and c.code == "other"])
        if named:
            return named
    known = [c for c in concepts if c.facet == "subset" and c.code.partition(":")[0] == indicator]
    known = [c for c in known if cell.reach <= c.start < cell.end]
    if known:
        return min(known, key=lambda c: abs(c.start - number.start)).code.partition(":")[2]
    heard = [c for c in (reading.concepts_in(*spot.before) if spot.before else ()) if c.facet == "subset"]
    topics = [c.code.partition(":")[2] for c in heard if c.code.partition(":")[0] == indicator]
    found = unknown_part(reading.text, cell) or next(iter(topics), None)
    if found is None and last is not None and last.words and spot.distance(last) <= 1:
        return last.words
    return found or _beside(reading, index)


def _kind_words(reading: Reading, index: int, concepts: list[Concept]) -> str | None:
    """What stands behind "koperasi" in the nearest word for another kind: "pertanian", "TKBM"."""
    start = reading.quantities[index].start
    near = min(concepts, key=lambda c: abs(c.start - start), default=None)
    if near is None:
        return None
    return re.sub(r"^koperasi\s+", "", reading.text[near.start : near.end], flags=re.IGNORECASE)


def _beside(reading: Reading, index: int) -> str:
    """Up to four words behind the number in its cell, else before it."""
    number, cell = reading.quantities[index], reading.cells[index]
    after = _WORDS.findall(reading.text[number.end : cell.end])[:4]
    before = _WORDS.findall(reading.text[cell.start : number.start])[-4:]
    return " ".join(after or before) or reading.text[number.start : number.end]
