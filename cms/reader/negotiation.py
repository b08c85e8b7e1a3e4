"""The language of pages that belong to no edition: the visitor's, where we have the words for it."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils import translation

ENGLISH = "en"


def language_for_visitor() -> str:
    """Return the visitor's language as Django's middleware found it; English without a catalogue for it."""
    base = (translation.get_language() or ENGLISH).partition("-")[0]
    return base if base in languages_with_words() else ENGLISH


@cache
def languages_with_words() -> frozenset[str]:
    """Return the languages that the interface speaks: those with a compiled catalogue, and English."""
    compiled = (path for folder in settings.LOCALE_PATHS for path in folder.glob("*/LC_MESSAGES/django.mo"))
    return frozenset({ENGLISH, *(path.parts[-3] for path in compiled)})
