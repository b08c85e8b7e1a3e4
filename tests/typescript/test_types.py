"""What openapi-typescript makes of the API's description is of use to people who write strict TypeScript."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from cms.delivery.api.published import FOLDER, OPENAPI

from .compiling import HERE, Toolchain, toolchain

LOOSE = re.compile(r"\bunknown\b|\bany\b|Record<string, never>|\bobject\b")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@pytest.fixture(scope="module")
def tools() -> Toolchain:
    return toolchain()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the consumer and how it is compiled; the types come beside it."""
    for name in ("consumer.ts", "tsconfig.json"):
        shutil.copy(HERE / name, tmp_path)
    return tmp_path


def described() -> Any:
    return json.loads((FOLDER / OPENAPI).read_text(encoding="utf-8"))


def test_a_strict_consumer_compiles(tools: Toolchain, project: Path) -> None:
    """It narrows on `type`, says of every block what it shows, and follows changes."""
    tools.generate(FOLDER / OPENAPI, to=project / "api.ts")
    assert tools.compile(project) == []


def test_nothing_of_the_content_is_unknown(tools: Toolchain, project: Path) -> None:
    """Neither `unknown` nor `any`, nor an object of which nothing is said, in a schema or in an answer."""
    types = COMMENT.sub("", tools.generate(FOLDER / OPENAPI, to=project / "api.ts"))
    schemas = types[types.index("    schemas: {") : types.index("    responses: {")]
    assert "ModuleDocument" in schemas
    assert LOOSE.findall(schemas) == []
    bodies = re.findall(r'"application/(?:problem\+)?json": (.+)', types)
    assert len(bodies) > len(described()["paths"])
    assert [body for body in bodies if LOOSE.search(body)] == []


def test_a_type_of_block_that_nobody_knows_does_not_compile(tools: Toolchain, project: Path) -> None:
    """So that a frontend hears of a new one when it is built, and not from its readers."""
    description = described()
    schemas = description["components"]["schemas"]
    new = json.loads(json.dumps(schemas["IssueBlock"]))
    new["properties"]["type"]["const"] = "poll"
    schemas["PollBlock"] = new
    schemas["Block"]["oneOf"].append({"$ref": "#/components/schemas/PollBlock"})
    schemas["Block"]["discriminator"]["mapping"]["poll"] = "#/components/schemas/PollBlock"
    (project / "openapi.json").write_text(json.dumps(description), encoding="utf-8")
    tools.generate(project / "openapi.json", to=project / "api.ts")
    said = tools.compile(project)
    assert said
    assert any("PollBlock" in line or "'never'" in line for line in said), said


def test_the_lock_file_names_no_registry() -> None:
    """Whoever installs has their own."""
    assert "://" not in (HERE / "package-lock.json").read_text(encoding="utf-8")
