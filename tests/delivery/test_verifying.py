"""`verify_documents` finds what is stored otherwise than pages make it, says how, and mends it."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from cms.delivery.models import Content, Document, Reference
from tests.publishing.builders import World

from .test_feed import Copy

pytestmark = pytest.mark.django_db


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command("verify_documents", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def world() -> World:
    world = World()
    world.publish()
    return world


def stored(world: World) -> Document:
    return Document.objects.select_related("content").get(edition=world.edition, path="/legal/")


def test_what_is_right_is_said_to_be(world: World) -> None:
    """And no byte, nor a number of the feed, is another."""
    before = list(Document.objects.order_by("pk").values())
    assert run("towns/sv") == "Every document is what it is to be.\n"
    assert list(Document.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": "Wrong"}, "towns/sv/legal/: another title"),
        ({"is_live": False}, "towns/sv/legal/: is missing"),
        ({"path": "/wrong/"}, "towns/sv/wrong/: stands at /legal/"),
        ({"parent_key": None}, "towns/sv/legal/: another parent"),
    ],
)
def test_what_differs_is_told_and_mended(world: World, change: dict[str, Any], sentence: str) -> None:
    """Without --mend nothing is written."""
    Document.objects.filter(pk=stored(world).pk).update(**change)
    with pytest.raises(CommandError) as told:
        run("towns/sv")
    assert str(told.value) == sentence
    assert Document.objects.filter(edition=world.edition, **change).exists()
    assert sentence in run("towns/sv", "--mend")
    assert run("towns/sv") == "Every document is what it is to be.\n"


def test_another_order_is_found_and_other_numbers_are_none(world: World) -> None:
    """A draft that comes between two pages moves the numbers of those behind it, and nobody's place."""
    world.add_page("Contact", "Write to us.")
    world.submit()
    world.work()
    world.publish()
    contact = Document.objects.filter(edition=world.edition, path="/contact/")
    contact.update(position=99)
    assert run("towns/sv") == "Every document is what it is to be.\n"
    contact.update(position=0)
    with pytest.raises(CommandError, match="towns/sv/contact/: another place in the order"):
        run("towns/sv")
    run("towns/sv", "--mend")
    assert run("towns/sv") == "Every document is what it is to be.\n"


def test_what_a_document_depends_on_is_compared(world: World) -> None:
    """Without its references nothing would build it anew when what it shows changes."""
    Reference.objects.create(document=stored(world), target=uuid4())
    assert "towns/sv/legal/: depends on other pages, snippets or files" in run("towns/sv", "--mend")
    assert not Reference.objects.filter(document=stored(world)).exists()


@pytest.mark.parametrize("body", [b"{}", b'{"key": "cut', b"\xff"])
def test_bytes_that_are_no_document_are_mended(world: World, body: bytes) -> None:
    """Other faults of the edition are mended beside, and nothing of them is left."""
    row = stored(world)
    contents = Content.objects.count()
    whole = bytes(row.content.body)
    Content.objects.filter(pk=row.content_id).update(body=body)
    first = Document.objects.filter(edition=world.edition, path="/")
    first.update(title_language="fr")
    with pytest.raises(CommandError, match="its bytes are not those of its hash"):
        run("towns/sv")
    told = run("towns/sv", "--mend")
    assert "towns/sv/legal/: its bytes are not those of its hash" in told
    assert "towns/sv/: another language of its title" in told
    assert run("towns/sv") == "Every document is what it is to be.\n"
    assert bytes(stored(world).content.body) == whole
    assert Content.objects.count() == contents


def test_former_bytes_are_looked_at_too(world: World) -> None:
    """They are served by their hash for a year: what is damaged goes, since it cannot be made again."""
    before = stored(world).content_id
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    Content.objects.filter(pk=before).update(body=b"{}")
    with pytest.raises(CommandError, match=before):
        run("towns/sv")
    run("towns/sv", "--mend")
    assert not Content.objects.filter(pk=before).exists()
    assert run("towns/sv") == "Every document is what it is to be.\n"


def test_other_words_are_found_and_readers_of_the_feed_are_told(world: World) -> None:
    """Somebody wrote into the live row, past every service; a copy that follows gets it."""
    copy = Copy()
    copy.follow()
    page = world.translated(world.page)
    raw = json.dumps([{"type": "text", "id": "x", "value": "<p>Otherwise.</p>"}])
    type(page).objects.filter(pk=page.pk).update(body=raw)
    assert "towns/sv/legal/: other words or blocks" in run("towns/sv", "--mend")
    assert copy.follow() == 1
    assert copy.documents == copy.bundle


def test_damaged_bytes_are_found_and_come_whole_again(world: World) -> None:
    """Plain or compressed; what is served under a hash has that hash."""
    row = stored(world)
    whole = bytes(row.content.body)
    Content.objects.filter(pk=row.content_id).update(gzip=b"no gzip", brotli=b"")
    with pytest.raises(CommandError, match="its compressed bytes say something else"):
        run("towns/sv")
    run("towns/sv", "--mend")
    Content.objects.filter(pk=row.content_id).update(body=whole.replace(b"Legal", b"Lagel"))
    with pytest.raises(CommandError, match="its bytes are not those of its hash"):
        run("towns/sv")
    run("towns/sv", "--mend")
    mended = stored(world)
    assert (mended.content_id, bytes(mended.content.body)) == (row.content_id, whole)
    assert run("towns/sv") == "Every document is what it is to be.\n"


def test_a_page_that_nobody_may_read_has_no_document(world: World) -> None:
    """It is found, and goes with a tombstone."""
    page = world.translated(world.page)
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert "is stored, and nobody may read it" in run("towns/sv", "--mend")
    assert not stored(world).is_live


def test_for_machines(world: World) -> None:
    """As JSON, with the exit status that says the same; the masters are among all."""
    world.work()
    assert json.loads(run("--all", "--json")) == {"towns/en": [], "towns/sv": []}
