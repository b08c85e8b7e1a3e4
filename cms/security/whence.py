"""Where a request comes from, as far as the deployment says whom to believe."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

IPV6_OF_ONE = 64
"""Whoever has an address of IPv6 has this network of them, and changes between them at will."""


def client_address(request: HttpRequest) -> str | None:
    """Return the address of whoever asks, of IPv6 the network's; None where there is none, as over a socket.

    Each of our own proxies (`CMS_PROXIES`) puts the address that asked it at the end of X-Forwarded-For: so
    many from the end are true, and what stands before them is what a visitor says. Without proxies, or where
    there are fewer addresses than proxies, it is the address of the connection.
    """
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    proxies: int = settings.PROXIES
    if proxies and len(told) >= proxies and (found := _known(told[-proxies])):
        return found
    return _known(request.META.get("REMOTE_ADDR", ""))


def _known(written: str) -> str | None:
    try:
        address = ip_address(written)
    except ValueError:
        return None
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), IPV6_OF_ONE), strict=False).network_address)
