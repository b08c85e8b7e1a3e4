"""The API put together: django-ninja routes and describes, the edge holds every address to its rules."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLPattern, path, re_path, resolve
from ninja import NinjaAPI
from ninja.errors import ValidationError

from cms.delivery.documents.schema import DOCUMENTS

from .answers import answer, moved, refusal
from .edge import at_the_edge
from .parameters import refuse
from .problems import ProblemError, echo, not_found
from .published import OPENAPI, published, schema_file
from .routes import PARAMETERS, router
from .stored import FINDERS, at_once

DESCRIPTION = (
    "Country editions of training programmes, as JSON. Read-only, anonymous, cacheable: every answer has an "
    "ETag, every problem is application/problem+json. Documents keep their key in every edition."
)


NOWHERE = "nothing"


class ReadOnlyAPI(NinjaAPI):
    """An API whose every address, those without anything behind them included, passes the edge."""

    def _get_urls(self) -> list[Any]:
        routes = [
            path("openapi.json", _description, name="openapi-json"),
            path("schemas/<str:document_type>.json", _schema, name="schema"),
            *(one for bound in self._get_bound_routers() for one in bound.urls_paths(bound.prefix)),
            # An empty pattern matches everything, line breaks too: nobody gets Django's own page.
            re_path(r"", _nothing_here, name=NOWHERE),
        ]
        # Routes are tried one after the other: what is asked for most comes first.
        return sorted(map(_guarded, routes), key=lambda route: str(route.name) not in FINDERS)


def _guarded(route: URLPattern) -> URLPattern:
    view = at_once(route.callback, str(route.name))
    view = at_the_edge(view, takes=None if route.name == NOWHERE else PARAMETERS.get(str(route.name), ()))
    return URLPattern(route.pattern, view, route.default_args, route.name)


def _description(request: HttpRequest) -> HttpResponse:
    return answer(request, published(OPENAPI))


def _schema(request: HttpRequest, document_type: str) -> HttpResponse:
    if document_type not in DOCUMENTS:
        known = ", ".join(DOCUMENTS)
        raise not_found(
            "unknown-type", f"No document is of the type {echo(document_type)}. There are: {known}."
        )
    return answer(request, published(schema_file(document_type)))


def _nothing_here(request: HttpRequest) -> HttpResponse:
    """Lead an address with a slash too few or too many to the right one; else say that nothing is here."""
    asked = request.path_info
    other = asked.rstrip("/") if asked.endswith("/") else f"{asked}/"
    try:
        found = resolve(other).url_name
    except Resolver404:
        found = NOWHERE
    # Where an address itself opens something it is not repeated.
    if found in {NOWHERE, "preview"}:
        raise not_found("unknown-address", f"There is nothing at {echo(asked)}. The API begins at /api/v1/.")
    query = request.META.get("QUERY_STRING", "")
    return moved(other, query=query)


def _as_problem(request: HttpRequest, problem: ProblemError | type[ProblemError]) -> HttpResponse:
    assert isinstance(problem, ProblemError)
    return refusal(problem)


api = ReadOnlyAPI(
    title="CapaCITY Editions",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="delivery",
)
api.add_exception_handler(ProblemError, _as_problem)
api.add_exception_handler(ValidationError, refuse)
api.add_router("", router)
