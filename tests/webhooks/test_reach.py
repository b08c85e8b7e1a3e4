"""Webhooks go to the public internet, and to no machine around us: judged in the moment of connecting."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from cms.settings.env import SettingError, read
from cms.webhooks.connect import Connector
from cms.webhooks.reach import Unreachable, check_url, is_public
from cms.webhooks.send import Answer, Letter, send
from translation_workflow.sockets.clock import Deadline
from translation_workflow.sockets.stream import Found

from .receiver import Receiver
from .receiver import receiver as listening

PUBLIC = "93.184.215.14"
INNER = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fec0::1",
    "fd00:ec2::254", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::",
]  # fmt: skip
OUTER = [PUBLIC, "8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_is_known(address: str) -> None:
    """In any disguise: mapped, translated, tunnelled."""
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", OUTER)
def test_a_public_address_is_known(address: str) -> None:
    """So that something can be told at all."""
    assert is_public(ip_address(address))


WRONG = [
    "http://partner.example/", "ftp://partner.example/", "file:///etc/passwd", "//partner.example/",
    "partner", "", "https://", "https:///path", "https://user@partner.example/", "https://user:word@partner.example/",
    "https://127.0.0.1@partner.example/", "https://partner.example/#part", "https://partner.example:22/",
    "https://partner.example:25/", "https://partner.example:0/", "https://partner.example:70000/",
    "https://partner.example:x/", "https://127.0.0.1/", "https://127.1/", "https://2130706433/",
    "https://0x7f000001/", "https://0177.0.0.1/", "https://0x7f.1/", "https://017700000001/", "https://[::1]/",
    "https://[::ffff:127.0.0.1]/", "https://[fe80::1]/", "https://169.254.169.254/latest/", "https://0/",
    "https://partner.example\\@127.0.0.1/", "https://part ner.example/", "https://partner.example/\nx",
    "https://partner.example/\r\nHost: other", "https://" + "a" * 64 + ".example/", "https://a/" + "b" * 500,
    "https://localhost/", "https://localhost./", "https://server/", "https://nas.local/", "https://a..b/",
    "https://%31%32%37.0.0.1/", "https://partner.example%00/", "https://127。0。0。1/", "https://①②⑦.⓪.⓪.①/",
    "javascript:alert(1)", "https://partner.example/\0",
]  # fmt: skip


@pytest.mark.parametrize("url", WRONG)
def test_a_wrong_address_is_refused_with_a_sentence(url: str) -> None:
    """Before anybody connects, and however its numbers are written."""
    with pytest.raises(Unreachable) as refusal:
        check_url(url, private=False)
    assert str(refusal.value).endswith((".", "hooks/editions"))


@pytest.mark.parametrize(
    "url",
    [
        "https://partner.example/hooks?for=us",
        "https://partner.example:8443/",
        "https://bücher.example/",
        f"https://{PUBLIC}/",
        "https://[2606:4700:4700::1111]/",
    ],
)
def test_a_good_address_is_taken(url: str) -> None:
    """With a port and a query, and in any letters."""
    assert check_url(url, private=False).scheme == "https"


def test_the_operator_allows_inner_addresses_and_plain_http() -> None:
    """Both with one switch."""
    assert check_url("http://127.0.0.1:8000/", private=True).port == 8000
    assert check_url("http://receiver.internal/", private=True).host == "receiver.internal"


def names(*answers: Sequence[str]) -> tuple[Callable[[str, int], Sequence[Found]], list[str]]:
    """Return a resolver that answers differently each time, and whom it was asked for."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[Found]:
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, (one, port)) for one in found]

    return resolve, asked


def sent(url: str, **connecting: Any) -> Answer:
    letter = Letter(url, {"webhook-id": "msg_1"}, b"{}")
    return send(letter, connector=Connector(Deadline.after(10), private=False, **connecting))


def nowhere(found: Found, seconds: float) -> socket.socket:
    raise AssertionError(f"Nobody connects to {found}.")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1"])
def test_a_name_that_leads_inside_is_refused_when_connecting(address: str) -> None:
    """It may have led elsewhere when it was typed."""
    resolve, asked = names([address])
    answer = sent("https://partner.example/", resolve=resolve, dial=nowhere)
    assert "not on the public internet" in answer.fault
    assert (answer.status, asked) == (None, ["partner.example"])


def test_a_name_that_leads_outside_and_inside_is_refused() -> None:
    """Whichever of the two would have been tried."""
    resolve, _ = names([PUBLIC, "127.0.0.1"])
    assert "not on the public" in sent("https://partner.example/", resolve=resolve, dial=nowhere).fault


def test_the_address_that_was_judged_is_the_one_that_is_called() -> None:
    """A name that leads elsewhere the second time is not asked a second time."""
    called: list[Found] = []

    def dial(found: Found, seconds: float) -> socket.socket:
        called.append(found)
        raise ConnectionRefusedError

    resolve, asked = names([PUBLIC], ["127.0.0.1"])
    answer = sent("https://partner.example:8443/", resolve=resolve, dial=dial)
    assert called == [(socket.AF_INET, (PUBLIC, 8443))]
    assert (asked, answer.fault) == (["partner.example"], "Nobody listens there.")


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    """A machine without IPv6 reaches a receiver that has both."""
    called: list[str] = []

    def dial(found: Found, seconds: float) -> socket.socket:
        called.append(found[1][0])
        raise OSError(101, "Network is unreachable")

    resolve, _ = names(["2606:4700:4700::1111", PUBLIC])
    answer = sent("https://partner.example/", resolve=resolve, dial=dial)
    assert called == ["2606:4700:4700::1111", PUBLIC]
    assert answer.fault == "The connection failed: Network is unreachable."


def test_the_receivers_name_is_kept_though_its_address_is_called() -> None:
    """Many receivers share one address."""
    with listening() as receiver:
        port = int(receiver.url.rpartition(":")[2].partition("/")[0])
        resolve, _ = names(["127.0.0.1"])
        letter = Letter(f"http://partner.example:{port}/hooks", {"webhook-id": "msg_1"}, b"{}")
        connector = Connector(Deadline.after(10), private=True, resolve=resolve)
        assert send(letter, connector=connector).status == 204
        assert receiver.received[0].headers["host"] == f"partner.example:{port}"


def test_without_leave_nothing_is_sent_to_this_machine() -> None:
    """For real: no resolver and no socket is injected."""
    with listening() as receiver:
        for url in (receiver.url, receiver.url.replace("http:", "https:")):
            letter = Letter(url, {"webhook-id": "msg_1"}, b"{}")
            answer = send(letter, connector=Connector(Deadline.after(10), private=False))
            assert (answer.status, receiver.received) == (None, [])
            assert answer.fault


def test_a_port_is_free_or_usual(receiver: Receiver) -> None:
    """Other services of the public internet are not for us, whoever asks."""
    with pytest.raises(Unreachable):
        check_url("https://partner.example:993/", private=True)
    assert check_url(receiver.url, private=True).port


def test_the_operator_says_it_with_a_variable(tmp_path: Path) -> None:
    """Off unless it is said; another word stops the start."""
    variables = {"CMS_DATA_DIR": str(tmp_path)}
    assert not read(variables).webhooks_private
    assert read(variables | {"CMS_WEBHOOKS_PRIVATE": "on"}).webhooks_private
    with pytest.raises(SettingError, match="CMS_WEBHOOKS_PRIVATE"):
        read(variables | {"CMS_WEBHOOKS_PRIVATE": "yes"})
