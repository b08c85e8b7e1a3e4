"""Whether two files say the same, whoever wrote them."""

from __future__ import annotations

from collections.abc import Mapping

from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.message import Entry
from translation_workflow.catalogue.po import read_po

_Said = Mapping[tuple[str, str], Entry]


def says_the_same(theirs: bytes, ours: bytes) -> bool:
    """Whether both have the same texts with the same translations, in any order, wrapping or header.

    What no catalogue is says nothing.
    """
    if theirs == ours:
        return True
    try:
        left, right = _said(theirs), _said(ours)
    except CatalogueFault:
        return False
    return left.keys() == right.keys() and all(_is_same(left[key], entry) for key, entry in right.items())


def _said(content: bytes) -> _Said:
    return {(entry.context, entry.source): entry for entry in read_po(content, name="").entries}


def _is_same(theirs: Entry, ours: Entry) -> bool:
    if theirs.target != ours.target:
        return False
    if not ours.target:
        return True
    # Some tools drop `#|` whenever they save. To write it anew each time would be ping-pong.
    return theirs.fuzzy == ours.fuzzy and theirs.previous in {"", ours.previous}
