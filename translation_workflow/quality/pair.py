"""A text of the master with its translation, and what rules may know beside, in plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from translation_workflow.source.hold import ANYTHING, Hold
from translation_workflow.source.markup import Misfit, is_blank, misfits, plain_text

from .finding import MANY
from .once import once
from .original import Original, original

if TYPE_CHECKING:
    from translation_workflow.termbase.terms import Terms


@dataclass(frozen=True)
class Pair:
    """A source text and its translation, HTML fragments as working text holds them; languages are BCP 47.

    `hold` is what fits in the place. `made_from` is the older source text that the words were made from,
    where that is another. `elsewhere` are translations that the same source text has in other places of
    the edition; `namesakes` are other source texts that this translation stands for there. `terms` are
    the agreed words between the two languages. What is derived is derived once, when a rule asks.
    """

    source: str
    target: str
    language: str
    source_language: str = "en"
    hold: Hold = ANYTHING
    made_from: str = ""
    elsewhere: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    terms: Terms | None = None

    @once
    def original(self) -> Original:
        """What is known of the source, whichever edition asked."""
        return original(self.source, self.source_language)

    @once
    def source_text(self) -> str:
        """The source as a reader sees it, without tags."""
        return self.original.text

    @once
    def target_text(self) -> str:
        """The translation as a reader sees it, without tags."""
        return plain_text(self.target)

    @once
    def base(self) -> str:
        """The translation's language without its country: `nl` of `nl-BE`."""
        return self.language.split("-", maxsplit=1)[0].lower()

    @once
    def source_signs(self) -> frozenset[str]:
        """The characters of the source as it is stored: a rule that none of them concerns is done."""
        return self.original.signs

    @once
    def target_signs(self) -> frozenset[str]:
        """The characters of the translation as it is stored."""
        return frozenset(self.target)

    @once
    def is_blank(self) -> bool:
        """Whether a reader of the translation would see nothing."""
        return is_blank(self.target)

    @once
    def is_copy(self) -> bool:
        """Whether the translation is the source in its own language, which is no translation at all."""
        return self.source == self.target and self.base == self.source_base

    @once
    def source_base(self) -> str:
        """The source's language without its country."""
        return self.source_language.split("-", maxsplit=1)[0].lower()

    @once
    def misfits(self) -> tuple[Misfit, ...]:
        """The marks of the translation that may not stand there, by the grammar that publishing has."""
        return tuple(islice(misfits(self.target), MANY)) if "<" in self.target else ()
