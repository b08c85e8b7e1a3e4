"""What a digest looks like, and what nobody can smuggle into one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone

from tests.talk.town import ODD
from translation_workflow.digest.models import Letter
from translation_workflow.digest.sending import send_digests
from translation_workflow.talk.speaking import close, comment, reply

from .postbox import Postbox, postbox
from .town import MailTown

pytestmark = pytest.mark.django_db


def parts(box: Postbox) -> tuple[str, str]:
    """Return the text and the HTML of the only mail."""
    [mail] = box.mails
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text
    assert html
    return text.get_content(), html.get_content()


def test_a_digest_says_what_is_new_and_leads_there(settings: Any) -> None:
    """News, what waits, the way home and the way out stand in both parts; headers say what it is."""
    town = MailTown()
    town.speaks(town.siv, "en")
    town.answered_only()
    with postbox(settings) as box:
        send_digests()
        [mail] = box.mails
        for part in parts(box):
            assert "An author answered on 1 page" in part
            assert "Legal" in part
            assert "1 of your questions was answered" in part
            assert f"{settings.WAGTAILADMIN_BASE_URL}/admin/editions/{town.sv.pk}/home/" in part
            assert "/mail/leave/" in part
    assert mail["From"] == settings.DEFAULT_FROM_EMAIL
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip().startswith(f"<{settings.WAGTAILADMIN_BASE_URL}/mail/leave/")


def test_an_author_reads_what_translators_asked(settings: Any) -> None:
    """Ann's mail names the editions that asked, and how many questions wait."""
    town = MailTown()
    town.speaks(town.ann, "en")
    town.asked("One?")
    town.asked("Two?")
    with postbox(settings) as box:
        send_digests()
        for part in parts(box):
            assert "Translators asked 2 questions" in part
            assert "2 questions wait for an answer of the authors" in part
            assert "/admin/talk/questions/" in part


def test_an_author_reads_of_questions_that_wait(settings: Any) -> None:
    """What was answered or closed before the mail is written is not told of; what was asked on is, as one."""
    town = MailTown()
    town.speaks(town.ann, "en")
    town.answered_only()
    close(town.asked("Never mind?").pk, user=town.siv)
    assert send_digests(people=["ann"], dry_run=True).sent == []
    thread = town.answered_only("Oaks.")
    reply(thread.pk, text="Which oaks?", user=town.siv)
    reply(thread.pk, text="And where?", user=town.siv)
    with postbox(settings) as box:
        send_digests(people=["ann"])
        for part in parts(box):
            assert "Translators asked 1 question" in part
            assert "1 question waits for an answer of the authors" in part


def test_more_than_is_named_is_a_link(settings: Any) -> None:
    """What a mail has no room for is in the matrix of the edition."""
    town = MailTown()
    town.speaks(town.siv, "en")
    for number in range(7):
        town.world.add_page(f"New-{number}", f"New {number}.")
    town.world.work()
    with postbox(settings) as box:
        send_digests(people=["siv"])
        text, html = parts(box)
    where = f"{settings.WAGTAILADMIN_BASE_URL}/admin/matrix/?edition=towns%2Fsv"
    assert f"and 2 more\n  {where}\n" in text.replace("\r", "")
    assert re.search(rf'href="{re.escape(where)}"[^>]*>and 2 more</a>', html)


def test_names_and_titles_cannot_become_headers_or_markup(settings: Any) -> None:
    """Line breaks and markup in a programme's name, a page's title and a person's name change neither the
    headers nor the HTML.
    """
    town = MailTown()
    hostile = "Towns\r\nBcc: evil@example.org\n\n<script>1</script>"
    town.world.programme.name = hostile
    town.world.programme.save()
    type(town.world.page).objects.filter(pk=town.world.page.pk).update(title=f"Legal\nX-Evil: 1 {ODD}")
    type(town.siv).objects.filter(pk=town.siv.pk).update(first_name=hostile)
    comment(town.sv, town.whole, text=ODD, user=town.siv)
    town.answered_only()
    with postbox(settings) as box:
        outcome = send_digests(people=["siv"])
        assert (outcome.failed, outcome.away, outcome.quiet) == ([], "", 0)
        [mail] = box.mails
        assert [mail[name] for name in ("Bcc", "X-Evil")] == [None, None]
        assert mail["To"] == "siv@example.org"
        assert [line for line in box.told if line.upper().startswith("RCPT")] == ["rcpt TO:<siv@example.org>"]
        text, html = parts(box)
        assert "<script" not in html
        assert "<img" not in html
        assert "&lt;script&gt;" in html
        assert "\nBcc:" not in text
        assert "\nX-Evil" not in text


@pytest.mark.parametrize(
    "address", ["evil@example.org\nBcc: x@example.org", "a@example.org, b@example.org", "nobody", '"<x>"@']
)
def test_an_address_that_is_none_gets_no_mail(settings: Any, address: str) -> None:
    """Whoever has something else in place of an address is told of in the log, and no server is asked."""
    town = MailTown()
    town.answered_only()
    type(town.siv).objects.filter(pk=town.siv.pk).update(email=address)
    with postbox(settings) as box:
        [failed] = send_digests(people=["siv"]).failed
        assert "no address of mail" in failed.fault
        assert box.connections == 0
    assert not Letter.objects.filter(until__gt=timezone.now()).exists()
