"""Documents are built in the moment and in the transaction of publishing."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction

from cms.delivery.models import Document
from pages.models import ContactPoint, Programme
from tests.programme.starter import Starter, key
from translation_workflow.jobs.models import Item, Kind, State
from translation_workflow.jobs.runner import drain
from translation_workflow.review.signals import pages_went_away, pages_went_live, snippets_changed

from .builders import a_theme, block, edition, first_page
from .snippet_builders import a_snippet

pytestmark = pytest.mark.django_db


def test_a_page_that_goes_live_has_a_document(programme: Programme) -> None:
    """Publishing says so; delivery listens."""
    page = a_theme(first_page(programme))
    pages_went_live.send(sender=None, pages=[(edition(programme, "en"), page)])
    assert Document.objects.get(key=page.translation_key).is_live


def test_a_page_that_goes_away_leaves_a_tombstone(programme: Programme) -> None:
    """It may not even exist any more: its key is enough."""
    page, row = a_theme(first_page(programme)), edition(programme, "en")
    pages_went_live.send(sender=None, pages=[(row, page)])
    pages_went_away.send(sender=None, keys=[(row, page.translation_key)])
    assert not Document.objects.get(key=page.translation_key).is_live


def test_a_changed_snippet_rebuilds_the_pages_that_show_it(programme: Programme) -> None:
    """Those, and no others."""
    row = edition(programme, "en")
    contact = a_snippet(ContactPoint, programme)
    page = first_page(programme)
    page.contacts = [block("contact_point", contact.pk)]
    page.save_revision().publish()
    for one in (first_page(programme), a_theme(page)):
        pages_went_live.send(sender=None, pages=[(row, one)])
    before = {document.key: document.content_id for document in Document.objects.all()}
    contact.label = "Help"
    contact.save()
    snippets_changed.send(sender=None, keys=[(row, contact.translation_key)])
    after = {document.key: document.content_id for document in Document.objects.all()}
    assert {key for key in after if after[key] != before[key]} == {page.translation_key}


def test_many_pages_come_and_go_at_once(programme: Programme) -> None:
    """In several editions by one signal each."""
    pages = [(edition(programme, code), first_page(programme, code)) for code in ("en", "sv")]
    pages_went_live.send(sender=None, pages=pages)
    assert Document.objects.filter(is_live=True).count() == 2
    pages_went_away.send(sender=None, keys=[(row, page.translation_key) for row, page in pages])
    assert Document.objects.filter(is_live=False).count() == 2


def test_a_changed_snippet_rebuilds_several_editions_at_once(programme: Programme) -> None:
    """By one signal."""
    contact = a_snippet(ContactPoint, programme)
    pages = [(edition(programme, code), first_page(programme, code)) for code in ("en", "sv")]
    for _, page in pages:
        page.contacts = [block("contact_point", contact.pk)]
        page.save_revision().publish()
    pages_went_live.send(sender=None, pages=pages)
    before = set(Document.objects.values_list("content_id", flat=True))
    contact.label = "Help"
    contact.save()
    snippets_changed.send(sender=None, keys=[(row, contact.translation_key) for row, _ in pages])
    assert not before & set(Document.objects.values_list("content_id", flat=True))


def test_a_publication_taken_back_takes_its_document_back(programme: Programme) -> None:
    """Both, or neither."""
    page = a_theme(first_page(programme))

    @transaction.atomic
    def publish() -> None:
        pages_went_live.send(sender=None, pages=[(edition(programme, "en"), page)])
        raise RuntimeError("refused")

    with pytest.raises(RuntimeError, match="refused"):
        publish()
    assert not Document.objects.exists()


def test_pages_published_before_their_programme_points_at_them_get_documents(tmp_path: Path) -> None:
    """The starter publishes the first page before it can be anybody's; its edition begins at “/”."""
    starter = Starter(tmp_path)
    starter.load()
    drain()
    first = Document.objects.get(key=UUID(key("programme")))
    assert (first.is_live, first.path, first.edition.code) == (True, "/", "en")
    assert Document.objects.filter(is_live=True).count() == 2


def test_a_programme_that_is_saved_again_notes_nothing(tmp_path: Path) -> None:
    """Only another first page makes pages somebody's."""
    starter = Starter(tmp_path)
    starter.load()
    drain()
    programme = Programme.objects.get(pk=starter.programme.pk)
    programme.save()
    assert not Item.objects.exclude(state=State.DONE).exists()
    first, programme.master_page = programme.master_page, None
    programme.save()
    programme.master_page = first
    programme.save()
    assert Item.objects.filter(state=State.WAITING, kind=Kind.DOCUMENT).count() == 2
