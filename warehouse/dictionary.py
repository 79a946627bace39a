"""What every table and column holds, in one sentence each: the types' field descriptions, and here the rest."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from models.article import Capture, NewsArticle
from models.base import Record
from models.figure import Evidence, Figure
from models.region import Region
from models.run import Issue, Outcome, Run, SourceTally


class Entry(NamedTuple):
    """A table or view: what one row is, the types its columns come from, and what else its columns hold."""

    row: str
    types: tuple[type[Record], ...] = ()
    columns: Mapping[str, str] = MappingProxyType({})


_EVERYWHERE = {
    "load_id": "Load that brought the row",
    "loaded_at": "When it was learned: the time of the load, UTC",
    "article_id": "UUIDv5 of the article's canonical address",
    "version": "SHA-256 of the article's headline and body: another text is another version",
    "extractor": "Name and version of what read it",
    "figure_id": "UUIDv5 of the text and of what is read where in it",
    "quote": "The words that state the figure",
    "captured_url": "Address that was asked (WARC-Target-URI)",
    "period_start": "First day of the period it holds for",
    "period_end": "Last day of the period it holds for",
    "source_id": "Our name of the outlet; null in an archive of somebody else's",
    "run_id": "Identifier of the run; names its archive segments",
    "sha256": "SHA-256 of what was loaded or applied",
    "extractor_rank": "Version number of the extractor in parts, and the load that first brought a reading of it",
    "as_of": "Day it holds for: the period's last day, or the day of publication; null for an undated former level",
}

_LOAD = {
    "kind": "extraction (of an archive segment) or run (a run's record)",
    "name": "The archive segment, or the run",
    "articles": "Articles it brought, one for each capture",
    "figures": "Figures it brought",
    "issues": "Doubts it brought",
    "outcomes": "Outcomes it brought",
}

_SERIES = {
    "period_start": "First day of the period it holds for, or the day of publication",
    "period_end": "Last day of the period it holds for, or the day of publication",
    "time_period": "Period it holds for, as precise as stated, or the day of publication",
    "time_basis": "stated, or published where all that say so hold as of publication",
    "value": "The number most outlets state, exact before rough; of a range its lower end",
    "articles": "Articles that state a value",
    "outlets": "Outlets that state a value",
    "lowest": "Lowest value stated",
    "highest": "Highest value stated",
    "disputed": "True where no number fits all that is stated; about is read as within 5 percent",
    "first_published": "Day it was first said",
    "last_published": "Day it was last said",
}

_SOURCE = {
    "publisher": "Name of the outlet as its newest article gives it",
    "articles": "Articles in the warehouse",
    "figures": "Figures they state",
    "first_published": "Day of its oldest article",
    "last_published": "Day of its newest article",
    "last_fetched": "When a page of it last came, UTC",
}

TABLES = {
    "store.migration": Entry(
        "A migration that made the base tables",
        columns={"number": "Its number", "name": "Its file", "applied_at": "When it was applied, UTC"},
    ),
    "store.fingerprint": Entry(
        "What the views and code lists were last written from", columns={"name": "views, or a code list"}
    ),
    "store.load": Entry("A load: written last, so what it brought is complete", columns=_LOAD),
    "store.article": Entry("An article as one extractor read it in one capture", (NewsArticle, Capture)),
    "store.article_text": Entry("The body of one version of an article", (NewsArticle,)),
    "store.figure": Entry("A figure as one extractor read it", (Figure, Evidence)),
    "store.issue": Entry("A doubt one extractor had", (Issue,)),
    "store.outcome": Entry("What became of a page, as one run or extractor saw it", (Outcome,)),
    "store.run": Entry("A run of the crawler", (Run,)),
    "store.run_source": Entry("What one source gave in one run", (SourceTally,)),
    "store.current_load": Entry("The newest extractor's reading of each segment, and each run", columns=_LOAD),
    "store.current_article": Entry(
        "The newest version of each article in the newest reading",
        (NewsArticle, Capture),
        {"first_fetched_at": "When this version first came, UTC"},
    ),
    "main.article": Entry("An article in its newest version", (NewsArticle, Capture)),
    "main.figure": Entry(
        "A figure as the newest extractor reads it in the newest version of its article",
        (Figure, Evidence, NewsArticle),
    ),
    "main.series": Entry("What the news says of one thing as of one period", (Figure,), _SERIES),
    "main.issue": Entry("A doubt worth a look", (Issue, NewsArticle)),
    "main.outcome": Entry("What became of a page in one run", (Outcome,)),
    "main.source": Entry("An outlet and what it gave", (Capture,), _SOURCE),
    "main.run": Entry("A run of the crawler", (Run,)),
    "main.run_source": Entry("What one source gave in one run", (SourceTally,)),
    "main.load": Entry("A load, of an extraction or of a run's record", columns=_LOAD),
    "main.region": Entry("A region of Indonesia, from the nation down to the district", (Region,)),
    "main.alias": Entry(
        "Another name of a region",
        columns={
            "code": "Kemendagri code of the region",
            "alias": "The name",
            "kind": "abbreviation, nickname, old name, spelling …",
        },
    ),
    "main.code": Entry(
        "A value of a coded column, with its labels",
        columns={
            "codelist": "Column that holds it",
            "code": "The value",
            "label_en": "Its label in English",
            "label_id": "Its label in Indonesian",
        },
    ),
}


def describe(table: str, column: str) -> str:
    """What `column` of `table` (with its schema) holds. Raises KeyError if nobody wrote it down."""
    entry = TABLES[table]
    if column in entry.columns:
        return entry.columns[column]
    for record in entry.types:
        field = record.model_fields.get(column)
        if field is not None and field.description:
            return field.description
    return _EVERYWHERE[column]


def wording() -> str:
    """All that `describe` draws from, as one text: another text where a description has changed."""
    types = {record for entry in TABLES.values() for record in entry.types}
    fields = sorted(
        f"{record.__name__}.{name}: {field.description}"
        for record in types
        for name, field in record.model_fields.items()
    )
    rows = [f"{table}: {entry.row} {entry.columns}" for table, entry in TABLES.items()]
    return "\n".join([*fields, *rows, str(_EVERYWHERE)])
