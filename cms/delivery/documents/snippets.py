"""Snippets as documents show them: in the edition's language where there is such a row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model, Q
from wagtail.models import Locale

from pages.models import Organisation, Partnership
from pages.models.references import EditionInstrument
from pages.models.snippets import CountryField, TranslatedSnippet
from translation_workflow.editions.languages import language_for
from translation_workflow.editions.models import Kind

from .place import Place
from .schema import Origin

Shown = dict[int, dict[int, "ShownSnippet"]]

UNSERVED = {"id", "key", "translation_key", "locale", "programme"}


@dataclass(frozen=True)
class ShownSnippet:
    """A snippet's value for one edition, and where its words come from (None: it has none)."""

    key: UUID
    value: dict[str, Any]
    origin: Origin | None


def snippets_by_id(model: type[Model], wanted: Mapping[Place, Collection[int]]) -> Shown:
    """Return for each edition the snippets of one model that it wants, in one query (partners: two).

    By the edition's primary key, then the snippet's. Missing ones are left out.
    """
    if model is Partnership:
        return _partners(wanted)
    if issubclass(model, EditionInstrument):
        rows = model._default_manager.filter(pk__in=_all(wanted)).select_related("locale").in_bulk()
        return {
            place.edition.pk: {pk: _instrument(rows[pk], place) for pk in keys if pk in rows}
            for place, keys in wanted.items()
        }
    assert issubclass(model, TranslatedSnippet)
    return _shown(model, wanted)


def _all(wanted: Mapping[Place, Collection[int]]) -> set[int]:
    return {pk for keys in wanted.values() for pk in keys}


def _partners(wanted: Mapping[Place, Collection[int]]) -> Shown:
    partners = Partnership.objects.filter(pk__in=_all(wanted)).in_bulk()
    known = {place: [partners[pk] for pk in keys if pk in partners] for place, keys in wanted.items()}
    shown = _shown(
        Organisation, {place: {one.organisation_id for one in own} for place, own in known.items()}
    )
    return {
        place.edition.pk: {
            one.pk: _in_role(shown[place.edition.pk][one.organisation_id], one.role) for one in own
        }
        for place, own in known.items()
    }


def _in_role(organisation: ShownSnippet, role: str) -> ShownSnippet:
    return replace(organisation, value=organisation.value | {"role": role})


def _shown(model: type[TranslatedSnippet], wanted: Mapping[Place, Collection[int]]) -> Shown:
    """Return what each edition shows for the rows it wants: its own version, else the row itself."""
    given_keys = _all(wanted)
    keys = model._default_manager.filter(pk__in=given_keys).values("translation_key")
    locales = {
        locale for place in wanted for locale in (place.edition.locale_id, place.programme.master_locale_id)
    }
    asked = Q(pk__in=given_keys) | Q(translation_key__in=keys, locale__in=locales)
    rows = model._default_manager.filter(asked).select_related("locale").in_bulk()
    versions = {(row.locale_id, row.translation_key): row for row in rows.values()}
    shown: Shown = {}
    for place, wanted_here in wanted.items():
        own, master = place.edition.locale_id, place.programme.master_locale_id
        given = [rows[pk] for pk in wanted_here if pk in rows]
        shown[place.edition.pk] = {
            row.pk: _translated(
                versions.get((own, row.translation_key), row),
                versions.get((master, row.translation_key)),
                place,
            )
            for row in given
        }
    return shown


def _translated(row: Any, master: Any | None, place: Place) -> ShownSnippet:
    origin = _origin(row, master, place)
    value = {"key": row.translation_key, **_language(row.locale, origin, place), **_fields(row, place)}
    return ShownSnippet(row.translation_key, value, origin)


def _origin(row: Any, master: Any | None, place: Place) -> Origin | None:
    """Compare a snippet's words with the master's: an untranslated field holds the master's own."""
    words = [name for name in row.translated if getattr(row, name)]
    if not words:
        return None
    if place.kind == Kind.MASTER or row.locale_id != place.edition.locale_id:
        return Origin.MASTER
    if master is None:
        return Origin.NATIONAL
    same = sum(getattr(row, name) == getattr(master, name) for name in words)
    if same == len(words):
        return Origin.COPY if place.kind == Kind.SAME_LANGUAGE else Origin.MASTER
    return Origin.PARTIAL if same and place.kind == Kind.TRANSLATION else Origin.TRANSLATED


def _instrument(row: Any, place: Place) -> ShownSnippet:
    own = row.locale_id == place.edition.locale_id and place.kind != Kind.MASTER
    origin = Origin.NATIONAL if own else Origin.MASTER
    value = {"key": row.key, **_language(row.locale, origin, place), **_fields(row, place)}
    return ShownSnippet(row.key, value, origin)


def _language(locale: Locale, origin: Origin | None, place: Place) -> dict[str, str]:
    """Return the `language` of a value whose words are not in the edition's, else nothing."""
    if origin != Origin.MASTER or place.kind == Kind.MASTER:
        return {}
    own = locale.pk == place.edition.locale_id
    code = place.master_language if own else language_for(locale.language_code).code
    return {} if code == place.language else {"language": code}


def _fields(row: Model, place: Place) -> dict[str, Any]:
    """Return a snippet's own fields as documents hold them."""
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in UNSERVED:
            continue
        value = getattr(row, field.name)
        values[field.name] = place.country(value) if isinstance(field, CountryField) else plain(value)
    return values


def plain(value: Any) -> Any:
    """Return a stored value as JSON holds it: decimals as strings without trailing zeros, days as ISO."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value
