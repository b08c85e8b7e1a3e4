"""What somebody saved as a draft in the admin's own editor is theirs."""

from __future__ import annotations

import pytest

from pages.models import InfoPage
from tests.programme.starter import block
from tests.publishing.builders import World

pytestmark = pytest.mark.django_db


def test_a_draft_saved_by_hand_stays_while_what_is_live_follows() -> None:
    """Its words are in no working text: to write it anew would lose them."""
    world = World()
    world.publish()
    page = world.translated(world.page)
    page.body = [block("Legal", "text", "<p>Av min egen hand.</p>")]
    page.save_revision(log_action=True)
    master = InfoPage.objects.get(pk=world.page.pk)
    master.body = [*master.body.raw_data, block("more", "text", "<p>More.</p>")]
    master.save_revision().publish()
    world.work()
    page = world.translated(world.page)
    assert (len(page.body), page.has_unpublished_changes) == (2, True)
    assert str(page.get_latest_revision_as_object().body[0].value) == "<p>Av min egen hand.</p>"
