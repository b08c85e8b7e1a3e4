"""The programme `towns` with two editions and their people: who asks, and who answers."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Max
from django.test import Client
from django.urls import reverse

from tests.catalogues.screening import world_with_pages
from tests.people import client_of, partner_of
from tests.programme.starter import block
from translation_workflow.editions.models import Edition
from translation_workflow.talk.models import Thread
from translation_workflow.talk.speaking import ask
from translation_workflow.talk.subject import Subject

TEXT = "The town plans forty new trees."
TYPO = "Ask the energy office"
ODD = '<script>alert("x")</script>\u202e<img src=x onerror=alert(1)> & "quoted"'


class TalkTown:
    """Siv translates `towns/sv`, Fia `towns/fi`, and Ann writes the master."""

    def __init__(self, *codes: str, **policy: Any) -> None:
        self.world = world_with_pages("fi", *codes, **policy)
        self.show(block("one", "text", f"<p>{TEXT}</p><p>{TYPO}</p>"), block("two", "text", "<p>Two.</p>"))
        self.sv = self.world.edition
        self.fi = Edition.objects.get(code="fi")
        self.siv = partner_of(self.sv)
        self.fia = partner_of(self.fi, name="fia")
        self.ann = partner_of(self.world.master, name="ann")

    def show(self, *blocks: Any) -> None:
        """Let an author publish the page with these blocks."""
        self.draft(*blocks)
        self.world.page.get_latest_revision().publish()
        self.world.page.refresh_from_db()
        self.world.work()

    def draft(self, *blocks: Any) -> None:
        """Let an author save a draft of the page with these blocks."""
        self.world.page.refresh_from_db()
        self.world.page.body = list(blocks)
        self.world.page.save_revision()

    def client(self, who: Any, **options: Any) -> Client:
        return client_of(who, **options)

    def place(self, text: str = TEXT) -> Subject:
        piece = self.world.segment(text)
        return Subject(piece.address.object_key, piece.context, piece.string)

    @property
    def whole(self) -> Subject:
        return Subject(self.world.page.translation_key)

    def asked(self, text: str = "Which trees?", **about: Any) -> Thread:
        """Let Siv ask about the first text."""
        return ask(self.sv, about.get("subject", self.place()), text=text, user=self.siv)

    def fresh(self, user: Any) -> Any:
        """The same person in another request: roles are read once for each object."""
        return type(user).objects.get(pk=user.pk)

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"talk:{name}", args=args)


def post(client: Client, url: str, **sent: Any) -> Any:
    """Send JSON as the scripts do."""
    return client.post(url, json.dumps(sent), content_type="application/json")


def last_thread() -> int:
    return int(Thread.objects.aggregate(last=Max("pk"))["last"] or 0)
