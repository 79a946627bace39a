"""A figure followed back: quote and offsets, article, WARC file and record, the bytes."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from crawlers.archive import ArchivedRecord, read_record
from models.errors import ArchiveError
from wartakop.home import Home
from wartakop.output import Format, plain, printable

Found = Mapping[str, Any]
"""What `Warehouse.evidence` gives."""


def show(found: Found, home: Home, form: Format) -> None:
    """Print the whole way from a figure to the record that holds its page."""
    if form is Format.JSON:
        path = str(home.archive / found["capture"]["warc_file"])
        print(json.dumps({**found, "warc_path": path}, ensure_ascii=False, indent=1, default=plain))
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(_context(found), end="\n\n")
    for name, text in (*_steps(found, home), *_archived(found, home)):
        console.print(Text.assemble((f"{name:<11}", "bold"), printable(text)))


def write_bytes(found: Found, home: Home) -> None:
    """Write the payload of the archived response to standard output, as the server sent it."""
    sys.stdout.buffer.write(_record(found, home).payload)


def _record(found: Found, home: Home) -> ArchivedRecord:
    capture = found["capture"]
    record = read_record(home.archive / capture["warc_file"], capture["warc_offset"])
    if dict(record.warc_headers).get("WARC-Record-ID") != capture["warc_record_id"]:
        raise ArchiveError(f"{capture['warc_file']} holds another record at {capture['warc_offset']}: was it replaced?")
    return record


def _context(found: Found) -> Text:
    """The paragraph, with the quote marked in it."""
    figure, article = found["figure"], found["article"]
    text, offset = article["context"], article["context_start"]
    start, end = figure["start"] - offset, figure["end"] - offset
    quote = (printable(text[start:end]), "bold reverse")
    return Text.assemble(printable(text[:start]), quote, printable(text[end:]))


def _steps(found: Found, home: Home) -> list[tuple[str, str]]:
    figure, article, capture = found["figure"], found["article"], found["capture"]
    coded = ", ".join(figure[name] for name in ("coop_status", "coop_kind", "unit", "bound"))
    part = f", of it only: {figure['subset']}" if figure["subset"] else ""
    who = ", ".join(figure[name] for name in ("speaker", "speaker_role") if figure[name])
    said = [("said by", who)] if who else []
    period = figure["time_period"] or f"{figure['time_basis']} {article['date_published'] or 'without a date'}"
    return [
        ("figure", figure["figure_id"]),
        ("reads", f"{figure['indicator']} {figure['value']:,.15g} ({coded}){part}"),
        ("region", f"{figure['area_name']} ({figure['ref_area']}), by the {figure['area_basis']}"),
        ("as of", period),
        *said,
        ("quote", f"characters {figure['start']} to {figure['end']} of the {figure['part']}"),
        ("article", f"{article['headline']} <{article['url']}>"),
        ("text", f"SHA-256 {article['version']}"),
        ("record", f"{capture['warc_record_id']}"),
        ("in", f"{home.archive / capture['warc_file']} at byte {capture['warc_offset']}"),
        ("fetched", f"{capture['fetched_at']:%Y-%m-%d %H:%M:%S} UTC"),
        ("read by", f"extractor {figure['extractor']}, confidence {figure['confidence']:.2f}"),
    ]


def _archived(found: Found, home: Home) -> list[tuple[str, str]]:
    """What the archive says, if it is where it was: figure and text are in the warehouse all the same."""
    try:
        record = _record(found, home)
    except ArchiveError as error:
        return [("missing", str(error))]
    return [
        ("response", f"{record.status_line}, {len(record.payload)} bytes"),
        ("bytes", f"wartakop --home {home.path} evidence {found['figure']['figure_id'][:8]} --bytes"),
    ]
