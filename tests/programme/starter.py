"""A small starter programme on disk that tests may spoil."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ruamel.yaml import YAML

from pages.models import Programme
from pages.starter.load import Outcome, load_starter
from translation_workflow.editions.registry import add_edition, add_programme


def key(name: str) -> str:
    """The same UUID for the same name in every run."""
    return str(uuid5(NAMESPACE_URL, name))


def block(name: str, type_: str, value: Any) -> dict[str, Any]:
    return {"id": key(name), "type": type_, "value": value}


def programme_page() -> dict[str, Any]:
    return {
        "key": key("programme"),
        "type": "ProgrammePage",
        "slug": "towns",
        "title": "A programme for towns",
        "fields": {
            "period_start": "2011-06-01",
            "lead": [block("lead", "text", "<p>Less CO<sub>2</sub>.</p>")],
        },
    }


def info_page(name: str, **fields: Any) -> dict[str, Any]:
    body = [block(f"{name} body", "text", f"<p>About {name}.</p>")]
    return {
        "key": key(name),
        "type": "InfoPage",
        "parent": key("programme"),
        "slug": name,
        "title": name.title(),
        "fields": {"body": body, **fields},
    }


class Starter:
    """Files under a folder; `write` replaces one, `load` loads them all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programme: Programme = add_programme("towns", name="Towns", master="en")
        add_edition(self.programme, code="en", status="published")
        self.write("snippets.yaml", {"snippets": []})
        self.write("programme.yaml", programme_page())
        self.write("legal.yaml", info_page("legal"))
        self.write("pages.yaml", {"load": ["programme.yaml", "legal.yaml"]})

    def write(self, name: str, content: dict[str, Any] | str) -> None:
        path = self.folder / name
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            with path.open("w", encoding="utf-8") as file:
                YAML().dump(content, file)

    def load(self) -> Outcome:
        return load_starter(self.folder, self.programme, progress=lambda what, done, total: None)
