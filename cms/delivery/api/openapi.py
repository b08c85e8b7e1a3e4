"""The API described: made when somebody builds it (`manage.py write_openapi`), never while it is served."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from ninja.schema import NinjaGenerateJsonSchema
from pydantic import TypeAdapter

from cms.delivery.documents.schema import DOCUMENTS
from cms.delivery.documents.schema.resources import Problem

if TYPE_CHECKING:
    from ninja import NinjaAPI

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PROBLEMS = {
    400: ("Refused", "A query parameter that is not known, is given twice, or holds what it cannot hold"),
    404: ("NotFound", "Nothing there; the problem says what there is instead"),
    410: ("Gone", "It was published once and is no longer"),
}
HEADERS = {
    "ETag": ("A strong validator: send it as `If-None-Match`", True),
    "Cache-Control": ("How long it may be kept: for ever by hash, else asked for again", True),
    "Content-Language": ("The language of the words, BCP 47; absent where there are none", False),
    "Access-Control-Allow-Origin": ("Every origin may read", True),
    "Vary": ("`Accept-Encoding`, and nothing else", True),
}
# What the parts of an address look like. Told, not enforced by the routes: what is wrong gets a problem that
# says what there is instead.
SHAPES: dict[str, dict[str, Any]] = {
    "programme": {"pattern": "^[-a-zA-Z0-9_]{1,100}$"},
    "edition": {"pattern": "^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,3}$"},
    "key": {"format": "uuid"},
    "path": {"minLength": 1, "maxLength": 600},
    "sha256": {"pattern": "^[0-9a-fA-F]{64}$"},
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of the answer that the reader has: 304 where it is still current.",
    "schema": {"type": "string"},
}


def problems(*statuses: int) -> dict[str, Any]:
    """Return the part of an operation that describes answers without a document: problems, 304 and,
    where it is among `statuses`, 308. 304 and 400 are possible everywhere.
    """
    unchanged = {304: {"$ref": "#/components/responses/NotModified"}}
    redirected = {308: {"$ref": "#/components/responses/Moved"}} if 308 in statuses else {}
    refused = {
        status: {"$ref": f"#/components/responses/{name}"}
        for status, (name, _) in PROBLEMS.items()
        if status in (400, *statuses)
    }
    parameters = [{"$ref": "#/components/parameters/IfNoneMatch"}]
    return {"parameters": parameters, "responses": unchanged | redirected | refused}


def describe(api: NinjaAPI) -> bytes:
    """Return the OpenAPI 3.1 document."""
    description = dict(api.get_openapi_schema(path_prefix=reverse("delivery:entrance").lstrip("/")))
    for operations in description["paths"].values():
        operation = operations["get"]
        # What is never unchanged has nothing to tell it by.
        told = [name for name in HEADERS if name != "ETag" or 304 in operation["responses"]]
        operation["responses"][200]["headers"] = _headers(*told)
        operation["parameters"] = [_parameter(one) for one in operation["parameters"]]
    schemas = {
        **description["components"]["schemas"],
        # As ninja describes the others: a part that may be absent has no default of null.
        "Problem": Problem.model_json_schema(mode="serialization", schema_generator=NinjaGenerateJsonSchema),
    }
    description["components"] = {
        "schemas": dict(sorted(schemas.items())),
        "responses": _responses(),
        "headers": {
            name: {"description": text, "required": always, "schema": {"type": "string"}}
            for name, (text, always) in (HEADERS | {"Location": ("Where it stands now", True)}).items()
        },
        "parameters": {"IfNoneMatch": IF_NONE_MATCH},
    }
    return _as_bytes(description)


def schema_of(document_type: str) -> bytes:
    """Return the JSON Schema of one type of document, which says itself where it is served."""
    schema = TypeAdapter(DOCUMENTS[document_type]).json_schema(
        mode="serialization", schema_generator=NinjaGenerateJsonSchema
    )
    address = reverse("delivery:schema", kwargs={"document_type": document_type})
    return _as_bytes({"$schema": DIALECT, "$id": address, **schema})


def _parameter(given: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter as readers may send it: what may be left out is never sent as null."""
    if "$ref" in given:
        return given
    schema = dict(given["schema"])
    others = [one for one in schema.pop("anyOf", ()) if one != {"type": "null"}]
    return given | {"schema": {**schema, **(others[0] if others else {}), **SHAPES.get(given["name"], {})}}


def _responses() -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    refused = {
        name: {"description": text, "headers": _headers("Cache-Control", "Vary"), "content": content}
        for name, text in PROBLEMS.values()
    }
    return {
        "NotModified": {
            "description": "The reader has it already",
            "headers": _headers("ETag", "Cache-Control", "Vary"),
        },
        "Moved": {"description": "The page moved", "headers": _headers("Location", "Cache-Control", "Vary")},
        **refused,
    }


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _as_bytes(description: dict[str, Any]) -> bytes:
    return json.dumps(description, ensure_ascii=False, indent=1).encode() + b"\n"
