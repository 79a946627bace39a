"""The command line as a user runs it: in a process of its own, against sites on loopback."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

SHARED = Path(__file__).parents[2] / "shared"


class Result(NamedTuple):
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


class Wartakop:
    """Runs `wartakop --home HOME …`."""

    command = Path(sys.executable).with_name("wartakop")

    def __init__(self, home: Path) -> None:
        self.home = home

    def copied(self, home: Path) -> "Wartakop":
        """The same home in another place, to be changed at will."""
        shutil.copytree(self.home, home)
        return Wartakop(home)

    def start(self, *args: str | Path, environment: Mapping[str, str] | None = None) -> "subprocess.Popen[str]":
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("WARTAKOP_")}
        return subprocess.Popen(
            [self.command, "--home", self.home, *args],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**inherited, "COLUMNS": "200", **(environment or {})},
            stdin=subprocess.DEVNULL,
        )

    def __call__(self, *args: str | Path, environment: Mapping[str, str] | None = None) -> Result:
        with self.start(*args, environment=environment) as process:
            out, err = process.communicate(timeout=120)
        return Result(process.returncode, out, err)

    def bytes(self, *args: str | Path) -> bytes:
        return subprocess.run([self.command, "--home", self.home, *args], capture_output=True, check=True).stdout

    def json(self, *args: str | Path) -> Any:
        result = self(*args, "--format", "json")
        assert result.code == 0, result.err
        return json.loads(result.out)

    def rows(self) -> list[tuple[Any, ...]]:
        """What a night leaves, without the moments and places of this very night."""
        query = (
            "SELECT a.url, a.version, a.headline, a.date_published, f.* EXCLUDE (loaded_at)"
            " FROM article a LEFT JOIN figure f USING (article_id, version) ORDER BY ALL"
        )
        return [tuple(row.values()) for row in self.json("sql", query)]


def write_registry(path: Path, sources: Iterable[dict[str, Any]]) -> Path:
    tables = ("[[source]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in s.items()) for s in sources)
    path.write_text("\n".join(tables), encoding="utf-8")
    return path
