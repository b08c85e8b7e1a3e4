"""The whole journey, by the commands people use: an author's change reaches a Swedish frontend."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from wagtail_localize.models import StringTranslation

from pages.models import ModulePage
from tests.programme.shipped import published, translated
from translation_workflow.editions.models import Edition
from translation_workflow.jobs.runner import drain

pytestmark = pytest.mark.django_db

MODULE = "/api/v1/programmes/covenant-capacity/editions/{}/by-path/buildings/start-up/"


def run(*words: str) -> None:
    call_command(*words, stdout=StringIO(), stderr=StringIO())


def read(edition: str) -> dict[str, Any]:
    response = Client().get(MODULE.format(edition))
    assert response.status_code == 200, response.content
    document: dict[str, Any] = response.json()
    return document


def first_step(edition: str) -> dict[str, Any]:
    step: dict[str, Any] = read(edition)["sections"]["recommended_steps"][0]
    return step


def strings(value: Any) -> Iterator[str]:
    """Every string of a document, as an HTML fragment."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


@pytest.fixture
def programme() -> None:
    """The system as its first start leaves it."""
    published("sv")


@pytest.mark.usefixtures("programme")
def test_a_changed_paragraph_travels_from_the_master_to_the_swedish_json(tmp_path: Path) -> None:
    """Edit the master, export, translate in the PO file, import, publish, read."""
    swedish = first_step("sv")
    assert swedish["origin"] == "translated"

    # An author changes the words of one step.
    page = ModulePage.objects.get(url_path__endswith="/buildings/start-up/", locale__language_code="en")
    step = page.recommended_steps[0]
    old_title = step.value["title"]
    step.value["title"] = "Make a building register, CO₂ and all"
    page.save_revision().publish()
    drain()
    assert first_step("en")["value"]["title"] == "Make a building register, CO₂ and all"
    assert first_step("en")["id"] == swedish["id"]
    assert first_step("sv") == swedish

    # A partner translates the one new text.
    run("export_po", "covenant-capacity/sv", "--to", str(tmp_path))
    path = tmp_path / "sv/content/covenant-capacity/buildings-start-up.po"
    catalogue = polib.pofile(str(path), wrapwidth=0)
    [entry] = [entry for entry in catalogue if entry.fuzzy]
    assert entry.msgid == "Make a building register, CO₂ and all"
    assert entry.previous_msgid == old_title
    assert entry.msgstr == swedish["value"]["title"]
    entry.flags.remove("fuzzy")
    entry.msgstr = "Räkna varje byggnad, med CO₂ och allt"
    catalogue.save()
    run("import_po", "covenant-capacity/sv", str(path))
    assert first_step("sv") == swedish

    # A reviewer publishes; a frontend reads.
    run("publish_edition", "covenant-capacity/sv")
    translated = first_step("sv")
    assert translated["value"]["title"] == "Räkna varje byggnad, med CO₂ och allt"
    assert (translated["id"], translated["origin"]) == (swedish["id"], "translated")
    assert translated["value"]["text"] == swedish["value"]["text"]


@pytest.mark.usefixtures("programme")
def test_the_swedish_programme_page_says_what_the_seed_says() -> None:
    """The first page is whole, in Swedish, with countries named by the language itself."""
    url = "/api/v1/programmes/covenant-capacity/editions/sv/by-path/"
    text = Client().get(url).content.decode()
    shipped = settings.SHIPPED_CATALOGUES / "sv/content/covenant-capacity/programme.po"
    said = json.loads(text)
    words = " ".join(strings(said))
    for entry in polib.pofile(str(shipped)):
        # Pictures are shown once somebody's upload is committed, which a test's is not.
        assert entry.msgctxt.endswith("alt_text") or entry.msgstr in words, entry.msgstr
    for sentence in (
        "startade i juni 2011 och löper fram till och med maj 2014.",
        "Kommuner och lokala myndigheter i Europa:",
        "Åtta olika länkade teman",
        "ett diplom erbjuds dem som fullföljer hela utbildningen.",
        "Ett erfaret konsortium av 19 partners från 15 olika länder",
        "Covenant CapaCITY-projektet delfinansieras av Intelligent Energy Europe (IEE).",
        "Storbritannien",
        "Grekland",
    ):
        assert sentence in text


@pytest.mark.usefixtures("programme")
def test_a_second_start_publishes_nothing_that_somebody_typed() -> None:
    """What runs at every start brings an edition to its first publication, and never to another."""
    edition = Edition.objects.get(code="sv", programme__slug="covenant-capacity")
    StringTranslation.objects.filter(locale=edition.locale, context__path="title").update(data="Otryckt")
    run("load_starter")
    run("submit_master", "--all")
    run("import_po", "--shipped")
    run("publish_edition", "--first")
    drain()
    assert "Otryckt" not in json.dumps(read("sv"))
    run("publish_edition", "covenant-capacity/sv")
    assert read("sv")["title"] == "Otryckt"


@pytest.mark.usefixtures("programme")
def test_ids_survive_load_publication_translation_and_a_second_load() -> None:
    """A block is the same block in every edition, for as long as it exists."""

    def ids(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["id"]] if "id" in value else []
            return own + [found for part in value.values() for found in ids(part)]
        return [found for part in value for found in ids(part)] if isinstance(value, list) else []

    english = ids(read("en")["sections"])
    assert len(english) == len(set(english)) > 50
    assert ids(read("sv")["sections"]) == english
    run("load_starter")
    run("submit_master", "--all")
    run("publish_edition", "covenant-capacity/sv")
    drain()
    assert ids(read("sv")["sections"]) == ids(read("en")["sections"]) == english


def test_carbon_dioxide_is_whole_in_every_edition() -> None:
    """A subscript is part of its sentence, translated or fallen back."""
    translated("en-GB", "fi", "sv")
    run("publish_edition", "--first")
    for edition in ("en", "en-GB", "fi", "sv"):
        text = Client().get(MODULE.format(edition)).content.decode()
        assert "CO<sub>2</sub>" in text
        assert "CO </" not in text
        assert "CO2" not in text
