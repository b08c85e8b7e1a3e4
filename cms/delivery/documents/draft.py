"""The document that a page would have with the words and decisions that are worked on; nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from wagtail.models import Page

from translation_workflow.adaptation.published import Adaptation
from translation_workflow.editions.models import Edition

from .build import Coverage, assemble
from .gather import gather
from .place import Places, places_of
from .placed import Placed
from .schema import Document


def draft_document(
    page: Page, edition: Edition, adaptation: Adaptation, *, coverage: Coverage | None = None
) -> Document:
    """Return the document of a page as it stands in its fields, live or not, adapted as it is said here.

    Its links lead where those of live documents lead. Raises EditionWithoutPages, PageOfAnotherEdition.
    """
    places = places_of([edition])
    place = places.of(edition)
    place.require(page)
    key = UUID(str(page.translation_key))
    place = replace(place, adaptations={**place.adaptations, key: adaptation})
    places = Places({**places.by_edition, edition.pk: place}, places.restricted)
    placed = Placed(page.specific, place)
    return assemble(placed, gather([placed], places)[edition.pk], coverage)
