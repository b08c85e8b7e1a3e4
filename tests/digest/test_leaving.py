"""Who wants no digest presses once: in the mail program, on a page without a login, or in the account."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from tests.people import client_of, person
from translation_workflow.digest.leaving import leaving_url
from translation_workflow.digest.models import Pace, Wish
from translation_workflow.digest.sending import send_digests

from .postbox import postbox
from .town import MailTown

pytestmark = pytest.mark.django_db


def path_of(url: str, settings: Any) -> str:
    assert url.startswith(f"{settings.WAGTAILADMIN_BASE_URL}/")
    return url.removeprefix(settings.WAGTAILADMIN_BASE_URL)


def pace_of(user: Any) -> str:
    wish = Wish.objects.filter(user=user).first()
    return wish.pace if wish else "no choice"


def test_the_link_shows_a_button_and_the_button_acts(settings: Any) -> None:
    """Opening the link changes nothing, as scanners of mail open all links; the button turns it off."""
    town = MailTown()
    town.answered_only()
    with postbox(settings) as box:
        send_digests(people=["siv"])
        [mail] = box.mails
    path = path_of(re.fullmatch(r"\s*<(.*)>", mail["List-Unsubscribe"])[1], settings)  # type: ignore[index]
    anybody = Client(enforce_csrf_checks=True)
    for method in (anybody.get, anybody.head):
        assert method(path).status_code == 200
    assert pace_of(town.siv) == "no choice"
    # As a mail program does it (RFC 8058): without cookies, without a token.
    done = anybody.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert done.status_code == 200
    assert pace_of(town.siv) == Pace.OFF
    assert anybody.post(path).status_code == 200
    assert done["Cache-Control"] == "no-store"
    assert done["Referrer-Policy"] == "no-referrer"
    town.days_pass(30)
    town.something_happens("Again.")
    with postbox(settings) as box:
        send_digests(people=["siv"])
        assert box.connections == 0


def test_the_link_opens_nothing_else_and_cannot_be_made_by_others(settings: Any) -> None:
    """A changed link, one for another purpose, a made-up one change nothing; nobody is logged in."""
    town = MailTown()
    good = path_of(leaving_url(town.siv), settings)
    token = good.rstrip("/").rpartition("/")[2]
    data, _, signature = token.partition(":")
    other = signing.Signer(salt="something else").sign_object({"user": town.siv.pk})
    fias = path_of(leaving_url(town.fia), settings).rstrip("/").rpartition("/")[2].partition(":")[0]
    for wrong in (token[:-1], f"{fias}:{signature}", other, data, "x", "%00"):
        client = Client()
        answer = client.post(f"/mail/leave/{wrong}/")
        assert answer.status_code == 404, wrong
        assert "belongs to nobody" in answer.content.decode()
    assert not Wish.objects.exists()
    client = Client()
    client.post(good)
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    assert pace_of(town.fia) == "no choice"


def test_the_link_of_somebody_who_is_gone(settings: Any) -> None:
    """A link outlives an account, and then belongs to nobody."""
    town = MailTown()
    path = path_of(leaving_url(town.siv), settings)
    town.siv.delete()
    assert Client().post(path).status_code == 404


def test_the_page_speaks_its_readers_language(settings: Any) -> None:
    """Whoever has a language for the interface reads the page in it."""
    town = MailTown()
    town.speaks(town.siv, "sv")
    shown = Client(headers={"accept-language": "fr"}).get(path_of(leaving_url(town.siv), settings))
    assert '<html lang="sv">' in shown.content.decode()


def account(user: Any, **sent: str) -> Any:
    """Save the account's screen as a browser does."""
    client = client_of(user)
    shown = client.get(reverse("wagtailadmin_account"))
    form = {
        "name_email-first_name": "Siv",
        "name_email-last_name": "S",
        "name_email-email": user.email,
        "locale-preferred_language": "",
        "locale-current_time_zone": "UTC",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        **sent,
    }
    return shown.content.decode(), client.post(reverse("wagtailadmin_account"), form)


def test_the_account_has_the_choice() -> None:
    """Whoever has an edition chooses the pace on their account's screen; other paces are refused."""
    town = MailTown()
    shown, saved = account(town.siv, **{"digest-pace": "daily"})
    assert "Digest by mail" in shown
    assert saved.status_code == 302
    assert pace_of(town.siv) == Pace.DAILY
    assert pace_of(town.fia) == "no choice"
    account(town.siv, **{"digest-pace": "hourly"})
    assert pace_of(town.siv) == Pace.DAILY


def test_who_gets_no_digest_has_no_choice() -> None:
    """A coordinator is told of no single edition, and is not asked."""
    MailTown()
    shown, _ = account(person("coordinator", name="cora"))
    assert "Digest by mail" not in shown
