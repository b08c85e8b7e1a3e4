"""Text of the PO format → its entries, by the grammar of gettext, line by line.

A line is a comment, or a keyword and a text in quotation marks, or one more text for the keyword above.
What gettext refuses is refused, but for comments below the text that was; nothing is repaired.
"""

from __future__ import annotations

import re

from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.words.said import said

from .file import PoEntry, PoFile

_TEXT = r'"([^"\\]*(?:\\.[^"\\]*)*)"'
_KEYWORD = r"msgctxt|msgid_plural|msgid|msgstr(?:\[\d\d?\])?"
_STATEMENT = re.compile(rf"[ \t]*(?:(#~\||#~|#\|)[ \t]*)?(?:({_KEYWORD})[ \t]*)?{_TEXT}[ \t]*")
_MORE_TEXT = re.compile(rf"(?<=\")[ \t]*{_TEXT}")
_ESCAPE = re.compile(r"((?:\\x[0-9A-Fa-f]{1,2}|\\[0-7]{1,3})+)|\\(.)")
_BYTE = re.compile(r"\\x([0-9A-Fa-f]{1,2})|\\([0-7]{1,3})")
_SIGNS = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    **{sign: sign for sign in "\"\\'?"},
}
_NO_PO = said(
    "this line is no PO. Expected: a keyword and text between quotation marks, "
    'with quotation marks inside written as \\".'
)
_NOT_CLOSED = said(
    "this line is no PO: its text has no closing quotation mark. Expected: a keyword and text between "
    'quotation marks, with quotation marks inside written as \\".'
)
_CUT_OFF = said("this entry has no msgstr. Was the file cut off? Send it again.")


def parse(text: str, *, name: str) -> PoFile:
    """Return everything that the text says. Raises CatalogueFault where it is no PO, with the line."""
    parser = _Parser(name)
    for number, line in enumerate(text.split("\n"), start=1):
        sign = line[:1]
        if sign == "#" and line[1:2] not in {"~", "|"}:
            parser.comment(line, number)
        elif sign:
            parser.statement(line, number)
    return parser.file()


class _Draft:
    """An entry while its lines come; `texts` by keyword, with `|` before those of the former text."""

    __slots__ = ("comments", "extracted", "flags", "is_obsolete", "line", "references", "texts")

    def __init__(self, line: int) -> None:
        self.line = line
        self.is_obsolete = False
        self.flags: list[str] = []
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.references: list[str] = []
        self.texts: dict[str, list[str]] = {}


class _Parser:
    def __init__(self, name: str) -> None:
        self.name = name
        self.entries: list[PoEntry] = []
        self.draft: _Draft | None = None
        # The text that goes on, with the mark that its lines begin with, and where its keyword stands.
        self.texts: list[str] | None = None
        self.mark = ""
        self.opened = 0
        self.is_complete = False

    def comment(self, line: str, number: int) -> None:
        draft = self._begun(number)
        if "msgid" in draft.texts or "msgctxt" in draft.texts:
            # Comments stand above an entry: this one is the next one's.
            raise self._fault(self.opened, _CUT_OFF)
        kind, told = line[1:2], line[2:]
        if kind == ".":
            draft.extracted.append(told.removeprefix(" "))
        elif kind == ":":
            draft.references.append(told.strip())
        elif kind == ",":
            draft.flags += filter(None, map(str.strip, told.split(",")))
        else:
            draft.comments.append(line[1:].removeprefix(" "))

    def statement(self, line: str, number: int) -> None:
        found = _STATEMENT.fullmatch(line)
        if found is None:
            if line.strip():
                self._odd_line(line, number)
            return
        mark, keyword, text = found.groups("")
        if "\\" in text:
            text = self._unescaped(text, number)
        if keyword:
            self._keyword(keyword, mark, number)
        elif mark != self.mark or self.texts is None:
            raise self._fault(number, said("this text belongs to no msgid or msgstr above."))
        assert self.texts is not None
        self.texts.append(text)

    def file(self) -> PoFile:
        closing: tuple[str, ...] = ()
        draft = self.draft
        if draft is not None:
            if self.is_complete:
                self._finish(draft)
            elif draft.texts:
                raise self._fault(self.opened, _CUT_OFF)
            else:
                closing = tuple(draft.comments)
        header = next((entry for entry in self.entries if entry.is_header), None)
        return PoFile(_headers(header), tuple(self.entries), closing)

    def _keyword(self, keyword: str, mark: str, number: int) -> None:
        """Begin a text: of this entry, or of the next one where this one has all that it needs."""
        is_previous, is_obsolete = mark.endswith("|"), mark.startswith("#~")
        is_target = keyword.startswith("msgstr")
        opens = is_previous or keyword in {"msgctxt", "msgid"}
        draft = self._begun(number) if opens or self.draft is None else self.draft
        if is_previous and is_target:
            raise self._fault(number, said("“#|” stands before the text that was, never before msgstr."))
        texts, key = draft.texts, f"|{keyword}" if is_previous else keyword
        has_body = "msgid" in texts or "msgctxt" in texts
        if key in texts or (opens and "msgid" in texts):
            raise self._fault(self.opened, _CUT_OFF) if opens else self._twice(keyword, number)
        if not opens and "msgid" not in texts:
            raise self._fault(number, said("this {keyword} has no msgid above."), keyword=keyword)
        if has_body and is_obsolete != draft.is_obsolete:
            raise self._fault(number, said("one part of this entry is marked “#~” and another is not."))
        draft.is_obsolete = is_obsolete
        self.is_complete = is_target
        self.texts, self.mark, self.opened = texts.setdefault(key, []), mark, number

    def _begun(self, number: int) -> _Draft:
        """Return the entry that a line of this number goes to, after the one before is done."""
        draft = self.draft
        if draft is not None and self.is_complete:
            self._finish(draft)
            draft = None
        if draft is None:
            draft = self.draft = _Draft(number)
            self.texts, self.is_complete = None, False
        return draft

    def _finish(self, draft: _Draft) -> None:
        joined = {
            keyword: texts[0] if len(texts) == 1 else "".join(texts) for keyword, texts in draft.texts.items()
        }
        found = [keyword for keyword in joined if keyword.startswith("msgstr")]
        plural = joined.get("msgid_plural")
        forms = ["msgstr"] if plural is None else [f"msgstr[{number}]" for number in range(len(found))]
        if found != forms:
            raise self._fault(
                draft.line,
                said("the msgstr of this entry do not fit: msgstr[0], msgstr[1] … go with msgid_plural."),
            )
        get = joined.get
        self.entries.append(
            PoEntry(
                draft.line,
                get("msgctxt"),
                joined["msgid"],
                plural,
                tuple([joined[form] for form in forms]),
                tuple(draft.flags),
                tuple(draft.comments),
                tuple(draft.extracted),
                tuple(draft.references),
                get("|msgctxt"),
                get("|msgid"),
                get("|msgid_plural"),
                draft.is_obsolete,
            )
        )

    def _odd_line(self, line: str, number: int) -> None:
        """Take what gettext takes though no tool writes it, several words in a line; or say what is wrong."""
        stripped = line.lstrip(" \t")
        if stripped != line:
            (
                self.comment
                if stripped.startswith("#") and stripped[1:2] not in {"~", "|"}
                else self.statement
            )(stripped, number)
            return
        if stripped.rstrip() == "#~":
            return
        without = _MORE_TEXT.sub("", line)
        if without != line:
            for part in [without, *(found[0] for found in _MORE_TEXT.finditer(line))]:
                self.statement(part, number)
            return
        is_open = re.match(rf"(?:#~\|?|#\|)?[ \t]*(?:{_KEYWORD})?[ \t]*\"[^\"]*$", line)
        raise self._fault(number, _NOT_CLOSED if is_open else _NO_PO)

    def _unescaped(self, text: str, number: int) -> str:
        def sign(found: re.Match[str]) -> str:
            if found[1]:
                octets = [int(one, 16) if one else int(two, 8) for one, two in _BYTE.findall(found[1])]
                try:
                    return bytes(octets).decode()
                except ValueError as error:
                    raise self._fault(
                        number, said("“{mark}” is no character in UTF-8."), mark=found[1]
                    ) from error
            try:
                return _SIGNS[found[2]]
            except KeyError:
                raise self._fault(
                    number,
                    said("“{mark}” means nothing in PO. Write a backslash that is text as \\\\."),
                    mark=f"\\{found[2]}",
                ) from None

        return _ESCAPE.sub(sign, text)

    def _twice(self, keyword: str, number: int) -> CatalogueFault:
        template = said("this entry has its {keyword} twice. Keep one of the two.")
        return self._fault(number, template, keyword=keyword)

    def _fault(self, number: int, template: str, **values: object) -> CatalogueFault:
        return CatalogueFault(self.name, number, template, **values)


def _headers(entry: PoEntry | None) -> dict[str, str]:
    lines = entry.targets[0].split("\n") if entry else []
    pairs = [line.partition(":") for line in lines]
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}
