"""What countries have of their own comes in once, goes live when it may, and never over what people wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation

from pages.models import LegalInstrument
from tests.programme.starter import block, info_page, key
from tests.publishing.builders import quiet
from tests.scenarios.stage import read
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.review.publish import publish_edition
from translation_workflow.source.segments import segments_of
from translation_workflow.source.states import note_typed

from .starting import LAW, Country, hide, insert, law, layer, replace

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def country(tmp_path: Path) -> Country:
    return Country(tmp_path)


def own_page(**changes: Any) -> dict[str, Any]:
    return info_page("ours", **changes)


def served(path: str = "/legal/") -> list[tuple[str, str]]:
    """The words of each block that a frontend gets, with their origin."""
    answer = read(path)
    assert answer.status_code == 200, answer.content
    return [(one["value"], one["origin"]) for one in answer.json()["sections"]["body"]]


def test_a_layer_goes_live_in_the_first_publication(country: Country) -> None:
    """Who reads the edition for the first time reads it as the country wants it."""
    country.write(layers=[layer(hide("one"), replace("two", "Vårt."), insert("new", "Nytt.", end="body"))])
    assert country.load().outcome.created == 1
    assert country.layer().live is False
    country.publish()
    assert country.layer().live
    assert served() == [
        ("<p>Vårt.</p>", "adapted"),
        ("<p>three</p>", "master"),
        ("<p>Nytt.</p>", "national"),
    ]
    assert [one.operation.verb for one in country.decisions()] == ["hide", "replace", "insert"]
    assert [(one.reason, one.note) for one in country.decisions()][1] == ("law", "Because.")
    assert {one.author for one in country.decisions()} == {"Starter"}
    assert country.decisions()[2].operation.content["id"] == key("new")


def test_a_draft_waits_for_a_reviewer_and_does_not_go_live_by_a_start(country: Country) -> None:
    """Nor by a publication of the edition, the first or a later one; only who names the page publishes it."""
    country.write(layers=[layer(hide("one"), publish=False)])
    assert country.load().outcome.created == 1
    assert country.layer().waits_for_review
    said = country.start()
    assert "“Legal”: its adaptation waits for a reviewer and stays a draft." in said
    country.start()
    country.publish()
    assert [words for words, _ in served()] == ["<p>one</p>", "<p>two</p>", "<p>three</p>"]
    assert len(country.decisions()) == 1
    assert country.layer().live is False
    publish_edition(country.edition, keys={country.page().translation_key}, progress=quiet)
    assert [words for words, _ in served()] == ["<p>two</p>", "<p>three</p>"]
    assert not country.layer().waits_for_review


def test_a_newer_file_says_whether_its_layer_waits(country: Country) -> None:
    """What was checked meanwhile goes live by a start; what is to be checked again does not."""
    country.write(layers=[layer(hide("one"), publish=False)])
    country.start()
    country.write(layers=[layer(hide("one"))])
    country.start()
    assert [words for words, _ in served()] == ["<p>two</p>", "<p>three</p>"]
    assert not country.layer().waits_for_review
    country.write(layers=[layer(hide("two"), publish=False)])
    country.start()
    country.publish()
    assert country.layer().waits_for_review
    assert [words for words, _ in served()] == ["<p>two</p>", "<p>three</p>"]


def test_a_second_start_writes_nothing(country: Country) -> None:
    """No row is touched when nothing is new."""
    country.write(
        facts=[law()],
        pages=[own_page()],
        layers=[layer(hide("one")), layer(hide("lead"), page="programme", publish=False)],
    )
    country.start()
    revisions = Revision.objects.count()
    with CaptureQueriesContext(connection) as queries:
        outcome = country.load().outcome
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 0, 4)
    assert [one["sql"] for one in queries if one["sql"].startswith(WRITES)] == []
    country.start()
    assert Revision.objects.count() == revisions


def test_a_newer_layer_goes_live_where_nobody_edited_since(country: Country) -> None:
    """A newer starter is seen at the next start, without anybody publishing."""
    country.write(layers=[layer(hide("one"))])
    country.start()
    country.write(layers=[layer(hide("two")), layer(hide("lead"), page="programme")])
    country.start()
    assert [words for words, _ in served()] == ["<p>one</p>", "<p>three</p>"]
    assert "lead" not in read("/").json()["sections"]


def test_a_newer_layer_waits_where_somebody_typed_meanwhile(country: Country) -> None:
    """What is typed goes live when a person publishes it, and not because a file is newer."""
    country.start()
    type_in(country, "two", "Två, inte klart.")
    country.write(layers=[layer(hide("one"))])
    said = country.start()
    assert "waits for a reviewer: other changes of that page would go live with it." in said
    assert [words for words, _ in served()] == ["<p>one</p>", "<p>two</p>", "<p>three</p>"]
    assert len(country.decisions()) == 1
    country.publish()
    assert [words for words, _ in served()] == ["<p>Två, inte klart.</p>", "<p>three</p>"]
    assert "waits for" not in country.start()


def type_in(country: Country, text: str, words: str) -> None:
    """Translate a piece of the page, as the engine's editor does."""
    found = [one for pieces in segments_of(None, country.edition).values() for one in pieces]
    piece = next(one for one in found if one.text == text)
    StringTranslation.objects.create(
        translation_of_id=piece.string,
        context_id=piece.context,
        locale=country.edition.locale,
        data=words,
        translation_type="manual",
    )
    note_typed({(piece.context, piece.string)}, country.edition.locale_id)


@pytest.mark.parametrize("is_newer", [True, False], ids=["a newer file", "the same file"])
def test_a_layer_that_somebody_edited_stays(country: Country, is_newer: bool) -> None:
    """A newer starter file is reported, not written, over a person's decision; the draft does not go live."""
    country.write(layers=[layer(hide("one"))])
    country.start()
    ours = country.layer()
    decide(ours, Operation("", Verb.HIDE, "body", key("three")), version=ours.version)
    if is_newer:
        country.write(layers=[layer(hide("two"))])
    loaded = country.load()
    assert loaded.ready == []
    assert loaded.outcome.kept == (["towns/sv: Legal"] if is_newer else [])
    country.start()
    assert [one.operation.block for one in country.decisions()] == [key("one"), key("three")]
    assert [words for words, _ in served()] == ["<p>two</p>", "<p>three</p>"]


def test_a_layer_that_people_made_before_the_starter_had_one_stays(country: Country) -> None:
    """The starter does not know that page, and leaves it to those who do."""
    country.write(layers=[layer(hide("three"), page="legal")])
    theirs = layer_of(country.edition, country.page().translation_key)
    decide(theirs, Operation("", Verb.HIDE, "body", key("one")), version=theirs.version)
    assert country.load().outcome.kept == ["towns/sv: Legal"]
    assert [one.operation.block for one in country.decisions()] == [key("one")]


def test_a_page_that_the_edition_does_without(country: Country) -> None:
    """A layer may leave the whole page out."""
    told = layer(leaves_out=True)
    del told["operations"]
    country.write(layers=[told])
    country.start()
    assert read("/legal/").status_code in (404, 410)


def test_a_fact_is_the_editions(country: Country) -> None:
    """Language, country and programme follow from the edition; a newer file changes it."""
    country.write(facts=[law()])
    assert country.load().outcome.created == 1
    fact = LegalInstrument.objects.get(key=LAW)
    assert (fact.locale, fact.country, fact.programme) == (
        country.edition.locale,
        "SE",
        country.starter.programme,
    )
    assert str(fact.review_by) == "2027-11-15"
    country.write(facts=[law(description="Om energiplaner.")])
    assert country.load().outcome.updated == 1
    assert LegalInstrument.objects.get(key=LAW).description == "Om energiplaner."


def test_a_fact_that_somebody_edited_stays(country: Country) -> None:
    """A reviewer who looked at a law knows more than a newer file."""
    country.write(facts=[law()])
    country.load()
    LegalInstrument.objects.update(description="Kontrollerad.")
    country.write(facts=[law(description="Om energiplaner.")])
    assert country.load().outcome.kept == ["Lag (1977:439) (SE)"]
    assert LegalInstrument.objects.get(key=LAW).description == "Kontrollerad."


def test_a_country_page_is_live_below_the_live_page_above_it(country: Country) -> None:
    """Before the first publication it is a draft; then it is national from its first to its last block."""
    country.write(pages=[own_page()])
    loaded = country.load()
    assert loaded.outcome.waiting == ["“Ours” is a draft until the page above it is live."]
    assert country.page("ours").live is False
    country.start()
    assert served("/ours/") == [("<p>About ours.</p>", "national")]
    assert read("/ours/", "en").status_code == 404
    country.write(pages=[own_page(body=[block("ours body", "text", "<p>Nytt.</p>")])])
    country.start()
    assert served("/ours/") == [("<p>Nytt.</p>", "national")]


@pytest.mark.parametrize("act", ["edit", "take away"])
def test_a_country_page_stays_as_people_left_it(country: Country, act: str) -> None:
    """What somebody edited is not written over, and what somebody took away does not come back."""
    country.write(pages=[own_page()])
    country.start()
    page = country.page("ours")
    if act == "edit":
        page.title = "Vår egen"
        page.save_revision()
    else:
        page.unpublish()
    country.write(pages=[own_page(body=[block("ours body", "text", "<p>Nytt.</p>")])])
    said = country.start()
    page = country.page("ours")
    if act == "edit":
        assert "“Vår egen” was edited since it was loaded; it stays as it is." in said
        assert str(page.body[0].value) == "<p>About ours.</p>"
        assert page.get_latest_revision_as_object().title == "Vår egen"
    else:
        assert page.live is False
        assert read("/ours/").status_code in (404, 410)


def test_a_draft_of_a_country_page_that_somebody_edited_is_not_published(country: Country) -> None:
    """Only what the starter says goes live by a start."""
    country.write(pages=[own_page()])
    country.load()
    page = country.page("ours")
    page.title = "Halvfärdig"
    page.save_revision()
    country.start()
    assert country.page("ours").live is False


def test_words_may_lead_to_a_country_page_before_it_is_live(country: Country) -> None:
    """The link comes with the page."""
    link = f'<a linktype="page" key="{key("ours")}">vår sida</a>'
    country.write(pages=[own_page()], layers=[layer(insert("new", f"Se {link}.", end="body"))])
    country.start()
    words, origin = served()[-1]
    assert origin == "national"
    assert words.startswith('<p>Se <a href="/ours/" data-key=')


def test_an_edition_that_nobody_has_yet_publishes_nothing(country: Country) -> None:
    """A draft edition gets its drafts, and waits for its coordinator."""
    country.edition.status = "draft"
    country.edition.save()
    country.write(pages=[own_page()], layers=[layer(hide("one"))])
    country.start()
    assert not Page.objects.filter(locale=country.edition.locale, live=True).exists()
    assert len(country.decisions()) == 1
