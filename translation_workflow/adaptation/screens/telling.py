"""What changed between two drafts of a layer, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.links import addresses_in, today
from translation_workflow.adaptation.operations import Verb
from translation_workflow.adaptation.published import NOTHING, Adaptation, adaptation_in

from .reading import definition_of, name_of
from .references import Names
from .situation import Situation


def told(before: Revision | None, after: Revision, situation: Situation, *, names: Names) -> list[str]:
    """Return sentences about what the later of two drafts has otherwise."""
    was = adaptation_in(before.content) if before else NOTHING
    return told_between(was, adaptation_in(after.content), situation, names=names)


def told_between(before: Adaptation, after: Adaptation, situation: Situation, *, names: Names) -> list[str]:
    """Return sentences about what the later of two states has otherwise."""
    old, new = ({one.id: one for one in state.decisions} for state in (before, after))
    sentences = list(_sentences(old, new, situation, names))
    if before.leaves_out != after.leaves_out:
        out, again = _("Left the whole page out."), _("The edition has the page again.")
        sentences.append(out if after.leaves_out else again)
    return sentences or [_("Nothing is different.")]


def _sentences(
    old: Mapping[str, Decision], new: Mapping[str, Decision], situation: Situation, names: Names
) -> Iterator[str]:
    def name(one: Decision) -> str:
        return named(one, situation, names=names)

    added = [one for number, one in new.items() if number not in old]
    gone = [one for number, one in old.items() if number not in new]
    for one in added:
        again = next((was for was in gone if _is_again(was, one)), None)
        if again:
            gone.remove(again)
        yield _moved(name(one)) if again and one.operation.spot else _added(one, name(one))
    for one in gone:
        yield _taken_back(one, name(one), is_gone=_is_gone(one, situation))
    for number, one in new.items():
        if number in old and (sentence := _changed(old[number], one, name(one))):
            yield sentence


def _is_again(was: Decision, now: Decision) -> bool:
    """Whether one decision came in the place of another: a block that moved once more."""
    one, other = was.operation, now.operation
    if one.content and other.content and other.verb is Verb.INSERT:
        return bool(one.content["id"] == other.content["id"])
    if one.link and other.link and one.link.leads != other.link.leads:
        return False
    return (one.verb, one.block) == (other.verb, other.block) and bool(one.block)


def _is_gone(decision: Decision, situation: Situation) -> bool:
    """Whether the master has what a decision was about no more: taking it back shows nothing."""
    one = decision.operation
    standing = situation.shape.blocks.get(one.block)
    if one.verb is Verb.INSERT or not one.block:
        return False
    return standing is None or bool(one.link and not today(one.link, addresses_in(standing.raw["value"])))


def _moved(name: str) -> str:
    return _("Moved “%(name)s”.") % {"name": name}


def _added(decision: Decision, name: str) -> str:
    sentence = {
        Verb.HIDE: _("Hid “%(name)s”."),
        Verb.REPLACE: _("Said something else instead of “%(name)s”."),
        Verb.INSERT: _("Put in “%(name)s”."),
        Verb.MOVE: _("Moved “%(name)s”."),
        Verb.RELINK: _("Let a link in “%(name)s” lead elsewhere."),
    }[decision.operation.verb]
    return sentence % {"name": name}


def _taken_back(decision: Decision, name: str, *, is_gone: bool) -> str:
    if is_gone:
        return _("Took the decision about “%(name)s” back.") % {"name": name}
    sentence = {
        Verb.HIDE: _("Showed “%(name)s” again."),
        Verb.REPLACE: _("Took the master's words again for “%(name)s”."),
        Verb.INSERT: _("Took “%(name)s” out again."),
        Verb.MOVE: _("Put “%(name)s” back to the master's place."),
        Verb.RELINK: _("Let a link in “%(name)s” lead where the master's leads."),
    }[decision.operation.verb]
    return sentence % {"name": name}


def _changed(was: Decision, now: Decision, name: str) -> str:
    if was == now:
        return ""
    if was.operation.content != now.operation.content:
        sentence = _("Changed our words in “%(name)s”.")
    elif (was.operation.base, was.operation.link) != (now.operation.base, now.operation.link):
        sentence = _("Kept our decision on “%(name)s” after the master's change.")
    else:
        sentence = _("Changed the reason or the note of “%(name)s”.")
    return sentence % {"name": name}


def named(decision: Decision, situation: Situation, *, names: Names) -> str:
    """Return the first words of what a decision is about, in the edition's language where it has them."""
    one = decision.operation
    definition = definition_of(situation, decision)
    standing = situation.words.blocks.get(one.block)
    raw: Any = standing.raw if standing else one.content if one.verb is Verb.INSERT else one.base
    return name_of(definition, raw["value"], names) if definition and raw else _("a block that is gone")
