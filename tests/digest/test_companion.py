"""The worker sends digests beside its duties, and no mail server holds it up."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from translation_workflow.digest.companion import LONGEST_REST, SHORTEST_REST, Rounds, go_round, send_beside
from translation_workflow.digest.models import Letter
from translation_workflow.digest.sending import Outcome
from translation_workflow.jobs import work

from .postbox import Manner, postbox
from .town import MailTown

pytestmark = pytest.mark.django_db(transaction=True)


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        threading.Event().wait(0.05)
    raise AssertionError("It did not come to pass.")


def test_every_worker_has_it_beside_its_duties() -> None:
    """It is a companion, in a thread of its own, and no duty that others wait for."""
    assert send_beside in work.COMPANIONS


def test_a_worker_sends_what_is_due_while_a_duty_goes_on(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a mail server does not answer, the worker's duties go on, and it ends when it is asked to."""
    town = MailTown()
    town.answered_only()
    rounds: list[int] = []
    duty = work.Duty(lambda: rounds.append(1), 0)
    monkeypatch.setattr(work, "duties", lambda stop: [duty])
    monkeypatch.setattr(work, "COMPANIONS", [partial(send_beside, first=0.0, pause=0.02)])
    with postbox(settings) as box:
        box.manner = Manner.SILENT
        stop = threading.Event()
        worker = threading.Thread(target=work.work, args=[stop], kwargs={"pause": 0.02})
        worker.start()
        try:
            wait_until(lambda: box.connections == 1)
            before = len(rounds)
            wait_until(lambda: len(rounds) > before + 5)
        finally:
            stop.set()
            box.manner = Manner.POLITE
            worker.join(20)
    assert not worker.is_alive()


def test_a_dead_server_is_told_of_and_left_longer_each_time(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says that digests wait and when they are tried again; the rests double up to a most."""
    town = MailTown()
    town.answered_only()
    rounds = Rounds(0.0)
    with postbox(settings) as box, caplog.at_level(logging.WARNING):
        box.manner = Manner.BUSY
        go_round(rounds, threading.Event())
        assert "The mail server takes nothing" in caplog.text
        assert "tried again in 5 minutes" in caplog.text
        rests = [rounds.note(Outcome(away="busy"), now=0.0) for _ in range(10)]
        assert rests[:2] == [2 * SHORTEST_REST, 4 * SHORTEST_REST]
        assert rests[-1] == LONGEST_REST
        box.manner = Manner.POLITE
        go_round(rounds, threading.Event())
        assert rounds.failures == 0
        assert len(box.mails) == 1


def test_without_a_mail_server_the_log_says_what_to_set(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """In production without CMS_MAIL_URL nothing is sent, and the sentence comes once a day."""
    town = MailTown()
    town.answered_only()
    settings.MAIL_WAY = ""
    rounds = Rounds(0.0)
    with caplog.at_level(logging.WARNING):
        go_round(rounds, threading.Event())
    assert "CMS_MAIL_URL is not set" in caplog.text
    assert rounds.next > 23 * 3600
    assert not Letter.objects.exists()


def test_on_ones_own_machine_digests_are_files(
    settings: Any, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Where no server is named, mails are files in a folder, and the log says where."""
    town = MailTown()
    town.answered_only()
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH, settings.MAIL_WAY = tmp_path / "mail", "file"
    with caplog.at_level(logging.WARNING):
        go_round(Rounds(0.0), threading.Event())
    [file] = (tmp_path / "mail").iterdir()
    assert "To: siv@example.org" in file.read_text()
    assert str(tmp_path / "mail") in caplog.text


def test_the_command_sends_and_says_so(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """`send_digests` says who would get what, sends it, and fails where the server takes nothing."""
    town = MailTown()
    town.answered_only()
    with postbox(settings) as box:
        call_command("send_digests", "--dry-run")
        assert "siv would get 1 line of towns/sv in sv." in capsys.readouterr().out
        assert box.connections == 0
        box.manner = Manner.BUSY
        with pytest.raises(CommandError, match="takes nothing"):
            call_command("send_digests")
        box.manner = Manner.POLITE
        call_command("send_digests", "--json")
        assert '"username": "siv"' in capsys.readouterr().out
        assert len(box.mails) == 1
    settings.MAIL_WAY = ""
    with pytest.raises(CommandError, match="CMS_MAIL_URL is not set"):
        call_command("send_digests")
