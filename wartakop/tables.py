"""Which columns each answer shows: the telling ones to people, all of them to programs."""

from collections.abc import Sequence

from models.figure import CODEBOOK_COLUMNS
from models.source import Source
from wartakop.output import Answer, Format, print_rows, show

_FIGURES = {
    "area_name": "Region",
    "indicator": "Indicator",
    "coop_status": "Status",
    "coop_kind": "Kind",
    "value": "Value",
    "unit": "Unit",
    "bound": "Bound",
    "as_of": "As of",
    "source_id": "Outlet",
    "quote": "Quote",
    "figure_id": "Figure",
}
_ORIGIN = (
    "source_id url headline date_published part start end figure_id"
    " area_basis speaker speaker_role confidence extractor"
).split()
_SERIES = {
    "area_name": "Region",
    "indicator": "Indicator",
    "coop_status": "Status",
    "coop_kind": "Kind",
    "as_of": "As of",
    "value": "Value",
    "unit": "Unit",
    "bound": "Bound",
    "articles": "Articles",
    "outlets": "Outlets",
    "disputed": "Disputed",
}
_SOURCES = ("id", "name", "area", "cms", "base_url", "delay", "terms")


def show_figures(answer: Answer, *, form: Format, limit: int | None = None) -> None:
    """Print figures; programs get the codebook's columns first, then where each figure comes from."""
    columns = _FIGURES if form is Format.TABLE else {name: name for name in (*CODEBOOK_COLUMNS, *_ORIGIN)}
    show(answer, form=form, columns=columns, limit=limit)


def show_series(answer: Answer, *, form: Format, limit: int | None = None) -> None:
    """Print a time series."""
    show(answer, form=form, columns=_SERIES if form is Format.TABLE else None, limit=limit)


def show_sources(sources: Sequence[Source], *, form: Format) -> None:
    """Print declared sources."""
    rows = [tuple(getattr(source, name) for name in _SOURCES) for source in sources]
    print_rows(_SOURCES, rows, form=form)
