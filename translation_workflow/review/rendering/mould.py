"""The form of an object into which an edition's words are poured: pure, and made once for all editions.

The engine ingests words block by block with an HTML parser, again for each edition. Here its segments
tell where words stand in the master's raw content; pouring is putting strings between strings.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from translation_workflow.source.links import Links
from translation_workflow.source.markup import misfit, plain_text

Words = Callable[[int, int], str]
"""(context, string) → the words to pour there; empty: the master's text stays."""


class MarkupDoesNotFit(ValueError):
    """Words name a link that the master's text has no longer, or hold a tag that may not stand there.

    `path` is the place of the master's `text`; one of `link` and `tag` is empty.
    """

    def __init__(self, slot: Slot, *, link: str = "", tag: str = "") -> None:
        super().__init__(f"{link or tag} in “{slot.text}”")
        self.link, self.tag = link, tag
        self.text, self.path = slot.text, slot.path


@dataclass(frozen=True)
class Slot:
    """A place for words. `is_html`: they are a fragment of rich text, else they are plain.

    A plain place may be one `is_line`: a break there is a space.
    """

    path: str
    context: int
    string: int
    text: str
    links: Links
    is_html: bool
    is_line: bool = False

    def render(self, words: str) -> str:
        """Return what stands in the content. Raises MarkupDoesNotFit."""
        words = words or self.text
        if not self.is_html:
            return self.plain(words)
        if words is not self.text and (tag := misfit(words)):
            raise MarkupDoesNotFit(self, tag=tag)
        try:
            return _with_links(words, self.links)
        except KeyError as error:
            raise MarkupDoesNotFit(self, link=error.args[0]) from error

    def plain(self, words: str) -> str:
        """Return words as a reader counts them: without markup."""
        text = plain_text(words)
        return _LINE_END.sub(" ", text) if self.is_line and "\n" in text else text


@dataclass(frozen=True)
class Reference:
    """A place for a snippet: the edition's own row where it has one, else the master's (`master`).

    `model` is the id of the snippet's content type.
    """

    key: str
    model: int = 0
    master: int = 0


@dataclass(frozen=True)
class Template:
    """The frame of a rich text, with its pieces in order."""

    template: str
    slots: Sequence[Slot]


@dataclass(frozen=True)
class Mould:
    """The JSON text of a unit, cut where words and references stand."""

    texts: Sequence[str]
    gaps: Sequence[Slot | Reference]

    @property
    def slots(self) -> list[Slot]:
        return [gap for gap in self.gaps if isinstance(gap, Slot)]

    def pour(self, words: Words, references: Mapping[str, int]) -> Any:
        """Return the unit's raw value in an edition. Raises MarkupDoesNotFit.

        `references` is key → primary key of the edition's own snippets.
        """
        return json.loads(self.pour_text(words, references))

    def pour_text(self, words: Words, references: Mapping[str, int]) -> str:
        """Return the same as JSON text."""
        poured = [self.texts[0]]
        for gap, text in zip(self.gaps, self.texts[1:], strict=True):
            if isinstance(gap, Slot):
                poured.append(_quoted_text(gap.render(words(gap.context, gap.string)))[1:-1])
            else:
                poured.append(str(references.get(gap.key, gap.master)))
            poured.append(text)
        return "".join(poured)


def mould_of(raw: Any, places: Mapping[str, Slot | Reference | Template]) -> Mould:
    """Return the mould of a unit: `places` are by path inside its raw value, "" for the value itself.

    A place that the raw value lacks is passed over: it is empty in the master.
    """
    gaps = list[Slot | Reference]()

    def mark(gap: Slot | Reference) -> str:
        gaps.append(gap)
        return f"{_MARK}:{len(gaps) - 1}:"

    for path, place in places.items():
        raw = _put(raw, path.split(".") if path else [], partial(_marked, place, mark))
    cut = _MARKED.split(json.dumps(raw, cls=DjangoJSONEncoder))
    order = [int(first or second) for first, second in zip(cut[1::3], cut[2::3], strict=True)]
    return Mould(cut[::3], [gaps[number] for number in order])


def _marked(place: Slot | Reference | Template, mark: Callable[[Slot | Reference], str], old: Any) -> str:
    if isinstance(place, Template):
        return _TEXT.sub(lambda found: mark(place.slots[int(found[1])]), place.template)
    if isinstance(place, Reference):
        # A reference is a number: its quotes go with its mark.
        return mark(replace(place, master=old)) + "r"
    return mark(place)


def _put(raw: Any, steps: Sequence[str], change: Callable[[Any], Any]) -> Any:
    """Return `raw` with what is at the end of a path of names and block ids changed; `raw` itself stays."""
    if not steps:
        return change(raw)
    first, rest = steps[0], steps[1:]
    if isinstance(raw, dict):
        return raw | {first: _put(raw[first], rest, change)} if first in raw else raw
    if isinstance(raw, list):
        return [
            child | {"value": _put(child["value"], rest, change)} if child.get("id") == first else child
            for child in raw
        ]
    return raw


# A mark that no content can hold by chance or on purpose: nobody knows it before the process lives.
_MARK = secrets.token_hex(8)
_MARKED = re.compile(rf'"{_MARK}:(\d+):r"|{_MARK}:(\d+):')
_TEXT = re.compile(r'<text position="(\d+)"></text>')
_PIECE = re.compile(r"<[^>]*>|[^<]+")
_NAMED = re.compile(r'<([a-z0-9]+) id="([^"]*)"(\s*/?)>')
_BREAK = re.compile(r"<br\s*/?>")
_LINE_END = re.compile(r"\r?\n")
# What `json.dumps` looks at before it comes to this costs more than this.
_quoted_text = json.JSONEncoder().encode


def _with_links(words: str, links: Links) -> str:
    """Write a fragment as the engine's HTML parser would: links lead somewhere, entities are characters."""
    if "<" not in words and "&" not in words and ">" not in words:
        return words
    return "".join(_rewritten(piece, links) for piece in _PIECE.findall(words))


def escape(text: str) -> str:
    """Return text as HTML writes it outside of attributes: quotation marks stay."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _rewritten(piece: str, links: Links) -> str:
    """Write one tag, or the text between two."""
    if piece[0] != "<":
        return escape(unescape(piece)) if "&" in piece or ">" in piece else piece
    if " " not in piece and piece != "<br>":
        return piece
    named = _NAMED.fullmatch(piece)
    if named is None:
        return "<br/>" if _BREAK.fullmatch(piece) else piece
    told = "".join(f" {name}={_quoted(value)}" for name, value in links[named[2]].items())
    return f"<{named[1]}{told}{named[3]}>"


def _quoted(value: Any) -> str:
    text = escape(" ".join(value) if isinstance(value, list) else str(value))
    if '"' not in text:
        return f'"{text}"'
    return "'" + text + "'" if "'" not in text else '"' + text.replace('"', "&quot;") + '"'
