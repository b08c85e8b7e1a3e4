"""`check_content`: what is found in a programme, what does not count, and when it fails."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from pages.models import FinanceInstrument, InfoPage, Statistic
from tests.programme.starter import block
from tests.publishing.builders import World
from tests.quality.towns import RIGHT, TEXT, WRONG, the_finding, towns
from translation_workflow.editions.models import Edition
from translation_workflow.termbase.models import Concept, Term

pytestmark = pytest.mark.django_db

PAST = date(2020, 1, 31)


def check(*words: str) -> tuple[str, str]:
    """What the command prints, and the sentence that it fails with ("" where it does not)."""
    out = StringIO()
    try:
        call_command("check_content", *words, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def told(name: str) -> list[Any]:
    """What is found in one edition, for machines."""
    return json.loads(check(name, "--json")[0])[name]


def a_page(world: World, words: str, *, title: str = "New") -> InfoPage:
    page = world.add_page(title, words)
    world.submit()
    world.work()
    return page


@pytest.fixture
def world() -> World:
    world = World()
    world.work()
    world.publish()
    return world


def test_a_clean_programme_is_clean(world: World) -> None:
    """One word, and no failure."""
    assert check() == ("Clean.\n", "")
    assert check("towns/sv", "--json")[1] == ""


def test_blocking_findings_count_until_somebody_puts_them_aside() -> None:
    """With the place, what to do, and the name by which the finding can be put aside."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    name = the_finding(world).id
    printed, failure = check()
    assert printed.startswith("towns/sv: 1\n  Towns › Contact › Body › Text 1\n    blocking: ")
    assert printed.endswith(f" [{name}]\n")
    assert failure == "1 finding."
    reason = ("--reason", "No mail here.")
    call_command("dismiss_finding", "towns/sv", name, *reason, stdout=StringIO())
    assert check() == ("Clean.\n", "")
    world.type(TEXT, RIGHT)
    assert check() == ("Clean.\n", "")


@pytest.mark.parametrize("words", ["Träd  här.", "”Träd", "Träd på 5 kWh."])
def test_an_edition_has_its_languages_typography(words: str) -> None:
    """Quotation marks, spaces and numbers, by the rules; a warning about anything else is no flaw."""
    world, _ = towns()
    world.type("Trees.", words)
    assert "typography" in {one["kind"] for one in told("towns/sv")}
    world.type("Trees.", "Träd")
    assert told("towns/sv") == []


@pytest.mark.parametrize(
    "words", ['The "plan".', "The town's plan.", "CO2 falls.", "It is 5 km.", "Two  words."]
)
def test_a_masters_typography_is_told_of_the_master(world: World, words: str) -> None:
    """It has no source to be compared with, and its translations are not blamed."""
    a_page(world, words)
    [one] = told("towns/en")
    assert (one["kind"], one["place"]) == ("typography", "Towns › New › Body › Text 1")
    assert told("towns/sv") == []


def test_a_deprecated_term_is_told_and_a_missing_one_is_not(world: World) -> None:
    """What is not to be said, with what to say."""
    a_page(world, "Ask your energy agency.")
    concept = Concept.objects.create(key="energy-agency")
    for language, text, status in (
        ("en", "energy agency", "preferred"),
        ("sv", "energikontor", "preferred"),
        ("sv", "energiverk", "deprecated"),
    ):
        Term.objects.create(concept=concept, language=language, text=text, status=status)
    world.type("Ask your energy agency.", "Fråga ert energiverk.")
    [one] = told("towns/sv")
    assert (one["kind"], "energikontor" in one["sentence"]) == ("term", True)
    world.type("Ask your energy agency.", "Fråga ert hus.")
    assert told("towns/sv") == []


def test_a_link_leads_to_a_page_that_readers_reach(world: World) -> None:
    """Told of the master where nobody reaches it, of an edition where only that edition's readers do not."""
    target = a_page(world, "Here.", title="Target")
    a_page(world, f'See <a linktype="page" id="{target.pk}">there</a>.', title="Linking")
    world.publish()
    assert check() == ("Clean.\n", "")
    world.translated(target).unpublish()
    [one] = told("towns/sv")
    assert (one["kind"], one["place"]) == ("link", "/linking/ › body › text 1")
    assert "“Target”, which is not published in this edition" in one["sentence"]
    assert told("towns/en") == []
    InfoPage.objects.get(pk=target.pk).delete()
    world.work()
    [one] = told("towns/en")
    assert "not there any more" in one["sentence"]
    assert told("towns/sv") == []


def test_facts_are_looked_at_by_their_day(world: World) -> None:
    """An edition's own, and those of the master where it shows them; not what is shown nowhere."""
    FinanceInstrument.objects.create(
        programme=world.programme,
        locale=world.edition.locale,
        country="SE",
        name="Klimatklivet",
        review_by=PAST,
    )
    figure = Statistic.objects.create(
        programme=world.programme, locale=world.master.locale, label="Towns", value=5, review_by=PAST
    )
    [own] = told("towns/sv")
    assert (own["kind"], "Klimatklivet" in own["place"], "2020-01-31" in own["sentence"]) == (
        "fact",
        True,
        True,
    )
    assert told("towns/en") == []
    first = type(world.first).objects.get(pk=world.first.pk)
    first.statistics = [block("figure", "statistic", figure.pk)]
    first.save_revision(clean=False).publish()
    world.work()
    [masters] = told("towns/en")
    assert (masters["kind"], masters["place"]) == ("fact", "/ › statistics › statistic 1")
    assert told("towns/sv") == [own]


def test_a_retired_edition_is_nobodys_concern() -> None:
    """An unknown one is refused."""
    world, _ = towns()
    world.type(TEXT, WRONG)
    Edition.objects.filter(pk=world.edition.pk).update(status="retired")
    assert check() == ("Clean.\n", "")
    assert "There is no edition “towns/xx”" in check("towns/xx")[1]
