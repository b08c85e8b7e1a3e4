"""A programme with a page of every kind of block that refers to something."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from pages.models import ModulePage, ThemePage, Tool
from tests.programme.starter import block
from tests.publishing.builders import World


def rich_module(world: World) -> ModulePage:
    """Add a theme and a module whose sections hold links, tools, lists and words."""
    theme = ThemePage(
        title="Buildings",
        slug="buildings",
        theme_key="buildings",
        icon=get_image_model().objects.create(title="House", file=get_test_image_file()),
        summary=[block("summary", "text", "<p>Houses lose heat.</p>")],
        live=False,
    )
    world.first.refresh_from_db()
    world.first.add_child(instance=theme)
    theme.save_revision().publish()
    module = ModulePage(title="Start-up", slug="start-up", live=False, **_sections(world, theme))
    ThemePage.objects.get(pk=theme.pk).add_child(instance=module)
    module.save_revision(clean=False).publish()
    return ModulePage.objects.get(pk=module.pk)


def _sections(world: World, theme: ThemePage) -> dict[str, Any]:
    tool = Tool.objects.create(
        programme=world.programme,
        locale=world.programme.master_locale,
        name="Heat counter",
        description="It counts.",
    )
    paper = get_document_model().objects.create(title="Paper", file=ContentFile(b"words", name="paper.txt"))
    links = (
        f'<p>See <a linktype="page" id="{theme.pk}">houses</a>, '
        f'<a linktype="document" id="{paper.pk}">a paper</a> and '
        '<a href="https://example.org/">elsewhere</a>.</p><p>Less CO<sub>2</sub> &amp; noise.</p>'
    )
    items = [{"text": f"Item {n}", "items": []} for n in (1, 2)]
    return {
        "introduction": [block("what", "what", links)],
        "recommended_steps": [block("step", "step", {"title": "Count windows", "text": links})],
        "processes_people": [
            block("bullets", "bullets", {"marker": "bullet", "items": _items(items)}),
            block("quote", "quote", {"text": "Well said", "attribution": "Ada"}),
        ],
        "guidance_tips_and_tools": [
            block("tool", "tool", {"tool": tool.pk, "note": "<b>Good</b> for roofs"})
        ],
    }


def _items(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [block(f"item {n}", "item", value) for n, value in enumerate(values)]


class Bare(World):
    """A programme whose edition has no pages yet."""

    def submit(self) -> None:
        """Leave the edition as it is."""
