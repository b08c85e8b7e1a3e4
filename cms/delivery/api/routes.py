"""The addresses of the API. Each view finds its rows and answers with bytes; the edge does the rest."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import P, PathEx, Query, Router
from pydantic import TypeAdapter

from cms.delivery import resources as reading
from cms.delivery.documents.schema import Document, feed, resources
from cms.delivery.documents.schema.search import SearchResults
from cms.delivery.models import Document as DocumentRow
from cms.delivery.search import query
from translation_workflow.editions.models import Edition

from .answers import FOLLOWED, IMMUTABLE, Payload, answer, moved, payload
from .finding import find_by_path, find_content, find_document, find_edition, find_programme, whole_path
from .following import changed, whole
from .keys import keys_of_document, keys_of_edition, keys_of_programme
from .openapi import problems
from .parameters import Limit, Offset, Words

ENTRANCE = TypeAdapter(resources.Entrance)
PROGRAMMES = TypeAdapter(list[resources.Programme])
EDITIONS = TypeAdapter(list[resources.Edition])
ALTERNATES = TypeAdapter(resources.Alternates)
MANIFEST = TypeAdapter(resources.Manifest)
SEARCH = TypeAdapter(SearchResults)

Slug = PathEx[str, P(description="The programme's slug.")]
Code = PathEx[str, P(description="The edition's code, BCP 47, in any case.")]
Key = PathEx[str, P(description="The key of a page, a UUID: the same in every edition.")]
Path = PathEx[str, P(description="A path of the edition without its first slash.")]
Since = Annotated[str | None, Query(description="The cursor of the last answer; none, to begin.")]
Hash = PathEx[str, P(description="SHA-256, 64 hexadecimal digits.")]

router = Router()

# Route → the query parameters that it takes; all others refuse any.
PARAMETERS = {"changes": frozenset({"since"}), "search": frozenset({"q", "limit", "offset"})}


def get(path: str, name: str, response: Any, *statuses: int) -> Any:
    """Route a view. Its name is its operation in OpenAPI; `statuses` are what else it may answer."""
    return router.get(
        path,
        response=response,
        # As bodies name their fields, and not as Python does.
        by_alias=True,
        operation_id=name,
        url_name=name,
        openapi_extra=problems(*statuses),
    )


@get("/", "entrance", resources.Entrance)
def entrance(request: HttpRequest) -> HttpResponse:
    """What is here."""
    here = reverse("delivery:entrance")
    links = {
        "programmes": reverse("delivery:programmes"),
        "editions": f"{here}programmes/{{programme}}/editions/",
        "alternates": f"{here}programmes/{{programme}}/alternates/",
        "manifest": f"{here}programmes/{{programme}}/editions/{{edition}}/",
        "document": f"{here}programmes/{{programme}}/editions/{{edition}}/documents/{{key}}",
        "by_path": f"{here}programmes/{{programme}}/editions/{{edition}}/by-path/{{path}}",
        "bundle": f"{here}programmes/{{programme}}/editions/{{edition}}/bundle",
        "changes": f"{here}programmes/{{programme}}/editions/{{edition}}/changes?since={{cursor}}",
        "search": f"{here}programmes/{{programme}}/editions/{{edition}}/search?q={{words}}",
        "content": f"{here}documents/sha256/{{hash}}",
        "preview": f"{here}preview/{{token}}",
        "openapi": reverse("delivery:openapi-json"),
        "schema": f"{here}schemas/{{type}}.json",
    }
    what = resources.Entrance(name="CapaCITY Editions", version="1", links=links)
    return answer(request, payload(ENTRANCE, what))


@get("/programmes/", "programmes", list[resources.Programme])
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes, by slug."""
    found = reading.programmes()
    return answer(request, payload(PROGRAMMES, found, keys=tuple(one.slug for one in found)))


@get("/programmes/{programme}/editions/", "editions", list[resources.Edition], 404)
def editions(request: HttpRequest, programme: Slug) -> HttpResponse:
    """A programme's editions in the order of the switcher; only published ones can be read."""
    row = find_programme(programme)
    return answer(request, payload(EDITIONS, reading.editions_of(row), keys=keys_of_programme(row.slug)))


@get("/programmes/{programme}/alternates/", "alternates", resources.Alternates, 404)
def alternates(request: HttpRequest, programme: Slug) -> HttpResponse:
    """Where each page stands in each published edition."""
    row = find_programme(programme)
    return answer(request, payload(ALTERNATES, reading.alternates_of(row), keys=keys_of_programme(row.slug)))


@get("/programmes/{programme}/editions/{edition}/", "manifest", resources.Manifest, 404)
def manifest(request: HttpRequest, programme: Slug, edition: Code) -> HttpResponse:
    """Everything an edition holds. With the immutable addresses in it, a consistent view of all."""
    row = find_edition(programme, edition)
    what = payload(
        MANIFEST,
        reading.manifest_of(row),
        language=row.language.code,
        cache=FOLLOWED,
        keys=keys_of_edition(row.programme.slug, row.code),
    )
    return answer(request, what)


@get("/programmes/{programme}/editions/{edition}/bundle", "bundle", feed.Bundle, 404)
def bundle(request: HttpRequest, programme: Slug, edition: Code) -> HttpResponse:
    """Every document of an edition in one answer, wholly before or wholly after a publication."""
    row = find_edition(programme, edition)
    return answer(request, whole(row))


@get("/programmes/{programme}/editions/{edition}/changes", "changes", feed.Changes, 404)
def changes(request: HttpRequest, programme: Slug, edition: Code, since: Since = None) -> HttpResponse:
    """What changed since a cursor, and what went; without a cursor, everything that is there."""
    return answer(request, changed(find_edition(programme, edition), since))


@get("/programmes/{programme}/editions/{edition}/search", "search", SearchResults, 404)
def search(
    request: HttpRequest, programme: Slug, edition: Code, q: Words, limit: Limit, offset: Offset
) -> HttpResponse:
    """The pages that say what is looked for, best first: in any inflection, without regard to case."""
    row = find_edition(programme, edition)
    results = query.search(row, q, limit=limit, offset=offset)
    return answer(
        request,
        payload(
            SEARCH, results, language=row.language.code, keys=keys_of_edition(row.programme.slug, row.code)
        ),
    )


@get("/programmes/{programme}/editions/{edition}/documents/{key}", "document", Document, 404, 410)
def document(request: HttpRequest, programme: Slug, edition: Code, key: Key) -> HttpResponse:
    """One document as it is now."""
    row = find_edition(programme, edition)
    return answer(request, _stored(find_document(row, key), row))


@get("/programmes/{programme}/editions/{edition}/by-path/", "first_document", Document, 404, 410)
def first_document(request: HttpRequest, programme: Slug, edition: Code) -> HttpResponse:
    """The edition's first page."""
    row = find_edition(programme, edition)
    return answer(request, _stored(find_by_path(row, ""), row))


@get(
    "/programmes/{programme}/editions/{edition}/by-path/{path:path}",
    "document_by_path",
    Document,
    308,
    404,
    410,
)
def document_by_path(request: HttpRequest, programme: Slug, edition: Code, path: Path) -> HttpResponse:
    """The document that stands at a path; 308 where one stood that moved, 410 where one was retired."""
    row = find_edition(programme, edition)
    found = find_by_path(row, path)
    if found.path != whole_path(path):
        return moved(_address_by_path(row, found.path))
    return answer(request, _stored(found, row))


@get("/documents/sha256/{sha256}", "content", Document, 404)
def content(request: HttpRequest, sha256: Hash) -> HttpResponse:
    """A document by its hash: it never changes, and may be kept for ever."""
    found = find_content(sha256)
    language, keys = (
        found.edition.language.code,
        keys_of_document(found.edition.programme.slug, found.edition.code, found.key),
    )
    what = Payload(
        bytes(found.body), found.sha256, packed=found.packed, language=language, cache=IMMUTABLE, keys=keys
    )
    return answer(request, what)


def _address_by_path(edition: Edition, path: str) -> str:
    here = {"programme": edition.programme.slug, "edition": edition.code}
    return reverse("delivery:first_document", kwargs=here) + path.lstrip("/")


def _stored(row: DocumentRow, edition: Edition) -> Payload:
    stored = row.content
    return Payload(
        bytes(stored.body),
        stored.sha256,
        packed=stored.packed,
        language=edition.language.code,
        keys=keys_of_document(edition.programme.slug, edition.code, row.key),
    )
