"""Little documents of the contract, to which tests give one flaw each."""

from __future__ import annotations

from typing import Any

from cms.delivery.documents.schema import DOCUMENT

KEY = "9d6f0c1e-65d1-5d0f-8a51-8c22b2b5e9b0"


def block(kind: str, value: Any, name: str = "", origin: str = "master") -> dict[str, Any]:
    return {"id": name or kind, "origin": origin, "type": kind, "value": value}


def info(*body: dict[str, Any]) -> dict[str, Any]:
    return document("info", sections={"body": list(body)})


def role(**sections: list[dict[str, Any]]) -> dict[str, Any]:
    return document("role", sections=sections, supporter_line="")


def module(words: int, *, minutes: int = 10, **sections: Any) -> dict[str, Any]:
    """A module with so many words of its own, one of which is its title."""
    what = [block("what", f"<p>{'word ' * (words - 1)}</p>")]
    told = {"introduction": what, **sections}
    return document("module", title="Buildings", level=1, minutes=minutes, points=1, sections=told)


def document(kind: str, **more: Any) -> dict[str, Any]:
    """A document; what no document of the contract can hold is refused."""
    named = {"key": KEY, "programme": "towns", "edition": "en", "language": "en", "provenance": {}}
    whole = {"type": kind, "path": "/page/", "title": "Page", **named, **more}
    DOCUMENT.validate_python(whole)
    return whole


def headed(heading: str, *content: dict[str, Any], name: str = "section") -> dict[str, Any]:
    return block("section", {"heading": heading, "content": list(content)}, name)


def picture(alt: str = "", *, decorative: bool = False) -> dict[str, Any]:
    return {"alt": alt, "decorative": decorative, "focus": None, "renditions": []}


def step(title: str, text: str = "<p>Do it.</p>") -> dict[str, Any]:
    return block("step", {"title": title, "text": text})
