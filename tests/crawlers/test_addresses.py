import pytest

from crawlers.addresses import is_public, literal_ip, site_of, without_tracking


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1",
        "::10.0.0.1",
        "::ffff:0:127.0.0.1",
        "2001:0:808:808::80ff:fffe",  # Teredo: the client's address is 127.0.0.1, each bit turned
    ],
)
def test_addresses_outside_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "103.10.10.10", "2001:4860:4860::8888", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.contoh.id/a", "contoh.id"),
        ("http://CONTOH.id:80", "contoh.id"),
        ("https://contoh.id:443/", "contoh.id"),
        ("http://contoh.id:443/", "contoh.id:443"),
        ("http://127.0.0.1:8901/x", "127.0.0.1:8901"),
        ("https://sub.contoh.id", "sub.contoh.id"),
    ],
)
def test_one_site_over_schemes_and_www(url: str, site: str) -> None:
    assert site_of(url) == site


@pytest.mark.parametrize("url", ["ftp://contoh.id", "mailto:a@contoh.id", "javascript:alert(1)", "/a", "http://"])
def test_no_site(url: str) -> None:
    with pytest.raises(ValueError, match="no http address"):
        site_of(url)


def test_an_address_in_digits() -> None:
    assert literal_ip("http://[::1]:80/") == "::1"
    assert literal_ip("http://10.0.0.1/") == "10.0.0.1"
    assert literal_ip("http://contoh.id/") is None


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://contoh.id/a?utm_source=x&utm_medium=y#isi", "https://contoh.id/a"),
        ("https://contoh.id/?p=7&fbclid=x&judul=a+b%20c&kosong=", "https://contoh.id/?p=7&judul=a+b%20c&kosong="),
        ("https://contoh.id/a;b?tautan=utm_source", "https://contoh.id/a;b?tautan=utm_source"),
    ],
)
def test_what_tracks_readers_is_no_part_of_an_address(url: str, bare: str) -> None:
    assert without_tracking(url) == bare
