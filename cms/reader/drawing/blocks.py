"""Blocks in runs: neighbours of one type are drawn together, so that a list of steps is one list."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from .setting import Setting

Block = Mapping[str, Any]
# A section under a heading of its own is read by itself, and marked by itself.
HEADED = "section"
# Where a block comes from that readers of another edition do not have.
NOTED = {"national", "adapted"}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Piece:
    """One block. `language` is set where it is not the edition's; `number` counts the type in its section.

    `own_language` is that of the words which stand in the block itself, beside a snippet that it shows.
    `mark` says whether it carries a mark of its own that it is not translated yet. `note` says that it is
    the edition's own (`national`) or was changed for it (`adapted`); empty for what every edition has.
    """

    id: str
    type: str
    value: Any
    language: str
    own_language: str
    untranslated: bool
    number: int
    note: str = ""
    mark: bool = False


@dataclass(frozen=True)
class Run:
    """Neighbouring blocks of one type and one origin, and the template that draws them.

    `mark`: one mark stands for all. `label`: words over the run, where its section has other words too.
    """

    type: str
    pieces: tuple[Piece, ...]
    mark: bool = False
    label: str = ""

    @property
    def template(self) -> str:
        return template_of(self.type)

    @property
    def first(self) -> int:
        """The number at which a numbered list goes on."""
        return self.pieces[0].number

    @property
    def is_marked(self) -> bool:
        """Whether each piece says for itself that it is not translated."""
        return all(piece.mark for piece in self.pieces)

    def without_marks(self) -> Run:
        """Return the same run, of which something around it says that it is not translated."""
        return replace(self, mark=False, pieces=tuple(replace(piece, mark=False) for piece in self.pieces))

    @property
    def note(self) -> str:
        """The note that its pieces share."""
        return self.pieces[0].note


def runs_of(blocks: object, setting: Setting, *, inside: Piece | None = None) -> tuple[Run, ...]:
    """Return a stream's blocks in runs. What is no block, or has no template, is left out and logged.

    Blocks inside a piece that is itself untranslated carry no marks, and inside a noted one no notes:
    the piece's own says it.
    """
    is_marked = inside is not None and inside.untranslated
    is_noted = setting.is_national or (inside is not None and bool(inside.note))
    pieces = _pieces(_known(blocks), setting, is_noted=is_noted)
    groups = groupby(pieces, key=lambda piece: (piece.type, piece.note))
    return tuple(_run(kind, tuple(group), is_marked=is_marked) for (kind, _), group in groups)


def _run(kind: str, pieces: tuple[Piece, ...], *, is_marked: bool) -> Run:
    if is_marked:
        return Run(kind, pieces)
    if kind != HEADED and len(pieces) > 1 and all(piece.untranslated for piece in pieces):
        return Run(kind, pieces, mark=True)
    return Run(kind, tuple(replace(piece, mark=piece.untranslated) for piece in pieces))


def template_of(block_type: str) -> str:
    return f"reader/blocks/{block_type}.html"


def _known(blocks: object) -> Iterator[Block]:
    for block in blocks if isinstance(blocks, list | tuple) else ():
        if not isinstance(block, Mapping) or "value" not in block:
            log.warning("Left out what is no block: %.80r", block)
        elif not _has_template(str(block.get("type"))):
            log.warning("Left out block %s: no template for type %.40r", block.get("id"), block.get("type"))
        else:
            yield block


def _pieces(blocks: Iterable[Block], setting: Setting, *, is_noted: bool) -> Iterator[Piece]:
    counts: dict[str, int] = {}
    for block in blocks:
        kind = str(block["type"])
        counts[kind] = counts.get(kind, 0) + 1
        language = _language_of(block)
        yield Piece(
            id=str(block.get("id") or ""),
            type=kind,
            value=block["value"],
            language=setting.differs(language),
            own_language=setting.differs(block.get("language")),
            untranslated=setting.is_foreign(language),
            number=counts[kind],
            note="" if is_noted or block.get("origin") not in NOTED else str(block["origin"]),
        )


def _language_of(block: Block) -> object:
    """Return the language that a block names, or that the thing which it shows names."""
    shown = block["value"]
    if isinstance(shown, Mapping) and isinstance(shown.get("tool"), Mapping):
        shown = shown["tool"]
    return block.get("language") or (shown.get("language") if isinstance(shown, Mapping) else None)


@cache
def _has_template(block_type: str) -> bool:
    if not block_type.replace("_", "").isalnum():
        return False
    try:
        get_template(template_of(block_type))
    except TemplateDoesNotExist:
        return False
    return True
