"""One question and its answer: from an address to a value of the contract, or to an error."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter, ValidationError

from cms.delivery.documents.schema.resources import Problem

from .errors import BadAddress, Unintelligible, Unreachable, refused
from .keeping import Kept, Shelf

T = TypeVar("T")
AS_SENT: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
PROBLEM = "application/problem+json"


class Asker:
    """Asks below one address. `keeps` values at most are remembered, those by hash without asking again."""

    def __init__(
        self, base: str, *, transport: httpx.BaseTransport | None, seconds: float, keeps: int
    ) -> None:
        self._http = httpx.Client(
            base_url=base,
            transport=transport,
            timeout=seconds,
            follow_redirects=True,
            headers={"Accept": f"application/json, {PROBLEM}"},
        )
        self._shelf = Shelf(keeps)

    def ask(self, address: str, adapter: TypeAdapter[T], **query: str) -> T:
        """Return what stands at an address. Raises ClientError.

        Fields that are newer than this client are passed over: the contract may gain some.
        """
        whole = str(httpx.URL(address, params=query)) if query else address
        # One address may be read in two shapes.
        place = (whole, adapter)
        kept = self._shelf.get(place)
        if kept is not None and kept.is_immutable:
            return kept.value  # type: ignore[no-any-return]
        answer = self._answer(whole, tag=kept.tag if kept else "")
        if kept is not None and answer.status_code == HTTPStatus.NOT_MODIFIED:
            return kept.value  # type: ignore[no-any-return]
        value = _value(answer, adapter)
        if tag := answer.headers.get("ETag"):
            is_immutable = "immutable" in answer.headers.get("Cache-Control", "")
            self._shelf.keep(place, Kept(tag, value, is_immutable))
        return value

    def close(self) -> None:
        self._http.close()

    def _answer(self, address: str, *, tag: str) -> httpx.Response:
        try:
            return self._http.get(address, headers={"If-None-Match": tag} if tag else None)
        except httpx.InvalidURL as wrong:
            raise BadAddress(f"There cannot be an address {address[:80]!r}…: {wrong}") from wrong
        except (httpx.TransportError, httpx.TooManyRedirects, httpx.DecodingError) as silence:
            raise Unreachable(f"No answer from {self._http.base_url}: {silence}") from silence


def part(text: str) -> str:
    """Return a text as one part of an address."""
    return _without_dots(quote(text, safe="", errors="replace"))


def path(text: str) -> str:
    """Return a path as the last parts of an address: none of them leads upwards."""
    parts = quote(text.lstrip("/"), errors="replace").split("/")
    return "/".join(_without_dots(one) for one in parts)


def _without_dots(quoted: str) -> str:
    # `..` would be taken as a step upwards by whoever puts addresses together: here it is a name.
    return quoted.replace(".", "%2E") if quoted in {".", ".."} else quoted


def _value(answer: httpx.Response, adapter: TypeAdapter[T]) -> T:
    """Return the body as a value. Raises ClientError for everything that is none."""
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Unreachable(f"{answer.url} answered {answer.status_code}.")
    try:
        if answer.is_success:
            return adapter.validate_json(answer.content, extra="ignore")
        problem: Any = Problem.model_validate_json(answer.content, extra="ignore")
    except ValidationError as wrong:
        raise Unintelligible(
            f"{answer.url} answered {answer.status_code}, and not as the contract says: {wrong}"
        ) from wrong
    raise refused(problem)
