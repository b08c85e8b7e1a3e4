"""Starter values against block definitions: raw stream data out, faults with lines aside.

Wagtail drops an unknown block silently, empties a misspelt field and stores any markup; so
everything is checked here, before anything is written.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from .faults import Fault, Place
from .limits import count_faults
from .pictures import NoPicture, Pictures
from .rich_text import read_rich_text
from .yaml_file import place_of

# A form leaves these empty, never null, and extraction relies on it.
TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
Resolve = Callable[[str, type[Model]], int | None]


class Unresolved(Exception):
    """A reference to something that is not loaded yet; the block that holds it waits."""


@dataclass
class BlockReader:
    """Reads one file's values. `resolve` turns a key and a model into a row's id, or None.

    `promised` are the keys that the starter's files tell: what they name may still come. `faults` keep the
    entry from loading; `waiting` are references whose target is not there yet. `ids` is shared by all files
    of a load, since an id must be unique in the whole starter. Without `pictures` there may be none.
    """

    resolve: Resolve
    ids: dict[str, Place]
    promised: Collection[str] = ()
    pictures: Pictures | None = None
    faults: list[Fault] = field(default_factory=list)
    waiting: list[Fault] = field(default_factory=list)

    def stream(self, block: blocks.BaseStreamBlock, node: Any, place: Place) -> list[dict[str, Any]]:
        """Return the raw data of a stream; children with an unresolved reference are left out."""
        if not isinstance(node, list):
            self.fault(place, "Expected: a list of blocks, each with id, type and value.")
            return []
        children = []
        for index, child in enumerate(node):
            try:
                children.append(self._child(block, child, place_of(node, index, within=place)))
            except Unresolved:
                continue
        counted = [str(child.get("type")) for child in node if isinstance(child, Mapping)]
        self.faults += count_faults(block, counted, place)
        return [child for child in children if child is not None]

    def value(self, block: blocks.Block, node: Any, place: Place) -> Any:
        """Return the raw value of any block. Raises Unresolved for a reference to nothing that is loaded."""
        if isinstance(block, ImageBlock):
            return self._picture(node, place)
        if isinstance(block, blocks.BaseStreamBlock):
            return self.stream(block, node, place)
        if isinstance(block, blocks.ListBlock):
            return self._list(block, node, place)
        if isinstance(block, blocks.BaseStructBlock):
            return self._struct(block, node, place)
        if isinstance(block, blocks.RichTextBlock):
            return self._rich_text(block, node, place)
        if isinstance(block, blocks.ChooserBlock):
            return self._reference(block, node, place)
        return self._plain(block, node, place)

    def _child(self, block: blocks.BaseStreamBlock, node: Any, place: Place) -> dict[str, Any] | None:
        if not self.has_only(node, {"id", "type", "value"}, place, what="a block"):
            return None
        child_block = block.child_blocks.get(node["type"])
        identity = self.identity(node["id"], place_of(node, "id", within=place))
        if child_block is None:
            known = ", ".join(sorted(block.child_blocks))
            self.fault(
                place_of(node, "type", within=place),
                f"“{node['type']}” is no block of this place. Expected one of: {known}.",
            )
            return None
        value = self.value(child_block, node["value"], place_of(node, "value", within=place))
        return {"type": node["type"], "id": identity, "value": value}

    def _list(self, block: blocks.ListBlock, node: Any, place: Place) -> list[dict[str, Any]]:
        if not isinstance(node, list):
            self.fault(place, "Expected: a list of items, each with id and value.")
            return []
        items = []
        for index, item in enumerate(node):
            item_place = place_of(node, index, within=place)
            if self.has_only(item, {"id", "value"}, item_place, what="an item"):
                identity = self.identity(item["id"], place_of(item, "id", within=item_place))
                value = self.value(
                    block.child_block, item["value"], place_of(item, "value", within=item_place)
                )
                items.append({"type": "item", "id": identity, "value": value})
        self.faults += count_faults(block, ["item"] * len(node), place)
        return items

    def _struct(self, block: blocks.BaseStructBlock, node: Any, place: Place) -> dict[str, Any]:
        if not isinstance(node, Mapping):
            self.fault(place, f"Expected: the fields {', '.join(block.child_blocks)}.")
            return {}
        for name in node:
            if name not in block.child_blocks:
                known = ", ".join(block.child_blocks)
                self.fault(
                    place_of(node, name, within=place),
                    f"“{name}” is no field of this block. Expected: {known}.",
                )
        return {name: self._field(child, name, node, place) for name, child in block.child_blocks.items()}

    def _field(self, block: blocks.Block, name: str, node: Mapping[str, Any], place: Place) -> Any:
        if name in node and node[name] is not None:
            return self.value(block, node[name], place_of(node, name, within=place))
        is_list = isinstance(block, blocks.ListBlock)
        if block.required and not (is_list and not block.meta.min_num):
            self.fault(place, f"the field “{name}” is missing.")
        if is_list or isinstance(block, blocks.BaseStreamBlock):
            return []
        if isinstance(block, TEXTS):
            return ""
        return block.get_prep_value(block.get_default())

    def _picture(self, node: Any, place: Place) -> dict[str, Any] | None:
        if self.pictures is None:
            self.fault(place, "pictures are added in the admin. Leave the field out.")
            return None
        try:
            return self.pictures.value(node)
        except NoPicture as error:
            self.fault(place, str(error))
            return None

    def _rich_text(self, block: blocks.RichTextBlock, node: Any, place: Place) -> str:
        if not isinstance(node, str):
            self.fault(place, "Expected: text between <p> and </p>.")
            return ""
        text = read_rich_text(str(node).strip(), block=block, resolve=self.resolve, promised=self.promised)
        self.faults += [place.fault(sentence) for sentence in text.faults]
        self.waiting += [place.fault(sentence) for sentence in text.waiting]
        if block.required and not text.html:
            self.fault(place, "Expected: some text.")
        return text.html

    def _reference(self, block: blocks.ChooserBlock, node: Any, place: Place) -> int:
        if not is_uuid(node):
            self.fault(place, "Expected: the key (a UUID) of a page or a snippet.")
            return 0
        row = self.resolve(str(node), block.target_model)
        if row is None:
            name = block.target_model._meta.verbose_name
            told = self.waiting if str(node) in self.promised else self.faults
            told.append(place.fault(f"no {name} with the key {node} is loaded."))
            raise Unresolved
        return row

    def _plain(self, block: blocks.Block, node: Any, place: Place) -> Any:
        if isinstance(node, dt.date):
            node = node.isoformat()
        if isinstance(block, blocks.CharBlock | blocks.TextBlock) and not isinstance(node, str):
            self.fault(place, "Expected: text. Put it between quotation marks.")
            return ""
        raw = node.strip() if isinstance(node, str) else node
        try:
            block.clean(block.to_python(raw))
        except (ValidationError, ValueError, TypeError) as error:
            messages = error.messages if isinstance(error, ValidationError) else [str(error)]
            self.fault(place, " ".join(messages))
        return raw

    def identity(self, node: Any, place: Place) -> str:
        """Return the id of a block, which nothing else that was read may have."""
        if not is_uuid(node):
            self.fault(place, f"“{node}” is no id. Expected: a UUID of its own.")
            return str(node)
        identity = str(node)
        if identity in self.ids:
            first = self.ids[identity]
            self.fault(
                place,
                f"the id {identity} stands at {first.file}:{first.line} already. "
                "Expected: a UUID that nothing else has.",
            )
        self.ids.setdefault(identity, place)
        return identity

    def has_only(self, node: Any, names: set[str], place: Place, *, what: str) -> bool:
        """Whether something is a mapping with all of these names; others are faults, too."""
        expected = ", ".join(sorted(names))
        if not isinstance(node, Mapping):
            self.fault(place, f"Expected: {what} with {expected}.")
            return False
        for name in sorted(names - node.keys()):
            self.fault(place, f"{what} needs “{name}”. Expected: {expected}.")
        for name in sorted(str(name) for name in node.keys() - names):
            self.fault(place_of(node, name, within=place), f"“{name}” is unknown. Expected: {expected}.")
        return names <= node.keys()

    def fault(self, place: Place, sentence: str) -> None:
        self.faults.append(place.fault(sentence))


def is_uuid(value: Any) -> bool:
    """Whether the value is a UUID in its usual written form."""
    try:
        return str(uuid.UUID(str(value))) == str(value)
    except ValueError:
        return False
