"""A night as a person sees it: progress while it works, one line for each failure, a table at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from models.run import Run
from wartakop import jobs
from wartakop.home import Home
from wartakop.jobs import Night, Order
from wartakop.output import printable, table

if TYPE_CHECKING:
    from crawlers.ledger import CrawlEvent
    from pipeline.segments import SegmentReport


def nightly(home: Home, order: Order) -> bool:
    """Crawl, extract and load; False if something failed on the way."""
    night = Night()
    with home.working(), _progress() as progress:
        night.run = _crawl(home, order, progress)
        _extract(home, night, progress)
        _load(home, night, progress)
    return _report(night)


def crawl(home: Home, order: Order) -> bool:
    """Crawl alone; False if something failed on the way."""
    with home.working(), _progress() as progress:
        night = Night(run=_crawl(home, order, progress))
    return _report(night)


def extract(home: Home) -> bool:
    """Extract alone; False if something failed on the way."""
    night = Night()
    with home.working(), _progress() as progress:
        _extract(home, night, progress)
    if not night.segments and not night.trouble:
        print("Nothing to extract: this extractor has read the whole archive.")
    return _report(night)


def load(home: Home) -> bool:
    """Load alone; False if something failed on the way."""
    night = Night()
    with home.working(), _progress() as progress:
        _load(home, night, progress)
    return _report(night)


@contextmanager
def _progress() -> Iterator[Progress]:
    columns = (SpinnerColumn(), TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(
        *columns,
        TextColumn("{task.fields[detail]}"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,  # a log keeps the lines of what failed, not the bars
    ) as progress:
        yield progress


def _crawl(home: Home, order: Order, progress: Progress) -> Run:
    task = progress.add_task("crawl", total=len(order.sources), detail="")
    counts = {"request": 0, "article": 0}

    def on_event(event: "CrawlEvent") -> None:
        if event.kind in counts:
            counts[event.kind] += 1
        elif event.kind == "done":
            progress.advance(task)
        else:
            _line(progress, f"{event.source_id}: {event.message} ({event.url})")
            if event.kind == "skipped":
                progress.advance(task)
        progress.update(task, detail=f"{counts['request']} requests, {counts['article']} with articles")

    return jobs.crawl(home, order, on_event=on_event)


def _extract(home: Home, night: Night, progress: Progress) -> None:
    task = progress.add_task("extract", total=None, detail="")
    known = len(night.trouble)

    def on_segment(report: "SegmentReport") -> None:
        progress.update(task, advance=1, detail=f"{report.articles} articles, {report.figures} figures")

    jobs.extract(home, night, on_segments=lambda count: progress.update(task, total=count), on_segment=on_segment)
    for line in night.trouble[known:]:
        _line(progress, line)


def _load(home: Home, night: Night, progress: Progress) -> None:
    task = progress.add_task("load", total=1, detail="")
    night.loaded = jobs.load(home)
    night.trouble += night.loaded.broken
    for line in night.loaded.broken:
        _line(progress, line)
    progress.update(task, advance=1, detail=f"{night.loaded.figures} new figures")


def _line(progress: Progress, text: str) -> None:
    progress.console.print(f"wartakop: {printable(text)}", markup=False, highlight=False, soft_wrap=True)


def _report(night: Night) -> bool:
    if night.run is not None:
        rows = [(tally.source_id, tally.requests, tally.articles, tally.failures) for tally in night.run.sources]
        print(f"Asked for news of {night.run.since} to {night.run.until}.\n")
        table(("Source", "Requests", "Answers with articles", "Failures"), rows)
    if night.segments:
        articles, figures = (sum(getattr(s, what) for s in night.segments) for what in ("articles", "figures"))
        segments = "1 archive segment" if len(night.segments) == 1 else f"{len(night.segments)} archive segments"
        print(f"\nExtracted from {segments}: {articles} articles, {figures} figures.")
    if night.loaded is not None:
        new = night.loaded
        print(f"New in the warehouse: {new.articles} articles, {new.figures} figures, {new.issues} doubts.")
    return night.ok
