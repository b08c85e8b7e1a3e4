"""What every answer of the reader has in common: its headers, its language, and nothing about who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_safe

from .compression import compressed

# Answered at once while nothing changed (ETag, 304), and never older than the last publish.
CACHE = "public, max-age=0, must-revalidate"
View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """Make a view public: GET and HEAD only, with an ETag, compressed where that is accepted.

    Its headers forbid all but our own look.
    """

    def answer(request: HttpRequest, **parts: str) -> HttpResponse:
        response = view(request, **parts)
        response["Content-Security-Policy"] = content_security_policy()
        response["Cache-Control"] = CACHE
        patch_vary_headers(response, ["Accept-Encoding"])
        return response

    fresh = conditional_page(answer)

    @wraps(view)
    def sent(request: HttpRequest, **parts: str) -> HttpResponse:
        is_head = request.method == "HEAD"
        if is_head:
            # Django tags what GET asks for only; both have the same headers.
            request.method = "GET"
        response = compressed(fresh(request, **parts), accepted=request.headers.get("Accept-Encoding", ""))
        if is_head:
            request.method = "HEAD"
            response.content = b""
        return response

    # Requests that change something are refused as such, whatever token they carry.
    return csrf_exempt(require_safe(sent))


def content_security_policy(*, frames: str = "'none'", forms: str = "'self'") -> str:
    """Return the policy: no script; styles and pictures from us and our media's host.

    `frames` are the sources in whose frames the page may stand, `forms` those its forms may be sent to.
    """
    styles = _sources(settings.STATIC_URL)
    pictures = _sources(settings.STATIC_URL, settings.MEDIA_URL)
    return (
        f"default-src 'none'; style-src {styles}; img-src {pictures}; "
        f"base-uri 'none'; form-action {forms}; frame-ancestors {frames}"
    )


def page(template: str, context: Mapping[str, Any], *, language: str, status: int = 200) -> HttpResponse:
    """Draw a page in a language. Nothing of the request reaches it: everybody sees the same bytes."""
    with translation.override(language.lower()):
        html = render_to_string(template, dict(context))
    response = HttpResponse(html, status=status)
    response["Content-Language"] = language
    return response


def moved(address: str) -> HttpResponse:
    """Send the reader to where the page is now, for good (308)."""
    return HttpResponsePermanentRedirect(address, preserve_request=True)


def _sources(*addresses: str) -> str:
    hosts = {f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, addresses) if parts.netloc}
    return " ".join(["'self'", *sorted(hosts)])
