"""A source: one outlet, declared as data."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from models.base import Record
from models.errors import InputError
from models.region import find_region

Cms = Literal["antara", "rri", "varient", "wordpress"]
Terms = Literal["open", "ask"]


def _http_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("write the address of the outlet's home page, such as https://example.com")
    _ = parts.port  # raises ValueError if it is no port
    return url.rstrip("/")


def _identifier(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", text):
        raise ValueError("use small letters, digits, '-', '_' and '.'")
    return text


def _area_code(text: str) -> str:
    try:
        return find_region(text).code
    except InputError as error:
        raise ValueError(str(error)) from error


class Source(Record):
    """One outlet: where it is, what it covers, how it publishes, how politely it is asked."""

    id: Annotated[str, AfterValidator(_identifier)] = Field(description="Our name of the outlet")
    base_url: Annotated[str, AfterValidator(_http_url)] = Field(description="Address of its home page")
    cms: Cms = Field(description="The system it publishes with; gives the ways articles are found")
    area: Annotated[str, AfterValidator(_area_code)] = Field(
        description="Kemendagri code of the region it covers (an official name is accepted)"
    )
    name: str = Field(default="", description="Its name as its readers know it")
    delay: float = Field(default=2.0, ge=0, le=3600, description="Least pause between two requests, seconds")
    terms: Terms = Field(default="open", description="ask: the outlet demands permission, so it stays off")

    @model_validator(mode="before")
    @classmethod
    def _named_by_its_id(cls, data: object) -> object:
        return {"name": data["id"], **data} if isinstance(data, dict) and "id" in data else data
