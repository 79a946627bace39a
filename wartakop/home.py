"""The home: one folder that holds all data. What lies there is the only state there is."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.errors import InputError, LockedError


@dataclass(frozen=True)
class Home:
    """Where everything lies."""

    path: Path

    @property
    def archive(self) -> Path:
        """WARC segments."""
        return self.path / "archive"

    @property
    def runs(self) -> Path:
        """One JSON file a run of the crawler."""
        return self.path / "runs"

    @property
    def extractions(self) -> Path:
        """One folder an extractor and segment."""
        return self.path / "extractions"

    @property
    def warehouse(self) -> Path:
        """The DuckDB file."""
        return self.path / "warehouse.duckdb"

    @contextmanager
    def working(self) -> Iterator[None]:
        """Hold the home for writing; the hold ends with the process, however it ends.

        Raises LockedError if another process holds it, InputError if it cannot be written.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415  (queries take no lock)

        lock = FileLock(self.path / ".lock", timeout=0)
        try:
            for folder in (self.archive, self.runs, self.extractions):
                folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise LockedError(f"another wartakop is at work in {self.path}: wait, or name another --home") from error
        except OSError as error:
            raise InputError(f"cannot write in {self.path} ({error.strerror}): name another --home") from error
        try:
            self._drop_unfinished()
            yield
        finally:
            lock.release()

    def _drop_unfinished(self) -> None:
        """Remove what a killed job was writing aside; it is written anew from what it was made of."""
        for aside in (*self.runs.glob(".*.open"), *self.extractions.glob("*/.*.open")):
            if aside.is_dir() and not aside.is_symlink():
                shutil.rmtree(aside)
            else:
                aside.unlink()
