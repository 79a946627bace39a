"""Reading: the article, the whole article, nothing but the article."""

import gzip
import io
import json
import zlib
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from models.article import Capture
from models.errors import ArchiveError
from models.run import OutcomeStatus
from pipeline.read import dates
from pipeline.read.decode import SIZE_LIMIT, UnreadableError, decoded, decompressed
from pipeline.read.page import PageReading, read, read_html
from pipeline.read.warc import ArchivedResponse, responses

URL = "https://kabar.example/2024/05/02/koperasi-agam/"
WIB = timezone(timedelta(hours=7))
FIRST = "Lubuk Basung - Jumlah koperasi di Kabupaten Agam sebanyak 231 unit, kata kepala dinas, Selasa."
SECOND = "Dari jumlah itu, 150 koperasi aktif. Sisanya sedang didata ulang oleh petugas dinas."
ARTICLE_MARK = '<meta property="og:type" content="article">'
TEASER = "312 Koperasi di Kabupaten Pasaman Mati Suri"


def page(
    *, head: str = "", before: str = "", between: str = "", after: str = "", title: str = "Koperasi Agam Didata"
) -> str:
    return (
        f"<!doctype html><html><head><title>{title} - Kabar</title>{head}</head><body class='right-sidebar'>{before}"
        f"<article><h1>{title}</h1><div class='entry-content'><p>{FIRST}</p>{between}<p>{SECOND}</p></div></article>"
        f"{after}</body></html>"
    )


def capture(url: str = URL) -> Capture:
    return Capture(
        source_id="kabar",
        source_area="13",
        url=url,
        fetched_at=datetime(2024, 5, 3, tzinfo=UTC),
        warc_file="x.warc.gz",
        warc_offset=0,
        warc_record_id="<urn:uuid:1>",
    )


def answered(
    payload: bytes, *, status: int = 200, kind: str = "text/html", role: str | None = "article", **headers: str
) -> PageReading:
    named = {"content-type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return read(ArchivedResponse(capture(), status, named, payload, role))


@pytest.mark.parametrize(
    "noise",
    [
        f'<p>Baca juga: <a href="/x">{TEASER}</a></p>',
        f'<p class="baca-juga"><strong>Baca Juga :</strong> {TEASER}</p>',
        f'<div class="related-posts"><p>{TEASER}</p></div>',
        f'<p><a href="/x">{TEASER}</a></p>',
        f"<aside><p>{TEASER}</p></aside>",
        f"<figure><img src='x.jpg'><figcaption>{TEASER}</figcaption></figure>",
        f"<script>var teaser = '{TEASER}'</script>",
        f"<!-- {TEASER} -->",
        "<p>ADVERTISEMENT</p>",
        "<p>Sebarkan artikel ini</p>",
        "<p>97 Dilihat</p>",
        "<p>COPYRIGHT © KABAR 2024</p>",
        "<p>Editor: Yusri</p>",
        f"<p>{FIRST}</p>",
    ],
)
def test_nothing_but_the_article(noise: str) -> None:
    for text in (page(between=noise), page(after=noise)):
        article = read_html(text, url=URL)
        assert article is not None
        assert article.article_body == f"{FIRST}\n\n{SECOND}"
        assert article.headline == "Koperasi Agam Didata"


def test_a_wide_table_keeps_its_cells() -> None:
    rows = [("Kecamatan", "Aktif", "Mati"), ("Laguboti", "11", ""), ("Ajibata", "-", "22")]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    for between in (f"<table>{cells}</table>", f"<div><table><tbody>{cells}</tbody></table></div>"):
        article = read_html(page(between=between), url=URL)
        assert article is not None
        said = [line for line in article.article_body.split("\n\n") if "|" in line]
        assert [[cell.strip() for cell in line.split("|")] for line in said] == [list(row) for row in rows]


def test_tables_become_lines() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{count} koperasi</td></tr>" for name, count in (("Tanjung Raya", 41), ("Matur", 17))
    )
    article = read_html(page(between=f"<table>{rows}</table>"), url=URL)
    assert article is not None
    assert "Tanjung Raya: 41 koperasi\n\nMatur: 17 koperasi" in article.article_body


@pytest.mark.parametrize(
    ("head", "before", "day", "hour"),
    [
        ('<meta property="article:published_time" content="2024-05-02T09:30:00+07:00">', "", date(2024, 5, 2), 9),
        ('<meta property="article:published_time" content="2024-05-01T20:00:00+00:00">', "", date(2024, 5, 2), 3),
        ('<meta itemprop="datePublished" content="Fri, 03 May 2024 10:20:00 +0700">', "", date(2024, 5, 3), 10),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},'
            '{"@type": ["NewsArticle"], "datePublished": "2024-05-04T08:00:00+07:00"}]}'
            '</script><meta property="article:published_time" content="2019-01-01T00:00:00+07:00">',
            "",
            date(2024, 5, 4),
            8,
        ),
        ('<script type="application/ld+json">{broken</script>', "", date(2024, 5, 2), None),
        ("", "<div class='date'>Sabtu, 21 November 2026</div>", date(2024, 5, 2), None),
        ("", "<time datetime='2024-05-06T07:00:00+07:00'></time>", date(2024, 5, 6), 7),
    ],
)
def test_the_day_of_publication(head: str, before: str, day: date, hour: int | None) -> None:
    article = read_html(page(head=head, before=before), url=URL, area="13")
    assert article is not None
    assert article.date_published == day
    moment = article.datetime_published
    assert (moment.astimezone(WIB).hour if moment else None) == hour


@pytest.mark.parametrize(
    ("text", "day", "utc_hour"),
    [
        ("Kamis, 13 Juli 2023 14:20 WIB", date(2023, 7, 13), 7),
        ("Selasa, 21 November 2017 | 14:59 Wita", date(2017, 11, 21), 6),
        ("Rabu, 18 Februari 2026 - 11.27 WIT", date(2026, 2, 18), 2),
        ("Mar 26, 2024\xa0-\xa016:24", date(2024, 3, 26), None),
        ("10 May 2020 - 11:33", date(2020, 5, 10), None),
        ("08 July 2025 7:01 Wib", date(2025, 7, 8), 0),
        ("Kamis 15-12-2022,10:02 WIB", date(2022, 12, 15), 3),
        ("05/06/2023", date(2023, 6, 5), None),
        ("25 Agu 2022", date(2022, 8, 25), None),
        ("2021-06-08 16:46:54", date(2021, 6, 8), None),
        ("31/02/2023 lalu 1 Maret 2023", date(2023, 3, 1), None),
    ],
)
def test_printed_dates(text: str, day: date, utc_hour: int | None) -> None:
    found = dates.from_text(text)
    assert found is not None
    assert found.day == day
    assert (found.moment.hour if found.moment else None) == utc_hour


@pytest.mark.parametrize("text", ["", "tiga jam lalu", "32 Januari 2020", "99/99/2020", "2020", "HUT ke-71"])
def test_no_date(text: str) -> None:
    assert dates.from_text(text) is None


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("", URL),
        (
            '<link rel="canonical" href="https://kabar.example/koperasi-agam?utm_source=x&p=7">',
            "https://kabar.example/koperasi-agam?p=7",
        ),
        ('<link rel="canonical" href="https://elsewhere.example/koperasi-agam">', URL),
        ('<link rel="canonical" href="https://kabar.example/">', URL),
    ],
)
def test_canonical_address(link: str, url: str) -> None:
    article = read_html(page(head=link), url=URL + "?fbclid=1")
    assert article is not None
    assert article.url == url


@pytest.mark.parametrize(
    "text", ["", " ", "<!-- nothing -->", "<html></html>", "\x00\x01", "<p>" * 5_000, "<h1>Judul</h1><p>Pendek.</p>"]
)
def test_no_article(text: str) -> None:
    assert read_html(text, url=URL) is None


def posts(*titles: str) -> str:
    return json.dumps(
        [
            {
                "id": number,
                "date": "2024-05-02T03:00:00",
                "date_gmt": "2024-05-01T20:00:00",
                "modified_gmt": "2024-05-02T20:00:00",
                "link": f"{URL}{number}/",
                "title": {"rendered": title},
                "content": {"rendered": f"<p>{FIRST}</p><p>Baca juga: {TEASER}</p><p>{SECOND}</p>"},
            }
            for number, title in enumerate(titles)
        ]
    )


def test_wordpress_posts() -> None:
    reading = answered(posts("Koperasi &#8220;Agam&#8221;", "Kedua").encode(), kind="application/json; charset=UTF-8")
    assert reading.outcome.status is OutcomeStatus.STORED
    assert reading.outcome.articles == 2
    first = reading.articles[0]
    assert (first.headline, first.article_body) == ("Koperasi “Agam”", f"{FIRST}\n\n{SECOND}")
    assert first.date_published == date(2024, 5, 2)
    assert first.datetime_published == datetime(2024, 5, 1, 20, tzinfo=UTC)
    assert first.date_modified == date(2024, 5, 3)  # 20:00 UTC is 03:00 of the next day in Padang


def test_wordpress_dates_in_utc_alone() -> None:
    listed = json.loads(posts("Satu"))
    del listed[0]["date"]
    (article,) = answered(json.dumps(listed).encode(), kind="application/json").articles
    assert article.date_published == date(2024, 5, 2)


@pytest.mark.parametrize("text", ["[]", "{}", "null", "[1]", "{", "[" * 100_000, '[{"link": "x", "title": "t"}]'])
def test_json_that_is_no_post(text: str) -> None:
    reading = answered(text.encode(), kind="application/json")
    assert (reading.articles, reading.outcome.status) == ((), OutcomeStatus.INDEX_PAGE)


@pytest.mark.parametrize(
    ("reading", "status"),
    [
        (answered(page().encode()), OutcomeStatus.STORED),
        (answered(page().encode(), role="discovery"), OutcomeStatus.INDEX_PAGE),
        (answered(page().encode(), role=None), OutcomeStatus.INDEX_PAGE),
        (answered(page(head=ARTICLE_MARK).encode(), role=None), OutcomeStatus.STORED),
        (answered(b"<rss/>", kind="application/rss+xml"), OutcomeStatus.INDEX_PAGE),
        (answered(b"", status=301, location="/x"), OutcomeStatus.INDEX_PAGE),
        (answered(page().encode(), status=404), OutcomeStatus.HTTP_ERROR),
        (answered(b"", kind="text/html"), OutcomeStatus.NO_TEXT),
        (answered(b"\x89PNG", kind="image/png"), OutcomeStatus.UNREADABLE),
        (answered(b"\x1f\x8bxx", content_encoding="gzip"), OutcomeStatus.UNREADABLE),
        (answered(page().encode(), content_encoding="rot13"), OutcomeStatus.UNREADABLE),
    ],
)
def test_exactly_one_outcome(reading: PageReading, status: OutcomeStatus) -> None:
    assert reading.outcome.status is status
    assert reading.outcome.articles == len(reading.articles) == (status is OutcomeStatus.STORED)
    assert (status is OutcomeStatus.UNREADABLE) <= bool(reading.outcome.reason)


def test_content_codings() -> None:
    data = page().encode() * 50
    raw = zlib.compressobj(wbits=-15)
    for coding, payload in {
        "gzip": gzip.compress(data),
        "deflate": zlib.compress(data),
        "Deflate": raw.compress(data) + raw.flush(),
        "br": brotli.compress(data),
        "gzip, br": brotli.compress(gzip.compress(data)),
        "": data,
        "identity": data,
    }.items():
        assert decompressed(payload, coding) == data


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_torn_codings_and_bombs(coding: str) -> None:
    compress = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[coding]
    with pytest.raises(UnreadableError, match="broken"):
        decompressed(compress(page().encode())[:-20], coding)
    with pytest.raises(UnreadableError, match="broken"):
        decompressed(b"no such thing at all", coding)
    with pytest.raises(UnreadableError, match="more than"):
        decompressed(compress(bytes(SIZE_LIMIT + 1)), coding)


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        ("“Koperasi” – aktif".encode(), "iso-8859-1"),
        ("“Koperasi” – aktif".encode("cp1252"), "utf-8"),
        ("“Koperasi” – aktif".encode("cp1252"), "latin1"),
        ("“Koperasi” – aktif".encode("utf-8-sig"), "windows-1252"),
        ("“Koperasi” – aktif".encode("utf-16"), "utf-16"),
        ("“Koperasi” – aktif".encode(), "klingon"),
    ],
)
def test_charsets(data: bytes, declared: str) -> None:
    assert decoded(data, {"content-type": f"text/html; charset={declared}"}) == "“Koperasi” – aktif"


def warc(path: Path, *, compressed: bool = True) -> Path:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=compressed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "somebody else's"}))
        for number in range(3):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            body = page(head=ARTICLE_MARK, title=f"Koperasi Agam {number}").encode()
            writer.write_record(
                writer.create_warc_record(
                    f"{URL}{number}", "response", io.BytesIO(body), length=len(body), http_headers=headers
                )
            )
    return path


@pytest.mark.parametrize("compressed", [True, False])
def test_somebody_elses_archive(tmp_path: Path, compressed: bool) -> None:
    segment = warc(tmp_path / "crawl.warc.gz", compressed=compressed)
    found = list(responses(segment))
    assert [response.capture.url for response in found] == [f"{URL}{number}" for number in range(3)]
    assert {response.role for response in found} == {None}
    headlines = [read(response).articles[0].headline for response in found]
    assert headlines == [f"Koperasi Agam {number}" for number in range(3)]
    # Each offset leads to its own record.
    data = segment.read_bytes()
    for response in found:
        start = data[response.capture.warc_offset :][:20]
        assert start.startswith(b"\x1f\x8b" if compressed else b"WARC/")


@pytest.mark.parametrize("data", [b"", b"This is my thesis.", b"\x1f\x8b no gzip", b"WARC/1.1\r\n"])
def test_no_archive(tmp_path: Path, data: bytes) -> None:
    segment = tmp_path / "x.warc.gz"
    segment.write_bytes(data)
    if data:
        with pytest.raises(ArchiveError, match=r"x\.warc\.gz"):
            list(responses(segment))
    else:
        assert list(responses(segment)) == []


@pytest.mark.parametrize("left", [5, 12, 60, 200, 400])
@pytest.mark.parametrize("compressed", [True, False])
def test_a_torn_archive(tmp_path: Path, compressed: bool, left: int) -> None:
    segment = warc(tmp_path / "x.warc.gz", compressed=compressed)
    last = [response.capture.warc_offset for response in responses(segment)][-1]
    segment.write_bytes(segment.read_bytes()[: last + left])
    with pytest.raises(ArchiveError, match=r"x\.warc\.gz"):
        list(responses(segment))


def written(path: Path, *records: tuple[dict[str, str], list[tuple[str, str]], bytes]) -> Path:
    """A WARC file, byte by byte: WARC fields, HTTP headers, payload of each response."""
    with path.open("wb") as stream:
        for fields, headers, payload in records:
            block = b"HTTP/1.1 200 OK\r\n" + "".join(f"{n}: {v}\r\n" for n, v in headers).encode() + b"\r\n" + payload
            standard = {
                "WARC-Type": "response",
                "WARC-Target-URI": URL,
                "WARC-Record-ID": "<urn:uuid:7e7a2c5e-0c5e-4f7e-9a53-1a5f0c1c9b01>",
                "WARC-Date": "2024-05-03T00:00:00Z",
                "Content-Type": "application/http; msgtype=response",
            }
            named = {name: value for name, value in {**standard, **fields}.items() if value}
            lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
            head = f"WARC/1.1\r\n{lines}Content-Length: {len(block)}\r\n\r\n".encode()
            stream.write(gzip.compress(head + block + b"\r\n\r\n"))
    return path


HTML = [("Content-Type", "text/html; charset=utf-8")]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"WARC-Date": ""}, "WARC-Date"),
        ({"WARC-Date": "yesterday"}, "WARC-Date"),
        ({"WARC-Record-ID": ""}, "WARC-Record-ID"),
    ],
)
def test_an_odd_record_costs_itself_alone(tmp_path: Path, fields: dict[str, str], complaint: str) -> None:
    good = page(head=ARTICLE_MARK).encode()
    segment = written(tmp_path / "x.warc.gz", ({}, HTML, good), (fields, HTML, good), ({}, HTML, good))
    odd: list[str] = []
    assert len(list(responses(segment, on_odd=odd.append))) == 2
    (line,) = odd
    assert complaint in line
    assert "x.warc.gz" in line


def chunked(data: bytes, size: int) -> bytes:
    pieces = (data[start : start + size] for start in range(0, len(data), size))
    return b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("size", [7, 100, 10_000])
def test_chunks_of_the_transfer_are_no_text(tmp_path: Path, size: int) -> None:
    data = page(head=ARTICLE_MARK).encode()
    transfer = [*HTML, ("Transfer-Encoding", "chunked")]
    segment = written(
        tmp_path / "x.warc.gz",
        ({}, transfer, chunked(data, size)),
        ({}, [*transfer, ("Content-Encoding", "gzip")], chunked(gzip.compress(data), size)),
        ({}, transfer, data),  # says so and is not
    )
    bodies = [read(response).articles[0].article_body for response in responses(segment)]
    assert bodies == [f"{FIRST}\n\n{SECOND}"] * 3


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="http://[bad/x">',
        '<meta property="og:url" content="http://[bad/x">',
        '<meta property="article:published_time" content="0001-01-01T00:00:00+07:00">',
        '<meta property="article:published_time" content="9999-12-31T23:59:59Z">',
        '<meta property="article:published_time" content="Fri, 03 May 99999999999999999999 10:20:00 +0700">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "position": ' + "9" * 5_000 + "}</script>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Koperasi \\ud800"}</script>',
        '<link rel="canonical" href="javascript:alert(1)">',
        '<link rel="canonical" href="https://kabar.example/2024/">',
    ],
)
def test_hostile_heads(head: str) -> None:
    reading = answered(page(head=head).encode())
    (article,) = reading.articles
    assert article.url == URL
    assert article.article_body == f"{FIRST}\n\n{SECOND}"
    assert article.version


@pytest.mark.parametrize("noise", ["\x0b", "\x01", "\x1b[31m", "&#1;", "&#x1b;", "&#27;", "\ufffe", "\x00", "&#0;"])
def test_characters_that_no_text_holds(noise: str) -> None:
    between = f"<script></script>{noise}<ul><li>Satu{noise}koperasi</li></ul><p>Tidak{noise}aktif</p>"
    reading = answered(page(between=between).encode())
    assert reading.outcome.status is OutcomeStatus.STORED, reading.outcome
    body = reading.articles[0].article_body
    assert FIRST in body
    assert SECOND in body
    assert not set(body) & {"\x00", "\x01", "\x0b", "\x1b", "\ufffe"}


def test_a_charset_that_is_none() -> None:
    reading = answered(page().encode("cp1252", "replace") + b"\xff", kind="text/html; charset=undefined")
    assert reading.outcome.status is OutcomeStatus.STORED


def test_a_layout_named_after_its_sidebar() -> None:
    text = page().replace("<h1>", "<h2 id='judul'>").replace("</h1>", "</h2>")
    article = read_html(text.replace("</head>", "<meta property='og:title' content='Koperasi Agam'></head>"), url=URL)
    assert article is not None
    assert article.article_body == f"{FIRST}\n\n{SECOND}"


def test_a_page_that_is_too_large() -> None:
    assert answered(b"<p>" + b"a" * 5_000_000).outcome.status is OutcomeStatus.TOO_LARGE


def test_gzip_in_several_members() -> None:
    data = page().encode()
    assert decompressed(gzip.compress(data[:100]) + gzip.compress(data[100:]), "gzip") == data


@pytest.mark.parametrize(
    "odd",
    [
        {"link": False},
        {"link": ""},
        {"link": "javascript:alert(1)"},
        {"link": "https://elsewhere.example/koperasi"},
        {"link": "http://[bad/x"},
        {"title": {"rendered": None}},
        {"title": "Koperasi"},
        {"content": {"rendered": "<!-- x -->"}},
        {"content": None},
    ],
)
def test_an_odd_post_costs_itself_alone(odd: dict[str, object]) -> None:
    listed = json.loads(posts("Satu", "Dua", "Tiga"))
    listed[1].update(odd)
    for kind in ("application/json", "text/html"):
        reading = answered(json.dumps(listed).encode(), kind=kind)
        assert [article.headline for article in reading.articles] == ["Satu", "Tiga"]
        assert reading.outcome.status is OutcomeStatus.STORED
        assert str(reading.outcome.reason).startswith("1 posts left out")


def test_a_section_is_no_articles_address() -> None:
    url = "https://kabar.example/berita/17/koperasi-agam"
    article = read_html(page(head='<link rel="canonical" href="https://kabar.example/berita">'), url=url + "?ampul=2")
    amp = read_html(page(head=f'<link rel="canonical" href="{url}">'), url=f"{url}/amp")
    assert article is not None
    assert amp is not None
    assert article.url == f"{url}?ampul=2"
    assert amp.url == url
