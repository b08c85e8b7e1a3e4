"""What a block is, in words and with a sign: never by colour alone."""

from __future__ import annotations

from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Mark(Enum):
    """A name for styles, an icon of Wagtail's, and the words."""

    TRANSLATED = "translated", "check", _("Translated")
    PARTLY = "partly", "draft", _("Partly translated")
    MASTERS = "masters", "globe", _("As in the master")
    CHOSEN = "chosen", "globe", _("Chosen in the master")
    NEEDS_WORK = "needs-work", "draft", _("Needs work")
    ADAPTED = "adapted", "edit", _("Ours instead of the master's")
    NATIONAL = "national", "plus-inverse", _("Ours")
    HIDDEN = "hidden", "no-view", _("Hidden from readers")
    MOVED = "moved", "order", _("Moved by us")
    RELINKED = "relinked", "link", _("A link leads elsewhere")
    CONFLICT = "conflict", "warning", _("The master changed since")
    WAITING = "waiting", "time", _("Waits until what it stands in is shown again")
    ORPHANED = "orphaned", "circle-xmark", _("The master took its place away")

    def __init__(self, style: str, icon: str, label: Any) -> None:
        self.style = style
        self.icon = icon
        self.label = label
