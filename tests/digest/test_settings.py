"""Where mail goes is said by two variables, checked when the system starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from cms.settings.fault import SettingError
from cms.settings.mail import read_mail

FOLDER = Path("/data/mail")


def test_a_mail_server_is_named_by_an_address() -> None:
    """Host, port, TLS and a password with signs of its own are read; the password is in no text of ours."""
    mail = read_mail(
        {"CMS_MAIL_URL": "smtp://me%40x:p%2Fs%40@mail.example:2525/?tls=1"}, folder=None, host="towns.example"
    )
    assert (mail.way, mail.host, mail.port, mail.user, mail.password) == (
        "smtp",
        "mail.example",
        2525,
        "me@x",
        "p/s@",
    )
    assert (mail.starts_tls, mail.is_tls) == (True, False)
    assert mail.sender == "noreply@towns.example"
    assert "p/s@" not in repr(mail)
    secure = read_mail({"CMS_MAIL_URL": "smtps://mail.example"}, folder=None, host="h")
    assert (secure.port, secure.is_tls, secure.starts_tls) == (465, True, False)
    assert read_mail({"CMS_MAIL_URL": "smtp://localhost"}, folder=None, host="h").port == 587


def test_without_an_address_mail_is_files_or_nothing() -> None:
    """On one's own machine mails are files in the data folder; in production they go nowhere."""
    assert read_mail({}, folder=FOLDER, host="h").folder == FOLDER
    assert read_mail({}, folder=FOLDER, host="h").way == "file"
    assert read_mail({}, folder=None, host="h").way == ""
    assert read_mail({"CMS_MAIL_URL": "console:"}, folder=None, host="h").way == "console"
    files = read_mail({"CMS_MAIL_URL": "file:///var/our%20mail"}, folder=None, host="h")
    assert files.folder == Path("/var/our mail")


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:0",
        "smtp://mail.example:99999",
        "smtp://mail.example:secretport",
        "smtp://me:secret@mail.example",
        "smtp://me@mail.example/?tls=1",
        "smtp://mail.example/?tls=yes",
        "smtp://mail.example/path",
        "smtp://mail.example/?timeout=3",
        "file://host/path",
        "file:relative",
        "smtp://[secret",
    ],
)
def test_a_wrong_address_is_refused_and_not_quoted(url: str) -> None:
    """The sentence names the variable and what is expected, and repeats nothing of what may be a password."""
    with pytest.raises(SettingError, match=r"CMS_MAIL_URL: .* Expected: ") as refused:
        read_mail({"CMS_MAIL_URL": url}, folder=None, host="h")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "sender", ["nobody", "a@b.example, c@d.example", "A <a@b.example>\nBcc: x@y.example", "<>", "é@b.example"]
)
def test_a_wrong_sender_is_refused(sender: str) -> None:
    """The sender is one address, with or without a name."""
    with pytest.raises(SettingError, match="CMS_MAIL_FROM"):
        read_mail({"CMS_MAIL_FROM": sender}, folder=None, host="h")


def test_a_sender_may_have_a_name() -> None:
    """The name stands before the address, as mail programs show it."""
    mail = read_mail({"CMS_MAIL_FROM": "Städer <noreply@towns.example>"}, folder=None, host="h")
    assert mail.sender == "Städer <noreply@towns.example>"
