"""A small programme whose Swedish edition has a starter file of its own, which tests may spoil."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from wagtail.models import Page

from pages.models import InfoPage
from tests.programme.starter import Starter, block, info_page, key
from tests.publishing.builders import quiet
from translation_workflow.adaptation.decisions import Decision, from_json
from translation_workflow.adaptation.edit import draft_of
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.starter.load import Loaded, load_editions
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.jobs.runner import drain
from translation_workflow.review.publish import publish_edition
from translation_workflow.review.submit import submit_programme

LAW = key("law")
BODY = {name: block(name, "text", f"<p>{name}</p>") for name in ("one", "two", "three")}


def hide(name: str) -> dict[str, Any]:
    return {"verb": "hide", "block": key(name), "reason": "law"}


def replace(name: str, words: str) -> dict[str, Any]:
    content = {"type": "text", "value": f"<p>{words}</p>"}
    return {"verb": "replace", "block": key(name), "reason": "law", "note": "Because.", "content": content}


def insert(name: str, words: str, **where: str) -> dict[str, Any]:
    content = {"id": key(name), "type": "text", "value": f"<p>{words}</p>"}
    return {"verb": "insert", "reason": "example", "content": content, **where}


def layer(*operations: Any, publish: bool = True, page: str = "legal", **more: Any) -> dict[str, Any]:
    told = {"key": key(f"layer of {page}"), "page": key(page), "publish": publish}
    return {**told, "operations": [*operations], **more}


def law(**fields: Any) -> dict[str, Any]:
    told = {"name": "Lag (1977:439)", "review_by": "2027-11-15", **fields}
    return {"key": LAW, "type": "LegalInstrument", "fields": told}


class Country:
    """The programme `towns` with an edition `sv`; `write` says what its file holds, `load` loads it."""

    def __init__(self, folder: Path) -> None:
        self.starter = Starter(folder)
        (folder / "editions").mkdir()
        self.starter.write("legal.yaml", info_page("legal", body=[*BODY.values()]))
        self.starter.load()
        self.edition: Edition = add_edition(
            self.starter.programme, code="sv", country="SE", status="published", maximum_missing=None
        )
        self.submit()

    def submit(self) -> None:
        submit_programme(self.starter.programme, progress=quiet)

    def write(self, *, code: str = "sv", **parts: Any) -> None:
        self.starter.write(f"editions/{code}.yaml", parts)

    def write_text(self, text: str) -> None:
        self.starter.write("editions/sv.yaml", text)

    @property
    def lines(self) -> list[str]:
        path = self.starter.folder / "editions" / "sv.yaml"
        return ["", *path.read_text(encoding="utf-8").splitlines()]

    def load(self) -> Loaded:
        return load_editions(self.starter.folder, self.starter.programme, progress=quiet)

    def start(self) -> str:
        """Let everything happen that happens at a start; return what it says to whoever looks on."""
        folder, said = self.starter.folder, StringIO()
        programmes = folder.parent / f"{folder.name} of programmes"
        programmes.mkdir(exist_ok=True)
        if not (programmes / "towns").exists():
            (programmes / "towns").symlink_to(folder)
        for step in (self._load_as_a_step, self._publish_first, self._load_as_a_step):
            step(programmes, said)
        drain()
        return said.getvalue()

    def _load_as_a_step(self, programmes: Path, said: StringIO) -> None:
        call_command("load_editions", "--from", str(programmes), stdout=said, stderr=said)

    def _publish_first(self, programmes: Path, said: StringIO) -> None:
        call_command("publish_edition", "--first", stdout=said, stderr=said)

    def publish(self) -> None:
        assert publish_edition(self.edition, progress=quiet).refused == []

    def page(self, name: str = "legal") -> Any:
        return Page.objects.get(translation_key=key(name), locale=self.edition.locale).specific

    def master(self) -> InfoPage:
        return InfoPage.objects.get(translation_key=key("legal"), locale__language_code="en")

    def layer(self, name: str = "legal") -> Layer | None:
        return Layer.objects.filter(edition=self.edition, page_key=key(name)).first()

    def decisions(self, name: str = "legal") -> list[Decision]:
        found = self.layer(name)
        return from_json(draft_of(found).decisions) if found else []
