"""Mail over TLS, from the first sign or after a few, and only to a server whose certificate is trusted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.certificates import Certificate
from translation_workflow.digest import smtp
from translation_workflow.digest.sending import send_digests

from .postbox import Manner, Postbox, Secrecy, postbox
from .town import MailTown

pytestmark = [pytest.mark.django_db, pytest.mark.needs("openssl")]

BOTH = pytest.mark.parametrize("secrecy", [Secrecy.WHEN_ASKED, Secrecy.ALWAYS])


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate.make(tmp_path_factory.mktemp("certificate"), name="localhost")


@pytest.fixture
def trusted(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine trust it, as administrators do for a certificate of their own."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.chain))


def as_in_an_address(settings: Any, secrecy: Secrecy) -> None:
    """What CMS_MAIL_URL sets for `smtps://siv:…` and for `smtp://siv:…?tls=1`."""
    settings.EMAIL_HOST = "localhost"
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "siv", "a secret word"
    settings.EMAIL_USE_SSL = secrecy is Secrecy.ALWAYS
    settings.EMAIL_USE_TLS = secrecy is not Secrecy.ALWAYS


@BOTH
@pytest.mark.usefixtures("trusted")
def test_mails_and_the_password_go_over_tls(
    settings: Any, certificate: Certificate, secrecy: Secrecy
) -> None:
    """Nothing but the question for TLS is said in the open."""
    MailTown().something_happens()
    with postbox(settings, secrecy=secrecy, tls=certificate.context()) as box:
        as_in_an_address(settings, secrecy)
        assert len(send_digests().sent) == 2
        assert [mail["To"] for mail in box.mails] == ["siv@example.org", "ann@example.org"]
        assert any(line.startswith("AUTH") for line in box.told)
        assert {line.split(" ")[0].upper() for line in box.open_lines} <= {"EHLO", "STARTTLS"}


@BOTH
def test_who_has_no_trusted_certificate_gets_no_mail(
    settings: Any, certificate: Certificate, secrecy: Secrecy
) -> None:
    """One that the machine does not know is nobody's word: no password, no mail, and a sentence."""
    MailTown().something_happens()
    with postbox(settings, secrecy=secrecy, tls=certificate.context()) as box:
        as_in_an_address(settings, secrecy)
        outcome = send_digests()
        assert outcome.sent == []
        assert "certificate verify failed" in outcome.away
        assert nothing_was_told(box)


@pytest.mark.usefixtures("trusted")
def test_a_certificate_is_for_a_name(settings: Any, certificate: Certificate) -> None:
    """A trusted certificate of another host is not enough."""
    MailTown().something_happens()
    with postbox(settings, secrecy=Secrecy.ALWAYS, tls=certificate.context()) as box:
        as_in_an_address(settings, Secrecy.ALWAYS)
        settings.EMAIL_HOST = "127.0.0.1"
        assert "certificate verify failed" in send_digests().away
        assert nothing_was_told(box)


@pytest.mark.usefixtures("trusted")
def test_a_server_without_tls_is_told_no_password(settings: Any, certificate: Certificate) -> None:
    """Where TLS is asked for and not offered, the connection ends."""
    MailTown().something_happens()
    with postbox(settings) as box:
        as_in_an_address(settings, Secrecy.WHEN_ASKED)
        assert "STARTTLS" in send_digests().away
        assert nothing_was_told(box)


@BOTH
def test_a_handshake_without_end_is_left(
    settings: Any, certificate: Certificate, monkeypatch: pytest.MonkeyPatch, secrecy: Secrecy
) -> None:
    """TLS has the same deadline, and later the mails go."""
    monkeypatch.setattr(smtp, "TOTAL_SECONDS", 0.5)
    MailTown().something_happens()
    with postbox(settings, secrecy=secrecy, tls=certificate.context()) as box:
        as_in_an_address(settings, secrecy)
        box.manner = Manner.SILENT
        assert send_digests().away
        assert box.connections == 1
        monkeypatch.setattr(smtp, "TOTAL_SECONDS", 30)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.chain))
        box.manner = Manner.POLITE
        assert len(send_digests().sent) == 2


def nothing_was_told(box: Postbox) -> bool:
    return not box.taken and not any(line.startswith(("AUTH", "MAIL")) for line in box.told)
