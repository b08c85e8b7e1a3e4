"""The row about a worker that is killed half-way."""

from __future__ import annotations

from datetime import timedelta

from django.db.models.functions import Now

from cms.delivery.models import Document
from pages.models import InfoPage
from tests.jobs.editions import CODES, ended, start
from tests.programme.starter import block
from tests.publishing.builders import World, quiet
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.jobs.leases import sweep
from translation_workflow.jobs.models import Item, State
from translation_workflow.jobs.runner import drain
from translation_workflow.review.publish import publish_edition

from .stage import row


def shown(world: World) -> list[tuple[list[str], str, int]]:
    """What each edition shows: the page's blocks, the document's hash, how many revisions there are."""
    pages = InfoPage.objects.filter(translation_key=world.page.translation_key).exclude(
        locale=world.master.locale
    )
    documents = Document.objects.filter(key=world.page.translation_key, is_live=True)
    hashes = dict(documents.values_list("edition__locale", "content_id"))
    return [
        ([str(child.id) for child in page.body], hashes[page.locale_id], page.revisions.count())
        for page in pages.order_by("pk")
    ]


@row("killed")
def killed() -> None:
    world = World(CODES[0])
    for code in CODES[1:]:
        add_edition(world.programme, code=code, status="published", maximum_missing=None)
    world.submit()
    for edition in Edition.objects.exclude(code="en").select_related("programme__master_locale", "locale"):
        publish_edition(edition, progress=quiet)
    drain()
    old = shown(world)
    world.page.refresh_from_db()
    world.page.body = [*world.page.body.raw_data, block("added", "text", "<p>One more.</p>")]
    world.page.save_revision().publish()

    # The page, the master's document, and then the first five editions.
    assert ended([start("tests.jobs.dying", "after the commit", "3", "5")]) == [-9]
    after = shown(world)
    assert [before == now for before, now in zip(old, after, strict=True)] == [False] * 5 + [True] * 7
    for (shape, content, count), (shape_now, content_now, count_now) in zip(old[:5], after[:5], strict=True):
        assert (len(shape_now), count_now) == (len(shape) + 1, count + 1)
        assert content_now != content

    Item.objects.filter(state=State.RUNNING).update(lease_until=Now() - timedelta(seconds=1))
    sweep()
    Item.objects.update(not_before=None)
    drain()
    new = shown(world)
    assert {tuple(shape) for shape, _, _ in new} == {tuple(after[0][0])}
    assert [count for _, _, count in new] == [count + 1 for _, _, count in old]
    assert new[:5] == after[:5]
    assert set(Item.objects.values_list("state", flat=True)) == {State.DONE}
