"""A block that the public contract does not know, or knows otherwise, stops `manage.py check`."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from wagtail import blocks

from cms.delivery.contract import faults
from pages.blocks.facts import FactBlock
from pages.blocks.learning import StepBlock
from pages.blocks.text import LineBlock
from pages.models import ModulePage


def stream(name: str) -> Any:
    return ModulePage._meta.get_field(name).stream_block


def steps() -> Any:
    return stream("recommended_steps").child_blocks


def test_the_contract_says_what_pages_hold() -> None:
    """Field by field, both ways."""
    assert list(faults()) == []


def test_a_new_block_without_a_model_fails_the_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what it is, where it stands and what to do."""
    monkeypatch.setitem(steps(), "poll", blocks.CharBlock())
    found = [error for error in run_checks() if error.id == "delivery.E001"]
    assert [error.msg for error in found] == [
        (
            "The block “poll” of module.recommended_steps has no model. Write one in "
            "cms/delivery/documents/schema/blocks.py (or text.py), name it in the union, and renew what is "
            "published: manage.py write_openapi."
        )
    ]


class LongerStep(StepBlock):
    """A step with a field more."""

    duration = blocks.CharBlock()


class ShorterStep(blocks.StructBlock):
    """A step without its text."""

    title = blocks.CharBlock()


class OtherStep(StepBlock):
    """A step whose title is rich text, and its text is not."""

    title = LineBlock()
    text = blocks.TextBlock()


class DatedFact(FactBlock):
    """A fact that must have a day."""

    review_by = blocks.DateBlock()


class NumberedStep(StepBlock):
    """A step that holds what no document has held."""

    title = blocks.IntegerBlock()


@pytest.mark.parametrize(
    ("section", "name", "block", "said"),
    [
        ("recommended_steps", "step", LongerStep(), "step.duration has no place in `Step`"),
        ("recommended_steps", "step", ShorterStep(), "`Step` has `text`, and module.recommended_steps.step"),
        ("recommended_steps", "step", OtherStep(), "step.title is rich text, and its model is not"),
        ("recommended_steps", "step", OtherStep(), "step.text is plain text, and its model is not"),
        ("recommended_steps", "step", NumberedStep(), "nobody has said what documents hold"),
        (
            "introduction",
            "fact",
            DatedFact(),
            "fact.review_by is a day, and its model is not. Make it `date`.",
        ),
        (
            "main_issues",
            "issue",
            blocks.StreamBlock([("a", blocks.CharBlock())]),
            "“a” of module.main_issues",
        ),
        ("main_issues", "issue", blocks.ListBlock(blocks.CharBlock()), "is a list, and its model is not"),
        ("main_issues", "issue", blocks.ChoiceBlock(choices=[("a", "A")]), "is one of 'a'"),
        ("main_issues", "issue", blocks.PageChooserBlock(), "Make it `PageLink | None`"),
    ],
)
def test_a_block_that_changed_without_its_model_is_told(
    monkeypatch: pytest.MonkeyPatch, section: str, name: str, block: Any, said: str
) -> None:
    """Its fields, what they hold, and whether they may be empty."""
    monkeypatch.setitem(stream(section).child_blocks, name, block)
    found = list(faults())
    assert any(said in sentence for sentence in found), found


def test_a_block_that_nobody_offers_any_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever generates types would write code for what never comes."""
    monkeypatch.delitem(stream("key_questions").child_blocks, "question")
    assert [one for one in faults() if "No page offers a block “question”" in one]


def test_a_choice_that_is_added_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of choices and the literals of the contract are the same."""
    level = ModulePage._meta.get_field("level")
    monkeypatch.setattr(level, "choices", [(1, "one"), (2, "two"), (3, "three")])
    assert [one for one in faults() if one.startswith("module.level is one of 1, 2, 3")]


def test_a_field_of_a_snippet_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What choosers point at is part of the contract."""
    monkeypatch.setattr("cms.delivery.contract.snippets.UNSERVED", {"id", "translation_key", "locale"})
    assert [one for one in faults() if "tool.programme has no place in `Tool`" in one]
