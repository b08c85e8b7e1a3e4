"""The API keeps what its description promises: schemathesis looks for where it does not, with all its checks.

It sends what the description allows and what it does not, wrong methods, media types, headers and queries,
to a real server with published content, whose programme, keys, paths and hashes it is told as examples.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from cms.delivery.api.published import FOLDER, OPENAPI
from cms.delivery.feed import cursor_of
from cms.delivery.models import Document
from cms.previews.drafts import draft_of
from cms.previews.links import make_link
from cms.previews.subject import subject_of
from tests.publishing.builders import World

SEED = 20
EXAMPLES = 15
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")


def a_draft(world: World) -> str:
    """Make a link to a draft, and return its token."""
    subject = subject_of(world.edition, world.page.translation_key)
    assert subject is not None
    user = get_user_model().objects.create_superuser("siv")
    return make_link(draft_of(subject), user=user, lasts=timedelta(hours=1)).token


def examples(world: World) -> dict[str, Any]:
    """Return what stands for each part of an address, so that there is something to read."""
    row = Document.objects.filter(edition=world.edition).exclude(path="/").get()
    return {
        "programme": world.programme.slug,
        "edition": world.edition.code,
        "key": str(row.key),
        "path": row.path.strip("/"),
        "sha256": row.content_id,
        "since": cursor_of(world.edition, 0),
        "q": "webbplatsen",
        "token": a_draft(world),
        "If-None-Match": f'"{row.content_id}"',
    }


def told(description: Any, found: dict[str, Any]) -> Any:
    """Return the description with an example for each parameter."""
    listed = [one for operation in description["paths"].values() for one in operation["get"]["parameters"]]
    for parameter in (*listed, *description["components"]["parameters"].values()):
        if parameter.get("name") in found:
            parameter["example"] = found[parameter["name"]]
    return description


@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_nothing(live_server: Any, tmp_path: Path) -> None:
    """Every check that it has, with the same seed each time."""
    world = World()
    world.publish()
    description = told(json.loads((FOLDER / OPENAPI).read_text(encoding="utf-8")), examples(world))
    (tmp_path / OPENAPI).write_text(json.dumps(description), encoding="utf-8")
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            f"--config-file={CONFIGURATION}",
            "run",
            str(tmp_path / OPENAPI),
            f"--url={live_server.url}",
            f"--seed={SEED}",
            f"--max-examples={EXAMPLES}",
        ],
        cwd=tmp_path,
        env=os.environ | {"NO_COLOR": "1", "COLUMNS": "110"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
    assert f"Tested: {len(description['paths'])}" in done.stdout, done.stdout
