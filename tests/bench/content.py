"""The words of a made-up master: modules of the shape and length that the starter programme has.

Every sentence holds the number of its place, so that no text stands twice and a test of equality can tell
one from another. The same number gives the same module, block ids included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import UUID, uuid5

Raw = dict[str, Any]

SEGMENTS = 78
"""Texts to translate in each module."""
TOOLS = 4
NAMES = UUID("0c0a6fb3-6d1c-5a5e-8a5e-9f2f6a0f7c11")
TEXT = """
    Municipal buildings, energy saving and heating: operator, meter, register, budget, council, roof,
    insulation, ventilation, measure, season, reading, tariff, supplier, repair, plan, audit, contract,
    school, library, depot, staff, training, report, citizen, target, emission, source, figure, yearly,
    monthly, simple, common, shared, public.
"""
WORDS = re.findall(r"\w+", TEXT.lower())


def block(kind: str, value: Any, *, name: str) -> Raw:
    """Return a raw block whose id follows from `name`."""
    return {"type": kind, "value": value, "id": str(uuid5(NAMES, name))}


class Writer:
    """Writes one module: sentences, blocks and list items, numbered as they come."""

    def __init__(self, module: int, *, linked: int, tools: list[int]) -> None:
        self.module, self.linked, self.tools = module, linked, tools
        self._numbers: Iterator[int] = count(1)

    def line(self, words: int = 12) -> str:
        """Return plain words of about `words` words, unlike any other line."""
        place = next(self._numbers)
        start = self.module * 31 + place * 17
        told = " ".join(WORDS[(start + step * (place % 5 + 1)) % len(WORDS)] for step in range(words))
        return f"{told.capitalize()} {self.module}.{place}"

    def rich(self, words: int = 16) -> str:
        """Return a sentence with markup: emphasis, subscripts, links, by turns."""
        told = self.line(words)
        first, second, *rest = told.split(" ")
        rest_told = " ".join(rest)
        match len(told) % 5:
            case 0:
                return f"{first} <b>{second}</b> {rest_told} as CO<sub>2</sub>."
            case 1:
                address = f"https://example.org/{self.module}/{second}"
                return f'{first} <a href="{address}">{second}</a> {rest_told}.'
            case 2:
                return f"{first} <i>{second}</i> {rest_told} in kWh/m<sup>2</sup>."
            case 3:
                return f'{first} <a linktype="page" id="{self.linked}">{second}</a> {rest_told}.'
            case _:
                return f"{told} &amp; more."

    def paragraphs(self, number: int = 1) -> str:
        return "".join(f"<p>{self.rich()}</p>" for _ in range(number))

    def block(self, kind: str, value: Any) -> Raw:
        return block(kind, value, name=f"{self.module}.{next(self._numbers)}")

    def items(self, *values: Any) -> list[Raw]:
        return [self.block("item", value) for value in values]

    def tool(self, which: int) -> Raw:
        return self.block("tool", {"tool": self.tools[which % len(self.tools)], "note": self.paragraphs()})

    def fact(self, *, source: bool = False) -> Raw:
        told = {
            "text": self.paragraphs(),
            "source": self.line(5) if source else "",
            "review_by": "2027-06-30",
        }
        return self.block("fact", told)

    def bullets(self) -> Raw:
        """Return a list of three items, one of which has two below it: five texts."""
        below = self.items(self.paragraphs(), self.paragraphs())
        rows = [{"text": self.paragraphs(), "items": lower} for lower in (below, [], [])]
        return self.block("bullets", {"marker": "bullet", "items": self.items(*rows)})

    def quote(self) -> Raw:
        return self.block("quote", {"text": self.line(14), "attribution": self.line(3)})

    def step(self, paragraphs: int) -> Raw:
        text = f"{self.paragraphs(paragraphs)}<ul><li>{self.rich(8)}</li><li>{self.rich(8)}</li></ul>"
        return self.block("step", {"title": self.line(6), "text": text})


def module_fields(module: int, *, linked: int, tools: list[int]) -> dict[str, Any]:
    """Return the fields of a module: with its title `SEGMENTS` texts.

    `linked` is the id of a page that some texts link to, `tools` are the ids of the tools it shows.
    """
    write = Writer(module, linked=linked, tools=tools)
    return {
        "title": write.line(5),
        "level": module % 2 + 1,
        "main_issues": [write.block("issue", write.line(9)) for _ in range(4)],
        "introduction": [
            write.block("what", write.paragraphs(2)),
            write.block("why", write.paragraphs(2)),
            *(write.fact(source=number < 2) for number in range(5)),
        ],
        "key_questions": [
            write.block("question", {"question": write.line(7), "hint": write.paragraphs()}) for _ in range(6)
        ],
        "recommended_steps": [write.step(1 + number % 2) for number in range(6)],
        "processes_people": [write.block("text", write.paragraphs(2)), write.bullets()],
        "processes_politics": [write.block("text", write.paragraphs(2)), write.quote()],
        "processes_finance": [write.block("text", write.paragraphs(1)), write.fact()],
        "guidance_project_tools": [write.tool(module), write.tool(module + 1)],
        "guidance_political_context": [write.block("text", write.paragraphs()), write.quote()],
        "guidance_tips_and_tools": [
            *(write.block("tip", write.paragraphs()) for _ in range(4)),
            write.tool(module + 2),
        ],
    }
