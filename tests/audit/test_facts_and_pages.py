"""Changes of facts, and pages that go live or are taken down, leave an entry of their edition."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from wagtail.models import Page

from pages.models import ContactPoint, FinanceInstrument, LegalInstrument, PolicyMilestone, Statistic
from tests.audit.reading import changed, entries, last
from tests.catalogues.screening import world_with_pages
from tests.publishing.builders import World
from translation_workflow.audit import acting
from translation_workflow.audit.models import Entry, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_with_pages()


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna")


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (FinanceInstrument, {"name": "Klivet", "country": "SE"}),
        (LegalInstrument, {"name": "Plan- och bygglagen", "country": "SE"}),
        (ContactPoint, {"label": "Press"}),
        (Statistic, {"label": "Städer", "value": 7}),
        (PolicyMilestone, {"what": "Inget kol", "when": "2030"}),
    ],
)
def test_a_fact_written_checked_and_deleted(world: World, anna: User, model: Any, values: Any) -> None:
    """Each says who, in which edition, and what was there before."""
    edition = world.edition
    day = date(2030, 1, 31)
    with acting(user=anna):
        fact = model.objects.create(programme=edition.programme, locale=edition.locale, **values)
        model.objects.filter(pk=fact.pk).update(review_by=day)
        model.objects.filter(pk=fact.pk).update(review_by=day)
        fact.delete()
    came, checked, went = entries(Topic.FACT, edition_id=edition.pk, user_name="anna")
    name = next(iter(values))
    assert changed(came)[name] == (None, values[name])
    assert changed(checked) == {"review_by": (None, "2030-01-31")}
    assert (went.after, went.object) == (None, came.object)


def test_a_fact_of_the_master_is_an_entry_of_the_master(world: World) -> None:
    """It belongs to no country."""
    locale = world.master.locale
    Statistic.objects.create(programme=world.programme, locale=locale, label="Towns", value=7)
    assert last(Topic.FACT).edition_id == world.master.pk


def test_a_page_that_is_published_and_taken_down(world: World, anna: User) -> None:
    """Both are told once, by whom, with the page's title, as entries of its edition."""
    world.publish()
    page = Page.objects.get(translation_key=world.page.translation_key, locale=world.edition.locale)
    with acting(user=anna):
        page.specific.unpublish()
        page.specific.save_revision().publish()
    about = {"edition_id": world.edition.pk, "object": page.translation_key.hex}
    first, down, up = entries(Topic.PAGE, **about)
    assert [one.user_name for one in (down, up)] == ["anna", "anna"]
    assert [changed(one)["live"] for one in (first, down, up)] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    with acting(user=anna):
        page.specific.delete()
    assert (last(Topic.PAGE, **about).after, last(Topic.PAGE, **about).user_name) == (None, "anna")


def test_a_page_of_the_master(world: World) -> None:
    """Its going live is an entry of the master's own edition."""
    world.page.unpublish()
    assert last(Topic.PAGE).edition_id == world.master.pk


def test_what_does_not_change_whether_pages_are_live_leaves_no_entry(world: World) -> None:
    """Neither drafts, that come and go, nor writing the rest of many pages at once."""
    world.publish()
    page = Page.objects.get(translation_key=world.page.translation_key, locale=world.edition.locale)
    before = Entry.objects.count()
    Page.objects.update(draft_title="x")
    Page.objects.filter(live=True).update(live=True)
    page.title = "Annan"
    page.save()
    draft = page.copy(update_attrs={"slug": "draft", "live": False}, keep_live=False)
    draft.delete()
    assert Entry.objects.count() == before
