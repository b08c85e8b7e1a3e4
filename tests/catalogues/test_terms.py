"""Agreed words in the comments of catalogues."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.catalogues.screening import client_of, partner_of, world_with_pages
from tests.publishing.builders import World
from translation_workflow.termbase.glossary.load import load_shipped

pytestmark = pytest.mark.django_db

TOLD = "#. Term: “local energy agency” is “energikontor” here"


@pytest.fixture
def world() -> World:
    """Towns in Swedish and British English, with a page that speaks of an agency."""
    world = world_with_pages("en-GB")
    world.add_page("Help", "Ask your local energy agencies.")
    world.submit()
    load_shipped()
    return world


def _exported(world: World, folder: Path, *options: str) -> dict[str, str]:
    call_command("export_po", "towns/sv", "towns/en-GB", "--to", str(folder), *options)
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.po")}


@pytest.mark.needs("gettext")
def test_an_export_tells_the_terms_where_somebody_asks(world: World, tmp_path: Path) -> None:
    """Unasked there are none, so that a changed termbase changes no file; in English there are none."""
    plain = _exported(world, tmp_path / "plain")
    told = _exported(world, tmp_path / "told", "--terms")
    assert not any("Term:" in text for text in plain.values())
    assert [name for name, text in told.items() if TOLD in text] == ["sv/content/towns/help.po"]
    assert {name for name, text in told.items() if text != plain[name]} == {"sv/content/towns/help.po"}
    for text in told.values():
        command = ["msgfmt", "-c", "-o", "/dev/null", "-"]
        subprocess.run(command, input=text.encode(), check=True, capture_output=True)


def test_a_partners_download_tells_the_terms(world: World) -> None:
    """Who translates at home has the agreed words beside the text."""
    siv: Any = partner_of(world.edition)
    answer = client_of(siv).get(reverse("catalogues:download", args=[world.edition.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist()]
    assert sum(TOLD in text for text in texts) == 1
