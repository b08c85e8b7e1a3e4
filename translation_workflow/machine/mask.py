"""Tags, placeholders and addresses stand back while an engine reads a text, and are put in again after.

Example: `See <a id="a1">the <b>plan</b></a> at https://eumayors.eu.` is sent as
`See ⟦0⟧the ⟦1⟧plan⟦2⟧⟦3⟧ at ⟦4⟧.`; what is between marks is plain text, without references like `&amp;`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from translation_workflow.quality.finding import Span
from translation_workflow.quality.rules.addresses import addresses_in
from translation_workflow.quality.rules.placeholders import placeholders_in
from translation_workflow.words.said import said

from .errors import Unusable
from .nesting import nesting_of

MARK = re.compile(r"⟦\s{0,3}(\d{1,9})\s{0,3}⟧")
_TAG = re.compile(r"<[^<>]*>?")
_BRACKET = re.compile(r"[⟦⟧]")
_OUTER = re.compile(r"\A(\s*)(.*?)(\s*)\Z", re.DOTALL)


class MaskFault(Unusable):
    """Marks did not come back as they went; a sentence says how."""


class ForeignMark(MaskFault):
    """The mark of another text, or of none: perhaps answers are in another order than texts."""


@dataclass(frozen=True)
class Masked:
    """A fragment in two parts: `text` is sent, `marks` stay, numbered from `first`.

    `lead` and `tail` are the white space around, which engines lose.
    """

    text: str
    marks: tuple[str, ...]
    first: int = 0
    lead: str = ""
    tail: str = ""

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate beside the marks."""
        return any(sign.isalpha() for sign in MARK.sub("", self.text))

    @property
    def numbers(self) -> range:
        return range(self.first, self.first + len(self.marks))


def mask(fragment: str, *, first: int = 0) -> Masked:
    """Return a fragment masked. Texts of one call have marks of different numbers: none is another's."""
    pieces: list[str] = []
    marks: list[str] = []
    end = 0
    for start, stop in _spans(fragment):
        pieces += [unescape(fragment[end:start]), f"⟦{first + len(marks)}⟧"]
        marks.append(fragment[start:stop])
        end = stop
    pieces.append(unescape(fragment[end:]))
    outer = _OUTER.match("".join(pieces))
    assert outer is not None
    return Masked(outer[2], tuple(marks), first, outer[1], outer[3])


def unmask(answer: str, masked: Masked) -> str:
    """Return an answer as a fragment, with every mark in its place. Raises MaskFault.

    Marks may change places, as words do; tags must close what they opened, inside of what they stood in,
    around something.
    """
    pieces = MARK.split(answer.strip())
    texts, numbers = pieces[::2], [int(number) for number in pieces[1::2]]
    _check_numbers(numbers, masked)
    if any(_BRACKET.search(text) for text in texts):
        raise MaskFault(said("a mark that stands for a tag or a placeholder came back broken."))
    marks = [masked.marks[number - masked.first] for number in numbers]
    _check_nesting(texts, marks, numbers, masked)
    texts = _spaced(texts, marks, masked)
    pairs = zip(texts, [*marks, ""], strict=True)
    words = "".join(escape(text, quote=False) + mark for text, mark in pairs)
    return f"{masked.lead}{words}{masked.tail}"


def _spans(fragment: str) -> Iterator[Span]:
    """Yield what stands back, in order, without overlaps: a tag is more than an address in it."""
    tags = [match.span() for match in _TAG.finditer(fragment)]
    others = [mark.span for mark in (*addresses_in(fragment), *placeholders_in(fragment))]
    others += [match.span() for match in _BRACKET.finditer(fragment)]
    end = 0
    for start, stop in sorted([*tags, *(span for span in others if not _touches(span, tags))], key=_widest):
        if start >= end:
            yield start, stop
            end = stop


def _touches(span: Span, tags: Sequence[Span]) -> bool:
    return any(span[0] < stop and start < span[1] for start, stop in tags)


def _widest(span: Span) -> Span:
    return span[0], -span[1]


def _check_numbers(numbers: Sequence[int], masked: Masked) -> None:
    found, wanted = Counter(numbers), Counter(masked.numbers)
    if strange := found.keys() - wanted.keys():
        template = said("the mark ⟦{number}⟧ came back, which was not sent with this text.")
        raise ForeignMark(template, number=min(strange))
    for number in sorted(wanted - found):
        raise MaskFault(said("{mark} got lost."), mark=masked.marks[number - masked.first])
    for number in sorted(found - wanted):
        mark = masked.marks[number - masked.first]
        raise MaskFault(said("{mark} came back {n} times."), mark=mark, n=found[number])


def _check_nesting(
    texts: Sequence[str], marks: Sequence[str], numbers: Sequence[int], masked: Masked
) -> None:
    was = nesting_of(masked.marks, masked.numbers)
    now = nesting_of(marks, numbers)
    if was is None:
        raise MaskFault(said("the source text's own tags are not closed as they should be."))
    if now is None or now != was:
        raise MaskFault(said("tags came back in an order in which they close something else."))
    source = MARK.split(masked.text)[::2]
    before = {number for number, text in zip(masked.numbers, source[1:], strict=False) if not text.strip()}
    for place, mark in enumerate(marks[:-1]):
        closes_at_once = _is_opening(mark) and marks[place + 1] == f"</{_name(mark)}>"
        if closes_at_once and not texts[place + 1].strip() and numbers[place] not in before:
            raise MaskFault(said("{mark} came back around nothing."), mark=mark)


def _is_opening(mark: str) -> bool:
    return mark.startswith("<") and not mark.startswith("</") and _name(mark) != "br"


def _name(mark: str) -> str:
    return next(iter(mark.strip("</>").split()), "")


def _spaced(texts: Sequence[str], marks: Sequence[str], masked: Masked) -> list[str]:
    """Return the texts between marks without the white space that engines put inside of tags.

    It goes outside: `a⟦0⟧ word ⟦1⟧b` → `a ⟦0⟧word⟦1⟧ b`.
    """
    spaced = list(texts)
    source = MARK.split(masked.text)[::2]
    inner = {mark: (source[at], source[at + 1]) for at, mark in enumerate(masked.marks)}
    for at, mark in enumerate(marks):
        before, after = inner[mark]
        if _is_opening(mark) and not after[:1].isspace():
            spaced[at], spaced[at + 1] = _moved_left(spaced[at], spaced[at + 1], is_start=at == 0)
        elif mark.startswith("</") and not before[-1:].isspace():
            spaced[at], spaced[at + 1] = _moved_right(spaced[at], spaced[at + 1])
    return spaced


def _moved_left(before: str, after: str, *, is_start: bool) -> tuple[str, str]:
    bare = after.lstrip()
    if bare == after:
        return before, after
    needs_space = before and not before[-1].isspace() and before[-1] not in "([«„“"
    return (f"{before} " if needs_space else before), bare


def _moved_right(before: str, after: str) -> tuple[str, str]:
    bare = before.rstrip()
    if bare == before:
        return before, after
    needs_space = after and after[0].isalnum()
    return bare, (f" {after}" if needs_space else after)
