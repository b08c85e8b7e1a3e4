"""What a translation may hold beside words: the inline tags and links of its source."""

from __future__ import annotations

import re
from collections import Counter

from translation_workflow.source.markup import control_signs, is_blank, misfits


def fragment_faults(target: str, *, source: str) -> list[str]:
    """Return why the writer could not put `target` in the place of `source`; empty when it can.

    There must be something to read. Tags must be allowed ones, closed in the order in which they
    opened, and bare; links must be the source's own, by their `id`, each at most once.
    """
    if is_blank(target):
        return ["the translation is blank: a reader would see nothing."]
    faults = [
        f"the control character U+{ord(sign):04X} is not allowed in a translation."
        for sign in dict.fromkeys(control_signs(target))
    ]
    faults += [found.sentence for found in misfits(target)]
    known = _links(source)
    for link, number in _links(target).items():
        if link not in known:
            faults.append(f'the link <a id="{link}"> is not in the source text.')
        elif number > known[link]:
            faults.append(f'the link <a id="{link}"> stands {number} times.')
    return faults


def _links(fragment: str) -> Counter[str]:
    return Counter(_LINK.findall(fragment))


_LINK = re.compile(r'<a id="([^"]*)"\s*>')
