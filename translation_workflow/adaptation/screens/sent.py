"""What was sent, before an editor reads it: what nothing can keep, and what the editor drops silently."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from pages.markup import LINK_SCHEMES
from translation_workflow.sent import keepable, keepable_json


def keepable_as_sent(text: str) -> str:
    """Return a text without characters that cannot be kept; JSON of an editor also names them by number."""
    plain = keepable(text)
    if "\\u" not in plain:
        return plain
    try:
        read = _object(plain)
    except RecursionError:
        return plain
    clean = keepable_json(plain) if read is not None else None
    return plain if clean == read else json.dumps(clean)


def all_keepable(sent: MultiValueDict[str, str]) -> MultiValueDict[str, str]:
    """Return what was sent, itself where all of it can be kept."""
    clean = {name: [keepable_as_sent(one) for one in values] for name, values in sent.lists()}
    return sent if clean == dict(sent.lists()) else MultiValueDict(clean)


def dropped_in(sent: Mapping[str, str], field: str) -> str:
    """Return a sentence about the first thing in a field's rich text that its editor drops; "" for none.

    `field` is a block, with the names of Wagtail's forms for what is in it; what was deleted there is
    not looked at.
    """
    deleted = tuple(f"{name[:-8]}-" for name, value in sent.items() if name.endswith("-deleted") and value)
    for name, value in sent.items():
        if (name == field or name.startswith(f"{field}-")) and not name.startswith(deleted):
            for entity in _entities(value):
                if told := _dropped(entity):
                    return told
    return ""


def _object(text: str) -> Any:
    """Return the object that a text is in JSON; None for other texts. Raises RecursionError."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def _entities(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the links and pictures of a rich text as the editor sends it; nothing for other texts."""
    try:
        read = _object(text)
    except RecursionError:
        return
    found = read.get("entityMap") if read and "blocks" in read else None
    for entity in found.values() if isinstance(found, dict) else ():
        if isinstance(entity, dict):
            yield entity


def _dropped(entity: Mapping[str, Any]) -> str:
    kind, data = str(entity.get("type", "")), entity.get("data")
    if kind not in ("LINK", "DOCUMENT"):
        return _("“%(mark)s” may not stand in a text. Take it out.") % {"mark": kind}
    data = data if isinstance(data, dict) else {}
    row, address = data.get("id"), data.get("url")
    leads = str(row).isdecimal() if row is not None or kind == "DOCUMENT" else _is_elsewhere(str(address))
    if leads:
        return ""
    return _(
        "No link can lead to “%(address)s”. Choose a page or a document, or write an address that begins "
        "with https://, http:// or mailto:."
    ) % {"address": address or row or ""}


def _is_elsewhere(address: str) -> bool:
    try:
        found = urlsplit(address)
    except ValueError:
        return False
    return found.scheme in LINK_SCHEMES and bool(found.netloc or (found.scheme == "mailto" and found.path))
