"""The form that is open under a block: which one, what it starts from, and what it does when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from wagtail.blocks import Block

from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.edit import decide, rewrite, take_back
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.links import Link, addresses_in, linked_words, row_of, today
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Raw, Side, Verb
from translation_workflow.adaptation.seen import seen_of

from .choosers import lead_choosers
from .forms import ContentForm, LinkForm, PlaceForm, WhyForm
from .places import Target, is_home, move_of, place_from, places_for, target_at
from .reading import definition_of
from .situation import Situation

# Whoever decides by one of these has the master's block before them, or its translation.
SHOWS_THE_MASTERS = ("hide", "replace", "edit", "link")


@dataclass
class Opened:
    """A form at a place of the page. `kinds` are blocks to choose from first; then there is no form yet.

    `seen` names the master's block as it is now, `was_seen` as it was when the form was shown.
    """

    what: str
    at: str
    heading: str
    button: str
    help: str = ""
    side: str = ""
    kind: str = ""
    form: Any = None
    kinds: list[tuple[str, str, str]] = field(default_factory=list)
    question: str = ""
    seen: str = ""
    was_seen: str | None = None
    refused: str = ""

    @property
    def query(self) -> str:
        named = {"open": self.what, "at": self.at, "side": self.side, "kind": self.kind}
        return urlencode({name: value for name, value in named.items() if value})

    @property
    def key(self) -> str:
        """Where on the screen the form is: under a block, or in a row at one of its ends."""
        return f"{self.at}:{self.side}" if self.side in (Side.START, Side.END) else self.at


def opened(situation: Situation, asked: Mapping[str, Any], sent: Any = None) -> Opened | None:
    """Return the form that an address asks for, filled with what was sent; None where there is none."""
    make = {
        "hide": _hide,
        "replace": _replace,
        "insert": _insert,
        "edit": _edit,
        "move": _move,
        "link": _link,
    }
    found = make.get(str(asked.get("open", "")))
    one = found(situation, asked, sent) if found else None
    if one is not None and one.form is not None:
        lead_choosers(one.form, situation.edition)
    standing = situation.shape.blocks.get(one.at) if one and one.what in SHOWS_THE_MASTERS else None
    if one and standing:
        one.seen = seen_of(standing.raw)
        one.was_seen = sent.get("seen") if sent else None
    return one


def save(one: Opened, situation: Situation, layer: Layer, *, version: int, user: Any) -> str:
    """Do what a valid form says; return the id of the block to look at. Raises AdaptationRefused."""
    data = one.form.cleaned_data
    why = {
        "reason": data["reason"],
        "note": data["note"],
        "version": version,
        "user": user,
        "seen": one.was_seen,
    }
    if one.what == "hide":
        decide(layer, Operation("", Verb.HIDE, "", one.at), **why)
    elif one.what == "replace":
        kind = situation.shape.blocks[one.at].raw["type"]
        content = {"type": kind, "value": one.form.raw()}
        decide(layer, Operation("", Verb.REPLACE, "", one.at, content=content), **why)
    elif one.what == "edit":
        decision = _decision_at(situation, one.at)
        content = {**(decision.operation.content or {}), "value": one.form.raw()}
        rewrite(layer, decision.id, content, settles=data.get("settles", False), **why)
    elif one.what == "link":
        before = [
            made.id for made in situation.relinks.get(one.at, ()) if _leads(situation, made) == one.kind
        ]
        relink = Operation("", Verb.RELINK, "", one.at, link=Link(one.kind, one.form.to))
        decide(layer, relink, instead=before, **why)
    elif one.what == "insert":
        target = target_at(situation, one.at, Side(one.side))
        if target is None:
            raise AdaptationRefused(_("There is no such place any more. Nothing was changed."))
        content = {"type": one.kind, "value": one.form.raw()}
        new = Operation("", Verb.INSERT, "", spot=target.spot, content=content)
        done = decide(layer, new, beside=target.beside, **why)
        return str((done.operation.content or {})["id"])
    else:
        move_to(situation, layer, one.at, place_from(situation, data["place"], of=one.at), **why)
    return one.at


def move_to(situation: Situation, layer: Layer, block: str, target: Target | None, **why: Any) -> None:
    """Bring a block to a place; one that comes back to the master's place is moved no more."""
    if target is None:
        raise AdaptationRefused(_("There is no such place any more. Nothing was changed."))
    operation, instead = move_of(situation, block, target.spot)
    numbers = [one.id for one in instead]
    if operation.verb is Verb.MOVE and is_home(situation, block, target):
        if not numbers:
            raise AdaptationRefused(_("It stands there already. Nothing was changed."))
        take_back(layer, numbers, version=why["version"], user=why["user"])
        return
    decide(layer, operation, instead=numbers, beside=target.beside, **why)


def _decision_at(situation: Situation, block: str) -> Any:
    return situation.said.get(block) or situation.by_block.get((Verb.REPLACE, block))


def _hide(situation: Situation, asked: Mapping[str, Any], sent: Any) -> Opened | None:
    at = str(asked.get("at", ""))
    if at not in situation.shape.blocks:
        return None
    told = _("Readers do not see it from the next publishing on. You can show it again at any time.")
    return Opened("hide", at, _("Hide this block"), _("Hide"), told, form=WhyForm(sent))


def _replace(situation: Situation, asked: Mapping[str, Any], sent: Any) -> Opened | None:
    at = str(asked.get("at", ""))
    standing = situation.shape.blocks.get(at)
    if standing is None:
        return None
    words = situation.words.blocks.get(at, standing).raw
    form = _content(standing.definition, words, sent)
    told = _("Readers get your words from the next publishing on; nobody has to translate the master's.")
    return Opened("replace", at, _("Say something else here"), _("Save ours"), told, form=form)


def _edit(situation: Situation, asked: Mapping[str, Any], sent: Any) -> Opened | None:
    at = str(asked.get("at", ""))
    decision = _decision_at(situation, at)
    definition = definition_of(situation, decision) if decision else None
    if definition is None:
        return None
    form = _content(
        definition,
        decision.operation.content,
        sent,
        in_conflict=any(one.decision.id == decision.id for one in situation.conflicts.get(at, ())),
        why={"reason": decision.reason, "note": decision.note},
    )
    return Opened("edit", at, _("Change our words"), _("Save ours"), form=form)


def _insert(situation: Situation, asked: Mapping[str, Any], sent: Any) -> Opened | None:
    at, side, kind = (str(asked.get(name, "")) for name in ("at", "side", "kind"))
    if side not in set(Side):
        return None
    target = target_at(situation, at, Side(side))
    container = situation.shape.container_at(target.spot) if target else None
    if container is None:
        return None
    heading = {
        Side.BEFORE: _("Put something in before this block"),
        Side.AFTER: _("Put something in after this block"),
        Side.START: _("Put something in at the start"),
        Side.END: _("Put something in at the end"),
    }[Side(side)]
    kinds = container.kinds
    kind = kinds[0] if len(kinds) == 1 else kind
    one = Opened("insert", at, heading, _("Put in"), side=side, kind=kind)
    definition = container.block_for(kind) if kind else None
    if definition is not None:
        one.form = _content(definition, None, sent)
        one.help = _("Readers get it from the next publishing on.")
        return one
    for name in kinds:
        block = container.block_for(name)
        if block is not None:
            one.kinds.append((name, str(block.label), block.meta.icon))
    return one


def _move(situation: Situation, asked: Mapping[str, Any], sent: Any) -> Opened | None:
    at = str(asked.get("at", ""))
    said, standing = situation.said.get(at), situation.shape.blocks.get(at)
    raw: Any = said.operation.content if said else standing.raw if standing else None
    definition = definition_of(situation, said) if said else standing.definition if standing else None
    if raw is None or definition is None:
        return None
    form = PlaceForm(sent, places=places_for(situation, raw["type"], definition, block=at))
    return Opened("move", at, _("Move this block"), _("Move"), form=form)


def _link(situation: Situation, asked: Mapping[str, Any], sent: Any) -> Opened | None:
    """Which link it is comes first, where the block has several."""
    at, leads = str(asked.get("at", "")), str(asked.get("kind", ""))
    standing = situation.shape.blocks.get(at)
    addresses = list(dict.fromkeys(addresses_in(standing.raw["value"]))) if standing else []
    if standing is None or not addresses:
        return None
    leads = addresses[0] if len(addresses) == 1 else leads
    words = linked_words(situation.words.blocks.get(at, standing).raw["value"])
    one = Opened("link", at, _("Let a link lead elsewhere"), _("Save"), kind=leads)
    if leads in addresses:
        made = next((d for d in situation.relinks.get(at, ()) if _leads(situation, d) == leads), None)
        one.form = LinkForm(sent, initial=_initial(made))
        said = words.get(leads, leads)
        one.help = _("Readers who follow “%(words)s” get there from the next publishing on.") % {
            "words": said
        }
        return one
    one.question = _("Which link?")
    one.kinds = [(address, words.get(address) or address, "link") for address in addresses]
    return one


def _leads(situation: Situation, decision: Decision) -> str:
    """Return where the master's link of a decision leads today."""
    link, standing = decision.operation.link, situation.shape.blocks.get(decision.operation.block)
    return today(link, addresses_in(standing.raw["value"])) if link and standing else ""


def _initial(made: Decision | None) -> dict[str, Any]:
    if made is None or made.operation.link is None:
        return {}
    to, row = made.operation.link.to, row_of(made.operation.link.to)
    where = {"page": row[1]} if row else {"address": to}
    return {**where, "reason": made.reason, "note": made.note}


def _content(
    definition: Block,
    raw: Raw | None,
    sent: Any,
    *,
    in_conflict: bool = False,
    why: Mapping[str, str] | None = None,
) -> ContentForm:
    value = definition.to_python(raw["value"]) if raw else definition.get_default()
    initial = {"content": value, **(why or {})}
    return ContentForm(sent, initial=initial, block=definition, in_conflict=in_conflict)
