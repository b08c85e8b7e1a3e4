"""The reader's pages: thin answers to addresses. Whatever an address says, the answer is a page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import library
from .addresses import document_address, document_path
from .failures import Failure, gone, no_such_edition, no_such_page, no_such_programme
from .front import front_page, programme_front
from .library import Whereabouts
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
    found = library.programme(programme)
    if found is None:
        return _failed(no_such_programme(language_for_visitor()))
    if found.slug != programme:
        return moved(f"/{found.slug}/")
    language = language_for_visitor()
    return page("reader/editions.html", programme_front(found, language), language=language)


@for_readers
def document(request: HttpRequest, programme: str, edition: str, rest: str = "") -> HttpResponse:
    """A document of an edition. `edition` is found in any case, and sent to its proper spelling."""
    found = library.programme(programme)
    if found is None:
        return _failed(no_such_programme(language_for_visitor()))
    editions = library.editions(found.slug)
    here = next((one for one in editions if one.code.lower() == edition.lower()), None)
    if here is None:
        return _failed(no_such_edition(found, editions, language_for_visitor()))
    path = document_path(rest)
    if (found.slug, here.code) != (programme, edition):
        return moved(document_address(found.slug, here.code, path))
    where = library.whereabouts(found.slug, here.code, path)
    if where is None:
        return _failed(no_such_page(found, here))
    if where.is_gone:
        return _failed(gone(found, here))
    if where.path != path or f"/{rest}/" not in {path, "//"}:
        return moved(document_address(found.slug, here.code, where.path))
    return _open(found, here, editions, where)


@for_readers
def unknown(request: HttpRequest) -> HttpResponse:
    """An address of no shape that the reader knows."""
    return _failed(no_such_programme(language_for_visitor()))


def _open(
    programme: library.Programme,
    edition: library.Edition,
    editions: tuple[library.Edition, ...],
    where: Whereabouts,
) -> HttpResponse:
    manifest = library.manifest(programme.slug, edition.code)
    entry = next((entry for entry in manifest.documents if entry.key == where.key), None)
    drawn = library.documents([entry.hash]).get(entry.hash) if entry else None
    if entry is None or drawn is None:
        return _failed(no_such_page(programme, edition))
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


