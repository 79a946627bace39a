"""spaCy without what it brings along and no rule of ours asks for.

thinc imports torch and cupy wherever they are installed (1.3 s), and spaCy its own command line with an HTTP client and
templates (0.25 s). All of it stays installed and can be imported afterwards.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

ACCELERATORS = ("torch", "cupy")
"""What thinc.compat tries to import and does without; tensorflow and mxnet it imports on demand only."""
COMMAND_LINE = "spacy.cli.info"
"""The one module of spaCy's command line that `spacy/__init__.py` imports, for `spacy.info`."""


def import_spacy() -> None:
    """Import spaCy; where that is the first time, without accelerators and command line.

    An accelerator that was imported before stays visible. One that comes later works, but not inside thinc's models.
    """
    if "spacy" in sys.modules:
        return
    with _in_place(dict.fromkeys(ACCELERATORS) | {COMMAND_LINE: _command_line()}):
        import spacy  # noqa: F401, PLC0415  # here, so that importing `pipeline` stays cheap


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage is looked for meanwhile: what is imported stays, and going through it again and again costs 0.1 s."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _in_place(modules: dict[str, ModuleType | None]) -> Iterator[None]:
    """Have `modules` stand for those not imported yet; null for one that cannot be found (`sys.modules` in Python)."""
    absent = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(absent)  # type: ignore[arg-type]  # null is what the import system looks for
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _command_line() -> ModuleType:
    """A stand-in whose `info` imports the real one when it is called."""

    def info(*arguments: Any, **options: Any) -> Any:
        from spacy.cli.info import info as real  # noqa: PLC0415

        return real(*arguments, **options)

    module = ModuleType(COMMAND_LINE)
    module.__dict__["info"] = info
    return module
