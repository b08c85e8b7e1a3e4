"""System checks: editions, locales and programmes tell one story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import DatabaseError, connection
from django.db.models import F

from .languages import UnknownLanguage, language_for


@register(Tags.database)
def editions_and_locales_agree(
    app_configs: Sequence[Any] | None = None,
    databases: Iterable[str] | None = None,
    **options: Any,
) -> list[CheckMessage]:
    """Report editions whose locale is not their language's, and locales no list knows."""
    if not databases:
        return []
    try:
        if "editions_edition" not in connection.introspection.table_names():
            return []
        return [*_wrong_editions(), *_unlisted_locales(), *_headless_programmes()]
    except DatabaseError:
        # Half-migrated: the migrations come first, and they say so themselves.
        return []


def _wrong_editions() -> list[CheckMessage]:
    from .models import Edition

    return [
        checks.Error(
            f"Edition {edition} stands on the locale “{edition.locale.language_code}”.",
            hint=f"Its locale must be “{edition.code.lower()}”; save the edition again in the admin.",
            id="editions.E001",
        )
        for edition in Edition.objects.select_related("programme", "locale")
        if edition.locale.language_code != edition.code.lower()
    ]


def _unlisted_locales() -> list[CheckMessage]:
    from wagtail.models import Locale

    return [
        checks.Error(
            f"The database holds the locale “{code}”, which no shipped language has.",
            hint="Add its row to translation_workflow/editions/languages.py.",
            id="editions.E002",
        )
        for code in Locale.objects.values_list("language_code", flat=True)
        if not _is_listed(code)
    ]


def _headless_programmes() -> list[CheckMessage]:
    from pages.models import Programme

    return [
        checks.Warning(
            f"The programme “{programme.slug}” has no edition in its master's language.",
            hint=f"Run: manage.py add_edition {programme.slug} {programme.master_locale.language_code}",
            id="editions.W001",
        )
        for programme in Programme.objects.select_related("master_locale").exclude(
            editions__locale=F("master_locale")
        )
    ]


def _is_listed(code: str) -> bool:
    try:
        language_for(code)
    except UnknownLanguage:
        return False
    return True
