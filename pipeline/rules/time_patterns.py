"""The forms in which Indonesian states a time. What they mean is worked out in `periods.py`.

Named groups say what a form holds: `day`, `month` (a name) or `number`, `quarter`, `half`, `year` or `short` (two
digits), `relative` (lalu, ini …), `first` and `last` of a span of years, `count` of years, `weekday`.
"""

import re

MONTHS = (
    "januari|jan", "februari|pebruari|feb", "maret|mar", "april|apr", "mei", "juni|jun", "juli|jul",
    "agustus|agu|agt", "september|sept|sep", "oktober|okt", "november|nopember|nov", "desember|des",
)  # fmt: skip
MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split("|")}
ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "satu": 1, "dua": 2, "tiga": 3,
            "empat": 4, "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4}  # fmt: skip
COUNTS = {"se": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
          "sepuluh": 10}  # fmt: skip
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")

_NAME = f"(?:{'|'.join(sorted(MONTH_OF, key=len, reverse=True))})"
_MONTH = rf"(?=[jfmasond])(?P<month>{_NAME})\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d.,]*\d)"
_RELATIVE = r"tahun\s(?:yang\s)?(?P<relative>lalu|kemarin|sebelumnya|silam|ini|itu|tersebut)\b"
_OF_YEAR = rf"(?:(?:,?\s(?:pada\s)?(?:tahun\s(?:buku\s)?)?|[/-](?:tahun\s)?){_YEAR}|,?\s(?:pada\s)?{_RELATIVE})"
_WEEKDAY = r"\b(?P<weekday>senin|selasa|rabu|kamis|jum[’']?at|sabtu|minggu|ahad)\b"
_TO = r"(?:\s?(?:-|–|/|s/d)\s?|\s(?:sampai(?:\sdengan)?|hingga|ke|s\.d\.?)\s)"
_FROM = rf"(?:(?:\d{{1,2}}\s)?\b{_NAME}\b(?:\s\d{{4}})?{_TO})?"
"""A beginning, of which the figure does not hold: "Januari hingga Juni 2021"."""
_START = r"(?:(?=\d)|\b(?=[jfmasondb]))"
"""How a date begins that may have a beginning: tried first, it spares the patterns most places of a text."""
_UNTIL = r"\b(?:per|hingga|sampai(?:\sdengan)?|s/d|posisi)\s(?:hari\s|tanggal\s)?"
_COUNT = r"\b(?:(?P<count>dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|\d{1,2})\s|se)tahun"
_ORDINAL = "iv|iii|ii|i|[1-4]|satu|dua|tiga|empat|pertama|kedua|ketiga|keempat"
_OPENING = r"(?:per(?=\s)|pada|hingga|sampai(?:\sdengan)?|s/d|sejak|selama|sepanjang|posisi|untuk|di|dalam|tutup\sbuku)"
_AS_OF = r"[^\n,]*\b(?:data|posisi|kondisi|terakhir|akhir|per|hingga|sampai|koperasi|jumlah)\b"
"""Words that make a date behind them an as-of date, though it opens a line as a dateline does."""
_COMING = r"(?!\s(?:(?:19|20)\d\d\b|tahun\b|mendatang|depan|nanti)|[-–/])"

_PATTERNS = (
    ("date", rf"{_UNTIL}{_WEEKDAY},?\s?\(?(?P<day>\d{{1,2}})[/-](?P<number>\d{{1,2}})[/-]{_YEAR}\)?"),
    ("date", rf"{_UNTIL}{_WEEKDAY},?\s?\(?(?P<day>\d{{1,2}})\s{_MONTH}(?:{_OF_YEAR})?\)?"),
    ("dateline", rf"{_WEEKDAY},?\s?\(?(?P<day>\d{{1,2}})(?:[/-](?P<number>\d{{1,2}})(?:[/-](?P<short>(?:20)?\d\d))?"
     rf"|\s{_MONTH}(?:\s(?P<year>\d{{4}}))?)\)?"),
    ("dateline", r"\(\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\)"),
    ("dateline", rf"(?m:^)(?!{_AS_OF})[^\d\n:,]{{3,40}},\s(?P<day>\d{{1,2}})\s{_MONTH}\s{_YEAR}(?=\s[-–—])"),
    ("span", r"(?:\b(?:selama|periode|kurun|tahun(?:\sbuku)?|antara|sejak|dari|mulai)\s){0,3}"
     rf"(?P<first>(?:19|20)\d\d){_TO}(?:tahun\s)?(?P<last>(?:19|20)\d\d)(?!\d)"),
    ("date", rf"(?<![\d.,/-])(?P<day>\d{{1,2}})(?P<mark>[./-])(?P<number>\d{{1,2}})(?P=mark){_YEAR}"),
    ("date", r"(?<![\d.,/-])(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<short>\d\d)\b(?!/)"),
    ("date", r"(?<![\d.,/-])(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    ("date", rf"{_START}{_FROM}(?P<day>\d{{1,2}})\s{_MONTH}(?:{_OF_YEAR})?"),
    ("date", rf"{_START}{_FROM}(?:bulan\s)?\b{_MONTH}{_OF_YEAR}"),
    ("date", rf"\b(?:triwulan|kuartal|tw|q)[\s-]?(?:ke-?\s?)?(?P<quarter>{_ORDINAL})\b(?:{_OF_YEAR})?"),
    ("date", rf"\bsemester[\s-](?:ke-?\s?)?(?P<half>i|ii|1|2|satu|dua|pertama|kedua)\b(?:{_OF_YEAR})?"),
    ("excluded", rf"\bsejak\s{_COUNT}\s(?:yang\s)?(?:lalu|silam|terakhir)\b"),
    ("years_span", rf"\b(?:dalam|kurun(?:\swaktu)?)\s(?!se){_COUNT}\sterakhir"),
    ("excluded", rf"\b(?:tahun\s(?:anggaran|pelajaran|ajaran|fiskal)|apbd|program\skerja(?:\stahun)?|ta)\s{_YEAR}"),
    ("date", rf"(?:\b(?:{_OPENING}|tahun(?:\sbuku)?|awal|akhir|pertengahan|medio|mulai)\s){{1,4}}(?:lalu\s|yakni\s)?"
     rf"{_YEAR}"),
    ("excluded", r"\b(?:nomor|no\.?)\s?\d+[\w/]*\stahun\s\d{4}"),
    ("bare_year", rf"(?<![\w.,/-]){_YEAR}(?![/-]?\w)"),
    ("date", rf"\b(?:per|hingga|sampai|posisi|pada|selama|sejak|bulan)\s(?:dengan\s)?(?:bulan\s|akhir\s|awal\s"
     rf"|pertengahan\s){{0,3}}{_MONTH}{_COMING}"),
    ("date", rf"\b{_MONTH}\s(?:yang\s)?(?P<past>lalu)\b"),
    ("years_back", rf"{_COUNT}\s(?:yang\s)?(?:lalu|silam)\b"),
    ("years_before", rf"{_COUNT}\ssebelumnya\b"),
    ("years_after", rf"{_COUNT}\s(?:kemudian|berselang|berikutnya|setelahnya)|\btahun\sberikutnya"),
    ("now", r"\b(?:saat\sini|hingga\skini|sampai\skini|kini|sekarang|sampai\ssekarang|hingga\ssekarang|sejauh\sini"
     r"|(?:tahun|semester|triwulan|kuartal|bulan)\s(?:ini|berjalan))\b"),
    ("date", rf"\b(?:dari\s|pada\s)?{_RELATIVE}"),
    ("date", rf"\b(?:sepanjang|selama|awal|pertengahan|akhir|medio)\s{_RELATIVE}"),
    ("earlier", r"\b(?:semula|mulanya|awalnya|dulu(?:nya)?|dahulu|sebelumn+ya|tadinya|pernah)\b"),
)  # fmt: skip
"""For a text in small letters; of two that begin at one place the longer counts, else the earlier row."""
TIME_PATTERNS = tuple((rule, re.compile(pattern)) for rule, pattern in _PATTERNS)
