"""The stage on which rows of the specification are played, and the list of the rows that are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.test import Client
from ruamel.yaml import YAML

from cms.delivery.models import Document
from pages.models import InfoPage
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.review.coverage import Freshness, freshness_of
from translation_workflow.source.states import approve

ROWS = {row["id"]: row for row in YAML(typ="safe").load(Path(__file__).with_name("scenarios.yaml"))}
SCENARIOS: dict[str, Callable[[], None]] = {}


def row(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    assert ROWS[name]["of"] == "sync"

    def register(play: Callable[[], None]) -> Callable[[], None]:
        SCENARIOS[name] = play
        return play

    return register


class Stage:
    """An edition with one page of a few paragraphs, translated and published."""

    def __init__(self, *paragraphs: str, code: str = "sv", **policy: Any) -> None:
        self.world = World(code, **policy)
        self.page: InfoPage = self.world.page
        self.show(block("one", "text", "".join(f"<p>{text}</p>" for text in paragraphs)))
        for text in ("Legal", "Towns", "Less CO<sub>2</sub>.", "More trees."):
            self.world.type(text, f"sv {text}")
        for text in paragraphs:
            self.world.type(text, f"sv {text}")
        self.publish()

    def show(self, *blocks: dict[str, Any]) -> None:
        """Let the author publish these blocks, and the worker follow."""
        self.page.refresh_from_db()
        self.page.body = list(blocks)
        self.page.save_revision().publish()
        self.world.work()

    def say(self, *paragraphs: str) -> None:
        self.show(block("one", "text", "".join(f"<p>{text}</p>" for text in paragraphs)))

    def publish(self) -> None:
        assert self.world.publish().refused == []

    def approve(self, text: str) -> None:
        piece = self.world.segment(text)
        approve({(piece.context, piece.string)}, self.world.edition, user=None)

    @property
    def live(self) -> list[str]:
        return [str(child.value) for child in self.world.translated(self.page).body]

    @property
    def hash(self) -> str:
        documents = Document.objects.filter(edition=self.world.edition, is_live=True)
        return str(documents.get(key=self.page.translation_key).content_id)

    @property
    def draft(self) -> list[str]:
        """The page's draft in the edition."""
        latest = self.world.translated(self.page).get_latest_revision_as_object()
        return [str(child.value) for child in latest.body]

    @property
    def freshness(self) -> Freshness:
        return freshness_of(self.world.edition)[self.page.translation_key]

    def needs_work(self, text: str) -> str:
        """The text that the words of a piece were made from, empty where they are right."""
        return self.world.segment(text).made_from


def read(path: str, code: str = "sv") -> Any:
    """Return what the API answers at a path of an edition."""
    return Client().get(f"/api/v1/programmes/towns/editions/{code}/by-path{path}")
