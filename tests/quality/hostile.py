"""Texts that would keep a careless expression busy for hours, and a program that puts all rules to one.

    python -m tests.quality.hostile SHAPE

prints the name of each rule before it is asked, so that whoever ends it knows which one to look at.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace

from translation_workflow.quality.finding import Side
from translation_workflow.quality.pair import Pair
from translation_workflow.quality.rule import REGISTER
from translation_workflow.quality.run import findings, source_findings
from translation_workflow.source.hold import Hold

LENGTH = 100_000
SOURCE = 'On 5 May, <b>1.5 million</b> trees did <a id="a1">not</a> bind CO<sub>2</sub>: see SEAP, “%s”.'

# What a text repeats, and what it begins and ends with.
SHAPES: Mapping[str, tuple[str, str, str]] = {
    "tags that begin": ("", "<", ""),
    "letters in a tag": ("<a", "a", ""),
    "links without an end": ("", '<a id="a1">', ""),
    "links without a quote": ("", '<a id="', ""),
    "tags never closed": ("", "<b>", ""),
    "tags closed never opened": ("", "</b>", ""),
    "comments": ("", "<!--", ""),
    "brackets": ("", "(", ""),
    "brackets of all kinds": ("", "([{“‘«", ""),
    "brackets closed": ("", ")]}", ""),
    "braces": ("", "{", ""),
    "braces with a name": ("{", "a", "!"),
    "percent signs": ("", "%", ""),
    "a placeholder without an end": ("%(", "a", ""),
    "placeholders": ("", "%(a)s", ""),
    "zeros of a placeholder": ("%", "0", ""),
    "points and digits": ("", "1.", ""),
    "commas and digits": ("", "1,", ""),
    "groups of digits": ("", "1 ", ""),
    "digits": ("", "1", ""),
    "signs before digits": ("", "-1", ""),
    "spaces": ("a", " ", "b"),
    "spaces at the end": ("a", " ", ""),
    "spaces that do not break": ("a", "\u00a0 ", "b"),
    "lines": ("a", "\n", "b"),
    "quotes": ("", '"', ""),
    "quotes of all kinds": ("", "“”„«»‘’‚'", ""),
    "apostrophes in words": ("", "a'", ""),
    "one word": ("", "a", ""),
    "words": ("", "word ", ""),
    "words of their own": ("", "", ""),
    "the same word": ("", "och ", ""),
    "capitals": ("", "A", ""),
    "acronyms": ("", "SEAP ", ""),
    "full stops": ("a", ".", ""),
    "sentences": ("", "A. ", ""),
    "marks at the end": ("a", "!?;…", ""),
    "hyphens": ("a", "-", "b"),
    "words with hyphens": ("", "a-", ""),
    "mail signs": ("", "a@", ""),
    "a mail's name": ("", "a.", "@"),
    "addresses": ("", "https://a.", ""),
    "an address without an end": ("https://", "a.", ")"),
    "domains": ("", "www.", ""),
    "references": ("", "&amp;", ""),
    "references without an end": ("", "&#", ""),
    "ampersands": ("", "&", ""),
    "marks over a letter": ("a", "\u0301", ""),
    "halves of pairs": ("", "\ud800", ""),
    "signs of direction": ("", "\u202e", ""),
    "no width": ("a", "\u200b", "b"),
    "controls": ("", "\x01", ""),
    "units": ("", "1 km² ", ""),
    "small digits": ("CO", "₂", ""),
    "negations": ("", "not no inte ei nie δεν ", ""),
    "marks of machines": ("", "⟦0⟧", ""),
    "greek": ("", "της ", ""),
    "faces": ("", "👩‍👧", ""),
}
LANGUAGES = ("sv", "fi", "pl", "el", "fr")


def text_of(shape: str, *, length: int = LENGTH) -> str:
    """Return a text of about so many characters."""
    if shape == "words of their own":
        return " ".join(f"ord{number}" for number in range(length // 8))
    begin, middle, end = SHAPES[shape]
    return f"{begin}{middle * (length // len(middle))}{end}"


def pairs_of(shape: str) -> Iterator[Pair]:
    """Yield pairs with a hostile translation, a hostile source, both, and both in one line."""
    text = text_of(shape)
    for language in LANGUAGES:
        yield Pair(SOURCE, text, language)
    yield Pair(text, "Träd binder inte CO2.", "sv", elsewhere=(text,), namesakes=(text,))
    both = Pair(text, f"{text}.", "sv", made_from=f"{text}!", elsewhere=(text,), namesakes=(text,))
    yield both
    yield replace(both, hold=Hold(limit=255, is_plain=True, is_line=True))


def main(shape: str) -> None:
    pairs = [*pairs_of(shape)]
    for pair in pairs:
        for one in REGISTER.values():
            print(one.name, pair.language, flush=True)
            for fault in one.check(pair):
                _ = fault.template.format_map(fault.values)
    # What is made of what the rules say is the same in every language.
    for pair in (pairs[0], *pairs[len(LANGUAGES) :]):
        print("all rules", pair.language, flush=True)
        found = [*findings(pair), *source_findings(pair)]
        assert all(one.side in Side for one in found)
        assert len(found) < 10 * len(REGISTER), "More than anybody reads."
        assert all(len(one.sentence) < 1000 for one in found), "A sentence that nobody reads."


if __name__ == "__main__":
    main(sys.argv[1])
