"""What the panel of authors says in one sentence, and what differs between two texts."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from translation_workflow.source.difference import difference
from translation_workflow.source.markup import plain_text
from translation_workflow.source.succession import Step
from translation_workflow.talk.effects import Effect

register = template.Library()


@register.simple_tag
def effect_sentence(effect: Effect) -> str:
    """Return what an edition's people will have to do."""
    one = effect
    told = [
        (one.needs_work, _needing(one)),
        (one.lost, ngettext("%(n)s loses its words", "%(n)s lose their words", one.lost)),
        (one.to_translate, ngettext("%(n)s to translate", "%(n)s to translate", one.to_translate)),
        (one.conflicts, ngettext("%(n)s adaptation conflicts", "%(n)s adaptations conflict", one.conflicts)),
        (
            one.orphaned,
            ngettext("%(n)s adaptation loses its block", "%(n)s adaptations lose their blocks", one.orphaned),
        ),
    ]
    return ", ".join(words % {"n": number, "approved": one.approved} for number, words in told if number)


def _needing(one: Effect) -> str:
    if one.approved:
        return ngettext(
            "%(n)s needs work (%(approved)s approved)",
            "%(n)s need work (%(approved)s approved)",
            one.needs_work,
        )
    return ngettext("%(n)s needs work", "%(n)s need work", one.needs_work)


@register.simple_tag
def step_difference(step: Step) -> SafeString:
    """Return what a text becomes, with what it gains and loses marked."""
    return difference(plain_text(step.old.text), plain_text(step.new.text))
