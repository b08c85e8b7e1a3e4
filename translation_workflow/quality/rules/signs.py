"""Characters that nobody sees, and that yet turn, split or damage words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice

from translation_workflow.quality.finding import MANY, MOST, Fault, Severity, Span
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import rule
from translation_workflow.source.markup import control_signs
from translation_workflow.words.said import said


@rule(
    "signs",
    title=said("Invisible characters"),
    severity=Severity.BLOCKING,
    right=[
        Pair("Trees", "Spår\u00advagnar\u00a0– träd\t\n", "sv"),
        Pair("I want", "می\u200cخواهم", "fa"),
        Pair("may", "\u200eجۆزەردان", "ckb"),
        Pair("Copy", "ចម្លង\u200bសិទ្ធិ", "km"),
        Pair("Family", "👨\u200d👩\u200d👧 perhe", "fi"),
        Pair("word\u200bword", "ord&#8203;ord", "sv"),
        Pair("Trees", "Pu\u200dut\u2060–\u200cja", "fi"),
    ],
    wrong=[
        Pair("Trees", "Tr\u200bäd", "sv"),
        Pair("Trees.", "Träd.\u200b", "sv"),
        Pair("Trees", "עצים\u202e", "he"),
        Pair("Trees", "\u202eDrzewa", "pl"),
        Pair("Trees", "Δέν&rlm;τρα", "el"),
        Pair("Trees", "Arb\x07res", "fr"),
        Pair("Trees", "Puu&#1;t", "fi"),
        Pair("Trees", "Tr\ufffdd", "sv"),
        Pair("Trees", "Träd\u2028och hus", "sv"),
    ],
    can_be_dismissed=False,
)
def signs(pair: Pair) -> Iterable[Fault]:
    """Control characters, and what is invisible but for what the source has, too.

    The soft hyphen and joiners may stand anywhere, the space without width where no letter of a European
    language is beside it.
    """
    if pair.target_signs <= _PLAIN:
        return ()
    # Words from right to left need marks that say where numbers and Latin names stand among them.
    needed = _DIRECTIONS if _FROM_THE_RIGHT.search(pair.target) else frozenset[str]()
    found = list(islice(_odd(pair.target, known=needed | frozenset(unescape(pair.source))), MANY))
    if not found:
        return ()
    fix = _without(pair.target, found) if len(found) < MANY else None
    told = dict.fromkeys((template, name) for template, name, _, _ in found)
    spans = {(template, name): span for template, name, span, _ in reversed(found)}
    return [Fault(key[0], {"sign": key[1]}, spans[key], fix) for key in islice(told, MOST)]


_Odd = tuple[str, str, Span, "str | None"]
"""Template, what is found, where, and what stands for it in a right text."""


def _odd(words: str, *, known: frozenset[str]) -> Iterator[_Odd]:
    """Yield what is wrong in reading order, characters and references to them alike."""
    for match in _SUSPECT.finditer(words):
        mark = match[0]
        # A browser reads `&rlm;` as the sign itself.
        meant = unescape(mark) if mark[0] == "&" else mark
        if meant in ("", "\ufffd") and mark[0] == "&":
            yield _LOST, mark, match.span(), ""
        elif meant == "\ufffd":
            if meant not in known:
                yield _DAMAGED, mark, match.span(), None
        elif len(meant) == 1:
            if control_signs(meant):
                yield _CONTROL, f"U+{ord(meant):04X}", match.span(), _instead(meant)
            elif meant not in known and _is_invisible(meant, words, match.span()):
                yield _UNSEEN, _named(meant), match.span(), _instead(meant)


def _is_invisible(sign: str, words: str, span: Span) -> bool:
    """Whether a reader sees nothing of a sign that no language needs there."""
    if sign == _SPACE:
        beside = words[max(0, span[0] - 1) : span[0]], words[span[1] : span[1] + 1]
        # Khmer and its neighbours write no spaces; there it says where a word ends.
        return any(map(_is_european, beside)) or not any(map(_is_letter, beside))
    if sign.isprintable():
        return sign in _BLANK and not (sign in _SELECTORS and span[0] and not words[span[0] - 1].isalnum())
    return sign not in _JOINERS and unicodedata.category(sign) in {"Cf", "Cn", "Co", "Zl", "Zp"}


def _is_european(sign: str) -> bool:
    return sign.isalpha() and (sign < "\u0530" or "\u1e00" <= sign < "\u2000")


def _is_letter(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LM"


def _instead(sign: str) -> str:
    return " " if sign in _BREAKS else ""


def _without(words: str, found: list[_Odd]) -> str | None:
    parts, end = [], 0
    for _, _, span, instead in found:
        if instead is None:
            return None
        parts += [words[end : span[0]], instead]
        end = span[1]
    return "".join([*parts, words[end:]])


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X} ({unicodedata.name(sign, 'without a name').lower()})"


_LOST = said("{sign} stands for no character. Take it out.")
_DAMAGED = said("the character {sign} stands for one that got lost on the way. Write the word again.")
_CONTROL = said("the control character {sign} is not allowed in a translation. Take it out.")
_UNSEEN = said("the invisible character {sign} is not in the source text. Take it out.")

_JOINERS = frozenset("\u00ad\u200c\u200d\u2060")
_DIRECTIONS = frozenset("\u200e\u200f\u061c")
_FROM_THE_RIGHT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SPACE = "\u200b"
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
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
_BREAKS = frozenset("\x0b\x0c\x85\u2028\u2029")
# What nearly every text is made of, and nothing of it is odd.
_PLAIN = frozenset(
    sign
    for sign in map(chr, (*range(0x530), *range(0x1E00, 0x2100)))
    if sign in "\t\n\u00a0\u2009\u202f" or (sign.isprintable() and sign not in _BLANK and sign != "&")
)
# A reference, or a character of the blocks in which odd ones are.
_SUSPECT = re.compile(
    r"&(?:#[xX]?[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]{0,31});?"
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u0378-\u2fff\u3164\ud800-\uf8ff\ufe00-\uffff\U00010000-\U0010ffff]"
)
