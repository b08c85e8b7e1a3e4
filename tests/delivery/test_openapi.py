"""The API describes itself, and the description changes only on purpose."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jsonschema_rs
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.delivery.api import api
from cms.delivery.api.published import FOLDER, OPENAPI, stale, write
from cms.delivery.documents.build import build, to_bytes
from cms.delivery.documents.schema import DOCUMENTS
from pages.models import Programme

from .builders import edition, first_page
from .reading import Reader


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


def test_what_is_published_is_what_the_code_says() -> None:
    """Clients are generated from it: whoever changes it sees the change in these files, and in the review."""
    if os.environ.get("RENEW_SNAPSHOTS"):
        write(api)
    assert stale(api) == [], "Meant? Then renew it: manage.py write_openapi"


def test_the_command_writes_what_is_not_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And with --check only says so: a file that is missing, another's words, one of nothing any more."""
    monkeypatch.setattr("cms.delivery.api.published.FOLDER", tmp_path / "files")
    monkeypatch.setattr("cms.delivery.management.commands.write_openapi.FOLDER", tmp_path / "files")
    with pytest.raises(CommandError, match=r"openapi\.json.*manage\.py write_openapi"):
        call_command("write_openapi", check=True)
    call_command("write_openapi")
    call_command("write_openapi", check=True)
    (tmp_path / "files" / "poll.schema.json").write_text("{}")
    (tmp_path / "files" / OPENAPI).write_text("{}")
    with pytest.raises(CommandError, match=r"openapi\.json, poll\.schema\.json\."):
        call_command("write_openapi", check=True)
    call_command("write_openapi")
    written = {path.name: path.read_bytes() for path in (tmp_path / "files").iterdir()}
    assert written == {path.name: path.read_bytes() for path in FOLDER.iterdir()}


def test_the_description_is_served_as_it_is_kept(read: Reader) -> None:
    """The same bytes in every encoding, with a validator; nothing is generated while it is served."""
    kept = (FOLDER / OPENAPI).read_bytes()
    with patch.object(type(api), "get_openapi_schema", side_effect=AssertionError("built again")):
        plain, packed = read("openapi.json"), read("openapi.json", Accept_Encoding="gzip")
        assert plain.content == gzip.decompress(packed.content) == kept
        assert read("openapi.json", If_None_Match=plain["ETag"]).status_code == 304


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_type_of_document_has_a_json_schema(read: Reader, programme: Programme, name: str) -> None:
    """Which says where it is served, and which documents meet; another's do not."""
    answer = read(f"schemas/{name}.json")
    schema = answer.json()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == answer.wsgi_request.path
    page = first_page(programme)
    document = json.loads(to_bytes(build(page, edition(programme, "en"))))
    assert jsonschema_rs.is_valid(schema, document) == (name == "programme")
    assert read(f"schemas/{name}.json", If_None_Match=answer["ETag"]).status_code == 304


def test_a_type_that_is_none_has_no_schema(read: Reader) -> None:
    """The problem says which there are."""
    status, problem = read.problem("schemas/poll.json")
    assert (status, problem["code"]) == (404, "unknown-type")
    assert "module" in problem["detail"]


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
    known = {
        f"#/components/{kind}/{name}" for kind, ones in description["components"].items() for name in ones
    }
    used = {part["$ref"] for part in schemas_in(description) if isinstance(part.get("$ref"), str)}
    assert used <= known


def test_every_operation_says_what_it_may_answer(description: Any) -> None:
    """Problems have their own media type and one schema; 304 and 308 have headers and no body."""
    parts = description["components"]["responses"]
    for path, operations in description["paths"].items():
        responses = operations["get"]["responses"]
        assert "application/json" in responses["200"]["content"], path
        # What is kept by nobody, a draft, has no tag to be told by that it is unchanged.
        assert ("304" in responses) == ("ETag" in responses["200"]["headers"]), path
        assert ("304" in responses) == ("{token}" not in path), path
        assert "400" in responses, path
        assert ("404" in responses) == ("{" in path), path
        for status, response in responses.items():
            if status != "200":
                whole = parts[response["$ref"].rpartition("/")[2]]
                is_problem = int(status) >= 400
                assert ("application/problem+json" in whole.get("content", {})) == is_problem, (path, status)
                assert ("Location" in whole["headers"]) == (status == "308")
