"""What tests of the guide begin with: a running system, and the folder of somebody who reads the guide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .workbench import ROOT, START, Workbench


@pytest.fixture
def bench(
    request: pytest.FixtureRequest, live_server: Any, settings: Any, tmp_path: Path
) -> Iterator[Workbench]:
    """A folder against the server of this test, where the small programme `towns` is read in Swedish.

    The blocks that the test's mark names are those that it uses, all of them.
    """
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "frontend"
    folder.mkdir()
    variables = {"CMS": live_server.url, "PROGRAMME": "towns", "EDITION": "sv", "CHECKOUT": str(ROOT)}
    workbench = Workbench(folder, variables)
    yield workbench
    named = {name for mark in request.node.iter_markers("guide") for name in mark.args}
    assert workbench.used == named | {START}
