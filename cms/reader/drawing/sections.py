"""Sections in reading order, each under its own heading or under its usual label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cms.delivery.documents.schema.documents import UNHEADED

from .blocks import HEADED, Block, Piece, Run, runs_of
from .setting import Setting

# The key of a section's label, where it is not the section's name.
LABEL_KEYS = {"why": "why_take_part"}
FIRST_LEVEL = 2
INTRODUCTION = "introduction"


@dataclass(frozen=True)
class Heading:
    """Words over a section; `language` is set where it is not the edition's."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a page. `level` is the level of its heading; what stands in it begins one below.

    `mark`: nothing in it is translated yet, and the mark under its heading says so for all of it.
    """

    name: str
    anchor: str
    heading: Heading | None
    level: int
    runs: tuple[Run, ...]
    parts: tuple[Section, ...] = ()
    mark: bool = False

    @property
    def inner_level(self) -> int:
        return self.level + 1 if self.heading else self.level

    @property
    def is_empty(self) -> bool:
        return not self.runs and not self.parts


def sections_of(document: Mapping[str, Any], setting: Setting) -> dict[str, Section]:
    """Return the document's sections that hold something, by name, in the document's order."""
    given = document.get("sections")
    drawn = _drawn(given.items(), setting, level=FIRST_LEVEL) if isinstance(given, Mapping) else ()
    return {section.name: section for section in drawn}


def outline_of(sections: Iterable[Section], setting: Setting) -> list[Section]:
    """Return the sections that a table of contents lists, each with its own parts.

    A section without a heading, such as a body, is represented by the headed sections in it.
    """
    listed: list[Section] = []
    for section in sections:
        listed.extend([section] if section.heading else _headed_in(section, setting))
    return listed


def headed_piece(piece: Piece, setting: Setting, *, level: int) -> Section:
    """Return a block that is a section of its own (heading and content) as a section of the page."""
    value = piece.value if isinstance(piece.value, Mapping) else {}
    heading = Heading(str(value.get("heading") or ""), piece.language)
    return Section(HEADED, piece.id, heading, level, runs_of(value.get("content"), setting, inside=piece))


def _headed_in(section: Section, setting: Setting) -> Iterator[Section]:
    for run in section.runs:
        if run.type == HEADED:
            yield from (headed_piece(piece, setting, level=section.level) for piece in run.pieces)


def _drawn(named: Iterable[tuple[str, Any]], setting: Setting, *, level: int) -> Iterator[Section]:
    for name, content in named:
        section = _section(str(name), content, setting, level=level)
        if not section.is_empty:
            yield section


def _section(name: str, content: Any, setting: Setting, *, level: int) -> Section:
    anchor = name.replace("_", "-")
    if isinstance(content, Mapping):
        parts = tuple(_drawn(content.items(), setting, level=level + 1))
        return Section(name, anchor, _label(name, setting), level, (), parts)
    blocks = [block for block in content or () if isinstance(block, Mapping)]
    own = next((block for block in blocks if block.get("type") == "heading"), None)
    heading = _own_heading(own, setting) if own else _label(name, setting)
    runs = _labelled(name, runs_of([block for block in blocks if block is not own], setting), setting)
    is_marked = bool(heading) and len(runs) > 1 and all(run.mark or run.is_marked for run in runs)
    if is_marked:
        runs = tuple(run.without_marks() for run in runs)
    return Section(name, anchor, heading, level, runs, mark=is_marked)


def _labelled(name: str, runs: tuple[Run, ...], setting: Setting) -> tuple[Run, ...]:
    """Return an introduction's runs with the words that stand over its facts."""
    first = next((run for run in runs if run.type == "fact"), None) if name == INTRODUCTION else None
    label = setting.labels.get("key_information", "")
    return tuple(replace(run, label=label) if run is first else run for run in runs)


def _own_heading(block: Block, setting: Setting) -> Heading:
    return Heading(str(block.get("value") or ""), setting.differs(block.get("language")))


def _label(name: str, setting: Setting) -> Heading | None:
    word = "" if name in UNHEADED else setting.labels.get(LABEL_KEYS.get(name, name), "")
    return Heading(word) if word else None
