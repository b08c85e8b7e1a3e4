"""What a drawing needs to know besides the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Setting:
    """The edition in which a document is drawn.

    `language` is the edition's code, `start` the address at which the edition begins, `today` the
    day against which reviews count as overdue, `labels` the edition's interface words. `titled` names,
    by the key of a page, the language of its title where that is not the edition's. `country` is the
    edition's, in its language; empty for one of no country. On a page that `is_national` as a whole no
    block says so for itself.
    """

    language: str
    start: str
    today: date
    labels: Mapping[str, str]
    titled: Mapping[str, str] = field(default_factory=dict)
    country: str = ""
    is_national: bool = False

    def differs(self, language: object) -> str:
        """Return the language when it is one and not the edition's, else nothing."""
        return language if isinstance(language, str) and language != self.language else ""

    def is_foreign(self, language: object) -> bool:
        """Say whether a text in `language` awaits translation here: en-GB shows English as its own."""
        return bool(self.differs(language)) and _base(str(language)) != _base(self.language)


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
