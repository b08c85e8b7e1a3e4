"""What happens to editions when something happens to a master page: live page, draft, words, document."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.delivery.models import Document
from pages.models import InfoPage, ModulePage, ThemePage
from tests.programme.starter import block
from tests.publishing.builders import World
from tests.scenarios.stage import read
from translation_workflow.jobs.models import Item
from translation_workflow.review.models import PublishedText

pytestmark = pytest.mark.django_db

ABOUT = "<p>Om webbplatsen.</p>"


@pytest.fixture
def world() -> World:
    """A theme with a module below it, and a page whose draft says more than what is live."""
    world = World()
    world.theme = world.add_below(  # type: ignore[attr-defined]
        world.first, ThemePage(title="Water", slug="water", theme_key="water")
    )
    world.module = world.add_below(  # type: ignore[attr-defined]
        theme_of(world), ModulePage(title="Drops", slug="drops")
    )
    world.work()
    world.type("Legal", "Juridik")
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    draft = world.translated(world.page)
    draft.seo_title = "Utkast"
    draft.save_revision()
    world.work()
    return world


def theme_of(world: World) -> Any:
    return world.theme  # type: ignore[attr-defined]


def module_of(world: World) -> Any:
    return world.module  # type: ignore[attr-defined]


def master(page: Page) -> Any:
    """The master's page as it is now."""
    return Page.objects.get(pk=page.pk).specific


def words(world: World, key: UUID) -> list[tuple[str, str, bool]]:
    """The published text of an object: the master's text, the words, whether they are retired."""
    rows = PublishedText.objects.filter(edition=world.edition, object_key=key)
    return sorted(rows.values_list("string__data", "words", "is_retired"))


def kept(world: World) -> tuple[Any, ...]:
    """What an event that concerns no words leaves as it is: the row's words, the draft, published text."""
    page = world.translated(world.page)
    return (
        page.title,
        [str(child.value) for child in page.body],
        page.get_latest_revision_as_object().seo_title,
        words(world, page.translation_key),
    )


def documents(world: World) -> dict[str, tuple[str, str]]:
    """Path → what stands there, by key and hash, in the edition."""
    rows = Document.objects.filter(edition=world.edition, is_live=True)
    return {path: (str(key), content) for path, key, content in rows.values_list("path", "key", "content_id")}


def test_a_draft_of_the_master_changes_nothing(world: World) -> None:
    """Nor does one that waits for its day, until that day."""
    before = kept(world), documents(world)
    page = master(world.page)
    page.body = [block("new", "text", "<p>New.</p>")]
    page.save_revision()
    world.work()
    assert (kept(world), documents(world)) == before
    page.go_live_at = timezone.now() + timedelta(seconds=1)
    page.save_revision().publish()
    world.work()
    assert (kept(world), documents(world)) == before
    time.sleep(max(0.0, (page.go_live_at - timezone.now()).total_seconds()))
    call_command("publish_scheduled", verbosity=0)
    world.work()
    assert [str(child.value) for child in world.translated(world.page).body] == ["<p>New.</p>"]
    assert documents(world)["/legal/"] != before[1]["/legal/"]


def test_a_new_page_is_a_draft_in_every_edition_until_somebody_publishes_it(world: World) -> None:
    """With what the master says, and a document only then."""
    before = documents(world)
    page = world.add_page("Contact", "Write to us.")
    world.work()
    translated = world.translated(page)
    assert (translated.live, translated.get_latest_revision_as_object().title) == (False, "Contact")
    assert (words(world, page.translation_key), documents(world)) == ([], before)
    world.type("Contact", "Kontakt")
    page.save_revision().publish()
    world.work()
    assert not world.translated(page).live
    world.publish()
    assert world.translated(page).live
    assert documents(world).keys() == {*before, "/contact/"}


def test_changed_words_leave_what_is_live(world: World) -> None:
    """The draft needs work; row, published text and document stay."""
    before = documents(world)
    page = master(world.page)
    page.body = [block("Legal", "text", "<p>About this new site.</p>")]
    page.save_revision().publish()
    world.work()
    translated = world.translated(world.page)
    assert [str(child.value) for child in translated.body] == [ABOUT]
    draft = translated.get_latest_revision_as_object()
    assert (draft.seo_title, str(draft.body[0].value)) == ("Utkast", ABOUT)
    assert world.segment("About this new site.").made_from == "About this site."
    shown = {row for row in words(world, page.translation_key) if not row[2]}
    assert shown == {("Legal", "Juridik", False), ("About this new site.", "Om webbplatsen.", False)}
    assert documents(world) == before


def test_changed_structure_is_live_at_once(world: World) -> None:
    """New pieces by fallback; published words stay; the document is rebuilt."""
    before = documents(world)
    page = master(world.page)
    page.body = [block("new", "text", "<p>New.</p>"), *page.body.raw_data]
    page.save_revision().publish()
    world.work()
    translated = world.translated(world.page)
    assert [str(child.value) for child in translated.body] == ["<p>New.</p>", ABOUT]
    draft = translated.get_latest_revision_as_object()
    assert [str(child.value) for child in draft.body] == ["<p>New.</p>", ABOUT]
    assert ("About this site.", "Om webbplatsen.", False) in words(world, page.translation_key)
    assert documents(world)["/legal/"] != before["/legal/"]


def test_a_copy_follows_in_row_draft_published_text_and_document() -> None:
    """An edition in the master's language has the new words at once."""
    world = World("en-GB")
    world.publish()
    before = documents(world)
    page = master(world.page)
    page.body = [block("Legal", "text", "<p>About this new site.</p>")]
    page.save_revision().publish()
    world.work()
    translated = world.translated(world.page)
    draft = translated.get_latest_revision_as_object()
    assert str(translated.body[0].value) == str(draft.body[0].value) == "<p>About this new site.</p>"
    assert ("About this new site.", "", False) in words(world, page.translation_key)
    assert documents(world)["/legal/"] != before["/legal/"]


def test_a_page_moves_with_all_that_stands_below_it(world: World) -> None:
    """Slugs are the edition's own, whatever the master's become; words and drafts stay."""
    before = kept(world), documents(world)
    theme = world.translated(theme_of(world))
    theme.slug = "vatten"
    theme.save_revision().publish()
    world.work()
    assert documents(world).keys() >= {"/vatten/", "/vatten/drops/"}
    page = master(theme_of(world))
    page.move(Page.objects.get(pk=world.page.pk), pos="left")
    page = master(theme_of(world))
    page.slug = "rivers"
    page.save_revision(clean=False).publish()
    master(world.page).move(page, pos="last-child")
    world.work()
    after = documents(world)
    assert after.keys() == {"/", "/vatten/", "/vatten/drops/", "/vatten/legal/"}
    assert {key for key, _ in after.values()} == {key for key, _ in before[1].values()}
    assert kept(world) == before[0]
    for old, new in (("/water/drops/", "/vatten/drops/"), ("/legal/", "/vatten/legal/")):
        moved = read(old)
        assert (moved.status_code, moved["Location"].rpartition("/by-path")[2]) == (308, new)
    assert read("/rivers/drops/", "en").status_code == 200
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_draft_that_changes_the_slug_moves_the_document_when_it_is_published(world: World) -> None:
    """With the pages below it; nobody else has to do anything."""
    theme = world.translated(theme_of(world))
    theme.slug = "vatten"
    theme.save_revision()
    world.work()
    assert "/water/" in documents(world)
    world.publish()
    assert documents(world).keys() >= {"/vatten/", "/vatten/drops/"}
    assert (read("/water/").status_code, read("/water/drops/").status_code) == (308, 308)


def test_an_unpublished_page_leaves_a_tombstone_and_comes_back_changed(world: World) -> None:
    """Draft and words are kept; what the author changed meanwhile is planned as ever."""
    before = kept(world)
    master(world.page).unpublish()
    world.work()
    assert not world.translated(world.page).live
    assert (kept(world), read("/legal/").status_code) == (before, 410)
    page = master(world.page)
    page.body = [block("new", "text", "<p>New.</p>"), *page.body.raw_data]
    page.save_revision()
    world.work()
    assert (kept(world), read("/legal/").status_code) == (before, 410)
    page.get_latest_revision().publish()
    world.work()
    translated = world.translated(world.page)
    assert translated.live
    assert [str(child.value) for child in translated.body] == ["<p>New.</p>", ABOUT]
    assert translated.get_latest_revision_as_object().seo_title == "Utkast"
    assert read("/legal/").status_code == 200


def test_a_deleted_page_is_retired_with_all_that_stands_below_it(world: World) -> None:
    """Rows, drafts and words are kept in the edition."""
    before = kept(world)
    master(world.page).delete()
    master(theme_of(world)).delete()
    world.work()
    assert kept(world) == before
    for page in (world.page, theme_of(world), module_of(world)):
        assert not world.translated(page).live
    for path in ("/legal/", "/water/", "/water/drops/"):
        assert (read(path).status_code, read(path, "en").status_code) == (410, 410)
    assert documents(world).keys() == {"/"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_restricted_page_is_restricted_in_every_edition_and_freed_with_its_master(world: World) -> None:
    """Nobody reads it then, nor what stands below it; afterwards all is as it was."""
    before = kept(world), documents(world)
    rule = PageViewRestriction.objects.create(page=master(theme_of(world)), restriction_type="groups")
    rule.groups.add(Group.objects.create(name="towns"))
    world.work()
    [own] = world.translated(theme_of(world)).get_view_restrictions()
    assert [group.name for group in own.groups.all()] == ["towns"]
    assert world.translated(theme_of(world)).live
    for path in ("/water/", "/water/drops/"):
        assert (read(path).status_code, read(path, "en").status_code) == (410, 410)
    assert (kept(world), documents(world).keys()) == (before[0], {"/", "/legal/"})
    rule.delete()
    world.work()
    assert not world.translated(theme_of(world)).get_view_restrictions()
    assert (kept(world), documents(world)) == before
    assert read("/water/drops/", "en").status_code == 200


def test_what_was_hidden_from_the_beginning_appears_when_it_is_freed(world: World) -> None:
    """The page and those below it, which never had documents."""
    theme = ThemePage(title="Air", slug="air", theme_key="air", live=False)
    Page.objects.get(pk=world.first.pk).add_child(instance=theme)
    rule = PageViewRestriction.objects.create(page=master(theme), restriction_type="login")
    master(theme).save_revision(clean=False).publish()
    world.add_below(theme, ModulePage(title="Wind", slug="wind"))
    world.work()
    world.publish()
    paths = [(path, code) for path in ("/air/", "/air/wind/") for code in ("sv", "en")]
    assert {read(*one).status_code for one in paths} == {404}
    rule.delete()
    world.work()
    assert {read(*one).status_code for one in paths} == {200}


def test_a_country_page_has_the_readers_that_its_edition_gives_it(world: World) -> None:
    """There is no master to follow."""
    own = InfoPage(title="Kontakt", slug="kontakt", locale=world.edition.locale, live=False)
    own.body = [block("own", "text", "<p>Skriv till oss.</p>")]
    world.translated(world.first).add_child(instance=own)
    own.save_revision().publish()
    world.work()
    assert read("/kontakt/").status_code == 200
    PageViewRestriction.objects.create(page=own, restriction_type="login")
    world.work()
    assert (own.get_view_restrictions().count(), read("/kontakt/").status_code) == (1, 410)


def test_groups_that_are_chosen_later_follow(world: World) -> None:
    """The form saves a restriction first and its groups after it."""
    rule = PageViewRestriction.objects.create(page=master(world.page), restriction_type="groups")
    world.work()
    rule.groups.add(Group.objects.create(name="towns"))
    world.work()
    [own] = world.translated(world.page).get_view_restrictions()
    assert [group.name for group in own.groups.all()] == ["towns"]


def test_readers_of_a_page_below_one_that_is_away_are_those_of_the_master(world: World) -> None:
    """A theme that is not live can hide its modules, which are."""
    master(theme_of(world)).unpublish()
    world.work()
    assert read("/water/drops/").status_code == 200
    PageViewRestriction.objects.create(page=master(theme_of(world)), restriction_type="login")
    world.work()
    assert (read("/water/drops/").status_code, read("/water/drops/", "en").status_code) == (410, 410)


def test_what_an_edition_restricts_by_hand_stays_restricted(world: World) -> None:
    """No change of the master opens what a partner closed; its document is a tombstone."""
    own = world.translated(world.page)
    PageViewRestriction.objects.create(page=own, restriction_type="login")
    world.work()
    PageViewRestriction.objects.create(page=master(world.page), restriction_type="login")
    world.work()
    PageViewRestriction.objects.filter(page=world.page.pk).delete()
    world.work()
    assert own.get_view_restrictions().count() == 1
    document = Document.objects.get(edition=world.edition, key=own.translation_key)
    assert not document.is_live


def test_restricting_publishes_nothing_that_was_typed(world: World) -> None:
    """It is no publication."""
    world.type("About this site.", "typed")
    PageViewRestriction.objects.create(page=master(world.page), restriction_type="login")
    world.work()
    assert InfoPage.objects.get(pk=world.translated(world.page).pk).body[0].value.source == ABOUT
    assert set(Item.objects.values_list("state", flat=True)) == {"done"}
