"""What the project ships for five countries: who reads which edition reads what."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

import pages.starter
from cms.delivery.models import Document
from pages.models import FinanceInstrument, LegalInstrument
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import latest_of
from translation_workflow.editions.models import Edition
from translation_workflow.jobs.runner import drain

pytestmark = [pytest.mark.django_db, pytest.mark.alike("what ships is the same on both")]

LIVE, DRAFTS = ("fr", "pl", "sv"), ("en-GB", "it")
FOLDER = Path(pages.starter.__file__).parent / "covenant-capacity" / "editions"


@pytest.fixture(autouse=True, scope="module")
def started(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The system as its first start leaves it, with those five editions only; taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        start()
        yield
        transaction.set_rollback(True)


def start() -> None:
    run("load_starter")
    Edition.objects.exclude(programme__slug="covenant-capacity", code__in=("en", *LIVE, *DRAFTS)).update(
        status="retired"
    )
    run("submit_master", "--all")
    run("load_editions")
    run("publish_edition", "--first")
    run("load_editions")
    drain()


def run(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said, stderr=said)
    return said.getvalue()


def read(code: str, path: str) -> Any:
    address = f"/api/v1/programmes/covenant-capacity/editions/{code}/by-path{path}"
    answer = Client().get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def origins(code: str) -> Counter[str]:
    """How many blocks of an edition's live documents have which origin, or are hidden."""
    counts: Counter[str] = Counter()
    for body in Document.objects.filter(edition__code=code, is_live=True).values_list(
        "content__body", flat=True
    ):
        counts.update(json.loads(bytes(body))["provenance"])
    return counts


def adaptations(code: str) -> Iterator[Any]:
    for layer in Layer.objects.filter(edition__code=code).select_related("latest_revision"):
        yield latest_of(layer)


def test_three_countries_are_live_and_two_wait_for_a_reviewer() -> None:
    """France, Poland and Sweden read their own; nobody reads what no reviewer has seen."""
    for code in LIVE:
        counts = origins(code)
        assert counts["adapted"] > 0, code
        assert counts["national"] > 0, code
        assert counts["hidden"] > 0, code
    for code in DRAFTS:
        counts = origins(code)
        assert counts["national"] > 0, code
        assert counts["hidden"] == 0, code
        assert Layer.objects.filter(edition__code=code, live=False).count() >= 3, code
    for code in (*LIVE, *DRAFTS):
        verbs = {str(one.verb) for layer in adaptations(code) for one in layer.operations}
        assert verbs >= {"hide", "replace", "insert"}, code
    assert "0 created, 0 updated" in run("load_editions")


def test_what_needs_a_reviewer_says_what_to_look_at() -> None:
    """Each decision of a draft has a note, and each law and fund a day of review."""
    drafts = Layer.objects.filter(live=False).select_related("latest_revision")
    assert all(one.note for layer in drafts for one in latest_of(layer).decisions)
    for model in (LegalInstrument, FinanceInstrument):
        assert model.objects.exists()
        assert not model.objects.filter(review_by=None).exists()
        assert not model.objects.exclude(url="").exists()


def test_money_is_named_in_drafts_only() -> None:
    """No country's support is stated before somebody has looked whether it is still there."""
    bodies = Document.objects.filter(edition__code__in=LIVE + DRAFTS, is_live=True)
    assert not any(
        b'"finance_instrument"' in bytes(body) for body in bodies.values_list("content__body", flat=True)
    )


def test_every_link_and_number_in_the_files_comes_from_their_sources() -> None:
    """No file names an address: the sources of these facts have none."""
    assert [path.name for path in FOLDER.glob("*.yaml") if "http" in path.read_text(encoding="utf-8")] == []


def test_the_polish_page_names_all_three_kinds_of_mayor() -> None:
    """Wójt, burmistrz, prezydent miasta: the office depends on the municipality."""
    [section] = [
        one
        for one in read("pl", "/")["sections"]["body"]
        if any(part["type"] == "audience" for part in one["value"]["content"])
    ]
    towns, trainers = [part for part in section["value"]["content"] if part["type"] == "audience"]
    assert towns["origin"] == trainers["origin"] == "adapted"
    assert re.search("wójtowie, burmistrzowie i prezydenci miast", str(towns["value"]))
    assert "PNEC" in str(trainers["value"])


def test_the_french_plan_is_the_pcaet() -> None:
    """The plan's French name and law stand where the theme speaks of the plan."""
    summary = read("fr", "/seap-development/")["sections"]["summary"]
    assert [one["origin"] for one in summary] == ["adapted", "national", "master"]
    assert "PCAET" in summary[0]["value"]
    law = read("fr", "/buildings/start-up/")["sections"]["guidance"]["political_context"][-1]
    assert (law["type"], law["origin"]) == ("legal_instrument", "national")
    assert law["value"]["name"] == "Plan climat-air-énergie territorial (PCAET)"


def test_klimatcoachning() -> None:
    """The Swedish edition's own page, as its source has it: 23 were chosen, and 22 are listed."""
    page = read("sv", "/klimatcoachning/")
    assert page["type"] == "coaching"
    assert page["stated"] == {"applied": 34, "selected": 23}
    assert page["support_amount"] == {"amount": "50000", "currency": "SEK"}
    assert (page["fact_owner"], page["date_changed"]) == ("", "2013-07-19")
    sections = page["sections"]
    names = [one["value"] for one in sections["participants"]]
    assert len(names) == 22
    assert (names[0], names[-3:]) == ("Boxholm", ["Ånge", "Älvsbyn", "Östra Göinge"])
    assert page["participant_order"] == "editor"
    assert len(sections["pilots"]) == 5
    assert sections["rounds"][0]["value"] == {
        "name": "Klimatcoachning – stöd till lokalt klimatarbete i små kommuner",
        "applications": "hösten 2006",
        "start": "2007-01-01",
        "end": "2008-09-30",
    }
    present = {"lead", "background", "aims", "rounds", "requirements", "support", "incentives"}
    assert sections.keys() == present | {"participants", "pilots"}
    origins_here = {name: number for name, number in page["provenance"].items() if number}
    assert origins_here.keys() == {"national"}
    assert Document.objects.filter(path="/klimatcoachning/").count() == 1
    linking = read("sv", "/stakeholder-involvement/")["sections"]["summary"]
    assert any('href="/klimatcoachning/"' in one["value"] for one in linking)


def test_readers_see_klimatcoachning() -> None:
    """The reader draws the page whole, in Swedish."""
    drawn = unescape(Client().get("/covenant-capacity/sv/klimatcoachning/").content.decode())
    for words in ("34", "23", "på 50\N{NO-BREAK SPACE}000 kr", "Östra Göinge", "19 juli 2013", "Bakgrund"):
        assert words in drawn
