"""What an author does to the blocks of a page: changes of raw content, without a database.

Every text carries a mark of its own (`m12`), so that a leak of words is seen wherever it shows.
"""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.programme.starter import key

Raw = dict[str, Any]

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_LINK = re.compile(r'<a href="[^"]*">(.*?)</a>')
_BEGINNINGS = ("We plan the town hall", "Count trees & bushes", "Less CO<sub>2</sub> a year", "“Ask” people")
LONGEST = 90


@dataclass
class Author:
    """Gives out new texts, marks and block ids, the same ones in the same order."""

    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def text(self, *, is_html: bool) -> str:
        number = next(self.numbers)
        beginning = _BEGINNINGS[number % len(_BEGINNINGS)]
        plain = re.sub("<[^>]*>", "", beginning)
        return f"{beginning.replace('&', '&amp;') if is_html else plain} m{number}."

    def slightly(self, text: str, *, is_html: bool) -> str:
        """Return a text that is alike; one that has become too long begins anew."""
        if len(text) > LONGEST:
            return self.text(is_html=is_html)
        return f"{text.rstrip('.…')} too m{next(self.numbers)}."

    def typo(self, text: str) -> str:
        return f"{text[:-1]}…" if text.endswith(".") else f"{text.rstrip('…')}."

    def links(self, text: str) -> str:
        number = next(self.numbers)
        return (
            f'{text} See <a href="https://one.example/{number}">one</a> and '
            f'<a href="https://two.example/{number}">two</a>.'
        )

    def other_target(self, text: str) -> str:
        return re.sub(r'href="[^"]*"', f'href="https://new.example/{next(self.numbers)}"', text, count=1)

    def block(self, sort: int) -> Raw:
        """Return a new block of a page's body: prose, or a section with something in it."""
        name = key(f"block {next(self.numbers)}")
        if sort % 2 == 0:
            return {"type": "text", "id": name, "value": self.prose(1 + sort % 3)}
        content = [self.inner(sort + number) for number in range(1 + sort % 2)]
        heading = self.text(is_html=False)
        return {"type": "section", "id": name, "value": {"heading": heading, "content": content}}

    def inner(self, sort: int) -> Raw:
        name = key(f"inner {next(self.numbers)}")
        if sort % 3 == 0:
            return {"type": "text", "id": name, "value": self.prose(2)}
        if sort % 3 == 1:
            items = [self.item(), self.item()]
            return {"type": "bullets", "id": name, "value": {"marker": "bullet", "items": items}}
        quoted = {"text": self.text(is_html=False), "attribution": ""}
        return {"type": "quote", "id": name, "value": quoted}

    def item(self) -> Raw:
        value = {"text": self.prose(1), "items": []}
        return {"type": "item", "id": key(f"item {next(self.numbers)}"), "value": value}

    def prose(self, paragraphs: int) -> str:
        return "".join(f"<p>{self.text(is_html=True)}</p>" for _ in range(paragraphs))


@dataclass(frozen=True)
class Spot:
    """A text in a page's raw content, and how it is replaced. None takes a paragraph away."""

    text: str
    is_html: bool
    put: Callable[[str | None], None]


def spots(blocks: list[Raw]) -> list[Spot]:
    """Return every text of a body, in reading order; replacing one changes `blocks`."""
    return [spot for block in blocks for spot in _spots(block, "value")]


def _spots(holder: Any, name: Any) -> Iterator[Spot]:
    value = holder[name]
    if isinstance(value, str):
        if value.startswith("<p>"):
            yield from (_paragraph(holder, name, number) for number in range(len(_PARAGRAPH.findall(value))))
        elif name in {"heading", "text"} and value:
            yield Spot(value, False, lambda text: holder.__setitem__(name, text or value))
    elif isinstance(value, dict):
        for part in value:
            if part not in {"id", "type", "marker"}:
                yield from _spots(value, part)
    elif isinstance(value, list):
        for part in value:
            yield from _spots(part, "value")


def _paragraph(holder: Any, name: Any, number: int) -> Spot:
    def put(text: str | None) -> None:
        found = _PARAGRAPH.findall(holder[name])
        found[number : number + 1] = [] if text is None and len(found) > 1 else [text or found[number]]
        holder[name] = "".join(f"<p>{one}</p>" for one in found)

    return Spot(_PARAGRAPH.findall(holder[name])[number], True, put)


def without_a_link(text: str, which: int) -> str:
    """Return the text without one of its links; its words stay."""
    found = list(_LINK.finditer(text))
    if not found:
        return text
    gone = found[which % len(found)]
    return text[: gone.start()] + gone[1] + text[gone.end() :]


def moved(blocks: list[Raw], which: int, to: int) -> list[Raw]:
    blocks = list(blocks)
    block = blocks.pop(which % len(blocks))
    blocks.insert(to % (len(blocks) + 1), block)
    return blocks


def nested(blocks: list[Raw], which: int) -> list[Raw]:
    """Return the blocks with one prose block put into the first section, or taken out of it again."""
    blocks = copy.deepcopy(blocks)
    section = next((block for block in blocks if block["type"] == "section"), None)
    if section is None:
        return blocks
    content = section["value"]["content"]
    inside = [block for block in content if block["type"] == "text"]
    outside = [block for block in blocks if block["type"] == "text"]
    if which % 2 and inside and len(content) > 1:
        content.remove(inside[0])
        blocks.append(inside[0])
    elif outside and len(blocks) > 1:
        block = outside[which % len(outside)]
        blocks.remove(block)
        content.append(block)
    return blocks


def item_moved(blocks: list[Raw], which: int) -> list[Raw]:
    """Return the blocks with one list's items reversed, or its first item's text below the second."""
    blocks = copy.deepcopy(blocks)
    lists = [
        inner["value"]["items"]
        for block in blocks
        if block["type"] == "section"
        for inner in block["value"]["content"]
        if inner["type"] == "bullets" and len(inner["value"]["items"]) > 1
    ]
    if not lists:
        return blocks
    items = lists[which % len(lists)]
    if which % 2:
        items.reverse()
    else:
        first = items.pop(0)
        items[0]["value"]["items"].append({**first, "value": first["value"]["text"]})
    return blocks


def inner_blocks(blocks: list[Raw]) -> list[Raw]:
    """Return the blocks inside of sections."""
    return [one for block in blocks if block["type"] == "section" for one in block["value"]["content"]]


def renamed(block: Raw, number: int) -> Raw:
    """Return a block as a new one: it and those inside have ids of their own."""
    block = block | {"id": key(f"again {number}")}
    if block["type"] != "section":
        return block
    content = [
        inner | {"id": key(f"again {number} {position}")}
        for position, inner in enumerate(block["value"]["content"])
    ]
    return block | {"value": block["value"] | {"content": content}}
