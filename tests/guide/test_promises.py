"""What the guide says of itself: examples are run, links lead somewhere, modules are drawn whole."""

from __future__ import annotations

import re
from typing import Any

from wagtail.fields import StreamField

from pages.models import ModulePage

from . import test_frontend_guide as tested
from .workbench import FENCE, GUIDE, START, blocks, text_of


def used() -> set[str]:
    """Return the blocks that tests say that they use; their fixture holds them to it."""
    tests = [value for name, value in vars(tested).items() if name.startswith("test_")]
    marks: list[Any] = [mark for test in tests for mark in getattr(test, "pytestmark", [])]
    return {name for mark in marks if mark.name == "guide" for name in mark.args}


def test_every_block_of_the_guide_is_run() -> None:
    """One that has no name, a name twice, or no test that uses it, would be a promise that nobody keeps."""
    names = [block.name for block in blocks()]
    assert len(names) == len(set(names))
    assert set(names) == used() | {START}


def test_what_the_guide_links_to_is_there() -> None:
    """Other pages of the documentation, beside it."""
    links = re.findall(r"\]\((?!https:)([^)#]+)", FENCE.sub("", GUIDE.read_text(encoding="utf-8")))
    assert links
    assert [link for link in links if not (GUIDE.parent / link).exists()] == []


def test_every_block_that_a_module_may_have_is_drawn() -> None:
    """Also those that no module of the shipped programme has."""
    fields = [field for field in ModulePage._meta.get_fields() if isinstance(field, StreamField)]
    types = {name for field in fields for name in field.stream_block.child_blocks}
    assert {"step", "finance_instrument"} <= types
    drawn = set(re.findall(r"(\w+):", text_of("render.mjs")))
    assert types - drawn == set()
