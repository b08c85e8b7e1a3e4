"""What previews may refuse.

PreviewError
├── NothingToPreview   the edition has no such page, or readers would get none
└── NoSuchLink         no link has this token: it never was, has expired, or was revoked
"""

from __future__ import annotations


class PreviewError(Exception):
    """Something that cannot be shown; the text says why, for people."""


class NothingToPreview(PreviewError):
    """Raised where there is no draft that readers could ever get."""


class NoSuchLink(PreviewError):
    """Raised for every token that leads nowhere, whatever the reason: who guesses learns nothing."""

    def __init__(self) -> None:
        super().__init__(
            "There is no such preview: it never was, it has expired, or it was revoked. "
            "Ask whoever sent you the link for another one."
        )
