"""Whether an article is about one cooperative, which makes its members and money no figures (codebook)."""

import re

from pipeline.rules.annotated import AnnotatedText
from pipeline.rules.vocabulary import OFFICE

_HEADLINE = re.compile(
    r"\b(?:KUD|KSU|KSP|KPRI|KPN|BMT|KSPPS|KPTR|KSB|Kopkar"
    r"|Primkop\w*|Koperasi (?:Syariah )?(?:Pegawai|Karyawan|\d+))\s[A-Z]\w+"
    r"|\bDirikan Koperasi\b"
)
_GENERAL = (
    "Desa|Kelurahan|Merah|Simpan|Unit|Serba|Primer|Sekunder|Syariah|Wanita|Produsen|Konsumen|Jasa|Pemasaran|Pegawai"
    "|Karyawan|U[MK]+M?|Usaha|Indonesia|Nasional|Per\\w+|Dan|Aktif|Tidak|Provinsi|Kabupaten|Kota|RI|Republik|Modern"
    "|Sekolah|Siswa"
)
_BY_NAME = re.compile(
    rf"\b(?:Koperasi|KUD|KSU|KSP|KPRI|KPN|BMT|KSPPS|KPTR|Primkop\w*)\s(?:[A-Z]\w+\s)?(?!(?:{_GENERAL})\b)[A-Z][a-z]+\b"
)
LEAD = 500
"""Characters of the body in which an article about one cooperative names it."""


def is_single(annotated: AnnotatedText) -> bool:
    """Whether headline or lead calls one cooperative by name (KPRI Tunas Jaya); "Koperasi Bengkalis" is none."""
    text, body = annotated.text, annotated.body_start
    if _HEADLINE.search(text, 0, annotated.headline_end):
        return True
    regions = {word for place in annotated.places for word in text[place.start : place.end].split()}
    named = (match[0].split()[-1] for match in _BY_NAME.finditer(OFFICE.sub("", text[body : body + LEAD])))
    return any(word not in regions for word in named)
