"""A starter entry: one page or one snippet as a file tells it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from .faults import Fault, Place, shown
from .reader import is_uuid
from .yaml_file import UnreadableFile, place_of, read_yaml

PAGE_TYPES = (
    "ProgrammePage",
    "ThemePage",
    "ModulePage",
    "RolePage",
    "CoachingProgrammePage",
    "InfoPage",
)
FACT_TYPES = ("LegalInstrument", "FinanceInstrument")
SNIPPET_TYPES = (
    "Organisation",
    "Partnership",
    "ContactPoint",
    "SocialAccount",
    "Tool",
    "Statistic",
    "PolicyMilestone",
)


_KEY = re.compile(r"^(?:- )?key: ['\"]?([0-9a-f-]{36})", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One page (with title, slug, parent) or snippet (without) and its fields as written."""

    key: UUID
    model: type[models.Model]
    fields: Mapping[str, Any]
    place: Place
    title: str = ""
    slug: str = ""
    parent: UUID | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of what the file says, whatever its layout."""
        told = [self.model.__name__, self.title, self.slug, str(self.parent), self.fields]
        return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def keys_in(path: Path) -> set[str]:
    """Return the keys that a file tells, whether or not the rest of it can be read."""
    try:
        return set(_KEY.findall(path.read_text(encoding="utf-8", errors="replace")))
    except OSError:
        return set()


def read_pages(path: Path) -> tuple[list[Entry], list[Fault]]:
    """Return the page of a file and its faults."""
    try:
        node = read_yaml(path)
    except UnreadableFile as error:
        return [], [error.fault]
    return page_in(node, Place(shown(path), 1))


def page_in(node: Any, place: Place) -> tuple[list[Entry], list[Fault]]:
    """Return the page that a mapping tells, or its faults."""
    needed = {"key", "type", "slug", "title", "fields"}
    faults = head_faults(node, place, needed=needed, also={"parent"}, types=PAGE_TYPES)
    if isinstance(node, Mapping) and node.get("type") != "ProgrammePage" and not is_uuid(node.get("parent")):
        faults.append(place.fault("the page needs “parent”. Expected: the key of the page above it."))
    if faults:
        return [], faults
    parent = node.get("parent")
    entry = Entry(
        key=UUID(node["key"]),
        model=apps.get_model("pages", node["type"]),
        fields=node["fields"],
        place=place_of(node, "fields", within=place),
        title=str(node["title"]),
        slug=str(node["slug"]),
        parent=UUID(parent) if parent else None,
    )
    return [entry], []


def read_snippets(path: Path) -> tuple[list[Entry], list[Fault]]:
    """Return the snippets of a file and the faults of those that are none."""
    try:
        node = read_yaml(path)
    except UnreadableFile as error:
        return [], [error.fault]
    place = Place(shown(path), 1)
    if list(node) != ["snippets"] or not isinstance(node["snippets"], list):
        return [], [place.fault("Expected: one list named “snippets”.")]
    entries, faults = [], []
    for index, snippet in enumerate(node["snippets"]):
        at = place_of(node["snippets"], index, within=place)
        read, wrong = snippet_in(snippet, at, types=SNIPPET_TYPES)
        entries += read
        faults += wrong
    return entries, faults


def snippet_in(node: Any, place: Place, *, types: tuple[str, ...]) -> tuple[list[Entry], list[Fault]]:
    """Return the snippet of one of these types that a mapping tells, or its faults."""
    faults = head_faults(node, place, needed={"key", "type", "fields"}, also=set(), types=types)
    if faults:
        return [], faults
    return [Entry(UUID(node["key"]), apps.get_model("pages", node["type"]), node["fields"], place)], []


def head_faults(
    node: Any, place: Place, *, needed: set[str], also: set[str], types: tuple[str, ...]
) -> list[Fault]:
    """Return what is wrong with the names in an entry, its type and its key."""
    expected = ", ".join(sorted(needed | also))
    if not isinstance(node, Mapping):
        return [place.fault(f"Expected: {expected}.")]
    faults = [
        place.fault(f"“{name}” is missing. Expected: {expected}.") for name in sorted(needed - node.keys())
    ]
    faults += [
        place_of(node, name, within=place).fault(f"“{name}” is unknown. Expected: {expected}.")
        for name in sorted(str(name) for name in node.keys() - needed - also)
    ]
    if faults:
        return faults
    if node["type"] not in types:
        at = place_of(node, "type", within=place)
        faults.append(at.fault(f"“{node['type']}” is no type. Expected one of: {', '.join(types)}."))
    if not is_uuid(node["key"]):
        at = place_of(node, "key", within=place)
        faults.append(at.fault(f"“{node['key']}” is no key. Expected: a UUID of its own."))
    if not isinstance(node["fields"], Mapping):
        faults.append(place_of(node, "fields", within=place).fault("Expected: names and values."))
    return faults
