"""The registry: which outlets are asked, one `[[source]]` table each in a TOML file."""

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from models.errors import RegistryError
from models.source import Source


def load_registry(path: Path | None = None) -> tuple[Source, ...]:
    """The sources that `path` declares, in order; without a path those that ship with wartakop.

    Raises RegistryError, one line that names the file, the source, the field and what to write.
    """
    name = str(path) if path else "sources.toml"
    tables = _tables(name, _text(path))
    sources = tuple(_source(name, number, table) for number, table in enumerate(tables, start=1))
    twice = [source_id for source_id, count in Counter(source.id for source in sources).items() if count > 1]
    if twice:
        raise RegistryError(f"{name}: id {twice[0]!r} stands twice: give each source an id of its own")
    return sources


def _text(path: Path | None) -> str:
    try:
        if path is None:
            return files("crawlers").joinpath("sources.toml").read_text(encoding="utf-8")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RegistryError(f"{path}: cannot be read ({error.strerror}): name a registry of sources") from error
    except UnicodeDecodeError as error:
        raise RegistryError(f"{path}: is no UTF-8 text: save it as UTF-8") from error


def _tables(name: str, text: str) -> list[object]:
    try:
        registry = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"{name}: is no TOML: {' '.join(str(error).split())}") from error
    others = sorted(set(registry) - {"source"})
    if others:
        raise RegistryError(f"{name}: unknown {others[0]!r}: a registry holds [[source]] tables and nothing else")
    tables = registry.get("source")
    if not isinstance(tables, list) or not tables:
        raise RegistryError(f"{name}: holds no source: write a [[source]] table with id, base_url, cms and area")
    return tables


def _source(name: str, number: int, table: object) -> Source:
    try:
        return Source.model_validate(table)
    except ValidationError as error:
        source_id = table.get("id") if isinstance(table, dict) else None
        which = repr(source_id) if isinstance(source_id, str) else f"number {number}"
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "table"
        raise RegistryError(f"{name}: source {which}: field {field!r}: {_what(first['type'], first['msg'])}") from error


def _what(kind: str, message: str) -> str:
    if kind == "missing":
        return "is missing: write it"
    if kind == "extra_forbidden":
        known = ", ".join(Source.model_fields)
        return f"is unknown: write one of {known}"
    text = " ".join(message.removeprefix("Value error, ").split())
    return text[:1].lower() + text[1:]
