"""The system as its first start leaves it, for measures that need content."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command

PROGRAMME = "covenant-capacity"
EDITION = f"{PROGRAMME}/sv"


def run(*words: str) -> None:
    """Run a management command without its words."""
    call_command(*words, stdout=StringIO(), stderr=StringIO())


def submitted() -> None:
    """Load the starter programme and open its translations."""
    run("load_starter")
    run("submit_master", "--all")


def published() -> None:
    """Bring the Swedish edition to its readers."""
    submitted()
    run("import_po", "--shipped")
    run("publish_edition", EDITION)
