"""An edition follows its master in where pages stand, when they go and when they come back."""

from __future__ import annotations

import pytest
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.delivery.models import Document
from pages.models import InfoPage
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.jobs.models import Item, State
from translation_workflow.jobs.runner import drain
from translation_workflow.review import follow
from translation_workflow.review.coverage import freshness_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    world.type("Legal", "Juridik")
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    drain()
    return world


def fresh(page: Page) -> InfoPage:
    return InfoPage.objects.get(pk=page.pk)


def is_served(world: World, page: Page) -> bool:
    return Document.objects.filter(edition=world.edition, key=page.translation_key, is_live=True).exists()


def titles(world: World) -> list[str]:
    first = world.translated(world.first)
    return [page.title for page in first.get_children()]


def test_a_page_goes_with_its_master_and_comes_back_with_it(world: World) -> None:
    """While the master is away nobody can publish the page; its words come back as they were live."""
    fresh(world.page).unpublish()
    world.work()
    assert not world.translated(world.page).live
    assert not is_served(world, world.page)
    world.type("About this site.", "typed meanwhile")
    world.publish()
    assert not world.translated(world.page).live
    fresh(world.page).get_latest_revision().publish()
    world.work()
    translated = world.translated(world.page)
    assert translated.live
    assert str(translated.body[0].value) == "<p>Om webbplatsen.</p>"
    assert is_served(world, world.page)


def test_a_page_that_its_edition_took_away_does_not_come_back_by_itself(world: World) -> None:
    """What is not live in the edition stays away when the master is published again."""
    world.translated(world.page).unpublish()
    world.work()
    fresh(world.page).get_latest_revision().publish()
    world.work()
    assert not world.translated(world.page).live


def test_a_deleted_master_leaves_the_editions_words(world: World) -> None:
    """The page goes away; what people translated stays."""
    master = fresh(world.page)
    master.delete()
    world.work()
    translated = world.translated(world.page)
    assert not translated.live
    assert translated.title == "Juridik"


def test_a_page_moves_the_way_its_master_moved(world: World) -> None:
    """Order is the master's in every edition; slugs and live words are the edition's own."""
    world.add_page("Contact", "Write to us.")
    world.work()
    world.publish()
    assert titles(world) == ["Juridik", "Contact"]
    contact = InfoPage.objects.get(title="Contact", locale=world.master.locale)
    contact.move(fresh(world.page), pos="left")
    world.work()
    assert titles(world) == ["Contact", "Juridik"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_moving_a_page_of_an_edition_publishes_nothing_and_is_put_right(world: World) -> None:
    """Structure is the master's; a drag in the wrong tree is no publication."""
    world.add_page("Contact", "Write to us.")
    world.work()
    world.publish()
    world.type("About this site.", "typed")
    translated = world.translated(world.page)
    translated.move(translated.get_next_sibling(), pos="right")
    assert titles(world) == ["Contact", "Juridik"]
    world.work()
    assert titles(world) == ["Juridik", "Contact"]
    assert str(world.translated(world.page).body[0].value) == "<p>Om webbplatsen.</p>"


def test_a_page_that_exists_in_one_edition_only_follows_nobody(world: World) -> None:
    """A country's own page is not taken away for having no master."""
    own = InfoPage(title="Kontakt", slug="kontakt", locale=world.edition.locale, body=[])
    world.translated(world.first).add_child(instance=own)
    own.save_revision(clean=False).publish()
    world.work()
    follow.follow_master(own.translation_key, [world.edition])
    assert fresh(own).live
    assert is_served(world, own)


def test_what_an_edition_never_published_does_not_go_live_by_a_change_of_the_master(world: World) -> None:
    """A new page of the master is no page of an edition until somebody publishes it there."""
    contact = world.add_page("Contact", "Write to us.")
    world.work()
    contact.refresh_from_db()
    contact.title = "Contact us"
    contact.save_revision().publish()
    world.work()
    assert not world.translated(contact).live
    assert not is_served(world, contact)


def test_wagtails_own_button_ends_in_the_publish_service(world: World) -> None:
    """Words that were typed go live by it, as by any publication."""
    world.type("About this site.", "Ny text.")
    world.translated(world.page).save_revision().publish()
    world.work()
    assert str(world.translated(world.page).body[0].value) == "<p>Ny text.</p>"


def test_the_gate_refuses_behind_wagtails_own_button(world: World) -> None:
    """The live page is as before within one round of the worker."""
    world.edition.maximum_missing = 0
    world.edition.save()
    world.page.refresh_from_db()
    world.page.title = "Something else entirely"
    world.page.save_revision().publish()
    world.work()
    before = str(world.translated(world.page).body[0].value)
    translated = world.translated(world.page)
    translated.body[0].value = RichText("<p>Written past everybody.</p>")
    translated.save_revision().publish()
    world.work()
    assert str(world.translated(world.page).body[0].value) == before
    assert is_served(world, world.page)


def test_each_edition_follows_in_a_transaction_of_its_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that fails keeps its row and its live page; it is tried again."""

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(follow, "apply_plans", fail)
    world.page.refresh_from_db()
    world.page.body = [*world.page.body.raw_data, block("new", "text", "<p>New.</p>")]
    world.page.save_revision().publish()
    world.work()
    assert len(world.translated(world.page).body) == 1
    waiting = Item.objects.get(state=State.WAITING)
    assert (waiting.kind, waiting.edition, waiting.fault) == (
        "follow",
        world.edition,
        "RuntimeError: no room",
    )
    monkeypatch.undo()
    Item.objects.update(not_before=None)
    assert drain() == 1
    assert len(world.translated(world.page).body) == 2


def test_a_link_that_an_author_mends_leads_on_in_every_edition(world: World) -> None:
    """The text is the same, so that its words are: they lead to the new address, and nobody is asked."""
    old, new = "https://example.org/old", "https://example.org/new"
    world.page.refresh_from_db()
    linked = block("linked", "text", f'<p>See <a href="{old}">the tool</a>.</p>')
    world.page.body = [linked]
    world.page.save_revision().publish()
    world.work()
    world.type('See <a id="a1">the tool</a>.', 'Se <a id="a1">verktyget</a>.')
    world.publish()
    world.page.body = [linked | {"value": linked["value"].replace(old, new)}]
    world.page.save_revision().publish()
    world.work()
    assert str(world.translated(world.page).body[0].value) == f'<p>Se <a href="{new}">verktyget</a>.</p>'
    assert freshness_of(world.edition)[world.page.translation_key].needs_work == 0


def test_an_edition_may_keep_a_page_that_the_master_unpublished(world: World) -> None:
    """By its policy; a page whose master is deleted goes in any case."""
    Edition.objects.filter(pk=world.edition.pk).update(when_unpublished="keep")
    page = InfoPage.objects.get(pk=world.page.pk)
    page.unpublish()
    world.work()
    assert world.translated(page).live
    assert is_served(world, page)
    page.delete()
    world.work()
    assert not InfoPage.objects.get(translation_key=page.translation_key, locale=world.edition.locale).live
