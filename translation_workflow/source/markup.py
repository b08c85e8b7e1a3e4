"""The grammar of working text: which marks a fragment may hold, and what a reader sees of it.

Import, publishing and counting ask here, so that what one of them takes the others take, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from pages.markup import INLINE_TAGS


@dataclass(frozen=True)
class Misfit:
    """A mark that may not stand in a fragment, with a sentence that says why."""

    mark: str
    sentence: str


def misfits(words: str) -> Iterator[Misfit]:
    """Yield what may not stand in a fragment, in reading order.

    That is what `sanitise` would take out, and anything that a browser would have to guess: tags are
    written as the engine writes them, and a sign that begins no tag is escaped.
    """
    opened: list[str] = []
    links = 0
    for token in _ANY_TAG.findall(words) if "<" in words else ():
        found = _INLINE.fullmatch(token)
        if found is None or found["name"] not in INLINE_TAGS:
            yield Misfit(token, _sentence(token))
            continue
        name, is_end = found["name"], bool(found["end"])
        is_void = name == "br"
        needs_link = name == "a" and not is_end
        if needs_link is not bool(found["link"]) or (is_end and is_void) or (found["empty"] and not is_void):
            yield Misfit(token, _sentence(token))
        elif needs_link and links:
            yield Misfit(token, f"the link {token} stands inside another link.")
        if is_void or found["empty"]:
            continue
        if not is_end:
            opened.append(name)
            links += name == "a"
        elif opened and opened[-1] == name:
            opened.pop()
            links -= name == "a"
        else:
            yield Misfit(token, f"{token} closes nothing that is open.")
    for name in reversed(opened):
        yield Misfit(f"<{name}>", f"<{name}> is never closed.")


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


def _sentence(token: str) -> str:
    if token.startswith(("<!", "<?")):
        return "a comment <!-- … --> is not allowed in a translation."
    named = _TAG_NAME.match(token)
    if named is None or not token.endswith(">"):
        return f"“{_shortened(token)}” is no tag. Write a “<” that is text as &lt;."
    name = named[1]
    if name.lower() not in INLINE_TAGS:
        return f"<{name}> is not allowed in a translation. Write a “<” that is text as &lt;."
    return f"<{name}> must look as in the source, without anything added: {_shortened(token)} does not."


def _shortened(token: str) -> str:
    return token if len(token) <= 40 else f"{token[:39]}…"


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNSEEN and sign not in _FILLERS


_ANY_TAG = re.compile(r"<[^<>]*>?")
# Python's \s is wider than what ends a tag's name in a browser.
_INLINE = re.compile(r'<(?P<end>/)?(?P<name>[a-z]+)(?P<link> id="[^"]*")?[ \t\n]*(?P<empty>/)?>')
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
