"""Receivers that answer badly, slowly, without end or not at all cost us a moment and a sentence."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from cms.webhooks.connect import Connector
from cms.webhooks.send import KEPT_BYTES, Answer, Letter, send
from tests.certificates import Certificate
from translation_workflow.sockets.clock import Deadline

SHORT = 0.5
"""Seconds that a receiver has in these tests."""


@contextmanager
def saying(behave: Callable[[socket.socket], None]) -> Iterator[int]:
    """Listen on a port of the loopback and do with each connection what `behave` does."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                try:
                    behave(connection)
                except OSError:
                    pass
                finally:
                    connection.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            server.close()
            thread.join(10)


def sent(port: int, *, seconds: float = 10, body: bytes = b"{}", scheme: str = "http") -> Answer:
    letter = Letter(f"{scheme}://127.0.0.1:{port}/", {"webhook-id": "msg_1"}, body)
    return send(letter, connector=Connector(Deadline.after(seconds), private=True))


def hear(line: socket.socket) -> bytes:
    """Return what a receiver is sent, to its end: to hang up on what nobody read would reset the line."""
    heard = b""
    while not heard.endswith(b"{}") and (piece := line.recv(65536)):
        heard += piece
    return heard


def words(said: bytes) -> Callable[[socket.socket], None]:
    def behave(connection: socket.socket) -> None:
        hear(connection)
        connection.sendall(said)

    return behave


def trickle(piece: bytes, *, first: bytes = b"") -> Callable[[socket.socket], None]:
    """Say a little, again and again, so that no single wait is long."""

    def behave(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(first)
        pause = threading.Event()
        while True:
            connection.sendall(piece)
            pause.wait(0.05)

    return behave


def silence(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


OK = b"HTTP/1.1 200 OK\r\n"

BAD: list[tuple[str, Any, str]] = [
    ("says nothing", silence, "It did not answer in time."),
    ("a byte of the status at a time", trickle(b"H"), "It did not answer in time."),
    ("headers without end, slowly", trickle(b"x-a: b\r\n", first=OK), "It did not answer in time."),
    ("early hints without end", trickle(b"HTTP/1.1 103 Early Hints\r\n\r\n"), "It did not answer in time."),
    ("headers without end", words(OK + b"x-a: bbbbbbbbbbbbbbbb\r\n" * 20000), "Its answer is not HTTP."),
    ("no HTTP", words(b"220 mail.example ESMTP\r\n\r\n"), "Its answer is not HTTP."),
    ("hangs up", words(b""), "Its answer is not HTTP."),
]


@pytest.mark.parametrize(("told", "behave", "fault"), BAD, ids=[one[0] for one in BAD])
def test_a_bad_receiver_is_left_after_a_moment(told: str, behave: Any, fault: str) -> None:
    """With a sentence that says what it did."""
    seconds = SHORT if "time" in fault else 10
    with saying(behave) as port:
        answer = sent(port, seconds=seconds)
    assert (answer.status, answer.fault) == (None, fault)


def test_who_reads_slowly_is_left_too() -> None:
    """What is sent has the same deadline as what is awaited."""

    def sip(connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        pause = threading.Event()
        while connection.recv(1):
            pause.wait(0.05)

    with saying(sip) as port:
        assert sent(port, seconds=SHORT, body=b"x" * 20_000_000).fault == "It did not answer in time."


def test_of_a_huge_answer_the_beginning_is_read() -> None:
    """And the message counts as taken, since the receiver says so."""
    length = b"content-length: 1000000000000\r\n\r\n"
    with saying(trickle(b"a" * 5000, first=OK + length)) as port:
        answer = sent(port)
    assert (answer.status, len(answer.head), answer.fault) == (200, KEPT_BYTES, "")


def test_an_answer_that_does_not_end_counts_by_its_status() -> None:
    """Its first words say whether the message was taken."""
    with saying(words(OK + b"content-length: 100\r\n\r\nhalf")) as port:
        answer = sent(port)
    assert (answer.status, answer.head, answer.fault) == (200, "half", "")


def test_who_answers_before_everything_was_sent_is_heard() -> None:
    """A receiver that finds a message too great says so, and hangs up."""

    def refuse(connection: socket.socket) -> None:
        connection.recv(100)
        connection.sendall(b"HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(1_000_000):
            pass

    with saying(refuse) as port:
        assert sent(port, body=b"x" * 5_000_000).status == 413


def test_a_compressed_answer_is_not_unpacked() -> None:
    """A few bytes can hold a whole memory."""
    with saying(words(OK + b"content-encoding: gzip\r\ncontent-length: 4\r\n\r\nabcd")) as port:
        answer = sent(port)
    assert (answer.head, answer.fault) == ("abcd", "")


def test_where_nobody_listens_is_said() -> None:
    """The port was closed a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert sent(port).fault == "Nobody listens there."


def test_who_speaks_no_tls_is_not_told() -> None:
    """Nothing of the message goes over an open line."""
    heard: list[bytes] = []

    def listen(connection: socket.socket) -> None:
        heard.append(connection.recv(65536))
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with saying(listen) as port:
        assert sent(port, scheme="https").fault == "It does not speak TLS as it should."
    assert b"msg_1" not in heard[0]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate.make(tmp_path_factory.mktemp("certificate"), name="partner.example")


def secured(certificate: Certificate, heard: list[Any]) -> Callable[[socket.socket], None]:
    """Answer over TLS, and note by which name we are called, and what is said."""
    context = certificate.context()
    context.sni_callback = lambda connection, name, _: heard.append(name)  # type: ignore[misc, assignment]

    def behave(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as line:
            heard.append(hear(line))
            line.sendall(OK + b"content-length: 0\r\n\r\n")

    return behave


def sent_to(host: str, port: int) -> Answer:
    """Send to a name that leads to the loopback."""
    connector = Connector(
        Deadline.after(10),
        private=True,
        resolve=lambda name, asked: [(socket.AF_INET, ("127.0.0.1", asked))],
    )
    return send(Letter(f"https://{host}:{port}/", {"webhook-id": "msg_1"}, b"{}"), connector=connector)


@pytest.mark.needs("openssl")
def test_who_has_no_trusted_certificate_is_not_told(certificate: Certificate) -> None:
    """One that somebody signed for themselves is nobody's word."""
    heard: list[Any] = []
    with saying(secured(certificate, heard)) as port:
        answer = sent_to("partner.example", port)
    assert answer.fault.startswith("Its certificate is not to be trusted: ")
    assert heard == ["partner.example"], "The name was said, and nothing else."


@pytest.mark.needs("openssl")
def test_a_certificate_is_for_the_name_and_not_for_the_address(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address that was judged is called, by the name that people know; another name is not enough."""
    trusting = ssl.create_default_context(cafile=str(certificate.chain))
    monkeypatch.setattr("cms.webhooks.send._tls", lambda: trusting)
    heard: list[Any] = []
    with saying(secured(certificate, heard)) as port:
        assert sent_to("partner.example", port).status == 200
        assert heard[0] == "partner.example"
        assert b"host: partner.example" in heard[1].lower()
        heard.clear()
        assert sent_to("other.example", port).fault.startswith("Its certificate is not to be trusted: ")
        assert heard == ["other.example"]


def test_a_handshake_without_end_is_left_after_a_moment() -> None:
    """TLS has the same deadline."""
    with saying(silence) as port:
        assert sent(port, scheme="https", seconds=SHORT).fault == "It did not answer in time."
