"""No test gets out to the network by mistake."""

from __future__ import annotations

import socket
import urllib.request

import pytest

from .network import is_loopback

Refused = pytest.fail.Exception


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost", ""])
def test_this_machine_is_reachable(host: str) -> None:
    """Real servers on the loopback are what tests are made of."""
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["192.0.2.1", "10.0.0.1", "2001:db8::1", "example.org", "localhost.example.org"]
)
def test_other_machines_are_not(host: str) -> None:
    """Neither by address nor by name, the next house included."""
    assert not is_loopback(host)


def test_connecting_out_fails_the_test() -> None:
    """The refusal names the host, and no `except Exception` swallows it."""
    with pytest.raises(Refused, match=r"192\.0\.2\.1"):
        urllib.request.urlopen("http://192.0.2.1/")
    with socket.socket() as one, pytest.raises(Refused, match=r"192\.0\.2\.1"):
        one.connect_ex(("192.0.2.1", 80))


def test_looking_up_a_name_fails_the_test() -> None:
    """Not even the name of another machine is asked for."""
    with pytest.raises(Refused, match=r"example\.org"):
        urllib.request.urlopen("http://example.org/")
