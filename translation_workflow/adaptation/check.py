"""Whether an operation can be done to a page: refused with a sentence before it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import Block, RichTextBlock
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from pages.markup import sanitise, stranger_in
from translation_workflow.editions.models import Edition
from translation_workflow.source.markup import is_blank

from .belonging import foreign_address, foreign_in, refusal_of
from .decisions import Decision
from .errors import AdaptationRefused
from .links import addresses_in, is_address
from .operations import Operation, Raw, Side, Spot, Verb
from .pointing import pointed_at
from .shape import Container, Shape, Standing, alike

_REFUSED = {
    Verb.HIDE: gettext_lazy("Hiding “%(what)s” is not possible: %(why)s"),
    Verb.REPLACE: gettext_lazy("Replacing “%(what)s” is not possible: %(why)s"),
    Verb.INSERT: gettext_lazy("Inserting “%(what)s” is not possible: %(why)s"),
    Verb.MOVE: gettext_lazy("Moving “%(what)s” is not possible: %(why)s"),
    Verb.RELINK: gettext_lazy("Letting a link lead elsewhere in “%(what)s” is not possible: %(why)s"),
}


_EMPTY = {
    Verb.INSERT: gettext_lazy("it is empty. Write something, or do not insert it."),
    Verb.REPLACE: gettext_lazy("your words are empty. Write something, or hide the block."),
}


def checked(operation: Operation, shape: Shape, others: Sequence[Decision], *, edition: Edition) -> Operation:
    """Return an operation as it is to be kept: its content clean, with base and predecessors of today.

    `shape` is the master's page, `others` the decisions of the layer beside it. What the content points at
    has to be the edition's, its master's, or a file of everybody's. Raises AdaptationRefused.
    """
    clean = _checked(operation, shape, others)
    if clean.link and (name := foreign_address(clean.link.to, edition)):
        raise _refused(operation, refusal_of(name))
    if clean.content:
        container = _container_of(clean, shape)
        definition = container.block_for(clean.content["type"]) if container else None
        # What the master's block shows may stay in what is said instead of it, be that of another kind.
        before = container.block_for(clean.base["type"]) if container and clean.base else None
        known = {*pointed_at(before, clean.base["value"])} if before and clean.base else set()
        if definition and (name := foreign_in(definition, clean.content["value"], edition, known=known)):
            raise _refused(operation, refusal_of(name))
    return clean


def _container_of(operation: Operation, shape: Shape) -> Container | None:
    if operation.verb is Verb.INSERT and operation.spot:
        return shape.container_at(operation.spot)
    return shape.blocks[operation.block].container


def _checked(operation: Operation, shape: Shape, others: Sequence[Decision]) -> Operation:
    if operation.verb is Verb.INSERT:
        return _checked_insert(operation, shape, others)
    standing = shape.blocks.get(operation.block)
    if standing is None:
        raise _refused(operation, _("the master's page has no such block."))
    operation = replace(operation, section=standing.container.section)
    if operation.verb is Verb.RELINK:
        return _checked_relink(operation, standing, others)
    operation = replace(operation, base=standing.raw)
    for other in others:
        if (other.operation.verb, other.operation.block) == (operation.verb, operation.block):
            raise _refused(
                operation, _("that is decided already. Take the first decision back, or change it.")
            )
    if operation.verb is Verb.MOVE:
        return _checked_move(operation, shape, others)
    if operation.verb is Verb.REPLACE:
        return replace(
            operation,
            content={**_content(operation, standing.container), "id": operation.block},
            spot=shape.spot(operation.block, Side.AFTER),
        )
    return operation


def _checked_insert(operation: Operation, shape: Shape, others: Sequence[Decision]) -> Operation:
    spot, container = _spot(operation, shape, others)
    content = _content(operation, container)
    taken = {*shape.blocks, *(str((one.operation.content or {}).get("id")) for one in others)}
    if content["id"] in taken:
        content["id"] = str(uuid4())
    return replace(operation, spot=spot, section=container.section, content=content)


def _checked_move(operation: Operation, shape: Shape, others: Sequence[Decision]) -> Operation:
    spot, container = _spot(operation, shape, others)
    standing = shape.blocks[operation.block]
    if operation.block in container.around or spot.at == operation.block:
        raise _refused(operation, _("a block cannot stand in itself, or beside itself."))
    there = container.block_for(standing.raw["type"])
    if there is None or not alike(there, standing.definition):
        told = _("no “%(kind)s” can stand there.")
        raise _refused(operation, told % {"kind": standing.raw["type"]})
    return replace(operation, spot=spot)


def _checked_relink(operation: Operation, standing: Standing, others: Sequence[Decision]) -> Operation:
    link = operation.link
    addresses = addresses_in(standing.raw["value"])
    if link is None or link.leads not in addresses:
        raise _refused(operation, _("the master's block has no such link."))
    for other in (one.operation for one in others):
        if other.block == operation.block and other.link and other.link.leads == link.leads:
            raise _refused(
                operation, _("that link is decided already. Take the first decision back, or change it.")
            )
    if not is_address(link.to):
        raise _refused(
            operation,
            _(
                "“%(address)s” is no address. Expected: one that begins with https://, http:// or mailto:, "
                "or a page."
            )
            % {"address": link.to},
        )
    return replace(operation, link=replace(link, among=tuple(addresses)))


def _spot(operation: Operation, shape: Shape, others: Iterable[Decision]) -> tuple[Spot, Container]:
    if operation.spot is None:
        raise _refused(operation, _("nobody said where."))
    container = shape.container_at(operation.spot)
    if container is None:
        raise _refused(operation, _("the master's page has no such place."))
    hidden = {one.operation.block for one in others if one.operation.verb is Verb.HIDE}
    if hidden.intersection(container.around):
        raise _refused(operation, _("what it would stand in is hidden. Show that again first."))
    replaced = {one.operation.block for one in others if one.operation.verb is Verb.REPLACE}
    if replaced.intersection(container.around):
        raise _refused(operation, _("what it would stand in is replaced. Change the replacement instead."))
    return shape.spot(operation.spot.at, operation.spot.side), container


def _content(operation: Operation, container: Container) -> dict[str, Any]:
    """Return content as the place takes it: valid, with allowed markup only, and with an id."""
    content: Raw = operation.content or {}
    kind = str(content.get("type", ""))
    definition = container.block_for(kind)
    if definition is None:
        told = _("no “%(kind)s” can stand there. Expected: %(offered)s.")
        raise _refused(operation, told % {"kind": kind, "offered": ", ".join(container.kinds)})
    if mark := stranger_in_value(definition, content.get("value")):
        raise _refused(operation, _("“%(mark)s” may not stand in a text. Take it out.") % {"mark": mark})
    try:
        value = definition.clean(definition.to_python(content.get("value")))
        # A stream writes its days and amounts as JSON does when it is stored; what is kept here is stored so.
        told = json.dumps(definition.get_prep_value(value), cls=DjangoJSONEncoder)
        prepared = _sanitised(definition, json.loads(told))
    except ValidationError as error:
        raise _refused(operation, " ".join(_sentences(error))) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _refused(operation, _("its content is no “%(kind)s”.") % {"kind": kind}) from error
    if _is_blank(definition, prepared):
        raise _refused(operation, str(_EMPTY[operation.verb]))
    return {"type": kind, "value": prepared, "id": str(content.get("id") or uuid4())}


def stranger_in_value(definition: Block, value: Any) -> str:
    """Return the first mark in the texts of a raw value that may not stand there; "" for none."""
    if isinstance(definition, RichTextBlock):
        return stranger_in(value) if isinstance(value, str) else ""
    children: Mapping[str, Block] = getattr(definition, "child_blocks", {})
    if isinstance(value, Mapping):
        found = (stranger_in_value(children[name], one) for name, one in value.items() if name in children)
        return next(filter(None, found), "")
    found = (_stranger_in_item(definition, one) for one in (value if isinstance(value, list) else ()))
    return next(filter(None, found), "")


def _stranger_in_item(definition: Block, item: Any) -> str:
    child = _child_for(definition, item)
    return stranger_in_value(child, item["value"]) if child else ""


def _sanitised(definition: Block, value: Any) -> Any:
    """Return a raw value whose rich text has no markup but that of the allow-list."""
    if isinstance(definition, RichTextBlock):
        return sanitise(value or "")
    if isinstance(value, Mapping):
        children: Mapping[str, Block] = getattr(definition, "child_blocks", {})
        return {
            name: _sanitised(children[name], one) if name in children else one for name, one in value.items()
        }
    if isinstance(value, list):
        return [_sanitised_item(definition, one) for one in value]
    return value


def _sanitised_item(definition: Block, item: Any) -> Any:
    child = _child_for(definition, item)
    return {**item, "value": _sanitised(child, item["value"])} if child else item


def _child_for(definition: Block, item: Any) -> Block | None:
    """Return the definition of an item of a list or a stream; None for what is no item of it."""
    if not isinstance(item, Mapping) or "value" not in item:
        return None
    children: Mapping[str, Block] = getattr(definition, "child_blocks", {})
    found: Block | None = getattr(definition, "child_block", None) or children.get(str(item.get("type", "")))
    return found


def _is_blank(definition: Block | None, value: Any) -> bool:
    """Whether a reader would see nothing of a value."""
    if isinstance(value, Mapping):
        children: Mapping[str, Block] = getattr(definition, "child_blocks", {})
        return all(_is_blank(children.get(name), one) for name, one in value.items())
    if isinstance(value, list):
        return all(
            _is_blank(None, item.get("value") if isinstance(item, Mapping) else item) for item in value
        )
    if isinstance(value, str):
        return is_blank(strip_tags(value))
    return value is None or value is False


def _sentences(error: ValidationError) -> list[str]:
    """Return what Wagtail says of nested blocks, in the order of their fields."""
    found = []
    if isinstance(error, StructBlockValidationError | ListBlockValidationError | StreamBlockValidationError):
        inner = error.block_errors
        items = inner.items() if isinstance(inner, Mapping) else enumerate(inner, start=1)
        for name, one in items:
            if one is not None:
                found += [f"{name}: {sentence}" for sentence in _sentences(one)]
        found += [str(one) for one in error.non_block_errors]
        return found
    return [str(message) for message in error.messages]


def _refused(operation: Operation, why: str) -> AdaptationRefused:
    what = operation.block or (operation.spot.at if operation.spot else "")
    return AdaptationRefused(_REFUSED[operation.verb] % {"what": what, "why": why})
