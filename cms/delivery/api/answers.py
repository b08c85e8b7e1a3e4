"""How the API answers: bytes with an entity tag, compressed where the reader accepts it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders
from django.utils.encoding import escape_uri_path
from django.utils.http import parse_etags
from pydantic import TypeAdapter

from cms.delivery.packing import Packed, pack

from .problems import ProblemError

CURRENT = "public, max-age=0, must-revalidate"
IMMUTABLE = "public, max-age=31536000, immutable"
METHODS = "GET, HEAD, OPTIONS"
SMALLEST_COMPRESSED = 1024
CODINGS = ("br", "gzip")
EVERYWHERE = {
    "Vary": "Accept-Encoding",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Language",
}


class _OwnHeaders(ResponseHeaders):
    """Middleware says of every page that it differs by cookie and by language; no answer here does."""

    def __setitem__(self, name: str, value: Any) -> None:
        if name.lower() != "vary" or name not in self:
            super().__setitem__(name, value)

    def setdefault(self, name: str, value: Any) -> None:
        if name.lower() != "content-language":
            super().setdefault(name, value)


class ApiResponse(HttpResponse):
    """An answer that no cookie changes, and that sets none."""

    def __init__(
        self, content: bytes = b"", *, status: int = 200, content_type: str, headers: dict[str, str]
    ) -> None:
        super().__init__(content, status=status, content_type=content_type, headers=EVERYWHERE | headers)
        self.headers = _OwnHeaders(dict(self.headers.items()))
        self.headers["Content-Length"] = str(len(content))

    def set_cookie(self, *_: Any, **__: Any) -> None:
        """Set nothing: session middleware removes broken cookies, but anonymous answers have none."""


@dataclass(frozen=True)
class Payload:
    """A body and what is known of it. `tag` names these bytes; `packed` where they are stored compressed."""

    body: bytes
    tag: str
    packed: Packed = field(default_factory=dict)
    language: str = ""
    cache: str = CURRENT
    content_type: str = "application/json"


def payload(adapter: TypeAdapter[Any], value: Any, *, language: str = "") -> Payload:
    """Return a value as bytes of the contract, tagged by their hash; what nobody set is absent."""
    body = adapter.dump_json(value, by_alias=True, exclude_unset=True)
    return Payload(body, hashlib.sha256(body).hexdigest(), language=language)


def answer(request: HttpRequest, what: Payload) -> HttpResponse:
    """Return the payload, or 304 where the reader has it: in either encoding, whatever its tags say."""
    coding = _coding(request, what) if len(what.body) >= SMALLEST_COMPRESSED else ""
    tags = {one: f'"{what.tag}-{one}"' if one else f'"{what.tag}"' for one in ("", *CODINGS)}
    headers = {"ETag": tags[coding], "Cache-Control": what.cache}
    if what.language:
        headers["Content-Language"] = what.language
    if _has(request, *tags.values()):
        response = ApiResponse(
            status=HTTPStatus.NOT_MODIFIED, content_type=what.content_type, headers=headers
        )
        del response.headers["Content-Type"], response.headers["Content-Length"]
        return response
    body = what.body
    if coding:
        body = what.packed.get(coding) or pack(body)[coding]
        headers["Content-Encoding"] = coding
    return ApiResponse(body, content_type=what.content_type, headers=headers)


def refusal(problem: ProblemError) -> HttpResponse:
    """Return a problem document. Nothing keeps it: what is missing now may be published next."""
    headers = {"Cache-Control": "no-store", "Content-Language": "en", **problem.headers}
    return ApiResponse(
        problem.body(), status=problem.status, content_type="application/problem+json", headers=headers
    )


def moved(address: str) -> HttpResponse:
    """Send the reader on, for good (308); asked again each time, since a page may come to stand here."""
    headers = {"Location": escape_uri_path(address), "Cache-Control": CURRENT}
    return ApiResponse(status=HTTPStatus.PERMANENT_REDIRECT, content_type="text/plain", headers=headers)


def preflight() -> HttpResponse:
    """Return what a browser wants to know before it asks from another origin."""
    headers = {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "*",
        "Access-Control-Max-Age": "86400",
        "Cache-Control": CURRENT,
    }
    response = ApiResponse(status=HTTPStatus.NO_CONTENT, content_type="text/plain", headers=headers)
    del response.headers["Content-Type"], response.headers["Content-Length"]
    return response


def _has(request: HttpRequest, *tags: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or any(tag.removeprefix("W/") in tags for tag in known)


def _coding(request: HttpRequest, what: Payload) -> str:
    """Return the coding that the reader wants most of those that there are; "" for the bytes as they are."""
    weights: dict[str, float] = {}
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, _, parameters = part.partition(";")
        weights[coding.strip()] = _weight(parameters.strip())
    offered = [coding for coding in CODINGS if not what.packed or coding in what.packed]
    wanted = {coding: weights.get(coding, weights.get("*", 0)) for coding in offered}
    # Of two that are wanted alike, the one that we prefer.
    best = max(wanted, key=lambda coding: wanted[coding], default="")
    return best if best and wanted[best] > 0 else ""


def _weight(parameters: str) -> float:
    name, _, weight = parameters.partition("=")
    if name.strip() != "q":
        return 1
    try:
        # No number that HTTP knows is as good as none.
        return float(weight) if 0 <= float(weight) <= 1 else 0
    except ValueError:
        return 0
