"""Extraction folders as the pipeline writes them: real Parquet, made by the types of `models`."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from models.article import Capture, NewsArticle
from models.codes import AreaBasis, Bound, CoopKind, CoopStatus, Indicator, TimeBasis, Unit
from models.figure import Evidence, Figure
from models.period import bounds
from models.region import find_region
from models.run import Outcome, OutcomeStatus, Run, SourceTally

Row = dict[str, object]
Page = tuple[Row, list[Row]]
MOMENT = pa.timestamp("us", tz="UTC")
TYPES = {
    "date_published": pa.date32(), "datetime_published": MOMENT, "date_modified": pa.date32(), "fetched_at": MOMENT,
    "observed_at": MOMENT, "warc_offset": pa.int64(), "start": pa.int64(), "end": pa.int64(), "articles": pa.int64(),
    "value": pa.float64(), "value_max": pa.float64(), "confidence": pa.float64(),
    "period_start": pa.date32(), "period_end": pa.date32(),
}  # fmt: skip
COLUMNS = {
    "article": "article_id version url headline article_body date_published datetime_published date_modified author"
    " publisher in_language source_id source_area captured_url fetched_at warc_file warc_offset warc_record_id",
    "figure": "figure_id article_id version indicator coop_status coop_kind subset unit value value_max bound ref_area"
    " area_name area_basis time_period time_basis speaker speaker_role part quote prefix suffix start end confidence"
    " period_start period_end extractor",
    "issue": "article_id version code message exact start end extractor",
    "outcome": "source_id url status reason articles observed_at warc_file warc_record_id",
}


def write_parquet(path: Path, table: str, rows: list[Row]) -> None:
    schema = pa.schema([(name, TYPES.get(name, pa.string())) for name in COLUMNS[table].split()])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)


def figure_row(
    article: NewsArticle,
    number: str,
    *,
    value: float | None = None,
    area: str = "13.75",
    indicator: str = "cooperatives",
    status: str = "all",
    kind: str = "all",
    subset: str | None = None,
    bound: str = "exact",
    value_max: float | None = None,
    period: str | None = None,
    basis: str | None = None,
    unit: str = "count",
    confidence: float = 0.9,
    part: str = "body",
) -> Row:
    text = article.headline if part == "headline" else article.article_body
    start = text.index(number)
    region = find_region(area)
    figure = Figure(
        indicator=Indicator(indicator),
        coop_status=CoopStatus(status),
        coop_kind=CoopKind(kind),
        subset=subset,
        unit=Unit(unit),
        value=float(number) if value is None else value,
        value_max=value_max,
        bound=Bound(bound),
        ref_area=region.code,
        area_name=region.official_name,
        area_basis=AreaBasis.SENTENCE,
        time_period=period,
        time_basis=TimeBasis(basis or ("stated" if period else "published")),
        evidence=Evidence.of(text, start, start + len(number), "headline" if part == "headline" else "body"),
        confidence=confidence,
    )
    row = figure.model_dump(mode="json", exclude={"evidence"})
    evidence = figure.evidence.model_dump()
    first, last = bounds(period) if period else (None, None)
    return {
        **row,
        **evidence,
        "quote": evidence["exact"],
        "figure_id": figure.figure_id(article.article_id, article.version),
        "article_id": article.article_id,
        "version": article.version,
        "period_start": first,
        "period_end": last,
    }


@pytest.fixture(scope="session")
def page() -> Callable[..., Page]:
    """`page(number, …, slug=…)`: an article of one sentence with one figure (none where number is "")."""

    def make(
        number: str = "94",
        *,
        slug: str = "satu",
        body: str | None = None,
        headline: str = "Koperasi",
        published: date | None = date(2024, 3, 5),
        fetched: datetime = datetime(2024, 3, 6, 1, 2, 3, tzinfo=UTC),
        source: str | None = "contoh",
        **figure: object,
    ) -> Page:
        article = NewsArticle(
            url=f"https://{source or 'lain'}.example/{slug}",
            headline=headline,
            article_body=body or f"Paragraf awal.\n\nDinas mencatat {number} unit koperasi.\n\nParagraf akhir.",
            date_published=published,
            publisher=(source or "lain").title(),
        )
        capture = Capture(
            source_id=source,
            source_area="13.75",
            url=article.url,
            fetched_at=fetched,
            warc_file="set by extraction",
            warc_offset=0,
            warc_record_id=f"<urn:uuid:{slug}-{fetched:%Y%m%d%H%M%S}>",
        )
        row = article.model_dump() | capture.model_dump(exclude={"url"}) | {"captured_url": capture.url}
        row |= {"article_id": article.article_id, "version": article.version}
        return row, [figure_row(article, number, **figure)] if number else []  # type: ignore[arg-type]

    return make


@pytest.fixture
def extraction(extraction_in: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """`extraction_in` with the test's own folder as its home."""
    return partial(extraction_in, home=tmp_path)


@pytest.fixture(scope="session")
def extraction_in() -> Callable[..., Path]:
    """`extraction_in(*pages, home=…, segment=…, extractor=…)`: writes the folder and returns it."""

    def write(
        *pages: Page,
        home: Path,
        segment: str = "20240306T010000Z-00001",
        extractor: str = "wartakop-0.1.0",
        issues: tuple[Row, ...] = (),
    ) -> Path:
        folder = home / "extractions" / extractor / segment
        folder.mkdir(parents=True)
        warc = f"{segment}.warc.gz"
        articles = [
            row | {"warc_file": warc, "warc_offset": 1000 * place, "warc_record_id": f"<{segment}-{place}>"}
            for place, (row, _) in enumerate(pages)
        ]
        figures = [figure | {"extractor": extractor} for _, rows in pages for figure in rows]
        outcomes = [
            Outcome(
                source_id=str(row["source_id"]) if row["source_id"] else None,
                url=str(row["url"]),
                status=OutcomeStatus.STORED,
                articles=1,
                observed_at=row["fetched_at"],
                warc_file=warc,
                warc_record_id=str(row["warc_record_id"]),
            ).model_dump()
            for row in articles
        ]
        write_parquet(folder / "article.parquet", "article", articles)
        write_parquet(folder / "figure.parquet", "figure", figures)
        write_parquet(folder / "issue.parquet", "issue", [issue | {"extractor": extractor} for issue in issues])
        write_parquet(folder / "outcome.parquet", "outcome", outcomes)
        return folder

    return write


@pytest.fixture
def run_file(tmp_path: Path) -> Callable[..., Path]:
    """`run_file(run_id)`: a run's record with one page that did not come."""

    def write(run_id: str = "20240306T010000Z") -> Path:
        moment = datetime(2024, 3, 6, 1, tzinfo=UTC)
        failed = Outcome(
            source_id="padam", url="https://padam.example/", status=OutcomeStatus.FAILED, reason="no such host",
            observed_at=moment,
        )  # fmt: skip
        run = Run(
            run_id=run_id, software="wartakop 0.1.0", started_at=moment, ended_at=moment, since=date(2018, 1, 1),
            until=date(2024, 3, 6), outcomes=(failed,),
            sources=(SourceTally(source_id="padam", requests=1, articles=0, failures=1),),
        )  # fmt: skip
        path = tmp_path / "runs" / f"{run_id}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(run.model_dump(mode="json")))
        return path

    return write
