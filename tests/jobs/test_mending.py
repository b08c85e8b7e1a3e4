"""What was given up goes on, or is closed, once its cause is gone."""

from __future__ import annotations

import pytest
from wagtail_localize.models import StringTranslation

from pages.models import InfoPage
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.jobs.models import Item, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A page whose draft words do not fit, so that following was given up."""
    world = World()
    world.publish()
    world.work()
    world.type("About this site.", "<i>Om")
    page = InfoPage.objects.get(pk=world.page.pk)
    page.body = [*page.body.raw_data, block("more", "text", "<p>More.</p>")]
    page.save_revision().publish()
    world.work()
    assert Item.objects.filter(state=State.DEAD).count() == 1
    return world


def test_mended_words_let_their_object_follow_again(world: World) -> None:
    """Whoever types what fits has to press nothing else."""
    row = StringTranslation.objects.get(data="<i>Om")
    row.data = "Om webbplatsen."
    row.save()
    world.work()
    assert not Item.objects.filter(state=State.DEAD).exists()
    draft = world.translated(world.page).get_latest_revision_as_object()
    assert str(draft.body[0].value) == "<p>Om webbplatsen.</p>"


def test_what_was_given_up_is_closed_by_a_publication(world: World) -> None:
    """Nobody is told of what is right again."""
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    assert not Item.objects.filter(state=State.DEAD).exists()
