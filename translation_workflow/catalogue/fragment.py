"""What a translation may hold beside words: the inline tags and links of its source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from html import unescape

from translation_workflow.source.markup import control_signs, is_blank, misfits


def fragment_faults(target: str, *, source: str) -> list[str]:
    """Return why `target` may not stand in the place of `source`; empty when it may.

    There must be something to read. Tags must be allowed ones, closed in the order in which they
    opened, and bare; links must be the source's own, by their `id`, each as often as there. What nobody
    sees and yet turns or splits words is the source's to use.
    """
    if is_blank(target):
        return ["the translation is blank: a reader would see nothing."]
    faults = _sign_faults(target, source)
    faults += [found.sentence for found in misfits(target)]
    return faults + _link_faults(_links(target), _links(source))


def _sign_faults(target: str, source: str) -> list[str]:
    # A browser reads `&rlm;` as the sign itself.
    seen = f"{target}{unescape(target)}" if "&" in target else target
    if seen.isprintable():
        return []
    known = unescape(source)
    controls = dict.fromkeys(control_signs(seen))
    unseen = (sign for sign in dict.fromkeys(_INVISIBLE.findall(seen)) if sign not in known)
    return [
        *(f"the control character U+{ord(sign):04X} is not allowed in a translation." for sign in controls),
        *(f"the invisible character {_named(sign)} is not in the source text." for sign in unseen),
    ]


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X} ({unicodedata.name(sign).lower()})"


def _link_faults(found: Counter[str], known: Counter[str]) -> list[str]:
    faults = []
    for link, number in found.items():
        if link not in known:
            faults.append(f'the link <a id="{link}"> is not in the source text.')
        elif number > known[link]:
            faults.append(f'the link <a id="{link}"> stands {number} times.')
    return faults + [
        f'the link <a id="{link}"> is missing. Put it around the words that lead there.'
        for link, number in known.items()
        if found[link] < number
    ]


def _links(fragment: str) -> Counter[str]:
    return Counter(_LINK.findall(fragment) if "<a" in fragment else ())


_LINK = re.compile(r'<a id="([^"]*)"\s*>')
# What turns the direction of words or splits them unseen. Joiners and the soft hyphen belong to languages.
_INVISIBLE = re.compile(
    "[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2061-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
