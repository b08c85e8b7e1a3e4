"""A programme under review: its translators and reviewers, and what they press."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.people import client_of, person
from tests.publishing.builders import World
from translation_workflow.approving.decide import Seen
from translation_workflow.approving.pieces import look_at
from translation_workflow.approving.send import send_for_review
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.editions.roles import Role
from translation_workflow.source.segments import segments_of
from translation_workflow.source.states import note_typed

WHOLE = {"Less CO<sub>2</sub>.": "Mindre CO<sub>2</sub>.", "More trees.": "Fler träd.", "Towns": "Städer"}


class Reviewed(World):
    """The programme `towns` in `sv` and `fi`, with a translator and a reviewer of each."""

    def __init__(self, **policy: Any) -> None:
        super().__init__(**{"maximum_missing": 0, **policy})
        self.other: Edition = add_edition(self.programme, code="fi", status="published", maximum_missing=0)
        self.submit()
        self.work()
        self.translator = person(Role.TRANSLATOR, self.edition)
        self.reviewer = person(Role.REVIEWER, self.edition)
        self.stranger = person(Role.REVIEWER, self.other)

    @property
    def key(self) -> UUID:
        """The key of the programme's first page."""
        key: UUID = self.first.translation_key
        return key

    def translate(self) -> None:
        """Give all pieces of the first page words."""
        for text, words in WHOLE.items():
            self.type(text, words)

    def send(self, key: UUID | None = None) -> None:
        send_for_review(self.edition, key or self.key, user=self.translator)

    def seen(self, key: UUID | None = None) -> Seen:
        """Return what a reviewer sees who looks now."""
        looked = look_at(self.edition, key or self.key, user=self.reviewer)
        assert looked is not None
        return Seen(looked.seen, looked.outlook.layer)

    def type(self, text: str, target: str) -> None:
        """Type words as a translator does: whoever types has not approved."""
        super().type(text, target)
        note_typed({self.place(text)}, self.edition.locale_id)

    def place(self, text: str) -> tuple[int, int]:
        piece = self.segment(text)
        return piece.context, piece.string

    def own(self, key: UUID | None = None) -> Any:
        """The edition's page."""
        return Page.objects.get(translation_key=key or self.key, locale=self.edition.locale).specific

    def url(self, name: str = "page", *, key: UUID | None = None, edition: Edition | None = None) -> str:
        return reverse(f"approving:{name}", args=[(edition or self.edition).pk, key or self.key])

    def states(self, edition: Edition | None = None) -> dict[str, str]:
        """Return text of the master → state, of the first page."""
        found = segments_of([self.key], edition or self.edition)[self.key]
        return {piece.text: str(piece.state) for piece in found}

    def client(self, user: Any) -> Client:
        return client_of(user)
