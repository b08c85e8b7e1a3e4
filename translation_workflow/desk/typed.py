"""From what a browser's editable field holds to a fragment as working text holds it. Plain Python.

The browser sends whatever was typed, pasted or dropped into the field. What a fragment may hold is taken
from it; of all else the words stay. A fragment has one way to be written: links hold marks, and marks hold
each other in one order, so that what looks the same is the same. Nothing here raises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import groupby

import nh3

from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.source.markup import is_blank, without_control_signs

LONGEST = 100_000
"""So many signs of a field are read: a longer text is no piece of a page."""


def understood(html: str, *, links: Collection[str] = (), hold: Hold = ANYTHING) -> str:
    """Return the fragment that an editable field holds; "" where a reader would see nothing.

    `links` are the names of the links that the source has: others are unwrapped. A link is `<a data-id>`,
    or `<a id>` as fragments have it. `hold` is what fits in the place: plain text has no marks, and a line
    no breaks.
    """
    runs = list(_folded(_runs(_cleaned(html), frozenset(links), hold), hold))
    words = _written(runs, is_plain=hold.is_plain)
    return "" if is_blank(words) else words


def lost_links(words: str, links: Collection[str]) -> list[str]:
    """Return the names of links of the source that a fragment lacks, in the source's order."""
    here = set(_LINK.findall(words))
    return [name for name in links if name not in here]


def length_of(words: str) -> int:
    """Return how long a fragment is for a place with a limit, counted as the rule does that blocks."""
    return len(unescape(words))


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in a row with the same marks in the same link; `text` is one new line for a break."""

    text: str
    link: str = ""
    marks: frozenset[str] = frozenset()


def _cleaned(html: str) -> str:
    return _CLEANER.clean(without_control_signs(html.replace("\r\n", "\n").replace("\r", "\n")))


def _runs(cleaned: str, links: frozenset[str], hold: Hold) -> Iterator[_Run]:
    """Yield what properly nested tags hold."""
    opened: list[tuple[str, _Run]] = []
    now = _Run("")
    keeps_lines = hold.is_plain and not hold.is_line
    for token in _TOKEN.finditer(cleaned):
        tag = _TAG.fullmatch(token[0])
        if tag is None:
            text = unicodedata.normalize("NFC", unescape(token[0])).translate(_WITHOUT_WIDTH)
            for part in _LINES.findall(text) if keeps_lines else [text.replace("\n", " ")]:
                yield replace(now, text=part)
        elif (name := _SAME.get(tag["name"], tag["name"])) == "br":
            yield replace(now, text="\n")
        elif tag["end"]:
            if name in _BLOCKS:
                yield _Run(_EDGE)
            now = opened.pop()[1] if opened else _Run("")
        else:
            if name in _BLOCKS:
                yield _Run(_EDGE)
            opened.append((name, now))
            if not hold.is_plain:
                now = _within(now, name, tag["rest"], links)


def _within(now: _Run, name: str, rest: str, links: frozenset[str]) -> _Run:
    told = {key: unescape(value) for key, value in _ATTRIBUTE.findall(rest)}
    if name == "a":
        link = told.get("data-id") or told.get("id") or ""
        return replace(now, link=link) if link in links and not now.link else now
    if name not in _MARKS or _is_denied(name, told.get("style", "")):
        return now
    return replace(now, marks=now.marks | {name})


def _is_denied(mark: str, style: str) -> bool:
    """Whether a style takes back what its tag says: some word processors wrap all in a <b> that is none."""
    said = {
        name.strip(): value for name, _, value in (one.partition(":") for one in style.lower().split(";"))
    }
    return said.get(_PROPERTIES.get(mark, ""), "").replace("!important", "").strip() in _NORMAL


def _folded(runs: Iterable[_Run], hold: Hold) -> Iterator[_Run]:
    """Yield runs with white space as a reader sees it: one space between words, none at the ends of lines."""
    waiting: list[_Run] = []
    is_first = True
    for run in runs:
        for text in _SPACE_OR_WORDS.findall(run.text):
            one = replace(run, text=text)
            if text[0] in _SPACES:
                waiting.append(one)
                continue
            if waiting and not is_first:
                yield from _gap(waiting, hold)
            waiting, is_first = [], False
            yield one


def _gap(waiting: Sequence[_Run], hold: Hold) -> Iterator[_Run]:
    """Yield what stands between two words: a space of the kind that was typed, or breaks."""
    signs = "".join(run.text for run in waiting)
    breaks = [run for run in waiting if "\n" in run.text]
    if not breaks and _EDGE not in signs:
        # Browsers write every other one of several spaces as one that does not break.
        kept = next((run for run in waiting if not run.text.strip(_NO_BREAK)), waiting[0])
        is_hard = set(signs) <= set(_NO_BREAK)
        yield replace(kept, text=signs[0] if is_hard else " ")
    elif hold.is_line:
        yield replace(waiting[0], text=" ")
    else:
        yield from (replace(run, text="\n") for run in (breaks[:2] or [replace(waiting[0], text="\n")]))


def _written(runs: Sequence[_Run], *, is_plain: bool) -> str:
    parts = []
    for link, group in groupby(runs, key=lambda run: run.link):
        inner = _marked([*group], _MARKS, is_plain=is_plain)
        # A link or a mark around nothing but white space is none.
        is_link = link and not is_blank(inner)
        parts.append(f'<a id="{escape(link)}">{inner}</a>' if is_link else inner)
    return "".join(parts)


def _marked(runs: Sequence[_Run], marks: Sequence[str], *, is_plain: bool) -> str:
    if not marks:
        text = escape("".join(run.text for run in runs), quote=False)
        return text if is_plain else text.replace("\n", "<br/>")
    mark, *others = marks
    parts = []
    for is_marked, group in groupby(runs, key=_has(mark)):
        inner = _marked([*group], others, is_plain=is_plain)
        parts.append(f"<{mark}>{inner}</{mark}>" if is_marked and not is_blank(inner) else inner)
    return "".join(parts)


def _has(mark: str) -> Callable[[_Run], bool]:
    return lambda run: mark in run.marks


_MARKS = ("b", "i", "sub", "sup")
_SAME = {"strong": "b", "em": "i"}
_PROPERTIES = {"b": "font-weight", "i": "font-style"}
_NORMAL = frozenset({"normal", "lighter", "100", "200", "300", "400"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
# The edge of a block: no text has it.
_EDGE = "\x00"
_NO_BREAK = "\xa0\u202f"
_SPACES = f" \t\n\f\v{_EDGE}{_NO_BREAK}"
# What editors put around a caret. Joiners mean something, and stay.
_WITHOUT_WIDTH = {0x200B: None, 0x2060: None, 0xFEFF: None}
_CLEANER = nh3.Cleaner(
    tags={"a", "br", *_MARKS, *_SAME, *_BLOCKS},
    attributes={"a": {"data-id", "id"}, "b": {"style"}, "strong": {"style"}, "i": {"style"}, "em": {"style"}},
    clean_content_tags={"script", "style", "title", "template", "noscript", "iframe", "object"},
    link_rel=None,
    strip_comments=True,
)
_TOKEN = re.compile(r"<[^<>]*>|[^<>]+")
_TAG = re.compile(r"<(?P<end>/)?(?P<name>[a-z0-9]+)(?P<rest>[^<>]*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_LINES = re.compile(r"\n|[^\n]+")
_SPACE_OR_WORDS = re.compile(rf"[{re.escape(_SPACES)}]+|[^{re.escape(_SPACES)}]+")
_LINK = re.compile(r'<a id="([^"]*)">')
