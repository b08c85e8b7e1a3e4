"""What differs between two texts, word by word, as HTML that is also read out."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import chain

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

# Comparing costs the square of the number of words.
MOST_WORDS = 400
# So many characters of both texts together are looked at.
MOST_SIGNS = 20_000

_WORD = re.compile(r"<[^<>]*>|&#?\w+;|\w+|\s+|.", re.DOTALL)


def difference(before: str, after: str) -> SafeString:
    """Return `after`, escaped, with what it adds as <ins> and what it lacks as <del>.

    A text that has nothing to be compared with, or is too long to be, is returned as it is.
    """
    if not before or before == after or len(before) + len(after) > MOST_SIGNS:
        return format_html("{}", after)
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return format_html("{}", after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    parts = chain.from_iterable(
        _step(kind, "".join(old[a:b]), "".join(new[c:d])) for kind, a, b, c, d in steps
    )
    return format_html_join("", "{}", ((part,) for part in parts))


def _step(kind: str, old: str, new: str) -> list[SafeString]:
    if kind == "equal":
        return [format_html("{}", new)]
    return [
        part for part in (_marked("del", old, _("[left out:")), _marked("ins", new, _("[added:"))) if part
    ]


def _marked(tag: str, text: str, spoken: str) -> SafeString:
    if not text:
        return mark_safe("")
    # Few screen readers say what <ins> and <del> are.
    return format_html(
        '<{0}><span class="w-sr-only">{1} </span>{2}<span class="w-sr-only">] </span></{0}>',
        mark_safe(tag),
        spoken,
        text,
    )
