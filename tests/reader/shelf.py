"""Stored documents without any page behind them: what the reader draws, it draws from these alone."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from wagtail.models import Locale

from cms.delivery.documents.schema import DOCUMENT
from cms.delivery.models import Content, Document
from pages.models import Programme
from translation_workflow.editions.models import Edition

SWITCHER = ("en", "en-GB", "bg", "hr", "et", "fi", "fr", "el", "it", "pl", "ro", "sl", "sv")


def key(name: str) -> UUID:
    """The same key for the same name in every run."""
    return uuid5(NAMESPACE_URL, name)


def block(type_: str, value: Any, **more: Any) -> dict[str, Any]:
    """A block as documents hold it; its id comes from what it holds."""
    return {"id": str(key(f"{type_}:{value}")), "type": type_, "value": value, "origin": "translated", **more}


def item(value: Any) -> dict[str, Any]:
    """An item of a list inside a block."""
    return {"id": str(key(f"item:{value}")), "value": value}


class Shelf:
    """A programme with its published editions; `put` stores a document in one of them."""

    def __init__(
        self, *editions: str, slug: str = "covenant-capacity", name: str = "Covenant CapaCITY"
    ) -> None:
        locale, _ = Locale.objects.get_or_create(language_code="en")
        self.programme = Programme.objects.create(slug=slug, name=name, master_locale=locale)
        for order, code in enumerate(editions or SWITCHER, start=1):
            self.edition(code, order=order)

    def edition(self, code: str, *, order: int = 99, status: str = "published") -> Edition:
        return Edition.objects.create(programme=self.programme, code=code, order=order, status=status)

    def put(self, edition: str, document: dict[str, Any], *, checked: bool = True, **placed: Any) -> Document:
        """Store a document that keeps the contract (if `checked`); `below` names the page above it."""
        whole = {
            "programme": self.programme.slug,
            "edition": edition,
            "language": edition,
            "provenance": {},
            **document,
        }
        if checked:
            DOCUMENT.validate_python(whole)
        body = json.dumps(whole, default=str).encode()
        content, _ = Content.objects.get_or_create(
            sha256=hashlib.sha256(body).hexdigest(),
            defaults={
                "body": body,
                "gzip": b"",
                "edition": self.programme.editions.get(code=edition),
                "key": whole["key"],
            },
        )
        above = placed.get("below")
        return Document.objects.create(
            edition=self.programme.editions.get(code=edition),
            key=whole["key"],
            type=whole["type"],
            path=whole["path"],
            title=whole["title"],
            title_language=whole.get("title_language", ""),
            content=content,
            position=placed.get("position", 1),
            parent_key=key(above) if above else None,
            is_live=placed.get("is_live", True),
        )
