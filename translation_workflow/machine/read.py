"""Reading what an engine said: it is put together again, and judged, before anybody sees it."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from django.conf import settings

from translation_workflow.quality.pair import Pair
from translation_workflow.quality.run import blocking
from translation_workflow.source.markup import control_signs, is_blank
from translation_workflow.words.said import said

from .errors import Unusable
from .mask import Masked, unmask
from .redact import redact
from .tongue import Languages, language_fault

LONGEST_GROWTH = 4
ROOM = 100
"""An answer may be so many times as long as its text, or as short, and a bit more."""
_LINES = re.compile(r"[ \t]*\n\s*")
_TAG_BEGINS = re.compile(r"<[A-Za-z/!?]")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp);")


def read_answer(answer: str | None, masked: Masked, *, text: str, languages: Languages) -> str:
    """Return an answer as a fragment that no rule blocks. Raises MaskFault, Unfit with a sentence."""
    if answer is None or not answer.strip():
        raise Unsaid(said("the engine said nothing."))
    if len(answer) > len(masked.text) * LONGEST_GROWTH + ROOM:
        raise Unfit(said("the answer is far longer than the text."))
    if (len(answer) + ROOM // 2) * LONGEST_GROWTH < len(masked.text):
        raise Unfit(said("the answer is far shorter than the text."))
    answer = _plainly(answer, masked)
    if redact(answer, keys=settings.MACHINES.keys) != answer:
        raise Unfit(said("the answer holds a key of ours."))
    if control_signs(answer.replace("\r\n", "\n")):
        raise Unfit(said("the answer holds control characters."))
    if _TAG_BEGINS.search(answer) and not _TAG_BEGINS.search(masked.text):
        raise Unfit(said("the engine put in tags that were not sent."))
    words = unmask(answer, masked)
    check_words(words, text=text, languages=languages)
    return words


def check_words(words: str, *, text: str, languages: Languages) -> None:
    """Raises Unfit for words that are blank, in another language, or kept from pages by a rule."""
    if is_blank(words):
        raise Unsaid(said("the engine said nothing."))
    if template := language_fault(words, text=text, languages=languages):
        raise Unfit(template)
    if found := blocking(Pair(text, words, languages.target, languages.source)):
        fault = found[0].fault
        raise Unfit(fault.template, **fault.values)


class Unfit(Unusable):
    """An answer cannot be used; a sentence says why."""


class Unsaid(Unfit):
    """There is no answer: a failure of its moment."""


def _plainly(answer: str, masked: Masked) -> str:
    """Return an answer as plain text in the lines of its source; some engines answer plain text as HTML."""
    if _REFERENCE.search(answer) and not _REFERENCE.search(masked.text):
        answer = unescape(answer)
    answer = unicodedata.normalize("NFC", answer).replace("\r\n", "\n")
    return answer if "\n" in masked.text else _LINES.sub(" ", answer)
