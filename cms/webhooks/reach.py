"""Which addresses a webhook may go to: none of the machines around us, unless the operator allows it.

An address is judged as it is typed, so that people are told at once, and again, as the name is resolved, in
the moment of connecting: what a name leads to may be another thing then.
"""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx
from django.utils.translation import gettext as _

LONGEST = 500
LOWEST_FREE_PORT = 1024
USUAL_PORTS = {"https": 443, "http": 80}
# Networks that look public, and in which hosters answer their own machines, or that lead elsewhere.
OF_HOSTERS = tuple(map(IPv4Network, ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")))
# Endings of names that are never public.
AROUND = frozenset({"localhost", "local", "internal", "lan", "home", "test", "invalid"})
_LABEL = re.compile(r"[a-z0-9_-]{1,63}", re.IGNORECASE)
_ROUTED = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")


class Unreachable(Exception):
    """A webhook must not go there; a sentence says why."""


def check_url(url: str, *, private: bool) -> httpx.URL:
    """Return the parts of an address that a webhook may have. Raises Unreachable.

    `private`: the operator allows machines around us, and `http`. Names are not resolved.
    """
    parts = _parts(url)
    if parts.scheme not in USUAL_PORTS or (parts.scheme == "http" and not private):
        raise Unreachable(_("An address begins with https://."))
    if parts.userinfo or parts.fragment:
        raise Unreachable(_("An address has no user name, password or #fragment."))
    port = USUAL_PORTS[parts.scheme] if parts.port is None else parts.port
    if not (port in USUAL_PORTS.values() or LOWEST_FREE_PORT <= port <= 65535):
        raise Unreachable(_("The port is 443, or one from 1024 to 65535."))
    if not private and _is_around(parts.host):
        raise Unreachable(
            _("%(host)s is a name of the network around us. The operator can allow it.")
            % {"host": parts.host}
        )
    number = _number(parts.host)
    if number is not None and not private and not is_public(number):
        raise Unreachable(private_sentence(parts.host, number))
    return parts


def _parts(url: str) -> httpx.URL:
    if len(url) > LONGEST:
        raise Unreachable(_("An address has at most %(most)d characters.") % {"most": LONGEST})
    try:
        parts = httpx.URL(url)
        # What cannot be written as a name of the network is found out here.
        name = parts.raw_host.decode("ascii")
        is_named = ":" in name or all(_LABEL.fullmatch(label) for label in name.removesuffix(".").split("."))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        is_named = False
    if not is_named or any(character.isspace() or character == "\\" for character in url):
        raise Unreachable(_("This is no address. For example: https://www.example.org/hooks/editions"))
    return parts


def private_sentence(host: str, address: IPv4Address | IPv6Address) -> str:
    return _("%(host)s is %(address)s, which is not on the public internet. The operator can allow it.") % {
        "host": host,
        "address": address,
    }


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is somebody's on the public internet, and no other one in disguise."""
    if isinstance(address, IPv4Address):
        return (
            address.is_global
            and not (address.is_multicast or address.is_reserved)
            and not any(address in network for network in OF_HOSTERS)
        )
    if address in _TRANSLATED:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    within = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    return (
        address in _ROUTED
        and address.is_global
        and address.scope_id is None
        and all(is_public(one) for one in within if one is not None)
    )


def _is_around(host: str) -> bool:
    """Whether a name is one that no public server has; what it leads to is judged in any case."""
    name = host.removesuffix(".")
    return _number(host) is None and ("." not in name or name.rpartition(".")[2] in AROUND)


def _number(host: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a host is in any of the ways to write numbers (`0x7f.1`), None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None
