"""Links of a translation, when the text that it was made from changes.

A translator sees `<a id="a1">`; where it leads is kept with the master's text. Numbers are positions,
so that a link is found again by where it leads.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any

Links = Mapping[str, Mapping[str, Any]]

_TOKEN = re.compile(r'<a id="([^"]*)">|</a>')


def carry_links(words: str, *, old: Links, new: Links, same_text: bool = False) -> str:
    """Return `words` with each link under the name that its target has in the new text.

    `old` and `new` are name → attributes. A link whose target the new text lacks is unwrapped: its
    words stay, and no reader is sent to a wrong address. Where the text is the same its links are, too,
    whatever addresses an author gave them: each keeps its name.
    """
    if "</a>" not in words and '<a id="' not in words:
        return words
    named = {name: name for name in old if same_text and name in new}
    names = named | _renamed(_without(old, named), _without(new, named))
    kept: list[bool] = []

    def rewrite(token: re.Match[str]) -> str:
        if token[0] == "</a>":
            return "</a>" if kept and kept.pop() else ""
        name = names.get(token[1])
        kept.append(name is not None)
        return f'<a id="{name}">' if name is not None else ""

    return _TOKEN.sub(rewrite, words)


def _without(links: Links, names: Container[str]) -> Links:
    return {name: attributes for name, attributes in links.items() if name not in names}


def _renamed(old: Links, new: Links) -> dict[str, str]:
    free = dict(new)
    names: dict[str, str] = {}
    for name, attributes in old.items():
        found = next((other for other, theirs in free.items() if theirs == attributes), None)
        if found is not None:
            names[name] = found
            del free[found]
    return names
