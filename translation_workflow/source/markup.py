"""The grammar of working text: which marks a fragment may hold, and what a reader sees of it.

Import, publishing and counting ask here, so that what one of them takes the others take, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from pages.markup import INLINE_TAGS, TEXTS
from translation_workflow.words.said import said


@dataclass(frozen=True, slots=True)
class Misfit:
    """A mark that may not stand in a fragment, from `start` to `end`, and why.

    `template` is a sentence with `{names}` for what is in `values`. `is_foreign`: the sanitiser would take
    it out or change it, wherever it stands; others are allowed marks in a wrong place.
    """

    mark: str
    start: int
    template: str
    values: Mapping[str, object]
    is_foreign: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.mark)

    @property
    def sentence(self) -> str:
        return self.template.format_map(self.values)


def misfits(words: str) -> Iterator[Misfit]:
    """Yield what may not stand in a fragment, in reading order, and what is never closed at the end.

    That is what `sanitise` would take out, and anything that a browser would have to guess: tags are
    written as the engine writes them, and a sign that begins no tag is escaped.
    """
    opened: list[tuple[str, str, int]] = []
    links = 0
    for match in _ANY_TAG.finditer(words) if "<" in words else ():
        token, start = match[0], match.start()
        found = _INLINE.fullmatch(token)
        if found is None or not _is_bare(found):
            yield _foreign(token, start)
            # What closes it is no second fault.
            if (named := _OPENING.fullmatch(token)) and named[1].lower() in INLINE_TAGS - {"br"}:
                opened.append((named[1].lower(), token, start))
            continue
        name, is_link = found["name"], bool(found["link"])
        if is_link and links:
            yield Misfit(token, start, said("the link {mark} stands inside another link."), {"mark": token})
        if name == "br":
            continue
        if not found["end"]:
            opened.append((name, token, start))
            links += is_link
        elif opened and opened[-1][0] == name:
            opened.pop()
            links -= name == "a"
        else:
            yield Misfit(token, start, said("{mark} closes nothing that is open."), {"mark": token})
    for name, token, start in reversed(opened):
        yield Misfit(token, start, said("{mark} is never closed."), {"mark": f"<{name}>"})


def _is_bare(found: re.Match[str]) -> bool:
    """Whether a tag is one of ours, and has what it needs and nothing else."""
    name, is_end = found["name"], bool(found["end"])
    if name not in INLINE_TAGS or (name == "a" and not is_end) is not bool(found["link"]):
        return False
    return not is_end if name == "br" else not found["empty"]


@lru_cache(maxsize=TEXTS)
def misfit(words: str) -> str:
    """Return the first mark of a fragment that may not stand in it, or that is not closed; "" for none."""
    if "<" not in words:
        return ""
    first = next(misfits(words), None)
    return first.mark if first else ""


def plain_text(words: str) -> str:
    """Return a fragment as plain text: a break is a new line, an inline tag is nothing, all else stays."""
    if "<" in words:
        words = _PLAIN_TAG.sub("", _BREAK.sub("\n", words))
    return unescape(words) if "&" in words else words


def is_blank(words: str) -> bool:
    """Whether a reader would see nothing: white space, signs without width, or marks around these."""
    # Nearly all words begin with a letter.
    if words[:1].isalnum() and words[0] not in _FILLERS:
        return False
    return not any(_is_visible(sign) for sign in plain_text(words))


def control_signs(words: str) -> list[str]:
    """Return the control characters of a text, other than tab and new line."""
    return [] if words.isprintable() else _CONTROL.findall(words)


def without_control_signs(words: str) -> str:
    """Return a text as any database takes it; a reader sees no difference."""
    return words if words.isprintable() else _CONTROL.sub("", words)


def _foreign(token: str, start: int) -> Misfit:
    if (declared := token[:2]) in _DECLARATIONS:
        is_data = token.startswith("<![CDATA[")
        template = said("{mark} is not allowed in a translation.")
        values: Mapping[str, object] = {"mark": "<![CDATA[ … ]]>" if is_data else _DECLARATIONS[declared]}
    elif (named := _TAG_NAME.match(token)) is None or not token.endswith(">"):
        template = said("“{mark}” is no tag. Write a “<” that is text as &lt;.")
        values = {"mark": _shortened(token)}
    elif named[1].lower() not in INLINE_TAGS:
        template = said("<{name}> is not allowed in a translation. Write a “<” that is text as &lt;.")
        values = {"name": _shortened(named[1])}
    else:
        template = said("<{name}> must look as in the source, without anything added: {mark} does not.")
        values = {"name": named[1], "mark": _shortened(token)}
    return Misfit(token, start, template, values, is_foreign=True)


def _shortened(token: str) -> str:
    return token if len(token) <= 40 else f"{token[:39]}…"


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNSEEN and sign not in _FILLERS


_DECLARATIONS = {"<!": "<!-- … -->", "<?": "<? … ?>"}
_ANY_TAG = re.compile(r"<[^<>]*>?")
# Python's \s is wider than what ends a tag's name in a browser.
_INLINE = re.compile(r'<(?P<end>/)?(?P<name>[a-z]+)(?P<link> id="[^"]*")?[ \t\n]*(?P<empty>/)?>')
_OPENING = re.compile(r"<([A-Za-z]+)(?![A-Za-z])[^<>]*(?<!/)>")
_TAG_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BARE = "|".join(sorted(INLINE_TAGS - {"br"}))
_PLAIN_TAG = re.compile(
    rf"""</?(?:{_BARE})\s*/?>|<a\s+id=(?:"[^"<>]*"|'[^'<>]*')\s*>""",
    re.IGNORECASE,
)
# No database and no XML takes these; half of a surrogate pair is no text at all.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn"})
# Letters by their category, and yet nothing to see.
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
