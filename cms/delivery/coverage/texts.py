"""The texts of a document in their order, and what stands behind them: addresses, alternative texts. Pure.

What is text is the contract's own schema to say, as it is for the search.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from cms.delivery.search.text import List, Model, Node, Text, Union

from .words import without_markup

BEHIND = frozenset({"alt", "email", "url"})
# Their addresses are made by the system.
FILES = frozenset({"File", "Rendition"})


class Said(NamedTuple):
    """A text without markup. `is_behind`: readers may see it or not. `is_shared`: a snippet's or a page's."""

    text: str
    is_behind: bool = False
    is_shared: bool = False


def texts_in(value: Any, node: Node | None, *, is_shared: bool = False) -> Iterator[Said]:
    """Yield the texts of a value that the schema's `node` describes."""
    if isinstance(node, Text):
        if isinstance(value, str) and value:
            yield Said(without_markup(value) if node.is_markup else value, is_shared=is_shared)
    elif isinstance(node, List):
        for one in value or ():
            yield from texts_in(one, node.item, is_shared=is_shared)
    elif isinstance(value, dict):
        model = node.models.get(value["type"]) if isinstance(node, Union) else node
        if isinstance(model, Model):
            # What has a key stands elsewhere, too.
            yield from _texts_of(value, model, is_shared=is_shared or "key" in value)


def _texts_of(value: dict[str, Any], model: Model, *, is_shared: bool) -> Iterator[Said]:
    for name, one in value.items():
        if name in BEHIND and model.title not in FILES:
            if isinstance(one, str) and one:
                yield Said(one, is_behind=True, is_shared=is_shared)
        # A named link has its own title, whatever the page is called that it leads to.
        elif (part := model.parts.get(name)) and (model.title, name) != ("Link", "page"):
            yield from texts_in(one, part, is_shared=is_shared)
