"""What a translation may hold beside words: the inline tags and links of its source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from html import unescape
from itertools import islice

from translation_workflow.source.markup import control_signs, is_blank, misfits

# So many faults of one entry are told.
MOST = 10


def fragment_faults(target: str, *, source: str) -> list[str]:
    """Return why `target` may not stand in the place of `source`; empty when it may.

    There must be something to read. Tags must be allowed ones, closed in the order in which they
    opened, and bare; links must be the source's own, by their `id`, each as often as there. What nobody
    sees and yet turns or splits words is the source's to use.
    """
    if is_blank(target):
        return ["the translation is blank: a reader would see nothing."]
    faults = _sign_faults(target, source)
    faults += [found.sentence for found in islice(misfits(target), MOST)]
    faults += _link_faults(_links(target), _links(source))
    return [*faults[:MOST], "And there is more."] if len(faults) > MOST else faults


def _sign_faults(target: str, source: str) -> list[str]:
    # A browser reads `&rlm;` as the sign itself.
    seen = f"{target}{unescape(target)}" if "&" in target else target
    if seen.isprintable() and "&#" not in target and _BLANK.isdisjoint(seen):
        return []
    known = unescape(source)
    controls = dict.fromkeys(control_signs(seen))
    unseen = (sign for sign in dict.fromkeys(seen) if sign not in known and _is_invisible(sign))
    lost = (mark for mark in dict.fromkeys(_NUMBERED.findall(target)) if unescape(mark) in ("", "\ufffd"))
    return [
        *(f"{mark} stands for no character." for mark in lost),
        *(f"the control character U+{ord(sign):04X} is not allowed in a translation." for sign in controls),
        *(f"the invisible character {_named(sign)} is not in the source text." for sign in unseen),
    ]


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X} ({unicodedata.name(sign, 'without a name').lower()})"


def _is_invisible(sign: str) -> bool:
    """Whether a reader sees nothing of a sign that no language of ours needs."""
    if sign.isprintable():
        return sign in _BLANK
    return sign not in _JOINERS and unicodedata.category(sign) in {"Cf", "Cn", "Co", "Zl", "Zp"}


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
_NUMBERED = re.compile(r"&#[xX]?[0-9a-fA-F]+;?")
# Joiners and the soft hyphen belong to languages.
_JOINERS = frozenset("\u00ad\u200c\u200d\u2060")
# Letters and marks without any shape: fillers, selectors, joiners of graphemes.
_BLANK = frozenset(
    chr(number)
    for numbers in (
        (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
        range(0x180B, 0x1810),
        range(0xFE00, 0xFE10),
        range(0xE0100, 0xE01F0),
    )
    for number in numbers
)
