"""What a frontend's request costs, through every middleware, as the server calls it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import include, path

from cms.delivery.models import Document
from cms.settings.env import database_settings, environment

from .measuring import Values, cpu, measure, queries
from .prepared import PROGRAMME, go_to_published

TIMES, SELDOM = 300, 50
"""How often is asked for what is stored, and for what is made anew each time."""
SV = f"/api/v1/programmes/{PROGRAMME}/editions/sv/"


def hello(request: HttpRequest) -> HttpResponse:
    """The least that a view can do: what remains is Django and the middleware."""
    return HttpResponse("hello")


# The middleware knows the admin by name.
urlpatterns = [path("hello", hello), path("", include("cms.urls"))]


@measure(
    "api",
    hello_us="µs of CPU",
    document_us="µs of CPU",
    document_by_hello="times",
    document_queries="queries",
    not_modified_us="µs of CPU",
    manifest_us="µs of CPU",
    manifest_queries="queries",
    openapi_us="µs of CPU",
)
def api() -> Values:
    """A whole module by its path, again with its ETag, the manifest, the description of it all."""
    go_to_published()
    assert Document.objects.exists()
    _keep_connection()
    module = f"{SV}by-path/buildings/start-up/"
    etag = asker(module)().headers["ETag"]
    with override_settings(ROOT_URLCONF=__name__):
        hello_us = microseconds(asker("/hello"))
    document_us = microseconds(asker(module))
    return {
        "hello_us": hello_us,
        "document_us": document_us,
        "document_by_hello": document_us / hello_us,
        "document_queries": queries(asker(module)),
        "not_modified_us": microseconds(asker(module, etag=etag)),
        "manifest_us": microseconds(asker(SV), times=SELDOM),
        "manifest_queries": queries(asker(SV)),
        "openapi_us": microseconds(asker("/api/v1/openapi.json"), times=SELDOM),
    }


def _keep_connection() -> None:
    """Let a connection outlive a request, as the server does; tests end it with each."""
    connection.close()
    connection.settings_dict["CONN_MAX_AGE"] = database_settings(environment.database_url)["CONN_MAX_AGE"]


def asker(address: str, *, etag: str = "") -> Callable[[], HttpResponse]:
    """Return a function that asks for `address` as granian would; it fails when the answer is an error."""
    headers = {"HTTP_ACCEPT_ENCODING": "gzip"} | ({"HTTP_IF_NONE_MATCH": etag} if etag else {})
    environ = RequestFactory(SERVER_NAME="localhost")._base_environ(PATH_INFO=address, **headers)
    return partial(ask, WSGIHandler(), environ, status=304 if etag else 200)


def ask(handler: WSGIHandler, environ: dict[str, object], *, status: int) -> HttpResponse:
    response = handler(dict(environ), lambda *_: None)
    assert response.status_code == status, (environ["PATH_INFO"], response.status_code)
    b"".join(response)
    response.close()
    return response


def microseconds(action: Callable[[], HttpResponse], *, times: int = TIMES) -> float:
    action()
    return 1e6 * cpu(action, times=times)
