"""The API describes itself, and the description changes only on purpose."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from cms.delivery.api import api
from cms.delivery.api.openapi import description_of

from .reading import Reader

SNAPSHOT = Path(__file__).with_name("openapi.json")
RENEW = "RENEW_SNAPSHOTS=1 .venv/bin/python -m pytest tests/delivery/test_openapi.py"


@pytest.fixture
def description(read: Reader) -> Any:
    return read.json("openapi.json")


def schemas_in(part: Any) -> Iterator[dict[str, Any]]:
    """Every object of a description, depth first."""
    if isinstance(part, dict):
        yield part
    children = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for child in children:
        yield from schemas_in(child)


def test_the_description_is_the_one_that_was_agreed(read: Reader) -> None:
    """Clients are generated from it: whoever changes it sees the change here, and in the review."""
    current = read("openapi.json").content.decode() + "\n"
    if os.environ.get("RENEW_SNAPSHOTS"):
        SNAPSHOT.write_text(current, encoding="utf-8")
    assert current == SNAPSHOT.read_text(encoding="utf-8"), f"Meant? Then renew it: {RENEW}"


def test_documents_and_blocks_are_told_apart_by_type(description: Any) -> None:
    """So that generated types narrow on it."""
    schemas = description["components"]["schemas"]
    for name, least in (("Document", 6), ("Block", 30), ("ContentBlock", 8), ("PartBlock", 3)):
        union = schemas[name]
        assert union["discriminator"]["propertyName"] == "type"
        assert len(union["discriminator"]["mapping"]) == len(union["oneOf"]) >= least


def test_nothing_in_a_body_is_unknown(description: Any) -> None:
    """Every property says what it is: no empty schema, no bare object, no list of anything."""
    for name, schema in description["components"]["schemas"].items():
        for key, value in schema.get("properties", {}).items():
            where = f"{name}.{key}"
            for part in schemas_in(value):
                if part.get("type") == "array":
                    assert part.get("items"), where
                if part.get("type") == "object":
                    assert part.get("additionalProperties") not in (None, True), where
            assert {"type", "$ref", "anyOf", "allOf", "oneOf", "const", "enum"} & value.keys(), (
                f"{name}.{key}"
            )


def test_no_default_is_of_another_type(description: Any) -> None:
    """Validators refuse a list whose default is null; what may be absent has no default."""
    wrong = [part for part in schemas_in(description) if "default" in part and not default_fits(part)]
    assert not wrong


def default_fits(schema: dict[str, Any]) -> bool:
    """Say whether a schema's default may be null, where it is."""
    if schema["default"] is not None:
        return True
    choices = [schema, *schema.get("anyOf", ()), *schema.get("oneOf", ())]
    return any("null" in choice.get("type", "") for choice in choices)


def test_every_reference_leads_somewhere(description: Any) -> None:
    """Generators stop at the first that does not."""
    known = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    used = {part["$ref"] for part in schemas_in(description) if isinstance(part.get("$ref"), str)}
    assert used <= known


def test_every_operation_says_what_it_may_refuse(description: Any) -> None:
    """Problems have their own media type, and one schema."""
    for path, operations in description["paths"].items():
        responses = operations["get"]["responses"]
        assert "application/json" in responses["200"]["content"], path
        assert "application/problem+json" in responses["400"]["content"], path
        if "{" in path:
            assert "application/problem+json" in responses["404"]["content"], path


def test_it_is_built_once(read: Reader) -> None:
    """Building it takes a tenth of a second; serving it takes none."""
    read("openapi.json")
    with patch.object(type(api), "get_openapi_schema", side_effect=AssertionError("built again")):
        assert json.loads(read("openapi.json").content) == json.loads(description_of(api).body)
