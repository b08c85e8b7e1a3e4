"""What cannot be done to an object of an edition, as a sentence."""

from __future__ import annotations


class PublicationRefused(Exception):
    """An object that may not go live in an edition; the text says which, where and why."""


def shortened(text: str) -> str:
    """Return the beginning of a text, enough to find it."""
    return text if len(text) <= 80 else f"{text[:79]}…"
