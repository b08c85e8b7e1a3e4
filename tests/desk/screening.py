"""Somebody at the desk: a page, and what they press there."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests.catalogues.screening import client_of, partner_of, world_with_pages
from tests.plugin.remembered import remembered
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.roles import Role
from translation_workflow.source.segments import Segment

LINKED = '<p>Read <a href="https://example.org/guide">the guide</a> of the EU.</p>'


class Desk:
    """The page “Legal” with three paragraphs, one with a link, in `sv`; and Siv, who translates it."""

    @remembered
    def __init__(self, code: str = "sv", *others: str, role: str = "translator") -> None:
        self.world: World = world_with_pages(*others, code=code)
        self.show(
            block("one", "text", "<p>One tree.</p>"),
            block("two", "text", LINKED),
            block("part", "section", {"heading": "Part", "content": [block("in", "text", "<p>Inner.</p>")]}),
        )
        self.user = partner_of(self.world.edition, role=Role(role))
        self.client = client_of(self.user)

    def show(self, *blocks: Any) -> None:
        """Let an author publish the page with these blocks."""
        self.world.page.refresh_from_db()
        self.world.page.body = list(blocks)
        self.world.page.save_revision().publish()
        self.world.work()

    @property
    def edition(self) -> Edition:
        return self.world.edition

    @property
    def key(self) -> Any:
        return self.world.page.translation_key

    def url(self, name: str = "page", *, edition: Edition | None = None, key: Any = None) -> str:
        return reverse(f"desk:{name}", args=[(edition or self.edition).pk, key or self.key])

    def open(self, client: Client | None = None) -> Any:
        """Open the page; return what its template gets."""
        answer = (client or self.client).get(self.url())
        assert answer.status_code == 200
        return answer.context["page"]

    def segment(self, source: str, client: Client | None = None) -> Any:
        """Return a piece as the desk shows it, by the beginning of its text."""
        return next(one for one in self.open(client).segments if one.source_plain.startswith(source))

    def stored(self, source: str) -> Segment:
        return next(one for one in self._all() if one.text.startswith(source))

    def row(self, source: str) -> StringTranslation | None:
        piece = self.stored(source)
        rows = StringTranslation.objects.filter(
            context=piece.context, translation_of=piece.string, locale=self.edition.locale_id
        )
        found: StringTranslation | None = rows.first()
        return found

    def send(self, name: str, source: str = "", *, client: Client | None = None, **sent: Any) -> Any:
        """Send what a browser sends of a piece, with the version that is there now, unless one is given."""
        if source:
            piece = self.segment(source, client)
            sent = {"context": piece.context, "string": piece.string, "version": piece.version, **sent}
        return post(client or self.client, self.url(name), sent)

    def settle(self, source: str, words: str, **sent: Any) -> dict[str, Any]:
        answer = self.send("settle", source, words=words, **sent)
        assert answer.status_code == 200, answer.content
        found: dict[str, Any] = answer.json()
        return found

    def _all(self) -> list[Segment]:
        from translation_workflow.source.segments import segments_of

        return segments_of([self.key], self.edition)[self.key]


def post(client: Client, url: str, sent: Any, **more: Any) -> Any:
    content = sent if isinstance(sent, str | bytes) else json.dumps(sent)
    return client.post(url, content, content_type="application/json", **more)
