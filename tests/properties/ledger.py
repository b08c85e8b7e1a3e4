"""What people typed and let out: kept beside the system, so that nothing of it has to be believed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from uuid import UUID

from translation_workflow.catalogue.message import Message
from translation_workflow.editions.models import Edition
from translation_workflow.source.extract import Sort, extract
from translation_workflow.source.segments import Segment

Owner = tuple[int, UUID]
"""An edition's id and an object's key."""

Place = tuple[int, int, int]
"""The id of an edition, of a context, and of a text of the master there."""

_TAG = re.compile(r"<[^>]*>")
MARK = re.compile(r"\b(?:m|sv|fi|gb)\d+\b")


def plain(words: str) -> str:
    """Return words as they are read: a link that was taken away changes nothing."""
    return " ".join(unescape(_TAG.sub("", words)).split())


def texts_in(instance: Any) -> set[str]:
    """Return all texts of a page as they are read."""
    return {plain(piece.text) for piece in extract(instance) if piece.sort is Sort.STRING}


@dataclass
class Ledger:
    """`typed` are the last words of each place, `set_aside` what lost a conflict there.

    `let_out` is what may be read in an edition's object.

    `drafted` names the objects whose drafts were not written since somebody typed or judged words,
    `taken_down` the pages that people of an edition unpublished.
    """

    typed: dict[Place, str] = field(default_factory=dict)
    discarded: list[tuple[Place, str]] = field(default_factory=list)
    set_aside: list[tuple[Place, str]] = field(default_factory=list)
    let_out: dict[Owner, set[str]] = field(default_factory=lambda: defaultdict(set))
    of_master: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    drafted: set[Owner] = field(default_factory=set)
    taken_down: set[Owner] = field(default_factory=set)

    def type(self, edition: Edition, segment: Segment, words: str) -> None:
        self.typed[edition.pk, segment.context, segment.string] = words
        self.touch(edition, [segment])

    def take(self, edition: Edition, changed: Iterable[Message], known: Iterable[Segment]) -> None:
        """Note what a file brought: the messages that its sender changed; `known` is how things are since.

        Where the text stands there today the words are working text, or set aside for a conflict.
        """
        today = {(segment.address, segment.text): segment for segment in known}
        for message in changed:
            segment = today.get((message.address, message.source))
            if segment is None:
                continue
            if segment.words == message.target:
                self.type(edition, segment, message.target)
            else:
                self.set_aside.append(((edition.pk, segment.context, segment.string), message.target))

    def discard(self, edition: Edition, segments: Iterable[Segment]) -> None:
        for segment in segments:
            place = (edition.pk, segment.context, segment.string)
            if place in self.typed:
                self.discarded.append((place, self.typed.pop(place)))
        self.touch(edition, segments)

    def touch(self, edition: Edition, segments: Iterable[Segment]) -> None:
        self.drafted |= {(edition.pk, segment.address.object_key) for segment in segments}

    def publish_master(self, page: Any) -> None:
        self.of_master[page.translation_key] |= texts_in(page)

    def publish(self, edition: Edition, segments: Iterable[Segment]) -> None:
        """Note what a publication may let out: words that have the edition's minimum state."""
        for segment in segments:
            if segment.words and segment.meets(edition.minimum_state):
                self.let_out[edition.pk, segment.address.object_key].add(plain(segment.words))

    def may_be_read(self, edition: Edition, key: UUID) -> set[str]:
        return self.of_master[key] | self.let_out[edition.pk, key]
