"""Documents are built in the moment and in the transaction of publishing."""

from __future__ import annotations

import pytest
from django.db import transaction

from cms.delivery.models import Document
from pages.models import Programme
from translation_workflow.review.signals import edition_changed, page_went_away, page_went_live

from .builders import a_theme, edition, first_page


def test_a_page_that_goes_live_has_a_document(programme: Programme) -> None:
    """Publishing says so; delivery listens."""
    page = a_theme(first_page(programme))
    page_went_live.send(sender=None, page=page, edition=edition(programme, "en"))
    assert Document.objects.get(key=page.translation_key).is_live


def test_a_page_that_goes_away_leaves_a_tombstone(programme: Programme) -> None:
    """It may not even exist any more: its key is enough."""
    page, row = a_theme(first_page(programme)), edition(programme, "en")
    page_went_live.send(sender=None, page=page, edition=row)
    page_went_away.send(sender=None, key=page.translation_key, edition=row)
    assert not Document.objects.get(key=page.translation_key).is_live


def test_what_changes_on_several_pages_rebuilds_the_edition(programme: Programme) -> None:
    """A snippet, or a page that others link to."""
    edition_changed.send(sender=None, edition=edition(programme, "en"))
    assert Document.objects.filter(edition__code="en").count() == 1


def test_a_publication_taken_back_takes_its_document_back(programme: Programme) -> None:
    """Both, or neither."""
    page = a_theme(first_page(programme))

    @transaction.atomic
    def publish() -> None:
        page_went_live.send(sender=None, page=page, edition=edition(programme, "en"))
        raise RuntimeError("refused")

    with pytest.raises(RuntimeError, match="refused"):
        publish()
    assert not Document.objects.exists()
