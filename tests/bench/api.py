"""What a frontend's request costs, through every middleware, as the server calls it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import include, path

from cms.delivery.models import Document

from .measuring import Values, cpu, measure, queries
from .prepared import PROGRAMME, published

TIMES = 300
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
    published()
    assert Document.objects.exists()
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
        "manifest_us": microseconds(asker(SV)),
        "manifest_queries": queries(asker(SV)),
        "openapi_us": microseconds(asker("/api/v1/openapi.json")),
    }


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


def microseconds(action: Callable[[], HttpResponse]) -> float:
    action()
    return 1e6 * cpu(action, times=TIMES)
