"""Units of memory by the thousand, written past everything that makes them one by one."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from wagtail_localize.models import String, StringTranslation, TranslatableObject, TranslationContext

import pages
from pages.models import InfoPage
from translation_workflow.editions.models import Edition

SHIPPED = Path(pages.__file__).parent / "starter" / "covenant-capacity"
MARK = re.compile(r"<[^>]*>")


@cache
def shipped_words() -> list[str]:
    """Return the words of the shipped programme, each as often as it stands there."""
    paths = [path for path in sorted(SHIPPED.rglob("*.yaml")) if path.parent.name != "editions"]
    found = [MARK.sub(" ", path.read_text(encoding="utf-8")) for path in paths]
    return [word for text in found for word in re.findall(r"[A-Za-z]+(?:-[a-z]+)*", text)]


def sentences(number: int, *, seed: int = 1) -> list[str]:
    """Return so many different sentences, the same each time, of words as often as the shipped programme has
    them. A third begin as another one does.
    """
    chance = random.Random(seed)
    vocabulary = shipped_words()
    found: dict[str, None] = {}
    while len(found) < number:
        words = chance.choices(vocabulary, k=chance.randint(3, 30))
        if found and chance.random() < 0.3:
            before = next(reversed(found)).split(" ")[: chance.randint(2, 25)]
            words = [*before, *words[: chance.randint(1, 5)]]
        found[f"{' '.join(words)}{chance.choice(['', '.', '?', ' in 2020', ' by 20 %'])}"] = None
    return list(found)


def remember(texts: Iterable[str], edition: Edition, *, prefix: str = "sv ") -> None:
    """Let an edition have a translation of each text, in places of one page that is nobody's."""
    page = TranslatableObject.objects.create(
        translation_key=uuid4(), content_type=ContentType.objects.get_for_model(InfoPage)
    )
    rows = [
        String(locale_id=edition.programme.master_locale_id, data=text, data_hash=String._get_data_hash(text))
        for text in texts
    ]
    strings = String.objects.bulk_create(rows, batch_size=500)
    contexts = TranslationContext.objects.bulk_create(
        [
            TranslationContext(object=page, path=f"body.{row.pk}", path_id=uuid4(), field_path="body")
            for row in strings
        ],
        batch_size=500,
    )
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=string,
                context=context,
                locale_id=edition.locale_id,
                data=prefix + string.data,
                translation_type="manual",
            )
            for string, context in zip(strings, contexts, strict=True)
        ],
        batch_size=500,
    )
