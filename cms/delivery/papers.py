"""Who may read a paper by its address: everybody what is published, its edition's people the rest."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists
from django.http import HttpRequest

from translation_workflow.editions.files import owners_of
from translation_workflow.editions.models import Edition
from translation_workflow.guard.decide import may_take_from

from .documents.files import File, file_key
from .models import Document


def may_read(paper: Any, request: HttpRequest) -> bool:
    """Return whether a paper is answered: of no edition, published by the API, or to who may choose it.

    One query, and one for the roles of who is signed in; of what is everybody's nobody is asked who they are,
    so that it stays the same answer for all.
    """
    live = Document.objects.filter(
        is_live=True,
        edition__status=Edition.Status.PUBLISHED,
        references__target=file_key(File.PAPER, paper.pk),
    )
    owners = owners_of(paper.collection).annotate(is_published=Exists(live))
    edition = owners.select_related("programme").first()
    return edition is None or edition.is_published or may_take_from(request.user, edition)
