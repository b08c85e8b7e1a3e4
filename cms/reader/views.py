"""The reader's pages: thin answers to addresses. Whatever an address says, the answer is a page."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms.delivery.documents.schema.resources import Edition, Programme

from . import library
from .addresses import document_address, search_address
from .failures import Failure, gone, no_such_edition, no_such_page, no_such_programme
from .front import front_page, programme_front
from .negotiation import language_for_visitor
from .pages import Opened, document_page, template_for
from .responses import for_readers, moved, page
from .searching import search_page

# Where the pages will stand, said inside this process: no client can send what has no HTTP_ before it.
BASE_URL = "reader.base_url"


@dataclass(frozen=True)
class Room:
    """A published edition, beside the others of its programme."""

    programme: Programme
    edition: Edition
    editions: tuple[Edition, ...]


@for_readers
def start(request: HttpRequest) -> HttpResponse:
    """Every programme with its published editions."""
    language = language_for_visitor(request)
    return page("reader/start.html", front_page(language), language=language)


@for_readers
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """The published editions of one programme."""
    language = language_for_visitor(request)
    try:
        found = library.programme(programme)
    except library.Missing:
        return _failed(no_such_programme(language))
    return page("reader/editions.html", programme_front(found, language), language=language)


@for_readers
def document(request: HttpRequest, programme: str, edition: str, rest: str = "") -> HttpResponse:
    """A document of an edition. `edition` is found in any case, and sent to its proper spelling."""
    room = _room(request, programme=programme, edition=edition)
    if isinstance(room, Failure):
        return _failed(room)
    slug, code = room.programme.slug, room.edition.code
    try:
        found = library.standing_at(slug, code, f"/{rest}/")
        proper = document_address(slug, code, found.path)
        if request.path != unquote(proper):
            return moved(proper)
        return _opened(room, found, base=request.META.get(BASE_URL, settings.WAGTAILADMIN_BASE_URL))
    except library.Withdrawn:
        return _failed(gone(room.programme, room.edition, room.editions))
    except library.Missing:
        return _failed(no_such_page(room.programme, room.edition, room.editions))


@for_readers
def search(request: HttpRequest, programme: str, edition: str) -> HttpResponse:
    """What an edition says about the words in `q`; without words, where to write them."""
    room = _room(request, programme=programme, edition=edition)
    if isinstance(room, Failure):
        return _failed(room)
    query = request.GET.get("q", "")
    proper = search_address(room.programme.slug, room.edition.code)
    if request.path != unquote(proper):
        return moved(f"{proper}?{urlencode({'q': query})}")
    context = search_page(room.programme, room.edition, editions=room.editions, query=query)
    status = HTTPStatus.BAD_REQUEST if context["refused"] else HTTPStatus.OK
    response = page("reader/search.html", context, language=room.edition.language, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@for_readers
def unknown(request: HttpRequest) -> HttpResponse:
    """An address of no shape that the reader knows."""
    return _failed(no_such_programme(language_for_visitor(request)))


def _room(request: HttpRequest, *, programme: str, edition: str) -> Room | Failure:
    """Return the published edition that an address names, in any case; else what is wrong with it."""
    try:
        found = library.programme(programme)
    except library.Missing:
        return no_such_programme(language_for_visitor(request))
    editions = library.editions(found.slug)
    here = next((one for one in editions if one.code.lower() == edition.lower()), None)
    if here is None:
        return no_such_edition(found, editions, language_for_visitor(request))
    return Room(found, here, editions)


def _opened(room: Room, found: library.Standing, *, base: str) -> HttpResponse:
    """Draw a document. Raises Missing when it is withdrawn in this very moment."""
    manifest = library.manifest(room.programme.slug, room.edition.code)
    entry = next((entry for entry in manifest.documents if entry.key == found.key), None)
    drawn = library.documents([entry.hash]).get(entry.hash) if entry else None
    if entry is None or drawn is None:
        raise library.Missing(found.path)
    opened = Opened(
        programme=room.programme,
        edition=room.edition,
        editions=room.editions,
        manifest=manifest,
        entry=entry,
        document=drawn,
        today=timezone.localdate(),
        base=base,
    )
    return page(template_for(drawn.get("type")), document_page(opened), language=room.edition.language)


def _failed(failure: Failure) -> HttpResponse:
    return page("reader/missing.html", failure.context, language=failure.language, status=failure.status)
