"""Warnings that somebody looked at before a catalogue shipped are not told again; all others are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.publishing.builders import World
from translation_workflow.catalogue.shipped import dismiss_shipped
from translation_workflow.catalogue.store import folder_of
from translation_workflow.quality.dismiss import take_back
from translation_workflow.quality.look import counting, findings_in
from translation_workflow.quality.piece import Found

pytestmark = pytest.mark.django_db

REASON = "The year belongs to the name of the site."


@pytest.fixture
def world() -> World:
    """A number was put in, which is told as a warning."""
    world = World()
    world.type("About this site.", "Om webbplatsen 2027.")
    return world


def warnings(world: World) -> list[Found]:
    return counting(findings_in(world.edition))


def ship(world: World, root: Path, *entries: Any) -> tuple[int, list[str]]:
    path = folder_of(world.edition, root) / "dismissed.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump({"dismissed": list(entries)}))
    return dismiss_shipped(world.edition, root)


def entry(found: Found, **changes: str) -> dict[str, str]:
    told = {"at": str(found.piece.address), "rule": found.finding.rule, "finding": found.id, "reason": REASON}
    return told | changes


def test_a_warning_that_was_looked_at_is_told_with_its_reason(world: World, tmp_path: Path) -> None:
    """It counts no longer, and whoever looks at it reads why."""
    (found,) = warnings(world)
    assert ship(world, tmp_path, entry(found)) == (1, [])
    assert warnings(world) == []
    (aside,) = findings_in(world.edition)
    assert aside.dismissed is not None
    assert (aside.dismissed.reason, aside.dismissed.by) == (REASON, "")


def test_other_words_are_another_matter(world: World, tmp_path: Path) -> None:
    """What was said of words that somebody changed since is not said of the new ones."""
    (found,) = warnings(world)
    world.type("About this site.", "Om denna webbplats 2027.")
    assert ship(world, tmp_path, entry(found)) == (0, [])
    assert [one.finding.rule for one in warnings(world)] == [found.finding.rule]


def test_a_file_speaks_once(world: World, tmp_path: Path) -> None:
    """What people let count again stays so, start after start."""
    (found,) = warnings(world)
    ship(world, tmp_path, entry(found))
    (aside,) = findings_in(world.edition)
    assert aside.dismissed is not None
    take_back(world.edition, aside.dismissed.row, user=None)
    assert ship(world, tmp_path, entry(found)) == (0, [])
    assert len(warnings(world)) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rule": "tags"}, "“tags” is no rule whose warnings can be put aside"),
        ({"rule": "wisdom"}, "“wisdom” is no rule whose warnings can be put aside"),
        ({"at": "nowhere"}, "“nowhere” is no address"),
        ({"reason": " "}, "Say why these words are right"),
        ({"because": "more"}, "Expected: at, rule, finding, reason"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(
    world: World, tmp_path: Path, changes: dict[str, str], sentence: str
) -> None:
    """And keeps none of the others from being taken."""
    (found,) = warnings(world)
    count, (fault,) = ship(world, tmp_path, entry(found, **changes), entry(found))
    assert count == 1
    assert fault.startswith("dismissed.yaml:2: ")
    assert sentence in fault


def test_what_is_no_list_is_refused_in_a_sentence(world: World, tmp_path: Path) -> None:
    """As is what is no YAML."""
    ship(world, tmp_path)
    path = folder_of(world.edition, tmp_path) / "dismissed.yaml"
    path.write_text("dismissed: none")
    assert dismiss_shipped(world.edition, tmp_path)[1] == [
        "dismissed.yaml:1: Expected: a list named “dismissed”."
    ]
    path.write_text("{")
    (fault,) = dismiss_shipped(world.edition, tmp_path)[1]
    assert "Expected: YAML." in fault


def test_one_of_two_paragraphs_is_meant(world: World, tmp_path: Path) -> None:
    """They stand at one address; the finding's name tells which of them was looked at."""
    world.type("Less CO<sub>2</sub>.", "Mindre CO<sub>2</sub> 2027.")
    world.type("More trees.", "Fler träd 2028.")
    first, *others = [one for one in warnings(world) if one.piece.address.field == "lead"]
    assert {one.piece.address for one in others} == {first.piece.address}
    assert ship(world, tmp_path, entry(first)) == (1, [])
    assert first.id not in {one.id for one in warnings(world)}
    assert {one.id for one in others} <= {one.id for one in warnings(world)}
