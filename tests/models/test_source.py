"""Sources: the least that is needed, and what is refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from models.source import Source

LEAST = {"id": "pwii", "base_url": "http://127.0.0.1:8901/", "cms": "varient", "area": "Kota Bukittinggi"}


def test_the_least() -> None:
    source = Source.model_validate(LEAST)
    assert (source.area, source.name) == ("13.75", "pwii")
    assert source.base_url == "http://127.0.0.1:8901"


@pytest.mark.parametrize(
    "change",
    [
        {"id": "Has Space"},
        {"base_url": "ftp://example.com"},
        {"base_url": "https://example.com/?q=1"},
        {"base_url": "http://example.com:99999"},
        {"cms": "geocities"},
        {"area": "Atlantis"},
        {"delay": -1},
        {"speed": 9},
    ],
)
def test_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({**LEAST, **change})
