"""What cannot be written fails with a sentence that names edition, page and place; the others go on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db.models import ProtectedError
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from pages.markup import sanitise
from pages.models import InfoPage
from pages.progress import unwatched
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.jobs.models import Item, State
from translation_workflow.review.publish import publish_edition
from translation_workflow.source.markup import misfit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A page that is live in two editions; in `sv` somebody types what does not fit."""
    world = World()
    add_edition(world.programme, code="de", status="published", maximum_missing=None)
    world.submit()
    for edition in Edition.objects.exclude(code="en").select_related("programme", "locale"):
        publish_edition(edition, progress=unwatched)
    world.work()
    return world


def insert_block(world: World, page: Page | None = None) -> None:
    """Let the author put a block at the end and publish."""
    page = InfoPage.objects.get(pk=(page or world.page).pk)
    page.body = [*page.body.raw_data, block(f"more {len(page.body)}", "text", "<p>More.</p>")]
    page.save_revision().publish()
    world.work()


def blocks(world: World, code: str) -> int:
    locale = Locale.objects.get(language_code=code)
    return len(InfoPage.objects.get(translation_key=world.page.translation_key, locale=locale).body)


def shown_in_draft(world: World) -> list[str]:
    """The blocks of the newest revision in `sv`."""
    return [str(child.value) for child in world.translated(world.page).get_latest_revision_as_object().body]


def failed() -> list[tuple[str, str]]:
    """Edition and sentence of what was given up."""
    rows = Item.objects.filter(state=State.DEAD).select_related("edition__programme")
    return [(str(item.edition), item.fault) for item in rows]


@pytest.mark.parametrize(
    "words",
    [
        '<a id="a9">Om</a> webbplatsen.',
        "<b>Om webbplatsen.",
        "Om</i> webbplatsen.",
        "<script>alert(1)</script>",
        '<b onclick="alert(1)">Om</b>',
        '<a href="https://evil.example">Om</a>',
        "<!-- Om --> webbplatsen.",
        "Om < webbplatsen",
    ],
)
def test_markup_that_does_not_fit_fails_in_its_edition_only(world: World, words: str) -> None:
    """Whoever typed it and past which check, it is no draft; what is live follows, mended the draft does."""
    world.type("About this site.", words)
    insert_block(world)
    assert (blocks(world, "de"), blocks(world, "sv")) == (2, 2)
    assert shown_in_draft(world) == ["<p>About this site.</p>", "<p>More.</p>"]
    [(edition, sentence)] = failed()
    assert edition == "towns/sv"
    for part in ("towns/sv", "“Legal”", "Body › Text 1", "“About this site.”", "Translate that piece again."):
        assert part in sentence
    world.type("About this site.", "Om webbplatsen.")
    insert_block(world)
    assert (blocks(world, "sv"), failed()) == (3, [])
    assert shown_in_draft(world)[0] == "<p>Om webbplatsen.</p>"


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        "<b>fat</b> and <i>thin</i>",
        "CO<sub>2</sub>",
        "m<sup>2</sup>",
        "<script>x</script>",
        '<b style="x">y</b>',
        "<img src=x>",
        "<p>x</p>",
        "<!-- x -->",
        "<b>x",
        "x</b>",
    ],
)
def test_what_passes_is_what_the_allow_list_leaves_alone(words: str) -> None:
    """The writer's check and the one list of tags never part: but for blocks, which no piece may hold."""
    assert bool(misfit(words)) == (sanitise(words) != words or words == "<p>x</p>")


@pytest.mark.parametrize("state", ["draft", "live"])
def test_words_too_long_for_their_field_stop_no_other_edition(world: World, state: str) -> None:
    """Checked before the database does; those of a draft do not keep back what is live."""
    if state == "live":
        world.type("Legal", "x" * 200)
        world.publish()
    world.type("Legal", "x" * 300)
    if state == "live":
        [sentence] = world.publish().held
        assert "Title" in sentence
        assert world.translated(world.page).title == "x" * 200
    insert_block(world)
    assert (blocks(world, "de"), blocks(world, "sv")) == (2, 2)
    [(edition, sentence)] = failed()
    assert edition == "towns/sv"
    for part in ("towns/sv: “Legal”", "Title", "300 characters", "255 fit here"):
        assert part in sentence


@pytest.mark.parametrize("fault", ["a block type that is gone", "a field that is new"])
def test_a_page_type_that_changed_under_stored_segments(world: World, fault: str) -> None:
    """Nothing is written from what was read of another page type; reading the master again mends it."""
    source = TranslationSource.objects.get(object=world.page.translation_key)
    content = json.loads(source.content_json)
    if fault == "a field that is new":
        del content["title"]
    else:
        gone = {"type": "carousel", "value": "x", "id": "00000000-0000-0000-0000-000000000001"}
        content["body"] = json.dumps([*json.loads(content["body"]), gone])
    TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
    world.type("About this site.", "Om webbplatsen.")
    [refused] = publish_edition(world.edition, keys={world.page.translation_key}, progress=unwatched).refused
    for part in ("towns/sv: “Legal”", "carousel" if "block" in fault else "title", "submit_master"):
        assert part in refused
    world.submit()
    assert not world.publish().refused
    assert str(world.translated(world.page).body[0].value) == "<p>Om webbplatsen.</p>"


def test_a_locale_with_editions_cannot_be_deleted(world: World) -> None:
    """So that no edition is ever without one."""
    with pytest.raises(ProtectedError):
        world.edition.locale.delete()


def test_a_locked_page_waits_until_it_is_unlocked(world: World, admin_user: Any) -> None:
    """Its lock is heeded, the item says whose it is, and unlocking lets it follow."""
    page = world.translated(world.page)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=admin_user)
    insert_block(world)
    assert (blocks(world, "de"), blocks(world, "sv")) == (2, 1)
    [(edition, sentence)] = failed()
    assert edition == "towns/sv"
    assert f"“Legal” is locked by {admin_user.get_username()}" in sentence
    assert world.publish().refused == [sentence]
    assert not publish_edition(world.edition, user=admin_user, progress=unwatched).refused, "It is theirs."
    insert_block(world)
    Page.objects.filter(pk=page.pk).update(locked=False, locked_by=None)
    log(instance=world.translated(world.page), action="wagtail.unlock", user=admin_user)
    world.work()
    assert (blocks(world, "sv"), failed()) == (3, [])


def test_a_page_below_one_that_its_edition_deleted_says_so(world: World) -> None:
    """The item fails, and follows when the page above is there again."""
    below = InfoPage(title="Privacy", slug="privacy", live=False, body=[block("p", "text", "<p>None.</p>")])
    InfoPage.objects.get(pk=world.page.pk).add_child(instance=below)
    world.work()
    world.translated(world.page).delete()
    below.save_revision().publish()
    world.work()
    [(edition, sentence)] = failed()
    assert edition == "towns/sv"
    for part in ("“Privacy”", "“Legal”"):
        assert part in sentence
