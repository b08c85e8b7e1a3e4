"""Authors of one programme find, choose and save nothing in another one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.permissions import policy_registry
from wagtail.search import index

from pages.models import ContactPoint, Organisation, Tool
from pages.models.snippets import ProgrammeSnippet
from tests.catalogues.screening import world_with_pages
from tests.people import client_of, person
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.editions.roles import Role

pytestmark = pytest.mark.django_db

# One that is translated, one without a language, and one of the facts, whose policy is another.
MODELS: list[type[ProgrammeSnippet]] = [Tool, Organisation, ContactPoint]
ACTIONS = ["add", "change", "delete"]


class Two:
    """Two programmes with a row of each kind; `author` writes the master of the first one."""

    def __init__(self) -> None:
        self.world = world_with_pages()
        self.other = add_programme("rivals", name="Rivals", master="en")
        self.others_master = add_edition(self.other, code="en")
        self.author = person(Role.AUTHOR, self.world.master, name="author")
        self.client: Client = client_of(self.author)
        self.own = {model: made(model, self.world.programme) for model in MODELS}
        self.foreign = {model: made(model, self.other) for model in MODELS}


def made(model: type[Any], programme: Any) -> Any:
    name = "label" if model is ContactPoint else "name"
    words = {name: f"Row of {programme.slug}", "programme": programme}
    if hasattr(model, "locale"):
        words["locale"] = programme.master_locale
    row = model.objects.create(**words)
    index.insert_or_update_object(row)
    return row


@pytest.fixture
def two() -> Two:
    return Two()


def stock(model: Any, name: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def chooser(model: Any, name: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.chooser_viewset.get_url_name(name), args=args)


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_choosers_show_the_own_programme(two: Two, model: type[Any]) -> None:
    """Also what is searched for, and what belongs to nobody's language."""
    for url in (stock(model, "list"), stock(model, "list_results"), chooser(model, "choose")):
        for query in ("", "?q=Row"):
            shown = two.client.get(url + query).content.decode()
            assert "Row of towns" in shown, url
            assert "Row of rivals" not in shown, url


@pytest.mark.parametrize("model", MODELS)
def test_who_has_both_programmes_finds_both(two: Two, model: type[Any]) -> None:
    """What is limited are rows of others, not second programmes."""
    both = person(Role.AUTHOR, two.world.master, two.others_master, name="both")
    for url in (stock(model, "list"), chooser(model, "choose")):
        shown = client_of(both).get(url).content.decode()
        assert "Row of towns" in shown
        assert "Row of rivals" in shown


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", ["edit", "delete", "copy", "usage", "history", "inspect"])
def test_rows_of_others_are_not_found(two: Two, model: type[Any], name: str) -> None:
    """By the guard, and by the policy that stands behind it."""
    row = two.foreign[model]
    before = model.objects.filter(pk=row.pk).values().get()
    url = stock(model, name, row.pk)
    assert two.client.get(url).status_code == 404
    # What is only looked at is not sent to.
    assert two.client.post(url).status_code in (302, 404)
    assert model.objects.filter(pk=row.pk).values().get() == before
    policy = policy_registry.get_by_type(model)
    assert not policy.user_has_any_permission_for_instance(two.author, ACTIONS, row)
    assert policy.user_has_any_permission_for_instance(two.author, ACTIONS, two.own[model])
    theirs = policy.instances_user_has_any_permission_for(two.author, ACTIONS)
    assert list(theirs) == [two.own[model]]


@pytest.mark.parametrize("name", ["edit", "delete", "copy", "usage", "history", "inspect"])
def test_stock_screens_ask_for_the_row_without_the_guard(two: Two, name: str, settings: Any) -> None:
    """The second line: Wagtail's own screens ask for a right on the model only."""
    middleware = "translation_workflow.guard.middleware.GuardMiddleware"
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != middleware]
    url = stock(Tool, name, two.foreign[Tool].pk)
    assert two.client.get(url).status_code in (302, 403)
    two.client.post(url)
    assert Tool.objects.filter(pk=two.foreign[Tool].pk).exists()
    assert two.client.get(stock(Tool, name, two.own[Tool].pk)).status_code == 200


def test_nothing_is_saved_into_a_programme_of_others(two: Two) -> None:
    """Neither a new row nor an own one that is moved; the form offers the own programme."""
    own = two.own[Tool]
    for url in (stock(Tool, "add"), stock(Tool, "edit", own.pk), stock(Tool, "copy", own.pk)):
        form = two.client.get(url).context["form"]
        assert list(form.fields["programme"].queryset) == [two.world.programme]
        sent = {"programme": two.other.pk, "name": "Mine", "description": "x"}
        answer = two.client.post(url, sent)
        assert answer.context["form"].errors.keys() == {"programme"}
        assert not Tool.objects.filter(name="Mine").exists()
    sent = {"programme": two.world.programme.pk, "name": "Mine", "description": "x"}
    two.client.post(stock(Tool, "edit", own.pk), sent)
    own.refresh_from_db()
    assert own.name == "Mine"


def test_ids_of_others_are_neither_chosen_nor_deleted_among_own_ones(two: Two) -> None:
    """The addresses behind choosers and boxes take any number."""
    own, foreign = two.own[Tool], two.foreign[Tool]
    assert two.client.get(chooser(Tool, "chosen", own.pk)).status_code == 200
    assert two.client.get(chooser(Tool, "chosen", foreign.pk)).status_code == 404
    many = f"{chooser(Tool, 'chosen_multiple')}?id={own.pk}&id={foreign.pk}"
    assert two.client.get(many).status_code == 404
    bulk = reverse("wagtail_bulk_action", args=["pages", "tool", "delete"])
    for query in (f"?id={own.pk}&id={foreign.pk}", "?id=all"):
        assert two.client.post(bulk + query).status_code == 404
    assert Tool.objects.count() == 2
