"""The command line: a command parses, calls once, prints. Nothing heavy is imported before it is needed."""

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from models.codes import CoopKind, CoopStatus, Indicator, Unit
from models.errors import InputError, WartakopError
from wartakop import streams
from wartakop.output import Format, printable

if TYPE_CHECKING:
    from warehouse import Warehouse
    from wartakop.home import Home
    from wartakop.jobs import Order
    from wartakop.settings import Settings

app = typer.Typer(
    name="wartakop",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


_NUMBER = re.compile(r"-?\d+")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day: write YYYY-MM-DD, as in 2024-12-31") from error


def _day_option(text: str) -> Any:
    return typer.Option(parser=_day, metavar="YYYY-MM-DD", help=text)


SourcesFile = Annotated[
    Path | None, typer.Option("--sources", metavar="FILE", help="A registry of your own (TOML) instead of ours.")
]
Since = Annotated[date | None, _day_option("Oldest day of publication asked for.")]
Until = Annotated[date | None, _day_option("Newest day of publication asked for.")]
SaidSince = Annotated[date | None, _day_option("Published on this day or later.")]
SaidUntil = Annotated[date | None, _day_option("Published on this day or earlier.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch loopback and private addresses (tests, demos).")
]
Form = Annotated[Format, typer.Option("--format", "-f", help="A table for people, json or csv for programs.")]
TableOrJson = Annotated[Format, typer.Option("--format", "-f", help="A table for people, json for programs.")]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="Rows at most.")]
_AREA_HELP = "Exactly this region: Kemendagri code (13.11) or name (Kabupaten Solok Selatan, Sumbar)."
Area = Annotated[str | None, typer.Option(metavar="AREA", help=_AREA_HELP)]
IndicatorCode = typer.Option(metavar="CODE", help=f"One of {', '.join(Indicator)}.")
Status = Annotated[
    str | None, typer.Option("--status", "--coop-status", metavar="CODE", help=f"One of {', '.join(CoopStatus)}.")
]
Kind = Annotated[
    str | None, typer.Option("--kind", "--coop-kind", metavar="CODE", help=f"One of {', '.join(CoopKind)}.")
]


def main() -> None:
    """Run the command line. Exit codes: 0 done; 1 done, but something failed; 2 not done, one line says why."""
    streams.prepare()
    code = _code(lambda: app(_home_first(sys.argv[1:])))
    sys.exit(max(code, _code(sys.stdout.flush)))


def _code(act: Callable[[], object]) -> int:
    """The exit code that `act` earns; what it raises on account of the world around it becomes one line."""
    try:
        act()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except WartakopError as error:
        return _refused(str(error))
    except OSError as error:  # a full disk, a folder that may not be read
        return _refused(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    return 0


def _refused(reason: str) -> int:
    print(f"wartakop: error: {printable(reason).replace(chr(10), ' ')}", file=sys.stderr)
    return 2


def _home_first(words: Sequence[str]) -> list[str]:
    """The arguments with --home, which may stand anywhere, where Typer looks for it.

    Raises InputError for an argument that is no UTF-8, or where the folder is missing.
    """
    first: list[str] = []
    others: list[str] = []
    for word in words:
        if any("\ud800" <= letter <= "\udfff" for letter in word):  # so Python reads bytes that are no UTF-8
            raise InputError(f"the argument {word!r} is no UTF-8: write it in UTF-8")
    coming = iter(words)
    for word in coming:
        if word == "--":
            others += [word, *coming]
        elif word == "--home":
            value = next(coming, None)
            if value is None:
                raise InputError("--home needs a folder: write --home DIR")
            first += [word, value]
        else:
            (first if word.startswith("--home=") else others).append(word)
    return first + others


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where data lives (or WARTAKOP_HOME; default ~/wartakop)."),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """Figures on Indonesian cooperatives over time, read from regional news, each traced to its sentence.

    \b
      wartakop demo                                        see it work, without asking anybody's server
      wartakop nightly                                     crawl, extract and load what is new
      wartakop figures --area "Kota Bukittinggi"           what is known of a region
      wartakop series --area 13.11 --status inactive       one region over time
      wartakop evidence 3f2a…                              a figure back to its sentence, page and bytes
      wartakop sql "SELECT area_name, count(*) FROM figure GROUP BY ALL"

    \b
    Exit codes: 0 done; 1 done, but something failed (each failure is a line); 2 not done, one line says why.
    """  # noqa: D301  (\b is Click's mark for lines that stay as they are)
    if version:
        from importlib.metadata import version as installed  # noqa: PLC0415

        typer.echo(f"wartakop {installed('wartakop')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)
    context.obj = home


@app.command()
def crawl(
    context: typer.Context,
    sources: SourcesFile = None,
    since: Since = None,
    until: Until = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Ask the sources for what is new, and archive it.

    Whatever they answer is in the archive (WARC) before anything looks into it.

    \b
      wartakop crawl --since 2024-01-01
      wartakop crawl --sources my-outlets.toml
    """  # noqa: D301
    from wartakop import night  # noqa: PLC0415

    _leave(night.crawl(_home(context), _order(context, sources, since, until, allow_private)))


@app.command()
def extract(
    context: typer.Context,
    articles: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help="Extract from these articles instead; lines come back with figures."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="With --articles: write there.")
    ] = None,
) -> None:
    """Extract the figures of what was archived.

    Or of articles of your own, one JSON object a line: id, title, body, published, outlet, source_url.

    \b
      wartakop extract
      wartakop extract --articles articles.jsonl > with-figures.jsonl
    """  # noqa: D301
    from wartakop import articles_file, night  # noqa: PLC0415

    if articles is None:
        if output is not None:
            raise InputError("--output goes with --articles: name the articles to extract from")
        _leave(night.extract(_home(context)))
        return
    articles_file.extract(articles, output)


@app.command()
def load(context: typer.Context) -> None:
    """Load what was extracted into the warehouse.

    Those who read it are never blocked.

    \b
      wartakop load
    """  # noqa: D301
    from wartakop import night  # noqa: PLC0415

    _leave(night.load(_home(context)))


@app.command()
def nightly(
    context: typer.Context,
    sources: SourcesFile = None,
    since: Since = None,
    until: Until = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Crawl, extract and load, in this order.

    Without --since it looks back 30 days (WARTAKOP_LOOKBACK_DAYS). Killed at any moment and run again, it ends
    with the same rows.

    \b
      WARTAKOP_CONTACT=me@example.org wartakop nightly
      wartakop --home data nightly --sources my-outlets.toml --since 2018-01-01
    """  # noqa: D301
    from wartakop import night  # noqa: PLC0415

    _leave(night.nightly(_home(context), _order(context, sources, since, until, allow_private)))


@app.command()
def figures(
    context: typer.Context,
    area: Area = None,
    indicator: Annotated[str | None, IndicatorCode] = None,
    status: Status = None,
    kind: Kind = None,
    source: Annotated[str | None, typer.Option(metavar="ID", help="An outlet, by its `id` in the registry.")] = None,
    since: SaidSince = None,
    until: SaidUntil = None,
    limit: Limit = None,
    form: Form = Format.TABLE,
) -> None:
    """Figures as the articles state them, with quotes.

    \b
      wartakop figures --area 13.11 --indicator cooperatives
      wartakop figures --status inactive --since 2024-01-01 --format csv > inactive.csv
    """  # noqa: D301
    from wartakop.tables import show_figures  # noqa: PLC0415

    with _warehouse(context) as warehouse:
        found = warehouse.figures(
            area=area,
            indicator=indicator,
            coop_status=status,
            coop_kind=kind,
            source=source,
            since=since,
            until=until,
        )
        show_figures(found, form=form, limit=limit)


@app.command()
def series(
    context: typer.Context,
    area: Annotated[str, typer.Option(metavar="AREA", help=_AREA_HELP)],
    indicator: Annotated[str, IndicatorCode] = Indicator.COOPERATIVES.value,
    status: Status = None,
    kind: Kind = None,
    unit: Annotated[str | None, typer.Option(metavar="CODE", help=f"One of {', '.join(Unit)}.")] = None,
    limit: Limit = None,
    form: Form = Format.TABLE,
) -> None:
    """One region over time.

    What the news says of each day, how many say so, and where they disagree.

    \b
      wartakop series --area 13.11
      wartakop series --area "Kota Bukittinggi" --status inactive --format csv
    """  # noqa: D301
    from wartakop.tables import show_series  # noqa: PLC0415

    with _warehouse(context) as warehouse:
        found = warehouse.series(area=area, indicator=indicator, coop_status=status, coop_kind=kind, unit=unit)
        show_series(found, form=form, limit=limit)


@app.command()
def evidence(
    context: typer.Context,
    figure_id: Annotated[str, typer.Argument(metavar="FIGURE", help="A figure's identifier, or its beginning.")],
    raw: Annotated[bool, typer.Option("--bytes", help="Write the archived payload as the server sent it.")] = False,
    form: TableOrJson = Format.TABLE,
) -> None:
    """Follow a figure back to its page and bytes.

    Quote and offsets, article, WARC file and record, and with --bytes what the server sent.

    \b
      wartakop evidence 3f2a9c
      wartakop evidence 3f2a9c --bytes > page.html
    """  # noqa: D301
    from wartakop import trace  # noqa: PLC0415

    _demand_table_or_json(form)
    with _warehouse(context) as warehouse:
        found = warehouse.evidence(figure_id)
    if raw:
        trace.write_bytes(found, _home(context))
    else:
        trace.show(found, _home(context), form)


@app.command()
def sql(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SQL statement; '-' reads it from standard input.")],
    limit: Limit = None,
    form: Form = Format.TABLE,
) -> None:
    """Ask the warehouse in SQL, read-only.

    \b
      wartakop sql "SHOW ALL TABLES"
      wartakop sql "SELECT area_name, value, quote FROM figure WHERE coop_status = 'inactive'"
      wartakop sql - --format csv < query.sql
    """  # noqa: D301
    from wartakop.output import show  # noqa: PLC0415

    with _warehouse(context) as warehouse:
        show(warehouse.sql(streams.read_input() if query == "-" else query), form=form, limit=limit)


@app.command()
def sources(context: typer.Context, sources: SourcesFile = None, form: Form = Format.TABLE) -> None:
    """The outlets that a night asks.

    \b
      wartakop sources
      wartakop sources --sources my-outlets.toml
    """  # noqa: D301
    from crawlers.registry import load_registry  # noqa: PLC0415
    from wartakop.tables import show_sources  # noqa: PLC0415

    show_sources(load_registry(sources), form=form)


class _Evaluate(TyperCommand):
    """--errors may stand without a number, and then lists them all; Typer has no option that may."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, with a number behind every --errors that lacks one."""
        following = [*args[1:], ""]
        paired = [
            (word, str(sys.maxsize)) if word == "--errors" and not _NUMBER.fullmatch(after) else (word,)
            for word, after in zip(args, following, strict=False)
        ]
        return super().parse_args(ctx, [word for words in paired for word in words])


@app.command(cls=_Evaluate)
def evaluate(
    articles: Annotated[list[Path], typer.Argument(metavar="FILE.jsonl", help="Articles with their true figures.")],
    errors: Annotated[
        int, typer.Option(metavar="[N]", min=0, help="Also show each missed, false and wrong figure, or N of each.")
    ] = 0,
    form: Form = Format.TABLE,
) -> None:
    """Score the extraction against annotated articles.

    Precision, recall and F1 at three levels (strict, core, value; see docs/codebook.md) and by indicator and status,
    the accuracy of each column, false figures, and how far confidence can be trusted. json holds all of it, with every
    error; csv holds a row for every figure.

    \b
      wartakop evaluate gold.jsonl
      wartakop evaluate gold.jsonl more.jsonl --errors 20
      wartakop evaluate gold.jsonl --format csv > figures.csv
    """  # noqa: D301
    from wartakop import articles_file  # noqa: PLC0415

    articles_file.evaluate(articles, errors=errors, form=form)


@app.command()
def demo(context: typer.Context) -> None:
    """See it work, on this machine alone.

    Serves five small news sites, runs a night over them, and shows what came out. Its data lies in ./wartakop-demo,
    or where --home says.

    \b
      wartakop demo
    """  # noqa: D301
    from wartakop.demo import job  # noqa: PLC0415

    _leave(job.run(context.obj or Path("wartakop-demo")))


def _settings(context: typer.Context) -> "Settings":
    from wartakop.settings import settings  # noqa: PLC0415

    return settings(context.obj)


def _home(context: typer.Context) -> "Home":
    from wartakop.home import Home  # noqa: PLC0415

    return Home(_settings(context).home)


def _warehouse(context: typer.Context) -> "Warehouse":
    from warehouse import Warehouse  # noqa: PLC0415

    return Warehouse(_home(context).warehouse)


def _order(
    context: typer.Context, sources: Path | None, since: date | None, until: date | None, allow_private: bool
) -> "Order":
    from crawlers.registry import load_registry  # noqa: PLC0415
    from wartakop.jobs import Order, days  # noqa: PLC0415

    chosen = _settings(context)
    return Order(
        sources=load_registry(sources),
        days=days(since, until, lookback=chosen.lookback_days),
        contact=chosen.contact,
        allow_private=allow_private,
    )


def _demand_table_or_json(form: Format) -> None:
    if form is Format.CSV:
        raise InputError("this has no rows for csv: choose --format table or json")


def _leave(ok: bool) -> None:
    if not ok:
        raise typer.Exit(1)
