"""Catalogue → bytes of the PO format, as gettext writes them without wrapping."""

from __future__ import annotations

import re

from translation_workflow.catalogue.message import Catalogue, Message, Piece

# The signs that every tool reads as escapes; others stand as they are.
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
# gettext takes a file with one of these for broken, and half a surrogate pair is no UTF-8.
_IMPOSSIBLE = "\x00\x04" + "".join(map(chr, range(0xD800, 0xE000)))
_WRITTEN = str.maketrans({**_ESCAPES, **dict.fromkeys(_IMPOSSIBLE, "\ufffd")})
# What some tool takes for the end of a line, where only a comment's own line may end.
_LINE_ENDS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


def write_po(catalogue: Catalogue) -> bytes:
    """Return the catalogue as PO bytes: the same catalogue gives the same bytes, on any day."""
    return Writer().write(catalogue)


class Writer:
    """Writes the catalogues of many editions; what they share, their pieces, is rendered once.

    It keeps every piece that it has seen: make one for an export, and let it go.
    """

    def __init__(self) -> None:
        # By identity, which is stable since the piece is kept beside what was rendered of it.
        self._rendered: dict[int, tuple[Piece, str, str, bool]] = {}

    def write(self, catalogue: Catalogue) -> bytes:
        """Return the catalogue as PO bytes, which `msgfmt -c` accepts whatever the texts are.

        For that, a translation begins and ends with a line break exactly where its source does, and of
        two messages with the same text in the same place the first is written.
        """
        rendered, parts = self._rendered, [_header(catalogue)]
        written: set[str] = set()
        for message in catalogue.messages:
            piece = message.piece
            known = rendered.get(id(piece))
            if known is None:
                known = rendered[id(piece)] = (piece, *_rendered(piece))
            _, comments, texts, has_edge = known
            if texts in written:
                continue
            written.add(texts)
            target = message.target
            if has_edge or "\n" in target:
                target = edged_like(piece.source, target)
            parts.append(comments)
            # Where there are no words there is nothing to doubt; gettext drops such a mark.
            if target and (message.needs_work or message.made_from):
                parts.append(_marks(message))
            parts.append(texts)
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
    }
    if catalogue.page:
        fields["X-Page-Key"] = catalogue.page
    if catalogue.snapshot:
        fields["X-Snapshot"] = catalogue.snapshot
    told = "".join(f"{name}: {_one_line(value)}\n" for name, value in fields.items())
    title = f"# {_one_line(catalogue.title)}\n# CapaCITY Editions, {_one_line(catalogue.programme)}\n"
    return f"{title}{_field('msgid', '')}{_field('msgstr', told)}"


def _rendered(piece: Piece) -> tuple[str, str, bool]:
    """Return what stands before an edition's marks and after them, and whether a line break is at an edge."""
    comments = "".join(f"#. {_one_line(comment)}".rstrip() + "\n" for comment in piece.comments)
    texts = f"{_field('msgctxt', str(piece.address))}{_field('msgid', piece.source)}"
    return f"\n{comments}", texts, piece.source.startswith("\n") or piece.source.endswith("\n")


def _marks(message: Message) -> str:
    fuzzy = "#, fuzzy\n" if message.needs_work else ""
    if not message.made_from:
        return fuzzy
    previous = _field("msgid", message.made_from).removesuffix("\n").replace("\n", "\n#| ")
    return f"{fuzzy}#| {previous}\n"


def edged_like(source: str, target: str) -> str:
    """Return the target with a line break at its beginning and end where the source has one."""
    if target and target.startswith("\n") != source.startswith("\n"):
        target = target.lstrip("\n") if target.startswith("\n") else f"\n{target}"
    if target and target.endswith("\n") != source.endswith("\n"):
        target = target.rstrip("\n") if target.endswith("\n") else f"{target}\n"
    return target


def _field(keyword: str, text: str) -> str:
    """Return a keyword with its text; one that has several lines begins below the keyword."""
    # Nearly all words are letters and spaces: asking so is much faster than any search.
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'{keyword} "{text}"\n'
    lines = [line.translate(_WRITTEN) for line in _LINES.findall(text)]
    if len(lines) < 2:
        return f'{keyword} "{"".join(lines)}"\n'
    return "".join([f'{keyword} ""\n', *(f'"{line}"\n' for line in lines)])


def _one_line(text: str) -> str:
    return text if text.isprintable() else _LINE_ENDS.sub(" ", text)
