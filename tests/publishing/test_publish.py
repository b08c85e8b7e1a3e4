"""Working words become live words, and only what changed is published."""

from __future__ import annotations

import pytest
from wagtail.models import Revision

from tests.programme.starter import block
from tests.publishing.builders import World, quiet
from translation_workflow.editions.models import Edition
from translation_workflow.review.coverage import Freshness, Origin, coverage_of, freshness_of
from translation_workflow.review.publish import publish_edition

pytestmark = pytest.mark.django_db


def test_translated_words_go_live_and_the_rest_stands_in_the_masters() -> None:
    """A page is published with what there is; the fallback is the master's text in its place."""
    world = World()
    world.type("About this site.", "Om webbplatsen.")
    world.type("Less CO<sub>2</sub>.", "Mindre CO<sub>2</sub>.")
    outcome = world.publish()
    assert (outcome.published, outcome.refused) == (2, [])
    assert str(world.translated(world.page).body[0].value) == "<p>Om webbplatsen.</p>"
    lead = world.translated(world.first).lead[0]
    assert lead.value.source == "<p>Mindre CO<sub>2</sub>.</p><p>More trees.</p>"
    assert lead.id == world.first.lead[0].id


def test_publishing_again_does_nothing() -> None:
    """No revision is made of a page whose words and master are as they were."""
    world = World()
    world.publish()
    before = Revision.objects.count()
    outcome = world.publish()
    assert (outcome.published, outcome.unchanged) == (0, 2)
    assert Revision.objects.count() == before


def test_typed_words_are_not_live_until_published() -> None:
    """Working text is nobody's business but the translator's."""
    world = World()
    world.publish()
    world.type("About this site.", "Om webbplatsen.")
    assert str(world.translated(world.page).body[0].value) == "<p>About this site.</p>"
    assert freshness_of(world.edition)[world.page.translation_key].untranslated == 2


def test_an_edition_with_a_gate_refuses_what_is_not_whole() -> None:
    """The page is named with the first missing piece, and what stands below it waits for it."""
    world = World(maximum_missing=0)
    world.type("Legal", "Juridik")
    world.type("About this site.", "Om webbplatsen.")
    outcome = world.publish()
    refusal, child = outcome.refused
    assert "towns/sv: “Towns” has 3 pieces without a translation, 0 are allowed" in refusal
    assert "“Legal” cannot be published before the page above it" in child
    assert not world.translated(world.first).live


def test_an_overlong_title_stays_out_and_the_others_go_on() -> None:
    """What the database could not hold is said, not raised: the page has the master's title."""
    world = World()
    world.type("Legal", "J" * 256)
    outcome = world.publish()
    assert (outcome.published, outcome.refused) == (2, [])
    assert "the text has 256 characters; 255 fit here" in outcome.held[0]
    assert world.translated(world.page).title == "Legal"


def test_origins_and_freshness_are_counted_from_live_words() -> None:
    """A block says whether its words are translated, partly, or the master's."""
    world = World()
    world.type("More trees.", "Fler träd.")
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    first = coverage_of(world.edition, world.first.translation_key)
    assert first.origin(f"lead.{world.first.lead[0].id}") is Origin.PARTIAL
    assert first.origin("title") is Origin.MASTER
    assert first.origin("body") is None
    page = coverage_of(world.edition, world.page.translation_key)
    assert page.origin("body") is Origin.TRANSLATED
    assert freshness_of(world.edition) == {
        world.first.translation_key: Freshness(untranslated=2),
        world.page.translation_key: Freshness(untranslated=1),
    }


def test_a_changed_master_is_followed_in_structure_and_not_in_words() -> None:
    """The new block stands there at once; live words stay, and the distance to the master is told."""
    world = World()
    for text in ("Legal", "About this site."):
        world.type(text, f"sv {text}")
    world.publish()
    world.page.body = [
        block("Legal", "text", "<p>About these pages.</p>"),
        block("new", "text", "<p>Contact us.</p>"),
    ]
    world.page.save_revision().publish()
    world.work()
    assert freshness_of(world.edition)[world.page.translation_key] == Freshness(needs_work=1, untranslated=1)
    shown = [str(child.value) for child in world.translated(world.page).body]
    assert shown == ["<p>sv About this site.</p>", "<p>Contact us.</p>"]


def test_a_same_language_edition_is_a_copy_until_somebody_changes_a_piece() -> None:
    """British English retypes nothing: copies are whole, and say that they are copies."""
    world = World("en-GB", maximum_missing=0)
    world.type("More trees.", "More British trees.")
    assert world.publish().refused == []
    coverage = coverage_of(world.edition, world.page.translation_key)
    assert coverage.origin("body") is Origin.COPY
    assert freshness_of(world.edition)[world.first.translation_key] == Freshness()
    assert "More British trees." in world.translated(world.first).lead[0].value.source


def test_one_object_can_be_published_alone() -> None:
    """Publishing one page leaves the others as they were."""
    world = World()
    world.publish()
    world.type("Legal", "Juridik")
    world.type("Towns", "Städer")
    publish_edition(world.edition, keys={world.page.translation_key}, progress=quiet)
    assert world.translated(world.page).title == "Juridik"
    assert world.translated(world.first).title == "Towns"


@pytest.mark.parametrize("words", [" ", "<b></b>", "&nbsp;", "<br/>", "\u200b", "\x0b\x1f"])
def test_words_that_nobody_sees_pass_no_gate(words: str) -> None:
    """The piece is missing; where that is allowed, the master's text is live."""
    world = World()
    world.type("Legal", "Juridik")
    world.type("About this site.", words)
    world.publish()
    page = world.translated(world.page)
    assert (page.title, str(page.body[0].value)) == ("Juridik", "<p>About this site.</p>")
    Edition.objects.filter(pk=world.edition.pk).update(maximum_missing=0)
    world.edition.refresh_from_db()
    sentence = next(one for one in world.publish().refused if "“Legal”" in one)
    assert "has 1 piece without a translation" in sentence
    assert "“About this site.” (untranslated)" in sentence
