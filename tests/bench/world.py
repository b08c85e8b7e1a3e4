"""A programme with twelve published editions, built once a run, for measures of following a master."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringSegment

from pages.models import ModulePage, Programme, ProgrammePage, ThemePage, Tool
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme, translated_editions
from translation_workflow.jobs.work import run_tasks

from . import ours, snapshots
from .content import SEGMENTS, TOOLS, block, module_fields
from .translating import translate

MODULES = 16
CODES = ("en-GB", "sv", "de", "fr", "it", "pl", "es", "nl", "hr", "ro", "el", "fi")
SLUG = "measured"
PUBLISHED = "published"
UNSUBMITTED = "unsubmitted"


@dataclass(frozen=True)
class World:
    """The programme, its twelve editions without the master, and its modules in tree order."""

    programme: Programme
    editions: list[Edition]
    modules: list[Any]


def go_to(state: str) -> World:
    """Go to a kept state of the world: `PUBLISHED`, `UNSUBMITTED`, or one that a measure kept."""
    if not snapshots.is_kept(state):
        _build()
    snapshots.go_to(state)
    return present()


def present() -> World:
    programme = Programme.objects.select_related("master_locale").get(slug=SLUG)
    modules = ModulePage.objects.filter(locale=programme.master_locale).order_by("path")
    return World(programme, list(translated_editions(programme)), list(modules))


def _build() -> None:
    """Build the world, and keep it before its modules are submitted and when all is published."""
    programme = _programme()
    themes = _themes(programme)
    _publish(programme)
    tools = list(
        Tool.objects.filter(locale=programme.master_locale).order_by("pk").values_list("pk", flat=True)
    )
    for number in range(MODULES):
        fields = module_fields(number, linked=themes[0].pk, tools=tools)
        _add(ModulePage(slug=f"module-{number}", **fields), below=themes[number // 2])
    _settle()
    snapshots.keep(UNSUBMITTED)
    _publish(programme)
    _check(present())
    snapshots.keep(PUBLISHED)


def _programme() -> Programme:
    programme = add_programme(SLUG, name="Measured", master="en")
    for code in ("en", *CODES):
        add_edition(programme, code=code, status=Edition.Status.PUBLISHED)
    lead = [block("text", "<p>A programme that is measured.</p>", name="lead")]
    first = ProgrammePage(title="Measured", slug=SLUG, locale=programme.master_locale, lead=lead)
    _add(first, below=Page.get_first_root_node())
    programme.master_page = first
    programme.save()
    for number in range(TOOLS):
        Tool.objects.create(
            programme=programme,
            locale=programme.master_locale,
            name=f"Tool {number}",
            url=f"https://example.org/tools/{number}",
            description=f"It answers the question with number {number}.",
        )
    return programme


def _themes(programme: Programme) -> list[ThemePage]:
    themes = []
    for number in range(MODULES // 2):
        summary = [block("text", f"<p>What theme {number} is about.</p>", name=f"summary {number}")]
        theme = ThemePage(
            title=f"Theme {number}", slug=f"theme-{number}", theme_key=f"theme-{number}", summary=summary
        )
        _add(theme, below=programme.master_page)
        themes.append(theme)
    return themes


def _add(page: Any, *, below: Any) -> None:
    """Let an author add and publish a page in the language of the page above."""
    page.live = False
    if page.locale_id is None:
        page.locale = below.locale
    Page.objects.get(pk=below.pk).add_child(instance=page)
    page.save_revision().publish()


def _publish(programme: Programme) -> None:
    """Bring all that the programme has to the readers of all its editions."""
    ours.submit_all(programme)
    editions = translated_editions(programme)
    for edition in editions:
        translate(edition)
    ours.publish_all(editions)
    _settle()


def _settle() -> None:
    """Bring the indexes up to date, and leave nothing to follow up."""
    run_tasks()
    ours.forget_pending()


def _check(world: World) -> None:
    """Refuse to measure a world that is not the one described."""
    for module in world.modules:
        count = StringSegment.objects.filter(source__object_id=module.translation_key).count()
        assert count == SEGMENTS, f"Module {module.slug} has {count} texts, {SEGMENTS} were meant."
    live = ModulePage.objects.filter(live=True).count()
    assert live == MODULES * (1 + len(CODES)), f"{live} modules are live."
