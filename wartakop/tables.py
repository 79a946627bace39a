"""Which columns each answer shows: the telling ones to people, all of them to programs."""

from collections.abc import Sequence

from models.figure import CODEBOOK_COLUMNS
from models.source import Source
from wartakop.output import Answer, Column, Format, print_rows, show

_UNIT = Column("", words={"count": "", "percent": "%", "idr": "Rp"})
_KIND = Column("Kind", words={"all": ""})
_PART = Column("Part", wraps=True)
_FIGURES = {
    "area_name": Column("Region", wraps=True),
    "indicator": Column("Indicator"),
    "coop_status": Column("Status"),
    "coop_kind": _KIND,
    "subset": _PART,
    "value": Column("Value"),
    "unit": _UNIT,
    "bound": Column("Bound"),
    "as_of": Column("As of"),
    "source_id": Column("Outlet", wraps=True),
    "quote": Column("Quote", wraps=True),
    "figure_id": Column("Figure", most=8),
}
_SERIES = {
    "as_of": Column("As of"),
    "coop_status": Column("Status"),
    "coop_kind": _KIND,
    "subset": _PART,
    "value": Column("Value"),
    "unit": _UNIT,
    "bound": Column("Bound"),
    "articles": Column("Articles"),
    "outlets": Column("Outlets"),
    "disputed": Column("", words={"True": "disputed", "False": ""}),
}
_ORIGIN = (
    "source_id url headline date_published as_of period_start period_end part start end figure_id"
    " area_basis speaker speaker_role confidence extractor"
).split()
_SOURCES = ("id", "name", "area", "cms", "base_url", "delay", "terms")


def show_figures(answer: Answer, *, form: Format, limit: int | None = None) -> None:
    """Print figures; programs get the codebook's columns first, then where each figure comes from."""
    show(answer, form=form, columns=(*CODEBOOK_COLUMNS, *_ORIGIN), shown=_FIGURES, limit=limit)


def show_series(answer: Answer, *, form: Format, limit: int | None = None) -> None:
    """Print the time series of one region and one indicator."""
    show(answer, form=form, shown=_SERIES, limit=limit)


def show_sources(sources: Sequence[Source], *, form: Format) -> None:
    """Print declared sources."""
    rows = [tuple(getattr(source, name) for name in _SOURCES) for source in sources]
    print_rows(_SOURCES, rows, form=form)
