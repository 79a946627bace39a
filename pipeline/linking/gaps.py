"""How a mention stands to a number: which side, how far, and what lies between."""

import re
from collections.abc import Sequence

from pipeline.linking.reading import WORD, Reading
from pipeline.rules.mentions import Concept, Moment

LIGHT = frozenset(
    "unit koperasi buah orang yang di antaranya diantaranya dinyatakan masih sudah telah itu ini lagi lainnya tergolong"
    " masuk kategori berstatus status merupakan adalah kondisi kondisinya hanya ada sebanyak sekitar mencapai berjumlah"
    " yakni yaitu cuma baru tinggal sejumlah jumlahnya jumlah sebesar kini lebih dari hampir kurang tercatat terdapat"
    " memang benar saja pun lain secara dalam keadaan dengan total totalnya menjadi jadi tersebut tadi usaha badan"
    " hukum kira para se nya sisanya selebihnya sekira pada tahun wanita simpan pinjam serba usaha desa kelurahan merah"
    " putih konsumen produsen jasa pemasaran primer sekunder karyawan pegawai syariah kud ksp ksu kpri kopdes kdmp kkmp"
    " umkm kopwan kspps".split()
)
"""Words that may stand between a number and what it counts without parting them."""
_JOINTS = re.compile(
    r"\b(?:dan|sedangkan|sementara|adapun|serta|namun|tetapi|tapi|sisanya|lalu|kemudian|menjadi|jadi)\b"
)
_BASE = ("dari", "antara")
_WISH = re.compile(
    r"\b(?:supaya|agar|biar|untuk|demi|harus|ingin|bisa|dapat|semoga|target\w*|ditarget\w*|harap\w*|diharap\w*|dorong"
    r"|didorong|mendorong|upaya|diupaya\w*)\b"
)
WISH = 60
"""Characters before a mention in which a wish may stand ("94 koperasi … supaya bisa berjalan baik dan sehat")."""

GAP = ("side", "words", "characters", "numbers", "commas", "joints", "yang", "dari", "breaks", "heavy")
NO_GAP = (0.0, 99.0, 999.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 99.0)
MENTION = (*GAP, "own", "rank", "nearer_other", "after_yang", "after_dari", "length", "of_its_facet", "left", "right",
           "in_clause", "in_reach", "wished")  # fmt: skip


def gap(reading: Reading, index: int, start: int, end: int) -> tuple[float, ...]:
    """`GAP` of the words at `start` to `end`; the side is -1 before the number, 1 behind it, 0 within."""
    number, pair = reading.quantities[index], reading.pairs[index]
    if end <= number.start:
        side, one, two = -1.0, end, pair.start if end <= pair.start else number.start
    elif start >= number.end:
        side, one, two = 1.0, pair.end if start >= pair.end else number.end, start
    else:
        return (0.0,) * len(GAP)
    between = reading.small[one:two]
    words = WORD.findall(between)
    heavy = sum(word not in LIGHT and not word[0].isdigit() for word in words)
    return (
        side,
        float(len(words)),
        float(len(between)),
        float(reading.numbers_between(one, two)),
        float(between.count(",")),
        float(len(_JOINTS.findall(between))),
        float(between.count(" yang ")),
        float(between.count("dari ")),
        float(between.count(";") + between.count("(") + between.count(":")),
        float(heavy),
    )


def mention(
    reading: Reading, index: int, item: Concept | Moment, others: Sequence[Concept] | Sequence[Moment]
) -> tuple[float, ...]:
    """`MENTION` of `item`, one of `others` of its facet in the sentence."""
    number, cell = reading.quantities[index], reading.cells[index]
    found = gap(reading, index, item.start, item.end)
    beside = sorted(
        (one for one in others if (one.end <= number.start) == (found[0] < 0)),
        key=lambda one: abs(one.start - number.start),
    )
    pair = reading.pairs[index]
    own = max(pair.start - item.end, item.start - pair.end)
    other = _nearest_other(reading, index, item)
    before = reading.small[max(0, item.start - 12) : item.start].rstrip()
    return (
        *found,
        float(own <= other),
        float(beside.index(item)) if item in beside else 9.0,
        float(max(-200, min(200, other - own))),
        float(before.endswith("yang")),
        float(before.endswith(_BASE)),
        float(item.end - item.start),
        *_spread(reading, index, others),
        float(cell.start <= item.start < cell.end),
        float(cell.reach <= item.start < cell.start),
        float(_WISH.search(reading.small, max(number.end, item.start - WISH), item.start) is not None),
    )


def no_mention(reading: Reading, index: int, others: Sequence[Concept] | Sequence[Moment]) -> tuple[float, ...]:
    """`MENTION` of a candidate that no word of the sentence gives."""
    return (*((0.0,) * len(GAP)), 0.0, 9.0, 0.0, 0.0, 0.0, 0.0, *_spread(reading, index, others), 0.0, 0.0, 0.0)


def _spread(reading: Reading, index: int, others: Sequence[Concept] | Sequence[Moment]) -> tuple[float, float, float]:
    number = reading.quantities[index]
    left = sum(one.end <= number.start for one in others)
    right = sum(one.start >= number.end for one in others)
    return float(len(others)), float(left), float(right)


def _nearest_other(reading: Reading, index: int, item: Concept | Moment) -> int:
    """Characters from a mention to the nearest other number of the sentence; 999 if there is none."""
    found = [
        max(reading.quantities[at].start - item.end, item.start - reading.quantities[at].end)
        for at in range(max(0, index - 3), min(len(reading.quantities), index + 4))
        if reading.pairs[at] != reading.pairs[index] and reading.sentence_of[at] == reading.sentence_of[index]
    ]
    return min(found, default=999)
