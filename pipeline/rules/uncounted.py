"""Numbers that are no quantity of ours: laws, ordinals, times, telephones, dates in digits, counts of other things."""

import re
from collections.abc import Iterator

from pipeline.rules.numerals import NOUN, SCALE

OTHER_UNITS = re.compile(
    r"[^\S\n](?:tahun(?!\s(?:19|20)\d\d)|bulan|hari|pekan|minggu|jam|menit|detik|kali|abad|semester|periode|angkatan|tahap|lantai|meter"
    r"|km|kilometer|hektar\w*|ha|ton|kg|kilogram|gram|liter|lembar|eksemplar|halaman|pasal|poin|butir|hal|langkah|jenis|bidang"
    r"|macam|titik|kecamatan|desa|kelurahan|nagari|kampung|dusun|distrik|kabupaten|kota|provinsi|negara|pulau|zona|wilayah"
    r"|daerah|kantor|gedung|rumah|besar|terbaik|nomor|lokasi|sektor|unsur|pilar|program)\b",
    re.IGNORECASE,
)
"""Words that a number may count besides what we ask for; such a number is no quantity of ours."""

_CLOCK = r"\d{1,2}[.:]\d{2}"
_TO = r"\s?(?:-|–|s/d|sampai|hingga)\s?"
_UNCOUNTED = re.compile(
    rf"""
    (?<!\w)(?:
      (?:nomor|no|pasal|ayat|bab|seri|uu|pp|perpres|inpres|permenkop|perda|(?<!ber-)sk)\b[.:]?\s?
        (?!\d+\s{NOUN})[\w/().:-]{{0,40}}\d[\w/.:-]*(?:/\d+)?(?:\s?tahun\s\d{{4}})?
    | nomor\s(?:satu|dua|tiga|empat|lima)\b
    | ke-?\d+ | ke\s\d{{1,3}}(?![.,]?\d|\s{NOUN})        # ordinals: HUT ke-71; "ke 33.687 orang" is a level
    | (?:hut|harkop\w*|hari\skoperasi)\b[^.,;]{{0,30}}?\d+
    | (?:pukul|jam)\s\d{{1,2}}(?:[.:]\d{{2}})?(?:{_TO}{_CLOCK})?
    | {_CLOCK}(?:{_TO}{_CLOCK})?\s?wi(?:b|ta|t)\b
    | \d{{1,2}}:\d{{2}}(?::\d{{2}})?
    | r[tw]\.?\s?\d+(?:/\d+)?
    | (?!{SCALE}|persen-)[a-z]\w*-\d+\b | [a-z]+\d[\w/.-]*\b
    | https?://\S+ | www\.\S+
    | (?<![.,])(?<!\d\s)0[1-9]\d{{1,3}}\)?[\s-]?\d{{3,}}(?:[\s-]\d{{3,}})*(?:-\d+)*    # telephone
    | \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?
    | \d{{4}}[-/]\d{{2}}[-/]\d{{2}}\b
    | (?<!rp\s)(?<!rp\.\s)\d+(?!an\b|{SCALE})[a-z]\w*\b
    )
    | \+62[\s-]?\d{{2,4}}(?:[\s-]?\d{{3,}})*
    """,
    re.VERBOSE,
)
"""For a text in small letters."""
_RUPIAH = re.compile(r"rp\.?\s?\d[\w.,]*")


def uncounted(small: str) -> Iterator[tuple[int, int]]:
    """The places of `small`, a text in small letters, whose digits are no quantity."""
    return (match.span() for match in _UNCOUNTED.finditer(small) if not _RUPIAH.match(match[0]))
