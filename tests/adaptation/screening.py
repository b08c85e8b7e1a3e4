"""A partner of one edition at the screens of adaptations."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.catalogues.screening import client_of, partner_of, world_with_pages
from tests.plugin.remembered import remembered
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.decisions import Decision, from_json
from translation_workflow.adaptation.edit import draft_of
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Verb
from translation_workflow.editions.models import Edition


def at(decision: Decision) -> str:
    return str((decision.operation.content or {}).get("id") or decision.operation.block)


class Desk:
    """A page of two paragraphs and a part with a third, and Siv, who may translate `sv` only."""

    @remembered
    def __init__(self) -> None:
        self.world: World = world_with_pages("fi")
        self.one, self.two = block("one", "text", "<p>One.</p>"), block("two", "text", "<p>Two.</p>")
        self.inner = block("inner", "text", "<p>Inner.</p>")
        self.part = block("part", "section", {"heading": "Part", "content": [self.inner]})
        self.show(self.one, self.two, self.part)
        self.user = partner_of(self.world.edition)
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

    def url(self, name: str = "page", **asked: str) -> str:
        names = reverse(f"adaptations:{name}", args=[self.edition.pk, self.world.page.translation_key])
        return f"{names}?{'&'.join(f'{key}={value}' for key, value in asked.items())}"

    @property
    def version(self) -> int:
        layer = Layer.objects.filter(edition=self.edition).first()
        return layer.version if layer else 0

    @property
    def decisions(self) -> list[Decision]:
        layer = Layer.objects.filter(edition=self.edition).first()
        return from_json(draft_of(layer).decisions) if layer else []

    def by(self, verb: Verb) -> Decision:
        return next(one for one in self.decisions if one.operation.verb is verb)

    def page(self, **asked: str) -> str:
        answer = self.client.get(self.url(**asked))
        assert answer.status_code == 200
        return str(answer.content.decode())

    def send(self, what: str, block: str, **sent: Any) -> Any:
        """Send the form that is open at a block, as a browser does."""
        asked = {name: sent.pop(name) for name in ("side", "kind") if name in sent}
        data = {"version": self.version, "reason": "law", "note": "", **sent}
        return self.client.post(self.url(open=what, at=block, **asked), data, follow=True)

    def press(self, name: str, **sent: Any) -> Any:
        return self.client.post(self.url(name), {"version": self.version, **sent}, follow=True)


def rich(words: str) -> str:
    """Rich text as Wagtail's editor sends it."""
    import json

    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": words,
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [],
                }
            ],
            "entityMap": {},
        }
    )
