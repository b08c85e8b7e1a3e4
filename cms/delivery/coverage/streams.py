"""A document as streams of words: one for each of its sections, and one for what stands outside. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cms.delivery.search.text import Model, text_in_documents

from .texts import Said, texts_in
from .words import words_of

OUTSIDE = ""
# What a document says as data, and frontends under the label of that name.
LABELLED = ("fact_owner", "date_changed")


@dataclass(frozen=True)
class Stream:
    """The words of a section of a document, parts of it included; `section` is empty outside of sections."""

    path: str
    section: str
    words: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.path} › {self.section}" if self.section else self.path

    def holds(self, words: Sequence[str]) -> bool:
        """Whether words stand in it in this order, with none between them."""
        return f" {' '.join(words)} " in self._joined

    @cached_property
    def _joined(self) -> str:
        return f" {' '.join(self.words)} "


def streams_of(document: Mapping[str, Any], labels: Mapping[str, str]) -> list[Stream]:
    """Return the streams of a document of the contract; `labels` are those of its edition.

    Addresses and alternative texts are seen by some readers only: a section that has any is two streams,
    with them and without them.
    """
    model = text_in_documents()[document["type"]]
    sections = model.parts.get("sections")
    found = [(OUTSIDE, _outside(document, model, labels=labels))]
    if isinstance(sections, Model):
        for name, value in document["sections"].items():
            found.append((name, list(texts_in(value, sections.parts.get(name)))))
    return [Stream(document["path"], name, words) for name, said in found for words in _both(said) if words]


def _outside(document: Mapping[str, Any], model: Model, *, labels: Mapping[str, str]) -> list[Said]:
    texts = [document["title"]]
    texts += [
        document[name] for name in model.parts if name not in ("title", "sections") and document.get(name)
    ]
    # A fact that nobody knows has its label all the same, as on paper.
    texts += [f"{labels.get(name, '')} {document[name] or ''}" for name in LABELLED if name in document]
    return [Said(text) for text in texts if isinstance(text, str)]


def _both(said: Sequence[Said]) -> Iterator[tuple[str, ...]]:
    yield _words(said)
    if any(one.is_behind for one in said):
        yield _words(one for one in said if not one.is_behind)


def _words(said: Iterable[Said]) -> tuple[str, ...]:
    return tuple(word for one in said for word in words_of(one.text))
