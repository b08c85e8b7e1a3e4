"""`rebuild_documents` builds what is stored anew."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.delivery.models import Document, Reference
from pages.models import Programme


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command("rebuild_documents", *arguments, stdout=out)
    return out.getvalue()


def test_it_tells_what_it_did(programme: Programme) -> None:
    """A line for each edition."""
    expected = "covenant-capacity/sv: 1 documents written, 0 unchanged, 0 retired.\n"
    assert run("--edition", "covenant-capacity/sv") == expected


def test_all_editions_as_json(programme: Programme) -> None:
    """For programs; a second run finds everything the same."""
    run("--all")
    same = {"written": 0, "unchanged": 1, "retired": 0}
    assert json.loads(run("--all", "--json")) == {
        "covenant-capacity/en": same,
        "covenant-capacity/sv": same,
    }


def test_an_unknown_edition_is_refused_by_a_sentence(programme: Programme) -> None:
    """Which names those there are."""
    with pytest.raises(CommandError, match="covenant-capacity/sv"):
        run("--edition", "covenant-capacity/xx")


def test_it_must_be_told_what_to_build(db: None) -> None:
    """Nothing is built by mistake."""
    with pytest.raises(CommandError, match="--all"):
        run()


def test_what_an_older_version_made_is_built_anew(programme: Programme) -> None:
    """By the next start, and only that: its bytes and the feed stay, what it depends on is written down."""
    run("--all")
    before = list(Document.objects.order_by("pk").values("content", "change"))
    targets = set(Reference.objects.values_list("document", "target"))
    Document.objects.filter(edition__code="sv").update(rules=0)
    Reference.objects.all().delete()
    assert (
        run("--all", "--outdated") == "covenant-capacity/sv: 1 documents written, 0 unchanged, 0 retired.\n"
    )
    assert list(Document.objects.order_by("pk").values("content", "change")) == before
    assert set(Reference.objects.values_list("document", "target")) <= targets
    assert run("--all", "--outdated") == ""
