"""Made-up translations: other words in the same markup, put in past every screen."""

from __future__ import annotations

import re

from wagtail_localize.models import StringSegment, StringTranslation

from translation_workflow.editions.models import Edition

MARKUP_OR_WORD = re.compile(r"(<[^>]+>|&\w+;)|([^\W\d_]{2,})")


def translated(text: str, code: str) -> str:
    """Return `text` in the made-up language `code`: its words backwards, tags and numbers as they are."""
    words = MARKUP_OR_WORD.sub(lambda found: found[1] or found[2][::-1].lower(), text)
    return f"{code}: {words}"


def translate(edition: Edition, *, again: str = "") -> None:
    """Give every piece of the programme that has none its words in the edition.

    With `again`, give all of them new words, which begin with it.
    """
    locale = edition.locale_id
    segments = StringSegment.objects.filter(source__locale=edition.programme.master_locale)
    rows = segments.values_list("string_id", "context_id", "string__data").distinct()
    StringTranslation.objects.bulk_create(
        (
            StringTranslation(
                translation_of_id=string,
                context_id=context,
                locale_id=locale,
                data=translated(text, f"{again}{edition.code}"),
                translation_type="manual",
            )
            for string, context, text in rows
        ),
        batch_size=2000,
        update_conflicts=bool(again),
        ignore_conflicts=not again,
        unique_fields=["locale", "translation_of", "context"] if again else None,
        update_fields=["data"] if again else None,
    )
