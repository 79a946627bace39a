"""Whatever comes in: one clear line, the rest of the night goes on, the exit code tells, nothing is lost."""

import gzip
from pathlib import Path

import duckdb
import pytest

from models.source import Source
from tests import bad_sites
from tests.bad_sites import HTML, listed, page, served
from tests.nights import Result, Wartakop, write_registry

BAD = {
    "not_found": (bad_sites.NOT_FOUND, "404"),
    "broken": (bad_sites.BROKEN, "500"),
    "empty": (bad_sites.EMPTY, "empty"),
    "huge": (bad_sites.HUGE, "larger than"),
    "torn_gzip": (bad_sites.TORN_GZIP, "gzip"),
    "bomb": (bad_sites.BOMB, "more than"),
    "redirect_private": (bad_sites.REDIRECT_PRIVATE, "169.254.169.254"),
    "redirect_loop": (bad_sites.REDIRECT_LOOP, "redirect"),
}
SENTENCE = "“Jumlah koperasi di Kabupaten Agam sebanyak 231 unit,” kata kepala dinas – Selasa."
CHARSETS = {
    "windows_1252": listed((200, {"Content-Type": "text/html; charset=windows-1252"}, page(SENTENCE).encode("cp1252"))),
    "undeclared": listed((200, {"Content-Type": "text/html"}, page(SENTENCE).encode("cp1252"))),
    "lying_utf8": listed((200, HTML, page(SENTENCE).encode("cp1252"))),
    "lying_latin1": listed((200, {"Content-Type": "text/html; charset=iso-8859-1"}, page(SENTENCE).encode())),
}


def one_line(result: Result) -> str:
    assert result.code == 2
    lines = result.err.strip().splitlines()
    assert len(lines) == 1, result.err
    assert lines[0].startswith("wartakop: error: ")
    return lines[0]


@pytest.fixture(scope="module")
def bad_night(demo_sources: tuple[Source, ...], tmp_path_factory: pytest.TempPathFactory) -> tuple[Wartakop, Result]:
    folder = tmp_path_factory.mktemp("bad")
    wartakop = Wartakop(folder / "home")
    sites = {**{name: answer for name, (answer, _) in BAD.items()}, **CHARSETS}
    refused = {"id": "refused", "base_url": "http://127.0.0.1:9", "cms": "wordpress", "area": "13"}
    good = [source.model_dump(exclude={"terms"}) for source in demo_sources]
    with served(**sites) as declared:
        registry = write_registry(folder / "sources.toml", [*declared, refused, *good])
        result = wartakop("nightly", "--sources", registry, "--since", "2018-01-01", "--allow-private")
    return wartakop, result


def test_exit_code_tells_and_nothing_is_thrown(bad_night: tuple[Wartakop, Result]) -> None:
    _, result = bad_night
    assert result.code == 1
    assert "Traceback" not in result.err + result.out


@pytest.mark.parametrize("name", BAD)
def test_each_failure_is_a_line(name: str, bad_night: tuple[Wartakop, Result]) -> None:
    identifier = name.replace("_", "-")
    lines = [line for line in bad_night[1].err.splitlines() if f"wartakop: {identifier}: " in line]
    assert lines, bad_night[1].err
    assert any(BAD[name][1] in line for line in lines), lines


def test_a_refused_connection_is_a_line(bad_night: tuple[Wartakop, Result]) -> None:
    lines = [line for line in bad_night[1].err.splitlines() if line.startswith("wartakop: refused: ")]
    assert any("http://127.0.0.1:9/" in line for line in lines), lines


def test_failures_are_in_the_warehouse_too(bad_night: tuple[Wartakop, Result]) -> None:
    query = "SELECT DISTINCT source_id, status FROM outcome WHERE status NOT IN ('stored', 'index_page', 'no_text')"
    found = {(row["source_id"], row["status"]) for row in bad_night[0].json("sql", query)}
    assert {
        ("not-found", "http_error"),
        ("broken", "http_error"),
        ("huge", "too_large"),
        ("torn-gzip", "unreadable"),
        ("redirect-private", "refused"),
        ("refused", "failed"),
    } <= found


def test_the_rest_of_the_night_goes_on(bad_night: tuple[Wartakop, Result], demo_night: Wartakop) -> None:
    good = {row for row in bad_night[0].rows() if "koperasi-di-daerah-ini" not in row[0]}
    assert good == set(demo_night.rows())


@pytest.mark.parametrize("name", CHARSETS)
def test_every_charset_is_read(name: str, bad_night: tuple[Wartakop, Result]) -> None:
    (body,) = (
        row["article_body"]
        for row in bad_night[0].json("sql", "SELECT source_id, article_body FROM article")
        if row["source_id"] == name.replace("_", "-")
    )
    assert SENTENCE in body
    (figure,) = bad_night[0].json("figures", "--source", name.replace("_", "-"))
    assert (figure["value"], figure["area_name"]) == (231, "Kabupaten Agam")


def test_nobody_is_asked_by_a_stranger(wartakop: Wartakop, demo_registry: Path) -> None:
    assert "WARTAKOP_CONTACT" in one_line(wartakop("nightly", "--sources", demo_registry))


def test_private_addresses_are_refused(wartakop: Wartakop, demo_registry: Path) -> None:
    environment = {"WARTAKOP_CONTACT": "https://example.org/wartakop"}
    result = wartakop("nightly", "--sources", demo_registry, environment=environment)
    assert result.code == 1
    lines = [line for line in result.err.splitlines() if line.startswith("wartakop: ")]
    assert len(lines) >= 5
    assert all("no public address" in line for line in lines), lines
    assert wartakop.rows() == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[source]]\nid = 'a'\n", "base_url"),
        ("[[source]]\nid = 'a'\nbase_url = 'http://x.id'\ncms = 'drupal'\narea = 'Aceh'\n", "cms"),
        ("[[source]]\nid = 'a'\nbase_url = 'http://x.id'\ncms = 'rri'\narea = 'Atlantis'\n", "Atlantis"),
        ("[[source]]\nid = 'a'\nbase_url = 'http://x.id'\ncms = 'rri'\narea = 'Aceh'\nspeed = 9\n", "speed"),
        ("[[source]\n", "sources.toml"),
        ("", "source"),
    ],
)
def test_a_registry_with_a_wrong_field(text: str, complaint: str, wartakop: Wartakop, tmp_path: Path) -> None:
    registry = tmp_path / "sources.toml"
    registry.write_text(text, encoding="utf-8")
    line = one_line(wartakop("nightly", "--sources", registry, "--allow-private"))
    assert complaint in line
    assert str(registry) in line


def test_no_registry(wartakop: Wartakop, tmp_path: Path) -> None:
    assert "nowhere.toml" in one_line(wartakop("sources", "--sources", tmp_path / "nowhere.toml"))


def test_a_warehouse_that_is_none(wartakop: Wartakop, demo_registry: Path) -> None:
    wartakop.home.mkdir()
    warehouse = wartakop.home / "warehouse.duckdb"
    warehouse.write_text("This is my thesis.")
    assert str(warehouse) in one_line(wartakop("figures"))
    assert str(warehouse) in one_line(wartakop("load"))
    assert warehouse.read_text() == "This is my thesis."


def test_no_warehouse_yet(wartakop: Wartakop) -> None:
    assert "wartakop nightly" in one_line(wartakop("figures"))


def test_a_warehouse_newer_than_the_code(wartakop: Wartakop) -> None:
    assert wartakop("load").code == 0
    path = wartakop.home / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        (table,) = connection.sql(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE table_name LIKE '%migration%'"
        ).fetchall()[0]
        columns = [row[0] for row in connection.sql(f"DESCRIBE {table}").fetchall()]
        (newest,) = connection.sql(f"SELECT * FROM {table} ORDER BY 1 DESC LIMIT 1").fetchall()
        row = [9999 if column == columns[0] else value for column, value in zip(columns, newest, strict=True)]
        connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' for _ in row)})", row)
    before = path.read_bytes()
    assert "newer" in one_line(wartakop("figures"))
    assert "newer" in one_line(wartakop("load"))
    assert path.read_bytes() == before


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "name another --home" in one_line(Wartakop(tmp_path / "file" / "home")("load"))


@pytest.mark.parametrize(
    "args", [("--since", "yesterday"), ("--since", "2024-01-02", "--until", "2024-01-01", "--allow-private")]
)
def test_days_that_are_none(args: tuple[str, ...], wartakop: Wartakop) -> None:
    result = wartakop("nightly", *args)
    assert result.code == 2
    assert "Traceback" not in result.err
    assert "--since" in result.err


def test_an_odd_record_of_somebody_elses_is_told_and_costs_itself_alone(wartakop: Wartakop) -> None:
    archive = wartakop.home / "archive"
    archive.mkdir(parents=True)
    good = page(SENTENCE).replace("<head>", '<head><meta property="og:type" content="article">').encode()
    with (archive / "theirs.warc.gz").open("wb") as stream:
        for number, date in enumerate(("WARC-Date: 2024-05-03T00:00:00Z\r\n", "")):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + good
            head = (
                "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http\r\n"
                f"WARC-Target-URI: https://kabar.example/{number}\r\n{date}Content-Length: {len(block)}\r\n\r\n"
            )
            stream.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    result = wartakop("extract")
    assert result.code == 1
    assert "theirs.warc.gz: the record at byte" in result.err
    assert "WARC-Date" in result.err
    assert wartakop("load").code == 0
    assert [figure["value"] for figure in wartakop.json("figures")] == [231]


def test_a_broken_segment_does_not_stop_the_others(demo_night: Wartakop, wartakop: Wartakop) -> None:
    archive = wartakop.home / "archive"
    archive.mkdir(parents=True)
    (archive / "00000000T000000Z-torn-00000.warc.gz").write_bytes(b"\x1f\x8b no gzip")
    for segment in demo_night.home.glob("archive/*.warc.gz"):
        (archive / segment.name).write_bytes(segment.read_bytes())
    result = wartakop("extract")
    assert result.code == 1
    assert "torn-00000.warc.gz" in result.err
    assert wartakop("load").code == 0
    assert wartakop.rows() == demo_night.rows()
