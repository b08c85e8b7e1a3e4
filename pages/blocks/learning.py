"""What a module teaches with: issues, questions, steps, tools and tips."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, DateBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from .text import LineBlock, ProseBlock


class QuestionBlock(StructBlock):
    question = CharBlock(label=_("Question"), max_length=250)
    hint = LineBlock(label=_("Hint"), required=False, help_text=_("Where to look for the answer."))

    class Meta:
        icon = "help"
        label = _("Key question")


class StepBlock(StructBlock):
    """A step has no number: its place in the order is its number."""

    title = CharBlock(label=_("Step"), max_length=150)
    text = ProseBlock(label=_("What to do"))

    class Meta:
        icon = "list-ol"
        label = _("Step")


class ToolBlock(StructBlock):
    tool = SnippetChooserBlock("pages.Tool", label=_("Tool"))
    note = LineBlock(label=_("What it is good for here"), required=False)

    class Meta:
        icon = "cog"
        label = _("Tool")


class RoundBlock(StructBlock):
    """One round of a coaching programme with its dates."""

    name = CharBlock(label=_("Round"), max_length=150)
    applications = CharBlock(label=_("Applications"), required=False, max_length=150)
    start = DateBlock(label=_("Start"), required=False)
    end = DateBlock(label=_("End"), required=False)

    class Meta:
        icon = "date"
        label = _("Round")


def issue() -> CharBlock:
    return CharBlock(label=_("Issue"), max_length=250, icon="warning")


def line(label: Any, icon: str = "pilcrow") -> LineBlock:
    """A sentence under a name of its own, such as a commitment or a tip."""
    return LineBlock(label=label, icon=icon)
