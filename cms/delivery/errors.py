"""What delivery may refuse to do.

DeliveryError
├── EditionWithoutPages   the edition has no programme page yet
└── PageOfAnotherEdition  the page stands outside the edition's tree
"""

from __future__ import annotations


class DeliveryError(Exception):
    """Something that cannot be served; the text says what and what next."""


class EditionWithoutPages(DeliveryError):
    """Raised where a document needs a path and the edition has no page to count it from."""

    def __init__(self, edition: object) -> None:
        super().__init__(
            f"{edition}: the edition has no programme page. Submit the master to it, then build again."
        )


class PageOfAnotherEdition(DeliveryError):
    """Raised for a page that does not stand below the edition's programme page."""

    def __init__(self, edition: object, page: object) -> None:
        super().__init__(f"{edition}: “{page}” stands outside this edition; publish it in its own.")
