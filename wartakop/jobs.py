"""The jobs of a night: crawl, extract, load. Each finishes what an earlier, killed one left, and can be run alone."""

import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from models.errors import ArchiveError, ExtractionError, InputError
from models.run import Run
from models.source import Source
from wartakop.home import Home

if TYPE_CHECKING:
    from crawlers.ledger import CrawlEvent
    from pipeline.segments import SegmentReport
    from warehouse.load import LoadReport


class Days(NamedTuple):
    """The days of publication that are asked for, both included."""

    since: date
    until: date


FIRST_DAY = date(1990, 1, 1)
"""Nothing was published on the web before it."""


def days(since: date | None, until: date | None, *, lookback: int) -> Days:
    """The days between those given on which there can be news; the oldest is else `lookback` days before the newest.

    Raises InputError if there are none.
    """
    today = datetime.now(UTC).date() + timedelta(days=1)  # in Papua it is tomorrow already
    last = min(until or today, today)
    if last < FIRST_DAY:
        raise InputError(f"--until {until} lies before the first day of the web: name a later day")
    first = max(since or last - timedelta(days=lookback), FIRST_DAY)
    if since and since > today:
        raise InputError(f"--since {since} lies in the future: name an earlier day")
    if first > last:
        raise InputError(f"--since {first} lies after --until {last}: swap them")
    return Days(first, last)


@dataclass(frozen=True)
class Order:
    """What a crawl is asked for."""

    sources: Sequence[Source]
    days: Days
    contact: str
    allow_private: bool = False


@dataclass
class Night:
    """What came of a night so far."""

    run: Run | None = None
    segments: list["SegmentReport"] = field(default_factory=list)
    loaded: "LoadReport | None" = None
    trouble: list[str] = field(default_factory=list)
    """What failed, a line each; the night went on."""

    @property
    def ok(self) -> bool:
        """True if all that should have come did."""
        return not self.trouble and not (self.run and any(outcome.status.is_failure for outcome in self.run.outcomes))


def crawl(home: Home, order: Order, *, on_event: Callable[["CrawlEvent"], None] | None = None) -> Run:
    """Ask the sources for what is new and archive what they answer.

    Raises InputError if outlets would be asked by somebody who cannot be reached.
    """
    if not order.contact and not order.allow_private:
        raise InputError("set WARTAKOP_CONTACT to an e-mail or web address at which the outlets can reach you")
    from crawlers.archive import archived_urls, recover  # noqa: PLC0415
    from crawlers.crawl import crawl as run_crawl  # noqa: PLC0415

    recover(home.archive)
    run = run_crawl(
        order.sources,
        home.archive,
        run_id=f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}",
        since=order.days.since,
        until=order.days.until,
        known=archived_urls(home.archive),
        contact=order.contact,
        allow_private=order.allow_private,
        on_event=on_event,
    )
    _write_aside(home.runs / f"{run.run_id}.json", run.model_dump_json(indent=1))
    return run


def extract(
    home: Home,
    night: Night,
    *,
    on_segments: Callable[[int], None] | None = None,
    on_segment: Callable[["SegmentReport"], None] | None = None,
) -> None:
    """Extract every archive segment that this extractor has not read yet. A broken one is told of and left."""
    from crawlers.archive import recover, segments  # noqa: PLC0415
    from pipeline.segments import extract_segment, pending  # noqa: PLC0415

    told = {outcome.warc_record_id for outcome in night.run.outcomes} if night.run else set()
    recover(home.archive)
    todo = pending(segments(home.archive), home.extractions)
    if on_segments is not None:
        on_segments(len(todo))
    for segment in todo:
        try:
            report = extract_segment(segment, home.extractions)
        except (ArchiveError, ExtractionError) as error:
            night.trouble.append(str(error))
            continue
        night.segments.append(report)
        night.trouble += report.odd
        night.trouble += [
            f"{page.source_id or '-'}: {page.reason} ({page.url})"
            for page in report.unreadable
            if page.warc_record_id not in told
        ]
        if on_segment is not None:
            on_segment(report)


def load(home: Home) -> "LoadReport":
    """Load every extraction and run that the warehouse does not hold yet; what is broken is in the report."""
    from warehouse.load import load as run_load  # noqa: PLC0415

    # In the order they were made, so that the newest reading of a text is loaded last.
    made = (folder for folder in home.extractions.glob("*/*") if not folder.name.startswith("."))
    extractions = sorted(made, key=lambda folder: (folder.lstat().st_mtime_ns, folder.name))
    return run_load(home.warehouse, extractions=extractions, runs=sorted(home.runs.glob("*.json")))


def _write_aside(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.open")
    try:
        with aside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise InputError(f"cannot write {path} ({error.strerror}); the pages are archived, run it again") from error
