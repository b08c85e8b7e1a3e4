"""Nobody gets further at the desk than their edition, their role and the page that the address names."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import StringTranslation

from tests.desk.screening import Desk, post
from tests.people import client_of, partner_of, take
from translation_workflow.desk.models import TypedDraft
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.editions.roles import Role

pytestmark = pytest.mark.django_db

POSTED = ("keep", "settle", "act", "drop", "restore", "suggest")


@pytest.fixture
def desk() -> Desk:
    return Desk("sv", "fi")


def everything(piece: Any) -> dict[str, Any]:
    """What any of the endpoints wants to hear."""
    named = {"context": piece.context, "string": piece.string, "version": piece.version}
    return {**named, "words": "Mitt", "act": "confirm", "entry": "x"}


@pytest.mark.parametrize("name", POSTED)
def test_another_edition_is_not_found(desk: Desk, name: str) -> None:
    """Somebody of `fi` neither reads nor writes `sv`, and is told so as JSON."""
    other = client_of(partner_of(desk.world.programme.editions.get(code="fi"), name="fia"))
    answer = post(other, desk.url(name), everything(desk.segment("One")))
    assert answer.status_code in (403, 404)
    assert answer.json()["detail"]
    assert not StringTranslation.objects.exists()
    assert not TypedDraft.objects.exists()


@pytest.mark.parametrize("name", ["page", "beside", "history"])
def test_another_edition_is_not_read(desk: Desk, name: str) -> None:
    """Its pages and fragments are not found either."""
    other = client_of(partner_of(desk.world.programme.editions.get(code="fi"), name="fia"))
    piece = desk.segment("One")
    answer = other.get(f"{desk.url(name)}?context={piece.context}&string={piece.string}")
    assert answer.status_code in (302, 403, 404)


@pytest.mark.parametrize("name", POSTED)
def test_a_piece_of_another_page_is_not_found(desk: Desk, name: str) -> None:
    """Whoever swaps the ids in a request changes nothing on either page."""
    first = desk.world.segment("More trees.")
    sent = {
        "context": first.context, "string": first.string, "version": "0", "words": "Mitt", "act": "confirm",
        "entry": "x",
    }  # fmt: skip
    answer = post(desk.client, desk.url(name), sent)
    assert answer.status_code == (200 if name == "drop" else 404)
    assert not StringTranslation.objects.exists()
    assert not TypedDraft.objects.exists()


def test_a_context_with_a_text_of_another_piece_is_not_found(desk: Desk) -> None:
    """Both ids are of the page, and name no piece together."""
    one, two = desk.segment("One"), desk.segment("Inner")
    sent = {"context": one.context, "string": two.string, "version": "0", "words": "x"}
    assert post(desk.client, desk.url("settle"), sent).status_code == 404
    assert post(desk.client, desk.url("keep"), sent).status_code == 404


@pytest.mark.parametrize("name", ["page", *POSTED])
def test_a_page_of_another_programme_is_not_found(desk: Desk, name: str) -> None:
    """Programmes share languages, and nothing else: neither in an edition of ours, nor a key of nothing."""
    other = add_programme("others", name="Others", master="en")
    add_edition(other, code="en", status="published")
    theirs = add_edition(other, code="sv", status="published")
    superuser = partner_of(desk.edition, name="boss")
    superuser.is_superuser = True
    superuser.save()
    client = client_of(superuser)
    url = desk.url(name, edition=theirs)
    answer = client.get(url) if name == "page" else post(client, url, everything(desk.segment("One")))
    assert answer.status_code == 404


def test_a_form_is_refused_once_the_role_is_gone(desk: Desk) -> None:
    """The page was opened before; what was typed then is not written."""
    sent = everything(desk.segment("One"))
    take(desk.user, Role.TRANSLATOR, desk.edition)
    answer = post(desk.client, desk.url("settle"), sent)
    assert answer.status_code in (302, 403)
    assert not StringTranslation.objects.exists()


def test_a_page_drawn_for_somebody_else_writes_nothing(desk: Desk) -> None:
    """Per signed in in the browser in which Siv's page stands open: her words are not his."""
    per = client_of(partner_of(desk.edition, name="per"))
    for name in POSTED:
        header = {"X-Drawn-For": str(desk.user.pk)}
        answer = post(per, desk.url(name), everything(desk.segment("One")), headers=header)
        assert (answer.status_code, answer.json()["is_other"]) == (401, True)
        assert "Somebody else signed in" in answer.json()["detail"]
    per.post(desk.url("send"), {"drawn_for": desk.user.pk})
    assert not WorkflowState.objects.exists()
    assert not StringTranslation.objects.exists()
    assert not TypedDraft.objects.exists()
    own = post(desk.client, desk.url("keep"), everything(desk.segment("One")), headers=header)
    assert own.status_code == 200


def test_a_closed_account_writes_nothing(desk: Desk) -> None:
    """Though its session lives."""
    sent = everything(desk.segment("One"))
    desk.user.is_active = False
    desk.user.save()
    assert post(desk.client, desk.url("settle"), sent).status_code == 302
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize("name", [*POSTED, "send"])
def test_requests_of_other_sites_are_refused(desk: Desk, name: str) -> None:
    """Without the token nothing happens; nor by looking."""
    client = client_of(desk.user, enforce_csrf_checks=True)
    assert post(client, desk.url(name), everything(desk.segment("One"))).status_code == 403
    assert desk.client.get(desk.url(name)).status_code == 405
    assert not StringTranslation.objects.exists()


def test_the_engines_editor_leads_to_the_desk(desk: Desk) -> None:
    """Of translated pages; a country page keeps Wagtail's editor, and so does another edition's page."""
    page = desk.world.translated(desk.world.page)
    answer = desk.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 302
    assert answer.url == desk.url()
    master = reverse("wagtailadmin_pages:edit", args=[desk.world.page.pk])
    boss = partner_of(desk.edition, name="boss")
    boss.is_superuser = True
    boss.save()
    assert client_of(boss).get(master).status_code == 200


def test_a_country_page_keeps_wagtails_editor(desk: Desk) -> None:
    """It has no master to be translated from."""
    from pages.models import InfoPage

    first = desk.world.translated(desk.world.first)
    own = InfoPage(title="Klimatcoachning", slug="klimat", locale=first.locale, live=False)
    Page.objects.get(pk=first.pk).add_child(instance=own)
    own.save_revision(clean=False)
    assert desk.client.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).status_code == 200
    assert desk.client.get(desk.url(key=own.translation_key)).status_code == 404
