"""Choosers list what an edition may show; a form that is sent may hold any number."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import nested_form_data, streamfield

from pages.models import InfoPage, ModulePage
from tests.people import client_of
from tests.programme.starter import block
from translation_workflow.adaptation.models import Layer

from .stage import MASTER, OTHER, OWN, SECRET, Stage, Things

pytestmark = pytest.mark.django_db

REFUSED = "belongs to another programme or edition, or is gone"


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def translator(stage: Stage) -> Client:
    return client_of(stage.people["translator"])


def rich(kind: str = "", **data: Any) -> str:
    """Rich text as Wagtail's editor sends it, its first word an entity."""
    part = {"key": "a", "text": "Mina ord.", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    part["entityRanges"] = [{"offset": 0, "length": 4, "key": 0}] if kind else []
    entities = {"0": {"type": kind, "mutability": "MUTABLE", "data": data}} if kind else {}
    return json.dumps({"blocks": [part], "entityMap": entities})


def picture(things: Things) -> dict[str, Any]:
    return {"image": things.image.pk, "decorative": "on", "alt_text": ""}


def typed(*blocks: tuple[str, Any], **data: Any) -> dict[str, Any]:
    comments = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    title = {"title": "Sida", "slug": "egen-sida"}
    return {**comments, **title, **nested_form_data({"body": streamfield(list(blocks))}), **data}


def with_picture(things: Things) -> dict[str, Any]:
    content = streamfield([("text", rich()), ("image", picture(things))])
    return typed(("section", {"heading": "Min rubrik", "content": content}))


def with_paper(things: Things) -> dict[str, Any]:
    return typed(("text", rich("DOCUMENT", id=things.document.pk, filename="x", url="/x")))


def with_page(things: Things) -> dict[str, Any]:
    return typed(("text", rich("LINK", id=things.page.pk, url="/x")))


def add_url(stage: Stage, things: Things | None = None) -> str:
    parent = (things or stage.things[OWN]).first.pk
    return reverse("wagtailadmin_pages:add", args=["pages", "infopage", parent])


@pytest.mark.parametrize("form", [with_picture, with_paper, with_page])
def test_a_country_page_shows_no_other_editions_things(stage: Stage, translator: Client, form: Any) -> None:
    """The form says so at its field, names nothing of theirs, and keeps what was typed; nothing is saved."""
    before = [Page.objects.count(), Revision.objects.count()]
    answer = translator.post(add_url(stage), form(stage.things[OTHER]))
    shown = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert [Page.objects.count(), Revision.objects.count()] == before
    assert REFUSED in str(answer.context["form"].errors["body"])
    assert REFUSED in shown
    assert SECRET not in shown
    assert "fi.txt" not in shown
    assert "Min rubrik" in shown if form is with_picture else "Mina ord." in shown


def test_a_country_page_shows_what_is_its_editions_and_its_masters(stage: Stage, translator: Client) -> None:
    """What choosers offer is taken."""
    for target in (OWN, MASTER):
        for number, form in enumerate((with_picture, with_paper)):
            sent = {**form(stage.things[target]), "slug": f"{target}-{number}"}
            assert translator.post(add_url(stage), sent).status_code == 302


def test_a_picture_in_rich_text_is_not_kept(stage: Stage, translator: Client) -> None:
    """No text of a page holds pictures, whatever its form holds."""
    embed = rich("IMAGE", id=stage.things[OTHER].image.pk, format="left", alt="x", src="/x")
    translator.post(add_url(stage), typed(("text", embed)))
    for page in InfoPage.objects.filter(slug="egen-sida"):
        assert "embed" not in str(page.get_latest_revision_as_object().body)


def test_what_a_page_shows_already_may_stay(stage: Stage, translator: Client) -> None:
    """Somebody who mends a word does not have to take out what others once put in."""
    page = InfoPage.objects.get(pk=stage.things[OWN].own_page.pk)
    words = f'<p><a linktype="document" id="{stage.things[OTHER].document.pk}">Mina</a> ord.</p>'
    page.body = [("text", words)]
    page.save_revision()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert translator.post(url, with_paper(stage.things[OTHER])).status_code == 302
    assert translator.post(url, with_picture(stage.things[OTHER])).status_code == 200


def insert(stage: Stage, client: Client, page: Any = None, **sent: Any) -> Any:
    things = stage.things[OWN]
    key = (page or things.page).translation_key
    asked = {name: sent.pop(name) for name in ("at", "kind")}
    url = reverse("adaptations:page", args=[things.edition.pk, key])
    query = "&".join(f"{name}={value}" for name, value in {**asked, "open": "insert", "side": "end"}.items())
    layer = Layer.objects.filter(edition=things.edition, page_key=key).first()
    data = {"version": layer.version if layer else 0, "reason": "law", "note": "", **sent}
    return client.post(f"{url}?{query}", data)


def section(things: Things) -> dict[str, Any]:
    content = streamfield([("text", rich()), ("image", picture(things))])
    return nested_form_data({"content": {"heading": "Min rubrik", "content": content}})


def paper(things: Things) -> dict[str, Any]:
    return {"content": rich("DOCUMENT", id=things.document.pk, filename="x", url="/x")}


@pytest.mark.parametrize(("kind", "form"), [("section", section), ("text", paper)])
def test_an_adaptation_shows_no_other_editions_files(
    stage: Stage, translator: Client, kind: str, form: Any
) -> None:
    """It is refused, theirs is not named, and what was typed stays; the own's and the master's are taken."""
    answer = insert(stage, translator, at="body", kind=kind, **form(stage.things[OTHER]))
    shown = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert REFUSED in shown
    assert SECRET not in shown
    assert "fi.txt" not in shown
    assert ("Min rubrik" if kind == "section" else "Mina ord.") in shown
    for target in (OWN, MASTER):
        taken = insert(stage, translator, at="body", kind=kind, **form(stage.things[target]))
        assert taken.status_code == 302


def test_a_chooser_that_was_refused_names_no_other_editions_fact(stage: Stage, translator: Client) -> None:
    """Its number was sent; its name is not answered."""
    module = ModulePage(title="Buildings", slug="buildings")
    module.processes_finance = [block("f", "text", "<p>Ask the bank.</p>")]
    stage.world.add_below(stage.world.first, module)
    chosen = {"at": "processes_finance", "kind": "finance_instrument"}
    answer = insert(stage, translator, module, content=stage.things[OTHER].fact.pk, **chosen)
    shown = unescape(answer.content.decode())
    assert REFUSED in shown
    assert SECRET not in shown


def test_a_link_to_a_draft_of_the_master_is_refused(stage: Stage, translator: Client) -> None:
    """Its title is not known to partners, and readers would not get there."""
    draft = stage.things[MASTER].own_page
    linked = {"content": rich("LINK", id=draft.pk, url="/x")}
    answer = insert(stage, translator, at="body", kind="text", **linked)
    shown = unescape(answer.content.decode())
    assert REFUSED in shown
    assert draft.title not in shown
    live = {"content": rich("LINK", id=stage.things[MASTER].page.pk, url="/x")}
    assert insert(stage, translator, at="body", kind="text", **live).status_code == 302
