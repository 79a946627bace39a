import pytest

from crawlers.settings import scrapy_settings
from models.source import Source


def source(host: str, delay: float) -> Source:
    given = {"id": host, "base_url": f"https://{host}", "cms": "rri", "area": "13", "delay": delay}
    return Source.model_validate(given)


@pytest.mark.parametrize(("allow_private", "hasty"), [(False, 1.0), (True, 0.0)])
def test_a_public_site_is_never_flooded(allow_private: bool, hasty: float) -> None:
    sources = (source("satu.example", 0), source("dua.example", 3))
    settings = scrapy_settings(sources, agent="wartakop", allow_private=allow_private)
    assert {site: slot["delay"] for site, slot in settings["DOWNLOAD_SLOTS"].items()} == {
        "satu.example": hasty,
        "dua.example": 3,
    }
    assert settings["DOWNLOAD_DELAY"] == 3
