"""The kinds of facts that an edition may have for itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pages.models import ContactPoint, FinanceInstrument, LegalInstrument


@dataclass(frozen=True)
class Kind:
    """A model of facts: its `name` in addresses, its icon, and what its people fill in."""

    name: str
    model: type[Any]
    icon: str
    new: Any
    fields: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)


DAYS = ("valid_from", "valid_to", "review_by")

KINDS = (
    Kind(
        "finance",
        FinanceInstrument,
        "doc-full",
        _("Add a finance instrument"),
        ("name", "description", "url", *DAYS),
    ),
    Kind(
        "legal",
        LegalInstrument,
        "clipboard-list",
        _("Add a legal instrument"),
        ("name", "description", "url", *DAYS),
    ),
    Kind(
        "contact",
        ContactPoint,
        "mail",
        _("Add a contact point"),
        ("label", "email", "url", "obfuscate", *DAYS),
    ),
)


def kind_of(model: type[Any]) -> Kind:
    """Return the kind of a model of facts. Raises StopIteration for another model."""
    return next(kind for kind in KINDS if kind.model is model)
