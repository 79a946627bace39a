from pathlib import Path

import pytest

from crawlers.discovery.ways import WAYS
from crawlers.registry import load_registry
from models.errors import RegistryError

LEAST = """
[[source]]
id = "pwii-bukittinggi"
base_url = "http://127.0.0.1:8901"
cms = "varient"
area = "Kota Bukittinggi"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_least_a_source_needs(tmp_path: Path) -> None:
    (source,) = load_registry(written(tmp_path, LEAST))
    assert (source.id, source.area, source.name, source.terms) == ("pwii-bukittinggi", "13.75", source.id, "open")


def test_the_registry_that_ships() -> None:
    sources = {source.id: source for source in load_registry()}
    assert list(sources) == ["pwii-bukittinggi", "rri", "harianhaluan-id", "malangkota", "antara-sumut"]
    assert [source.area for source in sources.values()] == ["13.75", "ID", "13", "35.73", "12"]
    assert {source.id for source in sources.values() if source.terms == "ask"} == {"antara-sumut"}
    assert all(source.cms in WAYS and source.delay >= 2 for source in sources.values())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LEAST.replace('cms = "varient"\n', ""), "source 'pwii-bukittinggi': field 'cms': is missing"),
        (LEAST.replace("varient", "joomla"), "field 'cms': input should be 'antara', 'rri', 'varient' or 'wordpress'"),
        (LEAST.replace("Kota Bukittinggi", "Kota Tiada"), "field 'area': no region is called 'Kota Tiada'"),
        (LEAST.replace("http://127", "ftp://127"), "field 'base_url': write the address of the outlet's home page"),
        (LEAST + "dealy = 3\n", "field 'dealy': is unknown: write one of id, base_url, cms, area, name, delay, terms"),
        (LEAST + "delay = -1\n", "field 'delay': input should be greater than or equal to 0"),
        (LEAST.replace('id = "pwii-bukittinggi"\n', ""), "source number 1: field 'id': is missing"),
        (LEAST.replace("pwii-bukittinggi", "PWII!"), "field 'id': use small letters"),
        (LEAST + LEAST, "id 'pwii-bukittinggi' stands twice"),
        ("", "holds no source"),
        ("source = []", "holds no source"),
        ("source = 3", "holds no source"),
        ("source = [3]", "source number 1: field 'table'"),
        ("[[sources]]\nid = 'a'", "unknown 'sources'"),
        ("[[source]\nid=", "is no TOML"),
    ],
)
def test_trouble_is_one_line_that_names_file_source_and_field(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(RegistryError) as caught:
        load_registry(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert says in message
    assert "\n" not in message


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read"):
        load_registry(tmp_path / "none.toml")


def test_no_text(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(RegistryError, match="no UTF-8 text"):
        load_registry(path)
