"""Blocks in runs: neighbours of one type are drawn together, so that a list of steps is one list."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from .setting import Setting

Block = Mapping[str, Any]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Piece:
    """One block. `language` is set where it is not the edition's; `number` counts the type in its section."""

    id: str
    type: str
    value: Any
    language: str
    untranslated: bool
    number: int


@dataclass(frozen=True)
class Run:
    """Neighbouring blocks of one type, and the template that draws them."""

    type: str
    pieces: tuple[Piece, ...]

    @property
    def template(self) -> str:
        return template_of(self.type)

    @property
    def first(self) -> int:
        """The number at which a numbered list goes on."""
        return self.pieces[0].number


def runs_of(blocks: object, setting: Setting) -> tuple[Run, ...]:
    """Return a stream's blocks in runs. What is no block, or of a type without a template, is left out and logged."""
    pieces = list(_pieces(_known(blocks), setting))
    return tuple(Run(kind, tuple(run)) for kind, run in groupby(pieces, key=lambda piece: piece.type))


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


def _pieces(blocks: Iterable[Block], setting: Setting) -> Iterator[Piece]:
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
            untranslated=setting.is_foreign(language),
            number=counts[kind],
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
