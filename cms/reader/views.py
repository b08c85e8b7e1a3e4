"""The reader's pages: thin answers to addresses. Whatever an address says, the answer is a page."""

from __future__ import annotations

from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms.delivery.documents.schema.resources import Edition, Programme
from cms.delivery.models import Document

from . import library
from .addresses import document_address
from .failures import Failure, gone, no_such_edition, no_such_page, no_such_programme
from .front import front_page, programme_front
from .negotiation import language_for_visitor
from .pages import Opened, document_page, template_for
from .responses import for_readers, moved, page


@for_readers
def start(request: HttpRequest) -> HttpResponse:
    """Every programme with its published editions."""
    language = language_for_visitor()
    return page("reader/start.html", front_page(language), language=language)


@for_readers
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """The published editions of one programme."""
    language = language_for_visitor()
    try:
        found = library.programme(programme)
    except library.Missing:
        return _failed(no_such_programme(language))
    return page("reader/editions.html", programme_front(found, language), language=language)


@for_readers
def document(request: HttpRequest, programme: str, edition: str, rest: str = "") -> HttpResponse:
    """A document of an edition. `edition` is found in any case, and sent to its proper spelling."""
    try:
        found = library.programme(programme)
    except library.Missing:
        return _failed(no_such_programme(language_for_visitor()))
    editions = library.editions(found.slug)
    here = next((one for one in editions if one.code.lower() == edition.lower()), None)
    if here is None:
        return _failed(no_such_edition(found, editions, language_for_visitor()))
    try:
        row = library.standing_at(found.slug, here.code, f"/{rest}/")
        proper = document_address(found.slug, here.code, row.path)
        return _opened(found, here, editions, row) if request.path == unquote(proper) else moved(proper)
    except library.Withdrawn:
        return _failed(gone(found, here))
    except library.Missing:
        return _failed(no_such_page(found, here))


@for_readers
def unknown(request: HttpRequest) -> HttpResponse:
    """An address of no shape that the reader knows."""
    return _failed(no_such_programme(language_for_visitor()))


def _opened(
    programme: Programme, edition: Edition, editions: tuple[Edition, ...], row: Document
) -> HttpResponse:
    """Draw a document. Raises Missing when it is withdrawn in this very moment."""
    manifest = library.manifest(programme.slug, edition.code)
    entry = next((entry for entry in manifest.documents if entry.key == row.key), None)
    drawn = library.documents([entry.hash]).get(entry.hash) if entry else None
    if entry is None or drawn is None:
        raise library.Missing(row.path)
    opened = Opened(
        programme=programme,
        edition=edition,
        editions=editions,
        manifest=manifest,
        entry=entry,
        document=drawn,
        today=timezone.localdate(),
        base=settings.WAGTAILADMIN_BASE_URL,
    )
    return page(template_for(drawn.get("type")), document_page(opened), language=edition.language)


def _failed(failure: Failure) -> HttpResponse:
    return page("reader/missing.html", failure.context, language=failure.language, status=failure.status)
