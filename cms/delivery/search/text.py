"""Where documents hold text: the contract's own schema, read once, without all that holds none. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cms.delivery.documents.schema import DOCUMENT

# Strings that are there for programs.
UNREAD = frozenset(
    {
        *("alt", "amount", "code", "currency", "edition", "email", "fact_owner", "filename", "id", "key"),
        *("language", "media_type", "path", "programme", "theme_key", "url"),
        *("supporter_line_language", "title_language"),
    }
)


@dataclass(frozen=True, slots=True)
class Text:
    """A string that people read."""

    is_markup: bool


@dataclass(frozen=True, slots=True)
class List:
    """Several values of one kind."""

    item: Node


@dataclass(slots=True)
class Model:
    """An object: its parts that may hold text, by name. A block is what has an origin."""

    title: str
    is_block: bool
    parts: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Union:
    """One of several objects, by their `type`."""

    models: Mapping[str, Node]


Node = Text | List | Model | Union


@lru_cache(maxsize=1)
def text_in_documents() -> Mapping[str, Model]:
    """Return where documents hold text, by their type."""
    schema = DOCUMENT.json_schema()
    reader = _Reader(schema["$defs"])
    found = {kind: reader.node({"$ref": ref}) for kind, ref in schema["discriminator"]["mapping"].items()}
    return {kind: node for kind, node in found.items() if isinstance(node, Model)}


@dataclass(frozen=True)
class _Reader:
    definitions: Mapping[str, Any]
    known: dict[str, Node | None] = field(default_factory=dict)

    def node(self, schema: Mapping[str, Any], name: str = "") -> Node | None:
        """Return what a schema says of a value called `name`; None where it holds no text."""
        if "$ref" in schema:
            return self._named(schema["$ref"].rpartition("/")[2], name)
        if "discriminator" in schema:
            refs = schema["discriminator"]["mapping"]
            models = {kind: self.node({"$ref": ref}) for kind, ref in refs.items()}
            return Union({kind: model for kind, model in models.items() if model is not None})
        if "anyOf" in schema:
            return self.node(next(one for one in schema["anyOf"] if one.get("type") != "null"), name)
        if "allOf" in schema:
            return self.node(schema["allOf"][0], name)
        if schema.get("type") == "array":
            item = self.node(schema.get("items", {}), name)
            return None if item is None else List(item)
        is_read = name not in UNREAD and not schema.keys() & {"const", "enum", "format"}
        if schema.get("type") == "string" and is_read:
            return Text(schema.get("contentMediaType") == "text/html")
        return None

    def _named(self, definition: str, name: str) -> Node | None:
        schema = self.definitions[definition]
        if "properties" not in schema:
            return self.node(schema, name)
        if definition not in self.known:
            model = Model(schema.get("title", ""), "origin" in schema["properties"])
            # Before its parts: a block may hold blocks of its own kind.
            self.known[definition] = model
            parts = {key: self.node(part, key) for key, part in schema["properties"].items()}
            model.parts |= {key: part for key, part in parts.items() if part is not None}
        return self.known[definition]
