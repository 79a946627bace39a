"""What extraction keeps of 20,000 articles it has read: nothing, or nearly so."""

import random
import resource
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.measure import Measurement
from models.article import NewsArticle
from pipeline.extract import extract

_WARM, _ALL = 2_000, 20_000
_SYLLABLES = "ba ka da gu li ma no pi ra se ti wo ya jen tar mun sil".split()
_PLACES = "Agam Solok Bengkalis Malang Sleman Bontang Karangasem Merangin Nunukan Tebo".split()
_SENTENCES = (
    "Kepala Dinas Koperasi Kabupaten {place}, {name}, menyebut saat ini terdapat {all} koperasi di daerahnya.",
    "Dari jumlah itu {some} masih aktif, sisanya {rest} tidak aktif per 31 Desember {year}.",
    "Jumlah anggotanya {members} orang, dengan aset Rp {some},{rest} miliar.",
    "“{word} {word2} dan {name} terus kami bina,” katanya, Kamis (2/5/{year}).",
    "Di Kecamatan {name} ada {rest} unit {word}, sekitar {some} persen lebih {word2}.",
)


def measured() -> Iterator[Measurement]:
    """Growth of the peak of resident memory, in a process of its own."""
    run = subprocess.run([sys.executable, "-m", "benchmarks.memory"], check=True, capture_output=True, text=True)
    growth, peak = map(float, run.stdout.split())
    yield Measurement(
        f"figures, growth of memory from article {_WARM:,} to {_ALL:,}",
        growth,
        "MB",
        20.0,
        at_most=True,
        beside=f"{peak:.0f} MB at article {_WARM:,}",
    )


def _article(chance: random.Random) -> NewsArticle:
    def word() -> str:
        return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 5)))

    def sentence() -> str:
        total = chance.randint(20, 2_000)
        some = chance.randint(1, total)
        return chance.choice(_SENTENCES).format(
            place=chance.choice(_PLACES), name=f"{word().title()} {word().title()}", word=word(), word2=word(),
            all=total, some=some, rest=total - some, members=f"{total * 97:,}".replace(",", "."),
            year=chance.randint(2009, 2025),
        )  # fmt: skip

    body = "\n\n".join(f"{sentence()} {sentence()}" for _ in range(chance.randint(1, 5)))
    return NewsArticle(url="https://contoh.example/", headline=word().title(), article_body=body)


def _peak() -> float:
    """Most memory that was resident so far, MB; getrusage counts KiB, on macOS bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    """Print the growth and what there was at the start, MB."""
    chance, start = random.Random(1), 0.0
    for number in range(1, _ALL + 1):
        extract(_article(chance))
        start = _peak() if number == _WARM else start
    print(_peak() - start, start)


if __name__ == "__main__":
    main()
