"""Standard input, output and error: UTF-8 whatever the locale says, and one clear end where they are closed or full."""

import io
import os
import sys
from typing import TYPE_CHECKING

from models.errors import InputError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_CLOSED = {0: os.O_RDONLY, 1: os.O_RDONLY, 2: os.O_WRONLY}
"""How a descriptor that came closed is opened: nothing to read, no writing of answers, messages to nobody."""


def prepare() -> None:
    """Open the streams anew.

    Standard output raises InputError where it cannot be written, and ends the process quietly, as done, where its
    reader has left. A message that standard error does not take is lost: the exit code still tells.
    """
    for descriptor, flags in _CLOSED.items():
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, flags)  # gets the lowest free number, which is this one: no data file ever does
    sys.stdout = _text(_Output(1, "w", closefd=False))
    sys.stderr = _text(_Messages(2, "w", closefd=False), line_buffering=True)


def read_input() -> str:
    """All of standard input. Raises InputError if it cannot be read or is no UTF-8."""
    try:
        with open(0, "rb", closefd=False) as file:
            return file.read().decode()
    except OSError as error:
        raise InputError(f"cannot read standard input: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"standard input is no UTF-8 ({error.reason} at byte {error.start}): convert it") from error


def _text(raw: io.FileIO, *, line_buffering: bool = False) -> io.TextIOWrapper:
    # Half a character that came in by an argument or as \ud800 in JSON goes out as it is written there.
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding="utf-8",
        errors="backslashreplace",
        newline="\n",
        line_buffering=line_buffering or raw.isatty(),
    )


class _Output(io.FileIO):
    """Says once what is wrong; what is written after that, as by the interpreter when it ends, is dropped."""

    _has_failed = False

    def write(self, data: "ReadableBuffer", /) -> int:
        size = memoryview(data).nbytes
        if self._has_failed:
            return size
        try:
            return super().write(data) or 0
        except OSError as error:
            self._has_failed = True
            if isinstance(error, BrokenPipeError):  # `| head`: it has read enough
                raise SystemExit(0) from error
            raise InputError(f"cannot write to standard output: {error.strerror}") from error


class _Messages(io.FileIO):
    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data) or 0
        except OSError:
            return memoryview(data).nbytes
