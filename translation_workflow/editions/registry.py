"""Programmes and editions: how they come in, and which edition a page belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Subquery
from ruamel.yaml import YAML
from wagtail.models import Locale, Page

from pages.models import Programme

from .languages import language_for
from .models import Edition

REGISTRY = Path(__file__).parent / "registry"


class EditionNotFound(LookupError):
    """No edition has the name that was given."""


@dataclass(frozen=True)
class Outcome:
    """How many programmes and editions a load made; those that exist stay as people set them."""

    programmes: int
    editions: int

    def __str__(self) -> str:
        return f"{self.programmes} programmes and {self.editions} editions added."


@transaction.atomic
def load_registry(folder: Path = REGISTRY) -> Outcome:
    """Add the shipped programmes and editions that are not there yet, and change none."""
    programmes = editions = 0
    for path in sorted(folder.glob("*.yaml")):
        shipped = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        programme = Programme.objects.filter(slug=path.stem).first()
        if programme is None:
            reward = shipped["reward"]
            programme = add_programme(
                path.stem,
                name=shipped["name"],
                master=shipped["master"],
                reward_unit=reward["unit"],
                points_per_unit=reward["points"],
                diploma_needs=reward["diploma"],
            )
            programmes += 1
        policy = _policy(shipped)
        present = {code.lower() for code in programme.editions.values_list("code", flat=True)}
        for order, row in enumerate(shipped["editions"], start=1):
            if row["code"].lower() not in present:
                add_edition(programme, order=order, **{**policy, **row})
                editions += 1
    return Outcome(programmes, editions)


def _policy(shipped: Mapping[str, Any]) -> dict[str, Any]:
    """What a shipped programme says of all its editions; an edition's own row may say otherwise."""
    missing = shipped["maximum_missing"]
    said = {
        name: shipped[name] for name in ("minimum_state", "similarity", "conflicts_block") if name in shipped
    }
    return {"maximum_missing": None if missing == "unlimited" else missing, **said}


def add_programme(slug: str, *, name: str, master: str, **settings: Any) -> Programme:
    """Return a new programme. Raises UnknownLanguage, or ValidationError for a wrong or taken name."""
    code = language_for(master).stored_code
    locale, _ = Locale.objects.get_or_create(language_code=code)
    programme = Programme(slug=slug, name=name, master_locale=locale, **settings)
    programme.full_clean()
    programme.save()
    return programme


def add_edition(programme: Programme, *, code: str, **settings: Any) -> Edition:
    """Return a new edition. Raises UnknownLanguage, or ValidationError where it exists already."""
    language = language_for(code)
    settings.setdefault("order", programme.editions.count() + 1)
    edition = Edition(programme=programme, code=language.code, **settings)
    edition.locale = Locale.objects.get_or_create(language_code=language.stored_code)[0]
    edition.full_clean()
    edition.save()
    return edition


def find_edition(name: str) -> Edition:
    """Return the edition named `programme/code`, in any case. Raises EditionNotFound."""
    slug, _, code = name.partition("/")
    edition = (
        Edition.objects.select_related("programme__master_locale", "locale")
        .filter(programme__slug=slug, code__iexact=code)
        .first()
    )
    if edition is None:
        known = ", ".join(str(row) for row in Edition.objects.select_related("programme"))
        raise EditionNotFound(f"There is no edition “{name}”. Known: {known or 'none yet'}.")
    return edition


def translated_editions(programme: Programme) -> Sequence[Edition]:
    """Return the programme's editions but the master's own and the retired, in their order."""
    return list(
        programme.editions.exclude(locale=programme.master_locale)
        .exclude(status=Edition.Status.RETIRED)
        .select_related("programme__master_locale", "locale")
    )


def edition_of(page: Page) -> Edition | None:
    """Return the edition that a page belongs to; None for a page outside every programme."""
    top = page.path[: 2 * Page.steplen]
    return (
        Edition.objects.select_related("programme__master_locale", "locale")
        .filter(
            locale=page.locale_id,
            programme__master_page__translation_key=Subquery(
                Page.objects.filter(path=top).values("translation_key")[:1]
            ),
        )
        .first()
    )
