"""A programme with two country editions, things of everybody's in it, and people with and without roles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import NoReverseMatch, reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from pages.models import FinanceInstrument, InfoPage
from pages.models.snippets import ProgrammeSnippet
from tests.catalogues.screening import first_page, world_with_pages
from tests.people import person
from tests.plugin.remembered import remembered
from tests.programme.starter import block
from translation_workflow.editions.grants import SNIPPETS
from translation_workflow.editions.models import Edition
from translation_workflow.editions.roles import Role

from .addresses import Address

OWN, OTHER, MASTER = "own", "other", "master"
SECRET = "Salaisuus"
"""In everything of the other edition that has a name: nobody of the own one is to read it."""


@dataclass(frozen=True)
class Things:
    """What one edition has, for addresses to name."""

    edition: Edition
    first: Page
    page: Page
    own_page: Page
    image: Any
    document: Any
    fact: Any
    translation: Any

    @property
    def key(self) -> UUID:
        return UUID(str(self.page.translation_key))


class Stage:
    """`sv` is the own edition, `fi` the other one."""

    @remembered
    def __init__(self) -> None:
        self.world = world_with_pages("fi")
        self.world.publish()
        finnish = self.world.programme.editions.get(code="fi")
        self.things = {
            OWN: self._furnish(self.world.edition, "Hemligt"),
            OTHER: self._furnish(finnish, SECRET),
            MASTER: self._furnish(self.world.master, "Draft of ours"),
        }
        Page.objects.filter(locale=finnish.locale_id).update(title=SECRET, draft_title=SECRET)
        sv, fi = self.world.edition, finnish
        for label in SNIPPETS:
            for things in self.things.values():
                self._snippet(label, things)
        self.people: dict[str, Any] = {
            "author": person(Role.AUTHOR, self.world.master, name="author"),
            "translator": person(Role.TRANSLATOR, sv, name="translator"),
            "reviewer": person(Role.REVIEWER, sv, name="reviewer"),
            "coordinator": person(Role.COORDINATOR, name="coordinator"),
            "stranger": person(Role.TRANSLATOR, fi, name="stranger"),
            "nobody": person(None, name="nobody"),
        }

    def _furnish(self, edition: Edition, name: str) -> Things:
        first = first_page(edition)
        page = Page.objects.get(translation_key=self.world.page.translation_key, locale=edition.locale)
        country = InfoPage(
            title=f"{name} sida",
            slug=f"draft-{edition.code}",
            locale=edition.locale,
            live=False,
            body=[block("own", "text", f"<p>{name}</p>")],
        )
        Page.objects.get(pk=first.pk).add_child(instance=country)
        country.save_revision(clean=False)
        page.specific.save_revision(clean=False)
        collection = edition.files.collection
        image = get_image_model().objects.create(
            title=f"{name} bild", file=get_test_image_file(f"{edition.code}.png"), collection=collection
        )
        document = get_document_model().objects.create(
            title=f"{name} fil", file=ContentFile(b"text", name=f"{edition.code}.txt"), collection=collection
        )
        fact = FinanceInstrument.objects.create(
            programme=edition.programme, locale=edition.locale, country="SE", name=f"{name} fond"
        )
        translation = Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=edition.locale
        ).first()
        return Things(edition, first, page, country, image, document, fact, translation)

    def url(self, address: Address, target: str) -> str:
        """Return an address that names things of one edition; "" for one that it has nothing for."""
        things = self.things[target]
        kwargs = {one: self._value(one, address.name, things) for one in address.parameters}
        if None in kwargs.values():
            return ""
        try:
            url = reverse(address.name, kwargs=kwargs)
        except NoReverseMatch:
            return ""
        query = self._query(address.name, things)
        return "" if query == "id=None" else f"{url}?{query}"

    def _query(self, name: str, things: Things) -> str:
        if name.startswith("wagtailsnippetchoosers_") and "multiple" in name:
            return f"id={self._snippet(name, things)}"
        asked = {
            "wagtail_bulk_action": things.own_page.pk,
            "wagtailadmin_choose_page_chosen_multiple": things.own_page.pk,
            "wagtailimages_chooser:chosen_multiple": things.image.pk,
            "wagtaildocs_chooser:chosen_multiple": things.document.pk,
        }
        return f"id={asked[name]}" if name in asked else ""

    def _value(self, parameter: str, name: str, things: Things) -> Any:
        simple: dict[str, Any] = {
            "page_id": things.own_page.pk,
            "page": things.own_page.pk,
            "page_pk": things.own_page.pk,
            "page_to_move_id": things.own_page.pk,
            "parent_page_id": things.first.pk,
            "parent": things.first.pk,
            "destination_id": things.first.pk,
            "revision_id": things.own_page.latest_revision_id or 1,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "image_id": things.image.pk,
            "document_id": things.document.pk,
            "doc_id": things.document.pk,
            "key": things.key,
            "kind": "finance",
            "number": things.fact.pk,
            "translation_id": things.translation.pk if things.translation else None,
            "string_segment_id": _any(StringSegment),
            "overridable_segment_id": _any(OverridableSegment),
            "filter_spec": "original",
            "content_type_app_name": "pages",
            "content_type_model_name": "infopage",
            "app_label": "wagtailcore",
            "app_name": "taggit",
            "model_name": "tag" if "tag_" in name else "page",
            "object_id": things.own_page.pk,
            "action": "delete",
            "action_name": "approve",
            "mode": "",
            "uidb64": "x",
            "token": "x",
        }
        if parameter == "pk":
            return self._pk(name, things)
        return simple.get(parameter, 1)

    def _pk(self, name: str, things: Things) -> Any:
        room = name.partition(":")[0]
        if room.startswith(("wagtailsnippets_", "wagtailsnippetchoosers_")):
            return self._snippet(name, things)
        known: dict[str, Any] = {
            "wagtailadmin_api": things.own_page.pk,
            "wagtailadmin_pages": things.own_page.pk,
            "wagtailimages_chooser": things.image.pk,
            "wagtaildocs_chooser": things.document.pk,
            "programmes": things.edition.programme_id,
            "wagtailsites": Site.objects.get().pk,
            "wagtailusers_users": self.people["nobody"].pk,
            "wagtailusers_groups": Group.objects.first().pk,  # type: ignore[union-attr]
        }
        return known.get(room, things.edition.pk)

    def _snippet(self, name: str, things: Things) -> Any:
        label = name.partition(":")[0].rpartition("_")[2]
        model: Any = apps.get_model("pages", label)
        rows = model.objects.filter(programme=things.edition.programme)
        if hasattr(model, "locale"):
            rows = rows.filter(locale=things.edition.locale)
        elif things.edition != self.world.master:
            return None
        row = rows.first() or _made(model, things.edition)
        return row.pk


def _made(model: type[ProgrammeSnippet], edition: Edition) -> Any:
    row = model(programme=edition.programme)
    if hasattr(model, "locale"):
        row.locale = edition.locale
    for field in model._meta.concrete_fields:
        if not (field.null or field.has_default() or field.primary_key) and field.name not in (
            "programme",
            "locale",
        ):
            setattr(row, field.name, _something(field))
    row.save()
    return row


def _something(field: Any) -> Any:
    from datetime import date

    kind = field.get_internal_type()
    if field.is_relation:
        model = field.related_model
        return model.objects.first() or model.objects.create(
            programme=_programme(), locale=_programme().master_locale, name="x"
        )
    return {"DateField": date(2026, 1, 1), "DecimalField": 1, "IntegerField": 1}.get(kind, SECRET[:2])


def _programme() -> Any:
    from pages.models import Programme

    return Programme.objects.get()


def _any(model: Any) -> int:
    row = model.objects.first()
    return row.pk if row else 1


QUIET = {"sessions", "django_tasks_db", "django_tasks_database", "wagtailsearch", "contenttypes", "admin"}
"""What requests write that change nothing for anybody."""


def fingerprint() -> dict[str, str]:
    """Return a digest of every table that holds what people made, or may."""
    found: dict[str, str] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in QUIET or model._meta.proxy or model is get_user_model():
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            rows = repr(sorted(map(repr, cursor.fetchall())))
        found[model._meta.label] = hashlib.sha256(rows.encode()).hexdigest()
    return found
