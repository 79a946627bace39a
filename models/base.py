"""What all records share: they never change, and a field nobody declared is an error."""

import hashlib
import uuid

from pydantic import BaseModel, ConfigDict

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://schema.org/NewsArticle#wartakop")


class Record(BaseModel):
    """A frozen record; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def identifier(*parts: object) -> str:
    """A UUIDv5 over `parts`: the same parts give the same identifier on every machine."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join("" if part is None else str(part) for part in parts)))


def digest(text: str) -> str:
    """The SHA-256 of `text` (UTF-8) in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
