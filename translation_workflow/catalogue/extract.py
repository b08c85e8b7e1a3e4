"""An edition's words beside the master's pieces: catalogues, one a page and one for the snippets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from translation_workflow.adaptation.published import NOTHING, Adaptation
from translation_workflow.editions.models import Edition, Kind
from translation_workflow.source.markup import is_blank
from translation_workflow.source.models import State
from translation_workflow.source.working import Place, words_of

from .message import Catalogue, Message
from .originals import Original, Sheet
from .po import edged_like
from .snapshot import entries_digest, packed, value_hash

Terms = Callable[[str], Sequence[str]]
"""Text of the master → comment lines about the terms in it."""

_Words = Mapping[Place, tuple[str, bool, str]]


def catalogues_of(
    edition: Edition,
    sheets: Sequence[Sheet],
    *,
    adaptations: Mapping[UUID, Adaptation] = MappingProxyType({}),
    terms: Terms | None = None,
) -> dict[str, tuple[Catalogue, bytes]]:
    """Return file name (without ending) → catalogue and the packed values of its entries; one query.

    The master's own edition gives templates: no translations, no language. `adaptations` are what the
    edition does to pages, by key: what it hides, replaces or leaves out is not offered.
    """
    is_template = edition.kind is Kind.MASTER
    words = {} if is_template else _working(edition, {key for sheet in sheets for key in sheet.keys})
    # In the master's own language nobody retypes what is right already.
    has_copies = edition.kind is Kind.SAME_LANGUAGE
    catalogues = {}
    for sheet in sheets:
        originals = [one for one in sheet.originals if not (adaptations and _is_out(one, adaptations))]
        if sheet.originals and not originals:
            continue
        messages, values = [], []
        for original in originals:
            message = _message(original, words.get(original.place), has_copies=has_copies, terms=terms)
            messages.append(message)
            values.append((original.hash, value_hash(message.target, needs_work=message.needs_work)))
        entries = packed(values)
        catalogues[sheet.name] = (
            Catalogue(
                programme=edition.programme.slug,
                language="" if is_template else edition.code,
                page=sheet.page,
                title=sheet.title,
                plural_forms=edition.language.plural_forms,
                messages=tuple(messages),
                snapshot="" if is_template else entries_digest(entries),
            ),
            entries,
        )
    return catalogues


def _message(
    original: Original, words: tuple[str, bool, str] | None, *, has_copies: bool, terms: Terms | None
) -> Message:
    piece = original.piece
    if terms and (told := terms(piece.source)):
        piece = replace(piece, comments=(*piece.comments, *told))
    if words is None:
        return Message(piece, piece.source if has_copies else "")
    target, needs_work, made_from = words
    # What is remembered is what the file says.
    target = edged_like(piece.source, target) if "\n" in target else target
    return Message(piece, target, made_from, needs_work)


def _working(edition: Edition, keys: Collection[UUID]) -> _Words:
    """Return place → words, whether they need work, and the older text that they were made from."""
    return {
        (context, string): (words, state == State.NEEDS_WORK, made_from or "")
        for context, string, words, state, made_from in words_of(keys, edition.locale_id).filter(
            has_error=False
        )
        if not is_blank(words)
    }


def _is_out(original: Original, adaptations: Mapping[UUID, Adaptation]) -> bool:
    address = original.piece.address
    return adaptations.get(address.object_key, NOTHING).does_without(address.path)
