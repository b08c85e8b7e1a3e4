"""What the API says when it cannot answer: `application/problem+json` (RFC 9457).

Every refusal is a ProblemError; `code` is for programs, `detail` a sentence for people.
"""

from __future__ import annotations

from http import HTTPStatus

from cms.delivery.documents.schema.resources import Problem

LONGEST_ECHO = 80


class ProblemError(Exception):
    """Raise it anywhere below a route; the reader of the API gets it as a problem document."""

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        detail: str,
        *,
        published: list[str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.published = published
        self.headers = headers or {}

    def body(self) -> bytes:
        """Return the problem document as bytes."""
        parts: dict[str, object] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": str(self),
            "code": self.code,
        }
        if self.published is not None:
            parts["published"] = self.published
        return Problem.model_validate(parts).model_dump_json(exclude_unset=True).encode()


def not_found(code: str, detail: str, *, published: list[str] | None = None) -> ProblemError:
    return ProblemError(HTTPStatus.NOT_FOUND, code, detail, published=published)


def gone(what: str) -> ProblemError:
    return ProblemError(HTTPStatus.GONE, "gone", f"{what} was published once and is no longer.")


def echo(text: str) -> str:
    """Return what somebody asked for so that a sentence can quote it: short, without control characters."""
    shown = "".join(character if character.isprintable() else "�" for character in text)
    return f"“{shown}”" if len(shown) <= LONGEST_ECHO else f"“{shown[:LONGEST_ECHO]}…”"
