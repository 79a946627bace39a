"""The warehouse: one DuckDB file of what the news stated, when, and in which words.

`Warehouse` is imported when it is first named, so that importing this package stays free of DuckDB.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.query import Warehouse

__all__ = ["Warehouse"]


def __getattr__(name: str) -> object:
    if name == "Warehouse":
        return import_module("warehouse.query").Warehouse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
