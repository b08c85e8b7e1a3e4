"""Which objects an address names: in itself, in its query, and in what is sent to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from .rule import About

OF_PAGES = ("page_id", "pk", "parent_page_id", "page_to_move_id", "destination_id")
OF_FILES = ("image_id", "document_id", "doc_id", "pk")
# Where somebody says in a form which page something is to go below.
PLACES = ("new_parent_page", "chooser", "parent_page")
ALL = "all"


@dataclass(frozen=True)
class Named:
    """Objects of a model, by the ids as somebody gave them."""

    model: type[Any]
    keys: Sequence[str]


def named_in(about: About, request: HttpRequest, name: str, kwargs: Mapping[str, Any]) -> list[Named] | None:
    """Return what an address names of a kind; None for what cannot be told, and is refused."""
    match about:
        case About.PAGE:
            return _pages(request, kwargs)
        case About.IMAGE:
            return [Named(get_image_model(), _keys(request, kwargs, OF_FILES))]
        case About.DOCUMENT:
            return [Named(get_document_model(), _keys(request, kwargs, OF_FILES))]
        case About.SNIPPET:
            model = _snippet(name)
            return None if model is None else [Named(model, _keys(request, kwargs, ("pk",)))]
        case About.MANY | About.ONE:
            return _of_kind(about, request, kwargs)
    return []


def _pages(request: HttpRequest, kwargs: Mapping[str, Any]) -> list[Named]:
    named = _keys(request, kwargs, OF_PAGES)
    return [Named(Page, [*named, *_places(request)])]


def _places(request: HttpRequest) -> list[str]:
    return [value for field in PLACES for value in request.POST.getlist(field) if value]


def _keys(request: HttpRequest, kwargs: Mapping[str, Any], fields: Sequence[str]) -> list[str]:
    inside = [str(kwargs[field]) for field in fields if field in kwargs]
    return inside or request.GET.getlist("id")


def _snippet(name: str) -> type[Any] | None:
    """`wagtailsnippets_pages_tool:edit` → Tool."""
    _, _, label = name.partition(":")[0].partition("_")
    app, _, model = label.partition("_")
    return _model(app, model)


def _model(app: str, model: str) -> type[Any] | None:
    try:
        found: type[Any] = apps.get_model(app, model)
    except LookupError:
        return None
    return found


def _of_kind(about: About, request: HttpRequest, kwargs: Mapping[str, Any]) -> list[Named] | None:
    model = _model(kwargs["app_label"], kwargs["model_name"])
    if model is None:
        return None
    if about is About.ONE:
        return [Named(_as_page(model), [str(kwargs["object_id"])])]
    keys = request.GET.getlist("id")
    places = [Named(Page, places)] if (places := _places(request)) else []
    if ALL not in keys:
        return [Named(_as_page(model), keys), *places]
    # All of a listing: Wagtail takes what is below that page. Of other kinds it takes them everywhere.
    above = request.GET.getlist("childOf")
    return [Named(Page, above), *places] if issubclass(model, Page) and above else None


def _as_page(model: type[Any]) -> type[Any]:
    return Page if issubclass(model, Page) else model
