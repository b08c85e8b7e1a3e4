"""What a page's form chooses: choosers offer what its edition may show, but a form may hold any number."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks.base import BlockField
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from pages.models.snippets import ProgrammeSnippet
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import edition_of

from .belonging import numbered, refusal_of, strangers_among
from .emptied import pointed_in, without_strangers
from .pointing import Pointed


def refuse_strangers(form: Any) -> None:
    """Refuse what the page's edition may not show, at its field; what the page shows already may stay.

    A refused choice is not named again where the form is shown; all else in it is as it was sent. A page
    outside every programme may show anything.
    """
    chosen = {name: _chosen(form, name) for name in form.fields}
    if not any(chosen.values()):
        return
    edition = edition_of(form.instance if form.instance.pk else form.parent_page)
    if edition is None:
        return
    for name, pointed in chosen.items():
        if strangers := strangers_among(pointed, edition):
            _empty(form, name, edition)
            # Of several faults at a field Wagtail shows the first.
            form.errors.pop(name, None)
            form.add_error(name, ValidationError(refusal_of(numbered(strangers))))


def _chosen(form: Any, name: str) -> set[Pointed]:
    """Return what a field points at now and did not before."""
    field, before = form.fields[name], getattr(form.instance, name, None)
    if isinstance(field, BlockField):
        value = form.cleaned_data[name] if name in form.cleaned_data else form[name].data
        return pointed_in(field.block, value) - pointed_in(field.block, before)
    value = form.cleaned_data.get(name)
    model = _kind(value)
    return {(model, value.pk)} if model and value != before else set()


def _kind(value: Any) -> Any:
    if isinstance(value, Page):
        return Page
    owned = (get_image_model(), get_document_model(), ProgrammeSnippet)
    return type(value) if isinstance(value, owned) else None


def _empty(form: Any, name: str, edition: Edition) -> None:
    field = form.fields[name]
    value = None
    if isinstance(field, BlockField):
        before = getattr(form.instance, name)
        value = without_strangers(field.block, form[name].data, edition, before=before)
    field.bound_data = lambda data, initial: value
