"""Rows about what is live, what is a draft, and what waits for its day."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from cms.delivery.models import Document
from pages.models import InfoPage, ModulePage, ThemePage, Tool
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition

from .stage import Stage, read, row


@row("words-and-structure")
def words_and_structure() -> None:
    stage = Stage("We plan.")
    stage.world.type("We plan.", "sv We plan, corrected.")
    first = block("one", "text", "<p>We plan.</p>")
    stage.show(block("new", "text", "<p>New.</p>"), first)
    assert stage.live == ["<p>New.</p>", "<p>sv We plan.</p>"]
    assert stage.draft == ["<p>New.</p>", "<p>sv We plan, corrected.</p>"]


@row("draft-kept")
def draft_kept() -> None:
    stage = Stage("We plan.")
    translated = stage.world.translated(stage.page)
    translated.title = "Scheduled"
    translated.go_live_at = timezone.now() + timedelta(seconds=1)
    translated.save_revision().publish()
    draft = translated.get_latest_revision_as_object()
    draft.title, draft.slug, draft.go_live_at = "Draft", "own-slug", None
    draft.save_revision()
    stage.show(block("one", "text", "<p>We plan.</p>"), block("new", "text", "<p>New.</p>"))

    shown = ["<p>sv We plan.</p>", "<p>New.</p>"]
    translated = stage.world.translated(stage.page)
    assert (translated.live, translated.has_unpublished_changes) == (True, True)
    assert (stage.live, stage.draft) == (shown, shown)
    assert translated.get_latest_revision_as_object().slug == "own-slug"
    scheduled = Revision.page_revisions.get(object_id=translated.pk, approved_go_live_at__isnull=False)
    assert scheduled.pk != translated.latest_revision_id
    assert bodies(scheduled.as_object()) == shown

    time.sleep(max(0.0, (scheduled.approved_go_live_at - timezone.now()).total_seconds()))
    call_command("publish_scheduled", verbosity=0)
    stage.world.work()
    scheduled.refresh_from_db()
    assert scheduled.approved_go_live_at is None
    assert stage.live == shown
    assert stage.draft == shown


def bodies(page: Any) -> list[str]:
    return [str(child.value) for child in page.body]


@row("first-publication")
def first_publication() -> None:
    world = World("sv", status="draft", maximum_missing=0)
    for text in ("Legal", "Towns", "Less CO<sub>2</sub>.", "More trees.", "About this site."):
        world.type(text, f"sv {text}")
    world.page.save_revision().publish()
    world.work()
    assert not InfoPage.objects.filter(locale=world.edition.locale, live=True).exists()
    assert not Document.objects.filter(edition=world.edition).exists()
    assert read("/legal/").json()["code"] == "unpublished-edition"
    assert world.publish().refused == []
    assert world.translated(world.page).live
    assert read("/legal/").status_code == 404
    world.edition.status = Edition.Status.PUBLISHED
    world.edition.save()
    assert read("/legal/").status_code == 200


@row("snippet-changed")
def snippet_changed() -> None:
    world = World()
    tool = Tool.objects.create(
        programme=world.programme, locale=world.master.locale, name="Meter", description="It counts."
    )
    theme = world.add_below(world.first, ThemePage(title="Water", slug="water", theme_key="water"))
    shown = block("tool", "tool", {"tool": tool.pk, "note": ""})
    for name in ("One", "Two", "Three"):
        tools = [] if name == "Three" else [shown]
        world.add_below(theme, ModulePage(title=name, slug=name.lower(), guidance_project_tools=tools))
    world.work()
    world.type("It counts.", "Den räknar.")
    world.publish()
    before = contents()
    tool.description = "It counts and tells."
    tool.save()
    world.work()
    changed = {name for name, content in contents().items() if before[name] != content}
    assert changed == {("en", "One"), ("en", "Two")}
    before = contents()
    world.type("It counts and tells.", "Den räknar och berättar.")
    world.confirm("It counts and tells.")
    assert world.publish().published == 1
    changed = {name for name, content in contents().items() if before[name] != content}
    assert changed == {("sv", "One"), ("sv", "Two")}
    for name in ("one", "two"):
        assert "Den räknar och berättar." in read(f"/water/{name}/").content.decode()


def contents() -> dict[tuple[str, str], str]:
    """Edition and title of each document → the hash of its bytes."""
    rows = Document.objects.filter(is_live=True).values_list("edition__code", "title", "content_id")
    return {(code, title): content for code, title, content in rows}
