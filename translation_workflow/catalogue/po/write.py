"""Catalogue → bytes of the PO format, as gettext writes them without wrapping."""

from __future__ import annotations

import re

from translation_workflow.catalogue.message import Catalogue, Message, Piece

# The signs that gettext writes as escapes; others may stand as they are.
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\b": "\\b",
    "\f": "\\f",
    "\v": "\\v",
}
_ESCAPED = re.compile(f"[{re.escape(''.join(_ESCAPES))}]")
# Characters that some tool takes for the end of a line, where only a comment's own line may end.
_LINE_ENDS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def write_po(catalogue: Catalogue) -> bytes:
    """Return the catalogue as PO bytes: the same catalogue gives the same bytes, on any day."""
    return Writer().write(catalogue)


class Writer:
    """Writes the catalogues of many editions; what they share, their pieces, is rendered once.

    It keeps every piece that it has seen: make one for an export, and let it go.
    """

    def __init__(self) -> None:
        # By identity, which is stable since the piece is kept beside what was rendered of it.
        self._rendered: dict[int, tuple[Piece, str, str]] = {}

    def write(self, catalogue: Catalogue) -> bytes:
        """Return the catalogue as PO bytes: the same catalogue gives the same bytes, on any day."""
        rendered, parts = self._rendered, [_header(catalogue)]
        for message in catalogue.messages:
            piece = message.piece
            known = rendered.get(id(piece))
            if known is None:
                known = rendered[id(piece)] = (piece, *_rendered(piece))
            parts.append(known[1])
            if message.needs_work or message.made_from:
                parts.append(_marks(message))
            parts.append(known[2])
            target = message.target
            # Nearly all words are letters and spaces: asking so is much faster than any search.
            if target.isprintable() and '"' not in target and "\\" not in target:
                parts.append(f'msgstr "{target}"\n')
            else:
                parts.append(_field("msgstr", target))
        return "".join(parts).encode()


def _header(catalogue: Catalogue) -> str:
    fields = {
        "Project-Id-Version": catalogue.programme,
        "Language": catalogue.language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": catalogue.plural_forms,
        "X-Page-Key": catalogue.page,
        "X-Snapshot": catalogue.snapshot,
    }
    optional = {"X-Page-Key", "X-Snapshot"}
    told = "".join(
        f"{name}: {_one_line(value)}\n" for name, value in fields.items() if value or name not in optional
    )
    title = f"# {_one_line(catalogue.title)}\n# CapaCITY Editions, {_one_line(catalogue.programme)}\n"
    return f"{title}{_field('msgid', '')}{_field('msgstr', told)}"


def _rendered(piece: Piece) -> tuple[str, str]:
    """Return what stands before and after the marks of an edition's message."""
    comments = "".join(f"#. {_one_line(comment)}".rstrip() + "\n" for comment in piece.comments)
    return f"\n{comments}", f"{_field('msgctxt', str(piece.address))}{_field('msgid', piece.source)}"


def _marks(message: Message) -> str:
    fuzzy = "#, fuzzy\n" if message.needs_work else ""
    if not message.made_from:
        return fuzzy
    previous = _field("msgid", message.made_from)
    return fuzzy + "".join(f"#| {line}\n" for line in previous.splitlines())


def _field(keyword: str, text: str) -> str:
    """Return a keyword with its text; one that has several lines begins below the keyword."""
    lines = [
        _ESCAPED.sub(lambda found: _ESCAPES[found[0]], line) for line in re.findall(r"[^\n]*\n|[^\n]+", text)
    ]
    if len(lines) < 2:
        return f'{keyword} "{"".join(lines)}"\n'
    return "".join([f'{keyword} ""\n', *(f'"{line}"\n' for line in lines)])


def _one_line(text: str) -> str:
    return _LINE_ENDS.sub(" ", text)
