"""Errors in tags, links, placeholders and addresses."""

from __future__ import annotations

from dataclasses import replace

from translation_workflow.quality.pair import Pair

from .kind import Kind, Plant, changed, swap


def _linked(by: str) -> Plant:
    return swap(r'<a id="(a1)">(.*?)</a>', by)


def _first_link_in_second(pair: Pair) -> Pair | None:
    if '<a id="a2">' not in pair.target:
        return None
    target = pair.target.replace('<a id="a1">', "", 1).replace("</a>", "", 1)
    return changed(pair, target.replace('<a id="a2">', '<a id="a2"><a id="a1">').replace("</a>", "</a></a>"))


def _with_address(address: str, wrong: str) -> Plant:
    """The master's texts hold no address, so both sides get one, and the translation a wrong one."""

    def plant(pair: Pair) -> Pair:
        return replace(pair, source=f"{pair.source} ({address})", target=f"{pair.target} ({wrong})")

    return plant


MARKUP = (
    Kind("closing tag lost", "tags", swap(r"</(b|i|sub|sup)>", "")),
    Kind("opening tag lost", "tags", swap(r"<(b|i|sub|sup)>", "")),
    Kind("tags closed in the wrong order", "tags", swap(r"<(b|i)>(.*?)</\1>", r"<\1><sub>\2</\1></sub>")),
    Kind("emphasis lost", "formatting", swap(r"<(b|i)>(.*?)</\1>", r"\2")),
    Kind("unknown tag", "sanitiser", swap(r"(\w{3,})$|(\w{3,})\b", r"<span>\g<0></span>")),
    Kind("tag with an attribute", "sanitiser", swap(r"<(b|i)>", r'<\1 class="x">')),
    Kind("script", "sanitiser", swap(r"$", "<script>alert(1)</script>")),
    Kind("comment", "sanitiser", swap(r"$", "<!-- check this -->")),
    Kind("bare angle bracket", "sanitiser", swap(r" ", " < ")),
    Kind("link lost", "links", _linked(r"\2")),
    Kind("link twice", "links", _linked(r"\g<0> \g<0>")),
    Kind("unknown link", "links", _linked(r'<a id="a9">\2</a>')),
    Kind("address in place of a link", "sanitiser", _linked(r'<a href="https://example.org/">\2</a>')),
    Kind("link in a link", "tags", _first_link_in_second),
    Kind("placeholder lost", "placeholders", swap(r"%\(\w+\)s", ""), in_interface=True),
    Kind("placeholder changed", "placeholders", swap(r"%\((\w+)\)s", r"%(my_\1)s"), in_interface=True),
    Kind("placeholder torn", "placeholders", swap(r"%\((\w+)\)s", r"% (\1) s"), in_interface=True),
    Kind(
        "web address changed",
        "addresses",
        _with_address("https://www.covenantofmayors.eu/plans", "https://www.covenantofmayors.eu/plan"),
    ),
    Kind("web address lost", "addresses", _with_address("https://www.covenantofmayors.eu/plans", "…")),
    Kind(
        "mail address changed",
        "addresses",
        _with_address("helpdesk@eumayors.eu", "helpdesk@eumayor.eu"),
    ),
)
