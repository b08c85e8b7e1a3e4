"""How the API answers: bytes with an entity tag, compressed where the reader accepts it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.http import parse_etags
from pydantic import TypeAdapter

from cms.delivery.packing import Packed, pack

from .problems import ProblemError

# What is shown to people: whoever keeps it asks each time, and shows for a moment longer what it has while
# it asks. A server that does not answer hides nothing that was public an hour ago.
CURRENT = "public, max-age=0, stale-while-revalidate=30, stale-if-error=3600"
# What programs follow: one that was told of a change must never be shown the time before it.
FOLLOWED = "public, max-age=0, must-revalidate"
IMMUTABLE = "public, max-age=31536000, immutable"
METHODS = "GET, HEAD, OPTIONS"
SMALLEST_COMPRESSED = 1024
CODINGS = ("br", "gzip")
# Headers that browsers send are short and few: what they ask for is worth remembering.
LONGEST_KEPT = 100
EVERYWHERE = {
    "Vary": "Accept-Encoding",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Language, X-Request-ID",
    # A preview's address is what opens it.
    "Referrer-Policy": "no-referrer",
}


class _OwnHeaders(ResponseHeaders):
    """Middleware says of every page that it differs by cookie and by language; no answer here does."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__({})
        for name, value in headers.items():
            super().__setitem__(name, value)

    def __setitem__(self, name: str, value: Any) -> None:
        if name.lower() != "vary":
            super().__setitem__(name, value)

    def setdefault(self, name: str, value: Any) -> None:
        if name.lower() != "content-language":
            super().setdefault(name, value)


class ApiResponse(HttpResponse):
    """An answer that no cookie changes, and that sets none. Without a type it has no body to speak of."""

    def __init__(
        self, content: bytes = b"", *, status: int = 200, content_type: str = "", headers: dict[str, str]
    ) -> None:
        super().__init__(content, status=status, content_type=content_type)
        body = {"Content-Type": content_type, "Content-Length": str(len(content))} if content_type else {}
        self.headers = _OwnHeaders({**EVERYWHERE, **body, **headers})

    def set_cookie(self, *_: Any, **__: Any) -> None:
        """Set nothing: session middleware removes broken cookies, but anonymous answers have none."""


@dataclass(frozen=True)
class Payload:
    """A body and what is known of it. `tag` names these bytes; `packed` where they are stored compressed;
    `keys` are the names under which a cache can be told to forget the answer.
    """

    body: bytes
    tag: str
    packed: Packed = field(default_factory=dict)
    language: str = ""
    cache: str = CURRENT
    content_type: str = "application/json"
    keys: tuple[str, ...] = ()


def payload(
    adapter: TypeAdapter[Any],
    value: Any,
    *,
    language: str = "",
    cache: str = CURRENT,
    keys: tuple[str, ...] = (),
) -> Payload:
    """Return a value as bytes of the contract, tagged by their hash; what nobody set is absent."""
    body = adapter.dump_json(value, by_alias=True, exclude_unset=True)
    return Payload(body, hashlib.sha256(body).hexdigest(), language=language, cache=cache, keys=keys)


def answer(request: HttpRequest, what: Payload) -> HttpResponse:
    """Return the payload, or 304 where the reader has it: in either encoding, whatever its tags say."""
    coding = ""
    if len(what.body) >= SMALLEST_COMPRESSED:
        coding = next((one for one in codings_for(request) if not what.packed or one in what.packed), "")
    if has(request, what.tag):
        return unchanged(what, coding)
    return whole(what, what.packed.get(coding) or pack(what.body)[coding] if coding else what.body, coding)


def whole(what: Payload, body: bytes, coding: str) -> HttpResponse:
    """Return the body, which is in this coding."""
    return ApiResponse(body, content_type=what.content_type, headers=_headers(what, coding))


def unchanged(what: Payload, coding: str) -> HttpResponse:
    """Return 304, with the tag and the rules for keeping what the reader has."""
    return ApiResponse(status=HTTPStatus.NOT_MODIFIED, headers=_headers(what, coding))


def has(request: HttpRequest, tag: str) -> bool:
    """Say whether the reader has these bytes, in whatever coding."""
    said = request.META.get("HTTP_IF_NONE_MATCH")
    if not said:
        return False
    tags = [f'"{tag}"', *(f'"{tag}-{coding}"' for coding in CODINGS)]
    # Whoever asks again says what was sent: the standard's other forms are rare.
    return said in tags or any(one == "*" or one.removeprefix("W/") in tags for one in parse_etags(said))


def codings_for(request: HttpRequest) -> tuple[str, ...]:
    """Return the codings that the reader accepts of those that there are, the most wanted first."""
    accepted: str = request.META.get("HTTP_ACCEPT_ENCODING", "")
    return _codings_in(accepted) if len(accepted) <= LONGEST_KEPT else _codings_in.__wrapped__(accepted)


def _headers(what: Payload, coding: str) -> dict[str, str]:
    tag = f'"{what.tag}-{coding}"' if coding else f'"{what.tag}"'
    headers = {"ETag": tag, "Cache-Control": what.cache}
    if coding:
        headers["Content-Encoding"] = coding
    if what.language:
        headers["Content-Language"] = what.language
    if what.keys:
        # The same for two families of caches; both take the header away before a reader sees it.
        headers["Surrogate-Key"] = " ".join(what.keys)
        headers["Cache-Tag"] = ",".join(what.keys)
    return headers


def refusal(problem: ProblemError) -> HttpResponse:
    """Return a problem document. Nothing keeps it: what is missing now may be published next."""
    headers = {"Cache-Control": "no-store", "Content-Language": "en", **problem.headers}
    return ApiResponse(
        problem.body(), status=problem.status, content_type="application/problem+json", headers=headers
    )


def moved(address: str, *, query: str = "") -> HttpResponse:
    """Send the reader on, for good (308); asked again each time, since a page may come to stand here."""
    asked = f"?{iri_to_uri(query)}" if query else ""
    headers = {
        "Location": escape_uri_path(address) + asked,
        "Cache-Control": FOLLOWED,
    }
    return ApiResponse(status=HTTPStatus.PERMANENT_REDIRECT, content_type="text/plain", headers=headers)


def preflight() -> HttpResponse:
    """Return what a browser wants to know before it asks from another origin."""
    headers = {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "*",
        "Access-Control-Max-Age": "86400",
        "Cache-Control": FOLLOWED,
    }
    return ApiResponse(status=HTTPStatus.NO_CONTENT, headers=headers)


@lru_cache(maxsize=256)
def _codings_in(accepted: str) -> tuple[str, ...]:
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        coding, _, parameters = part.partition(";")
        weights[coding.strip()] = _weight(parameters.strip())
    wanted = {coding: weights.get(coding, weights.get("*", 0)) for coding in CODINGS}
    # Of two that are wanted alike, the one that we prefer.
    return tuple(sorted((one for one in CODINGS if wanted[one] > 0), key=lambda one: -wanted[one]))


def _weight(parameters: str) -> float:
    name, _, weight = parameters.partition("=")
    if name.strip() != "q":
        return 1
    try:
        # No number that HTTP knows is as good as none.
        return float(weight) if 0 <= float(weight) <= 1 else 0
    except ValueError:
        return 0
