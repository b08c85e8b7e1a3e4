"""Query parameters that hold something: described for OpenAPI, refused in a sentence where they are wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query
from ninja.errors import ValidationError
from pydantic import BeforeValidator

from cms.delivery.search.query import FARTHEST, LIMIT, LONGEST_QUERY, MOST_HITS

from .answers import refusal
from .problems import ProblemError, echo


def _number(value: Any) -> Any:
    """Return a number as people write it; pydantic takes “1.0”, “+1” and digits of any script, too."""
    if isinstance(value, str) and not (value.isascii() and value.isdecimal() and len(value) <= 9):
        raise ValueError("it is no whole number")
    return value


Words = Annotated[
    str,
    Query(
        min_length=1,
        max_length=LONGEST_QUERY,
        description="What is looked for: words; the last one may be the beginning of one.",
    ),
]
# The defaults stand here: beside a validator, ninja does not see those of the view.
Limit = Annotated[
    int,
    BeforeValidator(_number),
    Query(LIMIT, ge=1, le=MOST_HITS, description="So many hits at most."),
]
Offset = Annotated[
    int,
    BeforeValidator(_number),
    Query(0, ge=0, le=FARTHEST, description="So many hits are passed over."),
]


def refuse(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """Answer parameters that are missing or hold what they cannot with a problem that names the first."""
    assert isinstance(error, ValidationError)
    first = error.errors[0]
    name, what = echo(str(first["loc"][-1])), str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "missing":
        detail = f"The query parameter {name} is missing."
    else:
        detail = f"The query parameter {name} cannot be that: {what[:1].lower()}{what[1:]}."
    return refusal(ProblemError(HTTPStatus.BAD_REQUEST, "wrong-parameter", detail))
