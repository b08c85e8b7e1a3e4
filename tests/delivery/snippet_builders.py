"""Snippets of a programme, by their model: the least that is a whole one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model
from wagtail.models import Locale

from pages.models import (
    ContactPoint,
    FinanceInstrument,
    LegalInstrument,
    Organisation,
    Partnership,
    PolicyMilestone,
    Programme,
    SocialAccount,
    Statistic,
    Tool,
)

FIELDS: dict[type[Model], dict[str, Any]] = {
    Organisation: {
        "name": "ICLEI",
        "localised_name": "Local Governments for Sustainability",
        "url": "https://iclei.example/",
        "country": "DE",
    },
    ContactPoint: {"label": "Helpdesk", "email": "help@example.org"},
    SocialAccount: {"network": "Mastodon", "handle": "@towns", "call_to_action": "Follow the towns"},
    Tool: {"name": "Footprint", "description": "Counts emissions.", "country": "SE"},
    Statistic: {
        "label": "signatories",
        "value": Decimal("5700.5000"),
        "unit": "towns",
        "qualifier": "about",
        "as_of": date(2014, 5, 1),
        "review_by": date(2030, 1, 31),
    },
    PolicyMilestone: {"what": "Emissions are halved.", "when": "2030", "review_by": date(2029, 6, 1)},
    FinanceInstrument: {"name": "Klimatklivet", "country": "SE", "review_by": date(2027, 1, 1)},
    LegalInstrument: {"name": "Plan- och bygglagen", "country": "SE", "valid_from": date(2011, 5, 2)},
}


def a_snippet(model: type[Any], programme: Programme, *, code: str = "", **fields: Any) -> Any:
    """A snippet of a programme, in the master's language unless `code` says another."""
    if model is Partnership:
        organisation = a_snippet(Organisation, programme, code=code, **fields)
        return Partnership.objects.create(
            programme=programme, organisation=organisation, role=Partnership.Role.COORDINATOR
        )
    locale = Locale.objects.get_or_create(language_code=code.lower())[0] if code else programme.master_locale
    return model.objects.create(programme=programme, locale=locale, **{**FIELDS[model], **fields})


def translated(snippet: Any, code: str, **words: Any) -> Any:
    """The snippet in another language: the master's words but for those given."""
    locale, _ = Locale.objects.get_or_create(language_code=code.lower())
    copy = snippet.copy_for_translation(locale)
    for name, value in words.items():
        setattr(copy, name, value)
    copy.save()
    return copy
