"""The language of pages that belong to no edition: the visitor's, where we have the words for it."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

ENGLISH = "en"


def language_for_visitor(request: HttpRequest) -> str:
    """Return the most wanted of the visitor's languages that the interface speaks; English without one.

    Django's own search ends at the first language that Django knows, whether we have words for it or not.
    """
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    bases = (language.partition("-")[0] for language, weight in accepted if weight > 0)
    return next((base for base in bases if base in languages_with_words()), ENGLISH)


@cache
def languages_with_words() -> frozenset[str]:
    """Return the languages that the interface speaks: those with a compiled catalogue, and English."""
    compiled = (path for folder in settings.LOCALE_PATHS for path in folder.glob("*/LC_MESSAGES/django.mo"))
    return frozenset({ENGLISH, *(path.parts[-3] for path in compiled)})
