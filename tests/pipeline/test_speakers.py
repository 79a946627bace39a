import json
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.components.attributes import prepare
from pipeline.extract import load_pipeline
from pipeline.rules.annotated import BREAK
from pipeline.rules.gazetteer import find_names
from pipeline.rules.places import resolve
from pipeline.rules.sentences import find_sentences
from pipeline.rules.speakers import Utterance, find_utterances, speaker_at

GOLD = Path(__file__).parents[1] / "gold"
UNTUNED = {f"dev-{number:03}" for number in (14, 29, 36, 44, 75, 86, 102, 115, 125, 136)}
"""Articles annotated after the rules were written; on the first reading 4 of their 8 attributed figures were right."""
FLOOR = 0.95


def read(text: str, headline_end: int = 0) -> tuple[Utterance, ...]:
    places = sorted(resolve(find_names(text), headline_end, None))
    return find_utterances(text, list(find_sentences(text)), places)


def said(text: str, words: str) -> tuple[str | None, str | None] | None:
    """Speaker and role of `words`."""
    found = speaker_at(read(text), text.index(words))
    return found and (found.speaker, found.role)


HERMAN = ("Herman Achmad", "Kepala Diskop UKM Bengkalis")


@pytest.mark.parametrize(
    "text",
    [
        'Ada 90 koperasi, kata Kepala Diskop UKM Bengkalis, Herman Achmad, Kamis (2/3).',
        '"Ada. Kini 90 koperasi," ujar Kepala Diskop UKM Bengkalis Herman Achmad.',
        'Kepala Diskop UKM Bengkalis, Herman Achmad, mengatakan ada 90 koperasi.',
        'Ada 90 koperasi, kata Herman Achmad, Kepala Diskop UKM Bengkalis.',
        "Kini 90 koperasi.\n\nHal itu disampaikan Kepala Diskop UKM Bengkalis, Herman Achmad.",
        "Kini 90 koperasi. Kepala Diskop UKM Bengkalis, Herman Achmad, menyampaikannya di kantor.",
        'Didampingi Kabid Dony Ubani, Kepala Diskop UKM Bengkalis, Herman Achmad, menjelaskan ada 90 koperasi.',
        'Rina diam. Ada 90 koperasi, menurut Kepala Diskop UKM Bengkalis – Herman Achmad, di kantor.',
    ],
)  # fmt: skip
def test_an_attribution_names_speaker_and_role(text: str) -> None:
    found = speaker_at(read(text), text.rindex("90"))
    assert found is not None
    assert (found.speaker, found.role) == HERMAN


INTRODUCED = "Kepala Diskop UKM Bengkalis, Herman Achmad, mengaku senang. "


@pytest.mark.parametrize(
    "after",
    [
        '"Yang aktif 90 unit," katanya.',
        "Koperasi itu, jelasnya, 90 unit.",
        "Menurut dia ada 90 koperasi.",
        "Ia menambahkan 90 koperasi mati.",
        "Dijelaskannya, 90 koperasi mati.",
        "Yang mati 90, lanjut Achmad.",
        "Herman merinci ada 90 koperasi.",
        '"Masih ada 90 koperasi yang mati."',
        '\n\n“Masih ada 90 koperasi yang mati.”\n',
        "Pejabat itu hadir. Yang mati 90, kata kepala diskop.",
        '“Kami bina terus, yang mati 90,“ katanya.',
    ],
)  # fmt: skip
def test_short_forms_mean_who_was_introduced(after: str) -> None:
    assert said(INTRODUCED + after, "90") == HERMAN


@pytest.mark.parametrize(
    "after",
    [
        "Yang aktif 90 unit.",
        "Menurut data BPS ada 90 koperasi.",
        "Dinas mencatat 90 koperasi.",
        'Rapat itu.\n\nAdapun kecamatan lain punya 90.',
        'Rapat bertema "90 Tahun" digelar.',
        "Sebagai tindak lanjut Instruksi Presiden dibentuk 90 koperasi.",
        "Karena tutupnya koperasi tinggal 90.",
    ],
)  # fmt: skip
def test_without_attribution_nobody_speaks(after: str) -> None:
    assert said(INTRODUCED + after, "90") is None


def test_two_speakers_do_not_mix() -> None:
    text = (
        "Kepala Dinas Koperasi Agam, Rahmi Yusuf, SE, M.Si, menyebut ada 11 koperasi. Kabid Kelembagaan Dony Ubani "
        'menambahkan yang aktif 12. "Yang mati 13," ujar Rahmi. "Lainnya 14," katanya. Sisanya 15, kata Dony.'
    )
    rahmi, dony = ("Rahmi Yusuf, SE, M.Si", "Kepala Dinas Koperasi Agam"), ("Dony Ubani", "Kabid Kelembagaan")
    assert [said(text, str(number)) for number in range(11, 16)] == [rahmi, dony, rahmi, rahmi, dony]


def test_a_bare_office_without_a_known_holder_has_no_name() -> None:
    assert said("Ada 90 koperasi, kata Kepala Dinas Koperasi Jepara, Sabtu.", "90") == (
        None,
        "Kepala Dinas Koperasi Jepara",
    )


def test_a_headline_shares_the_full_name_given_later() -> None:
    assert said("Ada 90, kata Yusri\n\nKadis Koperasi Zirma Yusri menyebut 80.", "90") == (
        "Zirma Yusri",
        "Kadis Koperasi",
    )


def test_an_utterance_ends_before_its_end() -> None:
    utterances = (Utterance(2, 5, "A", None), Utterance(5, 7, "B", None))
    found = [speaker_at(utterances, offset) for offset in range(9)]
    assert [one and one.speaker for one in found] == [None, None, "A", "A", "A", "B", "B", None, None]


def test_the_component_sets_the_utterances() -> None:
    nlp = load_pipeline()
    text = INTRODUCED + '"Ada 90," katanya.'
    doc: Any = nlp(prepare(nlp.make_doc(text), 0, None, None))
    assert doc._.utterances == read(text)
    assert [one.speaker for one in doc._.utterances] == ["Herman Achmad", "Herman Achmad"]


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\n ", '"' * 100_000, "“" * 100_000, "A" * 100_000, "Ab " * 50_000, "(" * 100_000, "kata " * 20_000,
        "😀 kata Ali 😀, " * 5_000, "Kepala " * 20_000, "Kepala Dinas Ab Cd, Ef Gh, " * 5_000, "ß İ ǅ kata İa ",
        "Hal itu dikatakan Kadis Ab.\n\n" * 3_000, "\ud800 kata Ali\udc00 " * 100,
        unicodedata.normalize("NFD", "Ada 9, kata Kadis Renée Éa. " * 100),
    ],
)  # fmt: skip
def test_odd_texts_are_read(text: str) -> None:
    check(text, find_utterances(text, list(find_sentences(text))))


def check(text: str, utterances: tuple[Utterance, ...]) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in utterances)
    assert all(one.end <= after.start for one, after in pairwise(utterances))
    assert all(one.speaker or one.role for one in utterances)


PIECES = """Kepala Dinas|, |Herman|Dony Ubani| |kata|mengatakan|katanya|"|“|”|. |

|90|Hal itu|dia|(UKM)|SE|–""".split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_gives_whole_utterances_in_order(text: str) -> None:
    check(text, find_utterances(text, list(find_sentences(text))))


def scores(column: str, unseen: bool) -> Iterator[tuple[str | None, str | None]]:
    """The column as annotated and as read, for each annotated figure of one part of the gold."""
    articles = {row["id"]: row for row in map(json.loads, (GOLD / "dev.jsonl").read_text("utf-8").splitlines())}
    texts = {key: row["title"] + BREAK + row["body"] for key, row in articles.items()}
    rows = [json.loads(line) for line in (GOLD / "speakers.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in rows if (row["id"] in UNTUNED) == unseen]
    read_once = {key: read(texts[key], len(articles[key]["title"])) for key in {row["id"] for row in rows}}
    for row in rows:
        text, title = texts[row["id"]], articles[row["id"]]["title"]
        place = text.find(row["quote"], len(title))
        found = speaker_at(read_once[row["id"]], place if place >= 0 else text.index(row["quote"]))
        yield row[column], getattr(found, column) if found else None


@pytest.mark.parametrize("unseen", [False, True])
@pytest.mark.parametrize("column", ["speaker", "role"])
def test_the_gold_keeps_its_floor(column: str, unseen: bool) -> None:
    pairs = list(scores(column, unseen))
    right = sum(gold == found is not None for gold, found in pairs)
    assert right >= FLOOR * sum(found is not None for _, found in pairs) > 0
    assert right >= FLOOR * sum(gold is not None for gold, _ in pairs) > 0
