"""The preview panel of Wagtail's page editor shows what is typed as readers would get it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.previews.models import PreviewLink
from pages.models import InfoPage
from tests.adaptation.screening import Desk
from tests.catalogues.screening import client_of, partner_of
from translation_workflow.editions.models import Edition

from .linking import PRIVATE, make_url, read

pytestmark = pytest.mark.django_db
FRONTEND = "https://towns.example/preview?token={token}"


def typed(client: Client, page: Any, **changes: str) -> Any:
    """Send what stands in the editor's form, with changes, as the panel does; return what it shows then."""
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert edit.status_code == 200
    form = BeautifulSoup(edit.content.decode(), "html.parser").find(id="page-edit-form")
    sent = {
        field["name"]: field.get("value", field.text)
        for field in form.find_all(["input", "textarea"])
        if field.get("name") and field.get("type") != "file"
    }
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    # Streams are put into the form by a script; here they stay as they are stored.
    sent |= dict.fromkeys(re.findall(r'"(\w+-count)"', edit.content.decode()), "0")
    sent |= {f"{name}-count": "0" for name in ("body", "lead")}
    answer = client.post(url, sent | changes)
    assert answer.json() == {"is_valid": True, "is_available": True}
    return client.get(f"{url}?in_preview_panel=true")


def master(desk: Desk) -> Any:
    return InfoPage.objects.get(pk=desk.world.page.pk)


def test_an_author_sees_what_is_typed_in_the_reader(desk: Desk, admin_client: Client) -> None:
    """Nothing of it is saved."""
    page = master(desk)
    answer = typed(admin_client, page, title="Typed, not saved")
    body = answer.content.decode()
    assert "Typed, not saved" in body
    assert "Nothing of it is live by this" in body
    assert "reader/reader.css" in body
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert all(answer[name].startswith(told) for name, told in PRIVATE.items())
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "<form" not in body
    assert master(desk).title != "Typed, not saved"
    assert not PreviewLink.objects.exists()


def test_a_page_that_nobody_saved_yet_is_shown(desk: Desk, admin_client: Client) -> None:
    """From the first word on."""
    top = desk.world.programme.master_page
    url = reverse("wagtailadmin_pages:preview_on_add", args=["pages", "infopage", top.pk])
    assert admin_client.post(url, {"title": "Quite new", "body-count": "0", "slug": "new"}).json()["is_valid"]
    answer = admin_client.get(url)
    assert "Quite new" in answer.content.decode()
    assert not Page.objects.filter(title="Quite new").exists()


def test_a_frontend_of_the_edition_shows_it_instead(desk: Desk, admin_client: Client) -> None:
    """In a frame, with a token for what is typed; the next word ends the token before."""
    edition = desk.world.programme.editions.get(code="en")
    Edition.objects.filter(pk=edition.pk).update(preview_address=FRONTEND)
    first = typed(admin_client, master(desk), title="First words")
    token = token_in(first)
    assert read(token).json()["title"] == "First words"
    assert "frame-src https://towns.example;" in first["Content-Security-Policy"]
    assert first["Referrer-Policy"] == "no-referrer"
    second = typed(admin_client, master(desk), title="Other words")
    assert read(token_in(second)).json()["title"] == "Other words"
    assert read(token).status_code == 404
    assert PreviewLink.objects.count() == 1


def token_in(answer: Any) -> str:
    frame = BeautifulSoup(answer.content.decode(), "html.parser").iframe
    assert frame["referrerpolicy"] == "no-referrer"
    found = re.fullmatch(r"https://towns\.example/preview\?token=([\w-]{43})", unescape(frame["src"]))
    assert found is not None
    return found[1]


def test_what_a_panel_shows_is_not_in_the_list(desk: Desk, admin_client: Client) -> None:
    """It is over with the panel: nobody has to revoke it."""
    edition = desk.world.programme.editions.get(code="en")
    Edition.objects.filter(pk=edition.pk).update(preview_address=FRONTEND)
    typed(admin_client, master(desk), title="First words")
    assert "No preview link lives now" in admin_client.get(reverse("previews:list")).content.decode()


def test_a_translators_panel_shows_the_working_words(desk: Desk) -> None:
    """In the engine's own screen of a translation."""
    desk.world.type("One.", "Ett.")
    desk.send("hide", desk.two["id"])
    page = desk.world.translated(desk.world.page)
    answer = desk.client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    body = answer.content.decode()
    assert "<p>Ett.</p>" in body
    assert "Two." not in body


def test_a_draft_is_not_for_others(desk: Desk) -> None:
    """Wagtail asks who may edit the page."""
    finnish = desk.world.programme.editions.get(code="fi")
    other = client_of(partner_of(finnish, name="aino"))
    for page in (desk.world.page, desk.world.translated(desk.world.page)):
        url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        assert other.get(url).status_code in {302, 403, 404}


def test_the_editor_leads_to_preview_links(desk: Desk, admin_client: Client) -> None:
    """From its header."""
    edition = desk.world.programme.editions.get(code="en")
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[desk.world.page.pk])).content.decode()
    assert make_url(edition, desk.world.page) in edit


def test_the_screen_of_adaptations_leads_to_preview_links(desk: Desk) -> None:
    """Beside its own preview."""
    assert make_url(desk.edition, desk.world.page) in desk.page()
