"""Who asks: a request's address, and whether it comes from a page of ours.

Forwarded addresses are read only where TrustedProxyMiddleware left them: it drops those that no
trusted proxy sent.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
# A household or an office has a whole network of IPv6 addresses.
OF_ONE_HOUSE = 64


def client_address(request: HttpRequest) -> str:
    """Return the address that a request comes from; "" where it has none, as by a unix socket.

    Behind trusted proxies it is the last of X-Forwarded-For that is none of them: whatever stands
    before was written by the client itself. Of IPv6, the network of its house.
    """
    address = _parsed(request.META.get("REMOTE_ADDR", ""))
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while address is not None and _is_proxy(address) and hops:
        before = _parsed(_without_port(hops.pop().strip()))
        if before is None:
            break
        address = before
    return _house(address) if address is not None else ""


def is_shared(address: str) -> bool:
    """Whether an address stands for everybody: a proxy on this machine that nobody named."""
    return not address or ip_network(address, strict=False).is_loopback


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a request was made by a page of this site, as far as its browser says."""
    fetched = request.headers.get("Sec-Fetch-Site", "")
    if fetched:
        return fetched == "same-origin"
    origin = request.headers.get("Origin", "")
    if not origin or origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    return urlsplit(origin).netloc == request.get_host()


def _without_port(hop: str) -> str:
    """Some proxies tell the client's port too: 203.0.113.9:51234, [2001:db8::9]:51234."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def _parsed(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_proxy(address: Address) -> bool:
    networks = (ip_network(each, strict=False) for each in settings.TRUSTED_PROXIES)
    return any(address in network for network in networks)


def _house(address: Address) -> str:
    if isinstance(address, IPv6Address) and not address.is_loopback:
        return str(ip_network(f"{address}/{OF_ONE_HOUSE}", strict=False))
    return str(address)
