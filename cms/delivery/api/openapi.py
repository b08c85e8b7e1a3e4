"""The API's description of itself, built once a process."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from ninja.schema import NinjaGenerateJsonSchema

from cms.delivery.documents.schema.resources import Problem
from cms.delivery.packing import pack

from .answers import Payload

if TYPE_CHECKING:
    from ninja import NinjaAPI

PROBLEMS = {
    400: "A query parameter that is not known",
    404: "Nothing there; the problem says what there is instead",
    410: "It was published once and is no longer",
}


MOVED = {
    "description": "The page moved; `Location` is where it stands now",
    "headers": {"Location": {"schema": {"type": "string"}}},
}


def problems(*statuses: int) -> dict[str, Any]:
    """Return the part of an operation that describes answers without a document: problems, 304 and,
    where it is among `statuses`, 308. 304 and 400 are possible everywhere.
    """
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    unchanged = {304: {"description": "The reader has it already"}}
    redirected = {308: MOVED} if 308 in statuses else {}
    refused = {
        status: {"description": PROBLEMS[status], "content": content}
        for status in (400, *statuses)
        if status in PROBLEMS
    }
    return {"responses": unchanged | redirected | refused}


@cache
def description_of(api: NinjaAPI) -> Payload:
    """Return the OpenAPI 3.1 document as bytes."""
    description = dict(api.get_openapi_schema(path_prefix=reverse("delivery:entrance").lstrip("/")))
    schemas = {
        **description["components"]["schemas"],
        # As ninja describes the others: a part that may be absent has no default of null.
        "Problem": Problem.model_json_schema(mode="serialization", schema_generator=NinjaGenerateJsonSchema),
    }
    description["components"] = {"schemas": dict(sorted(schemas.items()))}
    body = json.dumps(description, ensure_ascii=False, indent=1).encode()
    return Payload(body, hashlib.sha256(body).hexdigest(), packed=pack(body), language="en")
