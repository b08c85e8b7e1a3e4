"""A small programme with a master and one translated edition, and hands that work on it."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from pages.models import InfoPage, Programme, ProgrammePage
from tests.plugin.remembered import remembered
from tests.programme.starter import block
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.jobs.runner import drain
from translation_workflow.review.publish import Outcome, publish_edition
from translation_workflow.review.submit import submit_programme
from translation_workflow.source.segments import Segment, segments_of
from translation_workflow.source.states import confirm


def quiet(what: str, done: int, total: int) -> None:
    """A progress that nobody watches."""


class World:
    """The programme `towns`: its first page, a page below it, the editions `en` and `code`."""

    @remembered
    def __init__(self, code: str = "sv", **policy: Any) -> None:
        self.programme: Programme = add_programme("towns", name="Towns", master="en")
        self.master: Edition = add_edition(self.programme, code="en", status="published")
        self.edition: Edition = add_edition(
            self.programme, code=code, **{"status": "published", "maximum_missing": None, **policy}
        )
        first = ProgrammePage(
            title="Towns",
            slug="towns",
            live=False,
            lead=[block("lead", "text", "<p>Less CO<sub>2</sub>.</p><p>More trees.</p>")],
        )
        Page.get_first_root_node().add_child(instance=first)
        first.save_revision().publish()
        self.programme.master_page = first
        self.programme.save()
        self.first: ProgrammePage = first
        self.page: InfoPage = self.add_page("Legal", "About this site.")
        self.submit()

    def add_page(self, title: str, words: str) -> InfoPage:
        page = InfoPage(title=title, slug=title.lower(), body=[block(title, "text", f"<p>{words}</p>")])
        self.add_below(self.first, page)
        return page

    def add_below(self, parent: Page, page: Page) -> Page:
        """Publish a new page of the master below another."""
        page.live = False
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        # Tests need no page with every section that an author has to fill.
        page.save_revision(clean=False).publish()
        return page

    def submit(self) -> None:
        submit_programme(self.programme, progress=quiet)

    def segment(self, text: str) -> Segment:
        found = segments_of(None, self.edition).values()
        return next(piece for pieces in found for piece in pieces if piece.text == text)

    def type(self, text: str, target: str) -> None:
        """Put a translation into working text, past every check, as another tool might."""
        piece = self.segment(text)
        row = StringTranslation(
            translation_of_id=piece.string,
            context_id=piece.context,
            locale_id=self.edition.locale_id,
            data=target,
            translation_type="manual",
        )
        StringTranslation.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["locale", "translation_of", "context"],
            update_fields=["data", "updated_at"],
        )

    def confirm(self, text: str) -> None:
        """Say that the words of a piece are still right."""
        piece = self.segment(text)
        confirm({(piece.context, piece.string)}, self.edition, user=None, approved=False)

    def publish(self) -> Outcome:
        return publish_edition(self.edition, progress=quiet)

    def work(self) -> int:
        """Let the worker follow up everything that waits."""
        return drain()

    def translated(self, page: Page) -> Any:
        """The page's live row in the edition, or None."""
        return (
            type(page)
            .objects.filter(translation_key=page.translation_key, locale=self.edition.locale_id)
            .first()
        )
