"""What people of an edition took down stays down until they publish it, whatever button is pressed."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from wagtail.models import Page

from tests.scenarios.stage import Stage, read
from translation_workflow.jobs.models import Item, State
from translation_workflow.review.drift.sweep import find_drift
from translation_workflow.review.models import Publication
from translation_workflow.review.taken_down import unasked_pages

pytestmark = pytest.mark.django_db

ONE = "One about towns."


def press(stage: Stage) -> None:
    """Let somebody publish the draft with Wagtail's own button, and the worker follow."""
    page = stage.world.translated(stage.page)
    page.get_latest_revision().publish()
    stage.world.work()


def unpublish(stage: Stage) -> None:
    stage.world.translated(stage.page).unpublish()
    stage.world.work()


def unpublish_master(stage: Stage) -> None:
    Page.objects.get(pk=stage.page.pk).specific.unpublish()
    stage.world.work()


def publish_master(stage: Stage) -> None:
    Page.objects.get(pk=stage.page.pk).specific.save_revision().publish()
    stage.world.work()


def is_shown(stage: Stage, path: str = "/legal/") -> bool:
    status = read(path).status_code
    assert status in {200, 404, 410}
    return bool(stage.world.translated(stage.page).live) or status == 200


def faults() -> list[str]:
    return list(Item.objects.filter(state=State.DEAD).values_list("fault", flat=True))


def test_a_refused_publication_brings_nothing_back() -> None:
    """It was no live page that the gate refused: nobody wants the words that were live before."""
    stage = Stage(ONE, maximum_missing=0)
    unpublish(stage)
    stage.say(ONE, "Wholly new words.")
    press(stage)
    [fault] = faults()
    assert "“Legal” has 1 piece without a translation" in fault
    assert not is_shown(stage)
    call_command("verify_editions", "--all")


def test_a_refused_publication_before_the_worker_came_brings_nothing_back() -> None:
    """The worker finds a live page, and has to know that somebody had taken it down."""
    stage = Stage(ONE, maximum_missing=0)
    stage.say(ONE, "Wholly new words.")
    page = stage.world.translated(stage.page)
    page.unpublish()
    press(stage)
    assert len(faults()) == 1
    assert not is_shown(stage)


def test_a_page_that_was_never_published_is_a_draft_again() -> None:
    """Its row says nothing of what was pressed, so that a sweep has nothing to mend."""
    stage = Stage(ONE, maximum_missing=0)
    page = stage.world.add_page("Contact", "Write to us.")
    stage.world.work()
    pressed = stage.world.translated(page)
    pressed.title = "Kontakt"
    pressed.save_revision().publish()
    stage.world.work()
    pressed.refresh_from_db()
    assert (pressed.live, pressed.title, pressed.draft_title) == (False, "Contact", "Kontakt")
    assert len(faults()) == 1
    call_command("verify_editions", "--all")


def test_it_does_not_come_back_with_its_master() -> None:
    """Not even where somebody pressed the button while the master was away."""
    stage = Stage(ONE)
    unpublish(stage)
    unpublish_master(stage)
    press(stage)
    assert "while its master is not live" in faults()[0]
    publish_master(stage)
    assert not is_shown(stage)


def test_following_meanwhile_shows_nothing() -> None:
    """Wagtail's button made the row live; until the gate was asked, no document is."""
    stage = Stage(ONE, maximum_missing=0)
    unpublish(stage)
    stage.say(ONE, "Wholly new words.")
    stage.world.translated(stage.page).get_latest_revision().publish()
    call_command("follow_master", "towns/sv")
    assert read("/legal/").status_code == 410
    stage.world.work()
    assert not is_shown(stage)


def test_a_page_that_was_deleted_and_made_again_is_new() -> None:
    """A refused publication does not bring back what was live before it was deleted."""
    stage = Stage(ONE, maximum_missing=0)
    stage.world.translated(stage.page).delete()
    stage.say(ONE, "Wholly new words.")
    press(stage)
    assert len(faults()) == 1
    assert not is_shown(stage)


def test_its_people_bring_it_back() -> None:
    """Then it is as every other: what is refused later leaves it live."""
    stage = Stage(ONE, maximum_missing=0)
    unpublish(stage)
    press(stage)
    assert faults() == []
    assert is_shown(stage)
    stage.say(ONE, "Wholly new words.")
    press(stage)
    assert len(faults()) == 1
    assert is_shown(stage)
    assert stage.live == [f"<p>sv {ONE}</p><p>Wholly new words.</p>"]


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_an_alias_goes_with_its_original(how: str) -> None:
    """Wagtail takes it down beside the page; its document goes, too."""
    stage = Stage(ONE)
    stage.world.translated(stage.page).create_alias(update_slug="aliased")
    stage.world.work()
    assert read("/aliased/").status_code == 200
    getattr(Page.objects.get(pk=stage.page.pk).specific, how)()
    stage.world.work()
    assert read("/aliased/").status_code == 410
    assert not is_shown(stage)


@pytest.mark.parametrize("was_published", [True, False])
def test_a_page_set_live_by_a_hand_in_the_database_is_found_and_taken_down(
    was_published: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody published it, or somebody took it down: mending does not serve it."""
    stage = Stage(ONE)
    page = stage.world.translated(stage.page)
    unpublish(stage)
    if not was_published:
        Publication.objects.filter(object_key=page.translation_key).delete()
    Page.objects.filter(pk=page.pk).update(live=True)
    [drift] = find_drift([stage.world.edition], awaited=lambda keys: ())
    assert drift.is_unasked
    assert "live, though nobody published it" in str(drift)
    call_command("verify_editions", "--all", "--mend")
    assert not is_shown(stage)
    call_command("verify_editions", "--all")
    assert "Nothing differs." in capsys.readouterr().out


def test_a_page_that_was_just_published_is_not_taken_down_by_a_sweep() -> None:
    """The publish service comes to it next."""
    stage = Stage(ONE)
    unpublish(stage)
    stage.world.translated(stage.page).get_latest_revision().publish()
    edition = stage.world.edition
    assert unasked_pages([stage.page.translation_key], [edition]) == {(edition, stage.page.translation_key)}
    call_command("verify_editions", "--all", "--mend")
    find_drift([edition], mend=True)
    assert stage.world.translated(stage.page).live
    stage.world.work()
    assert is_shown(stage)
