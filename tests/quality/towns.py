"""The programme `towns` with a page that names an address, and words that lose it."""

from __future__ import annotations

from typing import Any

from pages.models import InfoPage
from tests.publishing.builders import World
from translation_workflow.quality.look import findings_in
from translation_workflow.quality.piece import Found

TEXT = "Write to info@towns.example."
RIGHT = "Skriv till info@towns.example."
WRONG = "Skriv till oss."
LINKED = 'See <a id="a1">the plan</a>.'


def towns(code: str = "sv", **policy: Any) -> tuple[World, InfoPage]:
    """Return a world with a page `Contact`, whose text has a mail address and then a link."""
    world = World(code, **policy)
    page = world.add_page(
        "Contact", f'{TEXT}</p><p>See <a href="https://towns.example/plan">the plan</a>.</p><p>Trees.'
    )
    world.submit()
    world.work()
    return world, page


def the_finding(world: World) -> Found:
    """Return the one thing that the rules find in the edition."""
    [found] = findings_in(world.edition)
    return found


def shown(world: World, page: InfoPage) -> str:
    """What the page's row says to readers."""
    return str(world.translated(page).body[0].value)
