"""Where pages of editions stand, and who may read them, whatever comes in between."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from cms.delivery.models import Document
from pages.models import InfoPage, ProgrammePage, ThemePage
from tests.programme.starter import block
from tests.publishing.builders import World
from tests.scenarios.stage import read
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.jobs.models import Item, State
from translation_workflow.review.drift.sweep import find_drift
from translation_workflow.review.publish import publish_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A theme with a page below it, beside another page; all live in the edition."""
    world = World()
    world.theme = a_theme(world)  # type: ignore[attr-defined]
    world.deep = world.add_below(theme_of(world), info_page("Deep"))  # type: ignore[attr-defined]
    world.work()
    world.publish()
    world.work()
    return world


def a_theme(world: World, *, live: bool = True, title: str = "Water") -> Any:
    theme = ThemePage(title=title, slug=title.lower(), theme_key=title.lower(), live=False)
    if live:
        return world.add_below(world.first, theme)
    master(world.first).add_child(instance=theme)
    theme.save_revision(clean=False)
    return theme


def info_page(title: str, **more: Any) -> InfoPage:
    return InfoPage(
        title=title, slug=title.lower(), body=[block(title, "text", f"<p>{title} words.</p>")], **more
    )


def theme_of(world: World) -> Any:
    return world.theme  # type: ignore[attr-defined]


def deep_of(world: World) -> Any:
    return world.deep  # type: ignore[attr-defined]


def master(page: Page) -> Any:
    """The master's page as it is now."""
    return Page.objects.get(pk=page.pk).specific


def stands_below(world: World, page: Page, parent: Page) -> bool:
    above = world.translated(page).get_parent()
    return bool(above.translation_key == parent.translation_key)


def lock(world: World, page: Page) -> None:
    Page.objects.filter(pk=world.translated(page).pk).update(locked=True)


def codes(*paths: str, code: str = "sv") -> list[int]:
    return [read(path, code).status_code for path in paths]


def test_a_locked_page_is_restricted_with_its_master(world: World) -> None:
    """Its words stay as they are; nobody reads them, nor what stands below it."""
    lock(world, theme_of(world))
    rule = PageViewRestriction.objects.create(page=master(theme_of(world)), restriction_type="login")
    world.work()
    assert codes("/water/", "/water/deep/") == [410, 410]
    rule.delete()
    world.work()
    assert codes("/water/", "/water/deep/") == [200, 200]


def test_a_locked_page_moves_with_its_master(world: World) -> None:
    """Its document is found where the page stands now."""
    lock(world, world.page)
    master(world.page).move(master(theme_of(world)), pos="last-child")
    world.work()
    assert codes("/legal/", "/water/legal/") == [308, 200]


def test_a_page_whose_words_do_not_fit_is_restricted_with_its_master(world: World) -> None:
    """Whoever typed them."""
    page = world.translated(world.page)
    world.type("Legal", "x" * 300)
    world.confirm("Legal")
    PageViewRestriction.objects.create(page=master(world.page), restriction_type="login")
    world.work()
    assert (page.get_view_restrictions().count(), *codes("/legal/")) == (1, 410)


def test_what_is_live_below_a_page_that_is_not_goes_where_that_goes(world: World) -> None:
    """An edition may have taken the page above away by itself."""
    world.translated(theme_of(world)).unpublish()
    world.work()
    other = a_theme(world, title="Air")
    world.work()
    world.publish()
    world.translated(theme_of(world)).unpublish()
    world.work()
    master(theme_of(world)).move(master(other), pos="last-child")
    world.work()
    assert codes("/water/deep/", "/air/water/deep/") == [308, 200]


def test_a_page_that_was_moved_below_a_draft_follows_when_that_is_published(world: World) -> None:
    """Until then its edition has no page to stand below."""
    theme = a_theme(world, title="Air", live=False)
    world.work()
    master(world.page).move(master(theme), pos="last-child")
    world.work()
    assert stands_below(world, world.page, world.first)
    master(theme).get_latest_revision().publish()
    world.work()
    assert stands_below(world, world.page, theme)
    assert codes("/legal/", "/air/legal/") == [308, 200]


def test_a_page_that_was_moved_below_a_new_one_before_the_worker_came_follows(world: World) -> None:
    """Whichever of the two is looked at first."""
    theme = a_theme(world, title="Air")
    master(world.page).move(master(theme), pos="last-child")
    world.work()
    assert stands_below(world, world.page, theme)


def test_a_page_that_was_moved_below_a_new_one_follows_a_submission(world: World) -> None:
    """That one creates what is missing by itself."""
    theme = a_theme(world, title="Air", live=False)
    master(world.page).move(master(theme), pos="last-child")
    world.work()
    Page.objects.filter(pk=theme.pk).update(live=True)
    world.submit()
    world.work()
    assert stands_below(world, world.page, theme)


def test_a_page_that_was_published_before_the_one_above_it_comes_with_that(world: World) -> None:
    """As the sentence promises that it was refused with."""
    theme = a_theme(world, title="Air", live=False)
    page = world.add_below(theme, info_page("Wind"))
    world.work()
    assert world.translated(page) is None
    assert "both are created then" in Item.objects.get(state=State.DEAD).fault
    master(theme).get_latest_revision().publish()
    world.work()
    assert stands_below(world, page, theme)
    assert not Item.objects.exclude(state=State.DONE).exists()


def test_the_sweep_finds_a_page_that_stands_elsewhere_and_puts_it_right(world: World) -> None:
    """However it came there; its document is where it stands."""
    assert find_drift([world.edition]) == []
    row = Page.objects.get(pk=world.translated(world.page).pk)
    row.move(world.translated(theme_of(world)), pos="last-child")
    Item.objects.all().delete()
    [drift] = find_drift([world.edition])
    assert str(drift) == "towns/sv: “Legal”: where it stands"
    assert stands_below(world, world.page, theme_of(world)), "To look is not to write."
    find_drift([world.edition], mend=True)
    assert stands_below(world, world.page, world.first)
    assert find_drift([world.edition]) == []
    assert codes("/legal/") == [200]


def test_a_page_that_leaves_the_programme_leaves_its_editions(world: World) -> None:
    """With those below it, in the master's language, too; what is translated is kept, and comes back."""
    master(theme_of(world)).move(Page.get_first_root_node(), pos="last-child")
    world.work()
    for code in ("sv", "en"):
        assert codes("/water/", "/water/deep/", code=code) == [410, 410]
    assert not world.translated(deep_of(world)).live
    [refusal] = publish_one(world, theme_of(world))
    assert refusal == (
        "towns/sv: “Water” cannot be published since its master was moved out of the programme. "
        "Move the master's page back first."
    )
    call_command("verify_editions", "--all")
    master(theme_of(world)).move(master(world.first), pos="last-child")
    world.work()
    for code in ("sv", "en"):
        assert codes("/water/", "/water/deep/", code=code) == [200, 200]
    assert not Item.objects.exclude(state=State.DONE).exists()


def publish_one(world: World, page: Page) -> list[str]:
    outcome = publish_edition(world.edition, keys={page.translation_key}, progress=lambda *told: None)
    return list(outcome.refused)


def test_a_page_that_moves_to_another_programme_begins_anew_there(world: World) -> None:
    """Nothing of it is live in the other's editions before somebody publishes it there."""
    other = add_programme("lakes", name="Lakes", master="en")
    add_edition(other, code="en", status="published")
    for code in ("sv", "fi"):
        add_edition(other, code=code, status="published", maximum_missing=None)
    first = ProgrammePage(title="Lakes", slug="lakes", live=False, lead=[])
    Page.get_first_root_node().add_child(instance=first)
    first.save_revision(clean=False).publish()
    other.master_page = first
    other.save()
    world.work()
    master(theme_of(world)).move(master(first), pos="last-child")
    world.work()
    assert codes("/water/", "/water/deep/") == [410, 410]
    rows = Page.objects.filter(translation_key=deep_of(world).translation_key)
    told = {(row.locale.language_code, row.url_path.split("/")[1], row.live) for row in rows}
    assert told == {("en", "lakes", True), ("sv", "lakes-sv", False), ("fi", "lakes-fi", False)}
    assert Document.objects.get(edition__programme=other, edition__code="en", path="/water/deep/").is_live
    master(theme_of(world)).move(master(world.first), pos="last-child")
    world.work()
    assert codes("/water/", "/water/deep/") == [200, 200]
    assert not Item.objects.exclude(state=State.DONE).exists()


def test_an_alias_of_the_master_is_followed_like_a_page(world: World, client: Any) -> None:
    """Wagtail makes one live without saying that it is published."""
    client.force_login(User.objects.create_superuser("boss", "boss@example.org", "x"))
    told = {"new_title": "Again", "new_slug": "again", "new_parent_page": str(world.first.pk), "alias": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=[world.page.pk]), told)
    world.work()
    alias = Page.objects.get(slug="again", locale=world.page.locale)
    assert alias.alias_of_id == world.page.pk
    assert codes("/again/", code="en") == [200]
    assert stands_below(world, alias.specific, world.first)


def test_a_slug_that_is_taken_is_refused_with_a_sentence(world: World) -> None:
    """Which slug, whose it is, and what to do."""
    page = world.translated(deep_of(world))
    sibling = info_page("Kontakt", locale=world.edition.locale)
    Page.objects.get(pk=world.translated(theme_of(world)).pk).add_child(instance=sibling)
    page.slug = "kontakt"
    page.save_revision(clean=False)
    [refusal] = publish_one(world, deep_of(world))
    assert refusal == (
        "towns/sv: “Deep” cannot be published: its slug “kontakt” is that of “Kontakt” beside it. "
        "Give one of the two another slug, and publish again."
    )
