"""Operations as a starter file writes them: decisions out, faults with lines aside.

- verb: replace            hide, replace, insert or move
  block: <id>              what is hidden, replaced or moved
  after: <id>              where an insert or a move goes: before, after, start or end
  content: {id, type, value}    the id for an insert only, the type where the place is no list
  reason: law
  note: why, and what a reviewer has to look at
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid5

from django.utils import timezone
from wagtail.blocks import ListBlock

from pages.starter.faults import Place
from pages.starter.reader import BlockReader, Unresolved
from pages.starter.rich_text import one_line
from pages.starter.yaml_file import place_of
from translation_workflow.adaptation.check import checked
from translation_workflow.adaptation.decisions import Decision
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.models import Reason
from translation_workflow.adaptation.operations import Operation, Raw, Side, Spot, Verb
from translation_workflow.adaptation.shape import ITEM, Container, Shape
from translation_workflow.editions.models import Edition

from .entries import LayerEntry

# Whom screens name for what no person here decided.
AUTHOR = "Starter"

SIDES = tuple(str(side) for side in Side)
GOES_SOMEWHERE = (Verb.INSERT, Verb.MOVE)
SAYS_SOMETHING = (Verb.INSERT, Verb.REPLACE)


def read_decisions(
    entry: LayerEntry, shape: Shape, reader: BlockReader, *, edition: Edition
) -> list[Decision]:
    """Return the decisions of a layer on a master's page; what is wrong with them is in `reader.faults`."""
    decisions: list[Decision] = []
    for index, node in enumerate(entry.operations):
        place = place_of(entry.operations, index, within=entry.place)
        operation = _operation(node, place, shape, reader, entry)
        if operation is None:
            continue
        try:
            clean = checked(operation, shape, decisions, edition=edition)
        except AdaptationRefused as refusal:
            reader.fault(place, str(refusal))
            continue
        made_on = timezone.now().date().isoformat()
        note = one_line(str(node.get("note", "")))
        decisions.append(Decision(clean, str(node["reason"]), note, AUTHOR, made_on))
    return decisions


def _operation(
    node: Any, place: Place, shape: Shape, reader: BlockReader, entry: LayerEntry
) -> Operation | None:
    """Return an operation that names what it needs, its content read; None where it does not."""
    verb = _verb(node, place, reader)
    if verb is None or not _has_names(node, verb, place, reader):
        return None
    spot = _spot(node) if verb in GOES_SOMEWHERE else None
    block = "" if verb is Verb.INSERT else str(node["block"])
    content: Raw | None = None
    if verb in SAYS_SOMETHING:
        container = _container(shape, block, spot)
        if container is None:
            anchor = _anchor(node)
            sentence = f"the master's page has no “{node[anchor]}”. Expected: the id of one of its blocks."
            reader.fault(place_of(node, anchor, within=place), sentence)
            return None
        content = _content(node["content"], place_of(node, "content", within=place), container, reader, verb)
        if content is None:
            return None
        if verb is Verb.INSERT and content["id"] in shape.blocks:
            reader.fault(place, f"the id {content['id']} is that of a block of the master's page.")
            return None
    number = uuid5(entry.key, f"{verb} {block or (content or {}).get('id')}")
    return Operation(str(number), verb, "", block, spot, content)


def _verb(node: Any, place: Place, reader: BlockReader) -> Verb | None:
    told = str(node.get("verb", "")) if isinstance(node, Mapping) else ""
    if told in [*Verb]:
        return Verb(told)
    at = place_of(node, "verb", within=place)
    reader.fault(at, f"“{told}” is no verb. Expected one of: {', '.join(Verb)}.")
    return None


def _has_names(node: Any, verb: Verb, place: Place, reader: BlockReader) -> bool:
    before = len(reader.faults)
    needed = {"verb", "reason"}
    if verb is not Verb.INSERT:
        needed.add("block")
    if verb in SAYS_SOMETHING:
        needed.add("content")
    sides = [side for side in SIDES if side in node]
    if verb in GOES_SOMEWHERE:
        needed |= {*sides}
        if len(sides) != 1:
            reader.fault(place, f"{verb} needs to know where. Expected one of: {', '.join(SIDES)}.")
    reader.has_only(node, needed | ({"note"} & node.keys()), place, what=str(verb))
    if "reason" in node and node["reason"] not in Reason.values:
        at = place_of(node, "reason", within=place)
        reader.fault(at, f"“{node['reason']}” is no reason. Expected one of: {', '.join(Reason.values)}.")
    return len(reader.faults) == before


def _spot(node: Mapping[str, Any]) -> Spot:
    side = next(side for side in SIDES if side in node)
    return Spot(str(node[side]), Side(side))


def _anchor(node: Mapping[str, Any]) -> str:
    return "block" if "block" in node else next(side for side in SIDES if side in node)


def _container(shape: Shape, block: str, spot: Spot | None) -> Container | None:
    if spot is not None:
        return shape.container_at(spot)
    standing = shape.blocks.get(block)
    return standing.container if standing else None


def _content(
    node: Any, place: Place, container: Container, reader: BlockReader, verb: Verb
) -> dict[str, Any] | None:
    """Return content as the place takes it; a replacement has the id of what it replaces."""
    is_list = isinstance(container.definition, ListBlock)
    names = {"value", *(() if is_list else ("type",)), *(("id",) if verb is Verb.INSERT else ())}
    if not reader.has_only(node, names, place, what="the content"):
        return None
    kind = ITEM if is_list else str(node["type"])
    definition = container.block_for(kind)
    if definition is None:
        at = place_of(node, "type", within=place)
        known = ", ".join(sorted(container.kinds))
        reader.fault(at, f"“{kind}” is no block of this place. Expected one of: {known}.")
        return None
    before = len(reader.faults)
    content: dict[str, Any] = {"type": kind}
    if verb is Verb.INSERT:
        content["id"] = reader.identity(node["id"], place_of(node, "id", within=place))
    try:
        content["value"] = reader.value(definition, node["value"], place_of(node, "value", within=place))
    except Unresolved:
        return None
    return content if len(reader.faults) == before else None
