"""The demo: a night over five small sites on loopback, and what came out of it."""

import os
import shutil
import sys
from datetime import date
from pathlib import Path

from models.errors import InputError
from warehouse import Warehouse
from wartakop import night
from wartakop.demo.server import serving
from wartakop.home import Home
from wartakop.jobs import Order, days
from wartakop.output import Format
from wartakop.tables import show_figures, show_series

_MARK = ".demo"
_REGION = "Kabupaten Solok Selatan"


def run(folder: Path) -> bool:
    """Run the demo with its data in `folder`; False if something failed.

    An earlier demo's folder is made anew. Raises InputError if `folder` holds anything else.
    """
    home = _fresh(folder)
    with serving() as sources:
        print(f"Five news sites with invented news answer on this machine: {', '.join(s.name for s in sources)}.\n")
        span = days(date(2018, 1, 1), None, lookback=1)
        ok = night.nightly(home, Order(sources=sources, days=span, contact="demo", allow_private=True))
    with Warehouse(home.warehouse) as warehouse:
        print("\nEvery figure, with the words that state it:\n")
        show_figures(warehouse.figures(), form=Format.TABLE)
        print(f"\nCooperatives in {_REGION} over time:\n")
        show_series(warehouse.series(area=_REGION), form=Format.TABLE)
        (first,) = warehouse.figures(area=_REGION).select("figure_id").limit(1).fetchall()
    print(_next_steps(home, first[0]))
    return ok


def _fresh(folder: Path) -> Home:
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file: name another --home for the demo")
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise InputError(f"{folder} holds other data: name another --home for the demo")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()
    return Home(folder)


def _next_steps(home: Home, figure_id: str) -> str:
    call = f"wartakop --home {home.path}"
    scripts = Path(sys.executable).parent
    on_path = str(scripts) in os.environ.get("PATH", "").split(os.pathsep)
    activate = "" if on_path else f"  source {scripts}/activate\n"
    return f"""
The warehouse is {home.warehouse}. Ask it:

{activate}  {call} figures --status inactive
  {call} series --area "{_REGION}" --status active
  {call} evidence {figure_id[:8]}
  {call} sql "SELECT area_name, max(value) FROM figure WHERE coop_status = 'inactive' GROUP BY ALL"

or in Python:

  from warehouse import Warehouse
  Warehouse("{home.warehouse}").figures(area="13.11", indicator="cooperatives").df()
"""  # noqa: S608  (an example to read, not a query)
