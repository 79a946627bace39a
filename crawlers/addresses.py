"""Which addresses may be asked: public ones, and of a source only its own site."""

import ipaddress
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


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


def literal_ip(url: str) -> str | None:
    """The IP address that `url` names in digits, if it does so."""
    host = urlsplit(url).hostname or ""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return None


def is_public(address: str) -> bool:
    """True if the IP address lies in the public internet: not private, loopback, link-local, shared or reserved.

    An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64 of RFC 6052) counts as itself.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast
