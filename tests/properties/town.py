"""A programme with three editions of different policies, and the hands of author, translator and reviewer.

`sv` lets everything translated go live and keeps pages that the master unpublished, `fi` only what is
approved and carries only words whose text hardly changed, `en-GB` copies what nobody wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from pages.models import InfoPage, Programme, ProgrammePage
from pages.progress import unwatched
from tests.programme.starter import block
from translation_workflow.catalogue.archive import Incoming
from translation_workflow.catalogue.exports import files_of, remember
from translation_workflow.catalogue.intake import import_files
from translation_workflow.catalogue.message import Catalogue
from translation_workflow.catalogue.originals import sheets_of
from translation_workflow.catalogue.po import Writer, write_po
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.review.publish import Outcome, publish_edition
from translation_workflow.review.submit import submit_programme
from translation_workflow.source.segments import Segment, segments_of

from .contents import Author, Raw

POLICIES: dict[str, dict[str, Any]] = {
    "sv": {"maximum_missing": None, "when_unpublished": Edition.WhenUnpublished.KEEP},
    "fi": {"maximum_missing": 4, "minimum_state": "approved", "similarity": 90},
    "en-GB": {"maximum_missing": None},
}


class Town:
    def __init__(self) -> None:
        self.author = Author()
        self.programme: Programme = add_programme("towns", name="Towns", master="en")
        self.master: Edition = add_edition(self.programme, code="en", status="published")
        self.editions: list[Edition] = [
            add_edition(self.programme, code=code, status="published", **policy)
            for code, policy in POLICIES.items()
        ]
        first = ProgrammePage(
            title="Towns", slug="towns", live=False, lead=[block("lead", "text", "<p>More trees m0.</p>")]
        )
        Page.get_first_root_node().add_child(instance=first)
        first.save_revision().publish()
        self.programme.master_page = first
        self.programme.save()
        # Now that it is the programme's, it has a document.
        first.save_revision().publish()
        self.first = first
        self.pages: list[int] = [self.add_page("Legal").pk, self.add_page("Contact").pk]
        submit_programme(self.programme, progress=unwatched)

    def add_page(self, title: str) -> InfoPage:
        """Let the author publish a new page of two blocks."""
        page = InfoPage(
            title=f"{title} m{next(self.author.numbers)}", slug=title.lower().replace(" ", "-"), live=False
        )
        page.body = [self.author.block(2), self.author.block(1)]
        Page.objects.get(pk=self.first.pk).add_child(instance=page)
        page.save_revision().publish()
        return page

    def page(self, number: int) -> InfoPage:
        """Return one of the author's pages, as its author sees it: with its draft."""
        row = InfoPage.objects.get(pk=self.pages[number % len(self.pages)])
        draft: InfoPage = row.get_latest_revision_as_object()
        return draft

    def raw(self, page: InfoPage) -> list[Raw]:
        return list(page.body.raw_data)

    def segments(self, edition: Edition, keys: Sequence[UUID] | None = None) -> list[Segment]:
        found = segments_of(keys, edition)
        return [segment for key in sorted(found, key=str) for segment in found[key]]

    def is_live(self, page: Any) -> bool:
        """Whether the master of a page is live."""
        masters = Page.objects.filter(translation_key=page.translation_key, locale=self.master.locale_id)
        return bool(masters.filter(live=True).exists())

    def translated(self, edition: Edition) -> list[Any]:
        """Return the edition's pages, specific."""
        below = Page.objects.filter(locale=edition.locale_id, depth__gt=1)
        return list(below.order_by("path").specific())

    def type(self, edition: Edition, segment: Segment, words: str) -> None:
        """Save words as the engine's own editor does."""
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string,
            context_id=segment.context,
            locale_id=edition.locale_id,
            defaults={"data": words, "translation_type": "manual", "has_error": False},
        )

    def export(self, edition: Edition) -> dict[str, Catalogue]:
        files = files_of(edition, sheets_of(edition.programme), writer=Writer())
        remember(edition, files)
        return {file.name.removesuffix(".po"): file.catalogue for file in files}

    def take(self, edition: Edition, catalogue: Catalogue) -> None:
        """Import a catalogue as a file that somebody sent."""
        import_files(edition, [Incoming("sent.po", write_po(catalogue))], name="sent.po")

    def publish(self, edition: Edition, keys: set[UUID] | None = None) -> Outcome:
        return publish_edition(edition, keys=keys, progress=unwatched)

    def published(self, page: InfoPage) -> None:
        """Let the author publish what the page says."""
        page.save_revision().publish()
