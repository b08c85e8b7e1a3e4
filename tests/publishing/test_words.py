"""Published text follows a change in the pieces that changed, and stays in all others."""

from __future__ import annotations

import pytest

from pages.models import InfoPage
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.review.drift.sweep import find_drift
from translation_workflow.review.models import PublishedText
from translation_workflow.review.rendering import words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("few", [0, 200])
def test_pieces_that_did_not_change_keep_their_published_text(
    monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Whether the changed places are asked for by name, or are too many for that."""
    monkeypatch.setattr(words, "FEW", few)
    world = World()
    world.type("Legal", "Juridik")
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    page = InfoPage.objects.get(pk=world.page.pk)
    page.body = [block("Legal", "text", "<p>About this site!</p>")]
    page.save_revision().publish()
    world.work()
    rows = PublishedText.objects.filter(object_key=page.translation_key, is_retired=False)
    assert set(rows.values_list("words", flat=True)) >= {"Juridik", "Om webbplatsen."}
    assert find_drift([world.edition]) == []
