"""What a translation may hold beside words: the inline tags and links of its source."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

INLINE_TAGS = frozenset({"a", "b", "i", "sub", "sup", "br"})
VOID_TAGS = frozenset({"br"})


def fragment_faults(target: str, *, source: str) -> list[str]:
    """Return why the writer could not put `target` in the place of `source`; empty when it can.

    Tags must be allowed ones, closed in the order in which they opened, and bare; links must be the
    source's own, by their `id`, each at most once.
    """
    parser = _Fragment()
    parser.feed(target)
    parser.close()
    faults = parser.faults + [f"<{tag}> is never closed." for tag in parser.open]
    known = _links(source)
    for link, number in parser.links.items():
        if link not in known:
            faults.append(f'the link <a id="{link}"> is not in the source text.')
        elif number > known[link]:
            faults.append(f'the link <a id="{link}"> stands {number} times.')
    return faults


def _links(source: str) -> Counter[str]:
    parser = _Fragment()
    parser.feed(source)
    return parser.links


class _Fragment(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.links: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE_TAGS:
            self.faults.append(f"<{tag}> is not allowed in a translation.")
            return
        names = {name for name, _ in attrs}
        if tag == "a" and names == {"id"}:
            self.links[str(dict(attrs)["id"])] += 1
        elif tag == "a" or names:
            self.faults.append(f"<{tag}> must look as in the source, without anything added.")
        if tag not in VOID_TAGS:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in INLINE_TAGS - VOID_TAGS:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in INLINE_TAGS - VOID_TAGS:
            if not self.open or self.open[-1] != tag:
                self.faults.append(f"</{tag}> closes nothing that is open.")
            else:
                self.open.pop()

    def handle_comment(self, data: str) -> None:
        self.faults.append("a comment <!-- … --> is not allowed in a translation.")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)
