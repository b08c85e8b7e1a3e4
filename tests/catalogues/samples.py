"""Catalogues to try readers, writers and tools with."""

from __future__ import annotations

from uuid import UUID

from hypothesis import strategies as st

from translation_workflow.catalogue.message import Catalogue, Entry, Message, Piece
from translation_workflow.source.address import Address

KEY = UUID("696d9243-aebb-4709-a088-d29f4e26b8df")

# What no PO file can hold, or gettext does not let in: NUL, its own separator, half a surrogate pair.
TEXT = st.characters(exclude_characters="\0\x04", exclude_categories=["Cs"])
# Tools that are written in Python take these for line ends, wherever they stand.
PLAIN = st.characters(exclude_characters="\0\x04\x1c\x1d\x1e\x85\u2028\u2029", exclude_categories=["Cs"])
AWKWARD = st.text('"\\\n\r\t\a\b\f\v#~|:,. nrtx0å“', max_size=12)


def catalogue(*messages: Message, language: str = "nl-BE", snapshot: str = "") -> Catalogue:
    return Catalogue(
        programme="towns",
        language=language,
        page=str(KEY),
        title="Towns",
        plural_forms="nplurals=2; plural=(n != 1);",
        messages=messages,
        snapshot=snapshot,
    )


def message(source: str = "Less CO<sub>2</sub>.", target: str = "", path: str = "lead") -> Message:
    return Message(Piece(Address(KEY, path), source, ("Towns › Lead", "Keep: <sub>")), target)


@st.composite
def catalogues(draw: st.DrawFn, signs: st.SearchStrategy[str] = TEXT) -> Catalogue:
    """Any texts in any places, in need of work or not."""
    texts = st.one_of(st.text(signs, max_size=20), AWKWARD)
    comments = st.lists(st.text(signs, max_size=10), max_size=2).map(tuple)
    messages = [
        Message(
            Piece(Address(KEY, f"body.{number}"), draw(texts.filter(bool)), draw(comments)),
            draw(texts),
            draw(texts),
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    made = catalogue(*messages, snapshot=draw(st.sampled_from(["", "c0ffee"])))
    return Catalogue(made.programme, made.language, made.page, draw(texts), made.plural_forms, made.messages)


def expected(catalogue: Catalogue) -> list[Entry]:
    """What an import finds in the catalogue's file, without the lines."""
    targets = [edged_like(one.source, one.target) for one in catalogue.messages]
    return [
        Entry(
            str(one.address),
            one.source,
            target,
            0,
            one.needs_work and bool(target),
            one.made_from if target else "",
        )
        for one, target in zip(catalogue.messages, targets, strict=True)
    ]


def edged_like(source: str, target: str) -> str:
    """A line break at an edge is the source's to decide: gettext wants it so, and HTML does not care."""
    bare = target
    for edge in ("startswith", "endswith"):
        has, wants = (getattr(text, edge)("\n") for text in (bare, source))
        if bare and has and not wants:
            bare = bare.lstrip("\n") if edge == "startswith" else bare.rstrip("\n")
        elif bare and wants and not has:
            bare = f"\n{bare}" if edge == "startswith" else f"{bare}\n"
    return bare
