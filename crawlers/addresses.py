"""Which addresses may be asked: public ones, and of a source only its own site."""

import ipaddress
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING = ("utm_", "fbclid=")
_IPV4_AT_THE_END = tuple(
    ipaddress.IPv6Network(prefix)
    for prefix in (
        "::/96",  # IPv4-compatible (RFC 4291, 2.5.5.1), given up, yet some systems still connect
        "::ffff:0:0/96",  # IPv4-mapped (RFC 4291, 2.5.5.2)
        "::ffff:0:0:0/96",  # IPv4-translated (RFC 2765)
        "64:ff9b::/96",  # NAT64 (RFC 6052)
    )
)


def site_of(url: str) -> str:
    """The site an address belongs to: its host without `www.`, and the port where it is not the scheme's own.

    http and https, with and without `www.`, are one site: outlets redirect between them. Raises ValueError if
    `url` is no http or https address.
    """
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"{url} is no http address")
    host = parts.hostname.removeprefix("www.")
    return host if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{parts.port}"


def without_tracking(url: str) -> str:
    """`url` without its fragment and without the parameters that tell where a reader came from; else as it was.

    Raises ValueError if `url` is no address.
    """
    parts = urlsplit(url)
    query = "&".join(pair for pair in parts.query.split("&") if not pair.startswith(_TRACKING))
    return parts._replace(query=query, fragment="").geturl()


def literal_ip(url: str) -> str | None:
    """The IP address that `url` names in digits, if it does so."""
    host = urlsplit(url).hostname or ""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return None


def is_public(address: str) -> bool:
    """True if the IP address lies in the public internet: not private, loopback, link-local, shared or reserved.

    An IPv6 address that bears an IPv4 one (mapped, compatible, translated, NAT64, 6to4, Teredo) counts as that.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = (isinstance(ip, ipaddress.IPv6Address) and _ipv4_inside(ip)) or ip
    return ip.is_global and not ip.is_multicast


def _ipv4_inside(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(ip in network for network in _IPV4_AT_THE_END):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.teredo[1] if ip.teredo else ip.sixtofour
