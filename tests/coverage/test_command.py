"""`cover_seed`: what somebody is told of a text, and when it fails."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.publishing.builders import World

pytestmark = pytest.mark.django_db


def cover(*words: str) -> tuple[str, str]:
    """What the command prints, and the sentence that it fails with ("" where it does not)."""
    out = StringIO()
    try:
        call_command("cover_seed", *words, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A page's text, of whose documents the published master is one; the edition has pages, too."""
    world = World()
    world.work()
    world.publish()
    path = tmp_path / "seed.txt"
    path.write_text("Legal\n\n - About this site.\n", "utf-8")
    return path


def test_a_text_that_is_there_whole_succeeds(text: Path) -> None:
    """With how many words there are."""
    assert cover(str(text), "towns/en") == ("towns/en: 4 of 4 words of seed.txt found (100.0 %).\n", "")


def test_what_is_missing_is_told_under_its_heading(text: Path) -> None:
    """With the line's number, the words, and where the rest stands."""
    text.write_text("Legal\n\nAbout this site of ours.\nNobody.\n", "utf-8")
    printed, failure = cover(str(text), "towns/en")
    assert printed.startswith("towns/en: 4 of 7 words of seed.txt found (57.1 %).\n\nLegal\n")
    assert "line 3: … of ours (the rest is at /legal/ › body)" in printed
    assert "line 4: nobody\n" in printed
    assert failure == "2 of 3 lines are not there whole."
    told = json.loads(cover(str(text), "towns/en", "--json")[0])
    assert [(one["line"], one["words"], one["found"]) for one in told] == [(1, 1, 1), (3, 5, 3), (4, 1, 0)]


def test_what_cannot_be_looked_for_is_refused(text: Path, tmp_path: Path) -> None:
    """No file, no text, no words, no such edition."""
    assert "cannot be read" in cover(str(tmp_path / "none.txt"), "towns/en")[1]
    text.write_bytes(b"\xff\xfe")
    assert "a text in UTF-8" in cover(str(text), "towns/en")[1]
    text.write_text("•\n", "utf-8")
    assert "no words" in cover(str(text), "towns/en")[1]
    assert "There is no edition “towns/xx”" in cover(str(text), "towns/xx")[1]
