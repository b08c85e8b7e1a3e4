"""Where starter entries belong, and how they name each other there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from wagtail.models import Locale

from pages.models import Programme
from pages.models.snippets import PlainSnippet


@dataclass(frozen=True)
class Home:
    """A programme in one language: its master's, or that of one country's edition."""

    programme: Programme
    locale: Locale
    country: str = ""

    @property
    def is_master(self) -> bool:
        return bool(self.locale.pk == self.programme.master_locale_id)


@dataclass
class References:
    """Keys to row ids, remembered for one load: in the home's own language, else in its master's."""

    home: Home
    _known: dict[tuple[str, type[models.Model]], int] = field(default_factory=dict)

    def __call__(self, key: str, model: type[models.Model]) -> int | None:
        """Return the id of a row, or None where no such row is loaded."""
        if (key, model) not in self._known:
            row = self._row(key, model)
            if row is None:
                return None
            self._known[key, model] = row
        return self._known[key, model]

    def _row(self, key: str, model: type[models.Model]) -> int | None:
        for locale in dict.fromkeys([self.home.locale, self.home.programme.master_locale]):
            rows = model._default_manager.filter(**named(key, model, locale))
            row = rows.values_list("pk", flat=True).first()
            if row is not None:
                return int(row)
        return None


def named(key: Any, model: type[models.Model], locale: Locale) -> dict[str, Any]:
    """Return the lookup that finds the row of a key in a language."""
    if issubclass(model, PlainSnippet):
        return {"key": key}
    return {"translation_key": key, "locale": locale}
