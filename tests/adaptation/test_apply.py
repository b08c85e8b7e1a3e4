"""What a country's operations make of a page of its master."""

from __future__ import annotations

from typing import Any

import pytest

from translation_workflow.adaptation.apply import apply
from translation_workflow.adaptation.operations import Operation, Raw, Side, Spot, Verb

from .pages import Streams, bullets, hide, insert, item, move, part, replace, shown, text


def page() -> Streams:
    return {
        "steps": [text("a"), part("b", text("b1"), text("b2")), text("c")],
        "tips": [bullets("t", item("t1"), item("t2"))],
    }


WHOLE = {"steps": ["a", ("b", ["b1", "b2"]), "c"], "tips": [("t", ["t1", "t2"])]}


def steps(*operations: Operation) -> list[Any]:
    return shown(apply(page(), operations).streams)["steps"]


def test_without_operations_a_page_is_its_masters() -> None:
    """Nothing is added by looking."""
    assert shown(apply(page(), []).streams) == WHOLE


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (hide("a"), [("b", ["b1", "b2"]), "c"]),
        (hide("b1"), ["a", ("b", ["b2"]), "c"]),
        (hide("b"), ["a", "c"]),
        (insert("x", Side.BEFORE, "a"), ["x", "a", ("b", ["b1", "b2"]), "c"]),
        (insert("x", Side.AFTER, "a"), ["a", "x", ("b", ["b1", "b2"]), "c"]),
        (insert("x", Side.START, "steps"), ["x", "a", ("b", ["b1", "b2"]), "c"]),
        (insert("x", Side.END, "steps"), ["a", ("b", ["b1", "b2"]), "c", "x"]),
        (insert("x", Side.START, "b.content"), ["a", ("b", ["x", "b1", "b2"]), "c"]),
        (insert("x", Side.AFTER, "b1"), ["a", ("b", ["b1", "x", "b2"]), "c"]),
        (move("c", Side.BEFORE, "a"), ["c", "a", ("b", ["b1", "b2"])]),
        (move("a", Side.END, "b.content"), [("b", ["b1", "b2", "a"]), "c"]),
        (move("b1", Side.AFTER, "c"), ["a", ("b", ["b2"]), "c", "b1"]),
        (move("b", Side.AFTER, "c"), ["a", "c", ("b", ["b1", "b2"])]),
    ],
)
def test_each_operation(operation: Operation, expected: list[Any]) -> None:
    """At any depth; what it does not name stays where it is."""
    assert steps(operation) == expected


def test_items_of_a_list_are_blocks_too() -> None:
    """They have ids, so that they can be hidden, moved, and have others beside them."""
    operations = [hide("t1", section="tips"), insert("x", Side.END, "t", section="tips")]
    assert shown(apply(page(), operations).streams)["tips"] == [("t", ["t2", "x"])]


def test_a_replacement_keeps_the_blocks_id() -> None:
    """Whoever links to it still finds it."""
    found = apply(page(), [replace("b")])
    assert found.streams["steps"][1] == {**text("our b"), "id": "b"}
    assert found.adapted == {"b"}


def test_several_inserts_stand_in_the_layers_order() -> None:
    """The first said comes first, on either side."""
    found = steps(insert("x", Side.AFTER, "a"), insert("y", Side.AFTER, "a"), insert("z", Side.BEFORE, "a"))
    assert found[:4] == ["z", "a", "x", "y"]


def test_an_insert_beside_a_hidden_block_is_shown() -> None:
    """It stands where the block would."""
    assert steps(hide("b"), insert("x", Side.AFTER, "b")) == ["a", "x", "c"]


def test_an_insert_in_a_hidden_section_waits() -> None:
    """It is not shown and not lost, and comes back with the section."""
    found = apply(page(), [hide("b"), insert("x", Side.START, "b.content"), insert("y", Side.AFTER, "b1")])
    assert (found.waiting, found.orphaned) == (["insert x", "insert y"], [])
    assert shown(found.streams)["steps"] == ["a", "c"]


def test_operations_in_a_replaced_block_wait() -> None:
    """Their blocks are there again when the replacement is taken back."""
    found = apply(page(), [replace("b"), hide("b1"), insert("x", Side.AFTER, "b2")])
    assert found.waiting == ["hide b1", "insert x"]


def test_a_block_does_not_move_into_itself() -> None:
    """It stays where the master has it, and the operation waits."""
    found = apply(page(), [move("b", Side.AFTER, "b1")])
    assert shown(found.streams) == WHOLE
    assert found.waiting == ["move b"]


def test_two_blocks_do_not_move_into_each_other() -> None:
    """The first goes, the second stays: nothing vanishes from the page."""
    streams = {"steps": [part("b", text("b1")), part("d", text("d1"))]}
    found = apply(streams, [move("b", Side.AFTER, "d1"), move("d", Side.AFTER, "b1")])
    assert shown(found.streams)["steps"] == [("d", ["d1", ("b", ["b1"])])]


def test_a_block_that_moves_takes_its_operations_along() -> None:
    """What is hidden in it stays hidden, what is inserted beside it stays where it was asked."""
    found = steps(move("b", Side.END, "steps"), hide("b1"), insert("x", Side.END, "b.content"))
    assert found == ["a", "c", ("b", ["b2", "x"])]


def test_a_block_moves_nowhere_when_its_goal_is_hidden() -> None:
    """It stays where the master has it."""
    found = apply(page(), [hide("b"), move("c", Side.START, "b.content")])
    assert shown(found.streams)["steps"] == ["a", "c"]
    assert found.waiting == ["move c"]


def orphans(*operations: Operation, **offered: Any) -> Any:
    """Apply to a page whose second block the master deleted."""
    return apply({"steps": [text("a"), text("c")], "tips": []}, operations, **offered)


def test_content_without_its_block_stands_behind_the_nearest_survivor() -> None:
    """And is told as orphaned."""
    found = orphans(
        insert("x", Side.AFTER, "b", predecessors=("gone", "a")),
        insert("y", Side.BEFORE, "b", predecessors=("a",)),
        replace("b", predecessors=("a",)),
    )
    assert shown(found.streams)["steps"] == ["a", "x", "y", "our b", "c"]
    assert found.orphaned == ["insert x", "insert y", "replace b"]


def test_content_without_any_survivor_stands_at_the_sections_start() -> None:
    """In the order of the layer."""
    found = orphans(insert("x", Side.AFTER, "b"), insert("y", Side.AFTER, "b", predecessors=("gone",)))
    assert shown(found.streams)["steps"] == ["x", "y", "a", "c"]


def test_content_that_no_place_takes_is_told() -> None:
    """It is not in the page, and stays in the layer."""
    found = orphans(insert("x", Side.AFTER, "b", predecessors=("a",)), offers=lambda container, block: False)
    assert shown(found.streams)["steps"] == ["a", "c"]
    assert (found.orphaned, found.unplaced) == (["insert x"], ["insert x"])


def test_hiding_or_moving_what_is_gone_does_nothing() -> None:
    """It is told, so that somebody can take it back."""
    found = orphans(hide("b"), move("b", Side.AFTER, "c"))
    assert shown(found.streams)["steps"] == ["a", "c"]
    assert found.orphaned == ["hide b", "move b"]


def test_a_moved_block_whose_goal_is_gone_stays_at_home() -> None:
    """The master's place is as good as any, and the operation is told."""
    found = orphans(move("a", Side.AFTER, "b"))
    assert shown(found.streams)["steps"] == ["a", "c"]
    assert found.orphaned == ["move a"]


def test_what_was_hidden_stays_out_when_its_block_goes() -> None:
    """A replacement of a hidden block, and what was put into a hidden or replaced one: told, not served."""
    beside = replace("b", predecessors=("a",))
    inside = Operation(
        "insert x", Verb.INSERT, "steps", spot=Spot("b1", Side.AFTER, ("b", "a"), ("b",)), content=text("x")
    )
    for operations in ([beside, hide("b")], [inside, hide("b")]):
        found = apply({"steps": [text("a")]}, operations)
        assert shown(found.streams) == {"steps": ["a"]}
        assert found.unplaced == [operations[0].id]
        assert found.orphaned == [one.id for one in operations]
    found = apply({"steps": [text("a")]}, [inside, beside])
    assert shown(found.streams) == {"steps": ["a", "our b"]}
    assert found.unplaced == ["insert x"]


def test_what_is_put_into_a_replaced_block_waits() -> None:
    """At its ends, too: it comes back with the master's block."""
    found = apply(page(), [replace("b"), insert("x", Side.END, "b.content")])
    assert (found.waiting, found.orphaned) == (["insert x"], [])


def test_a_moved_block_whose_neighbour_goes_stands_behind_the_nearest_survivor() -> None:
    """As everything else that lost its place; it is told."""
    away = Operation("move a", Verb.MOVE, "steps", "a", Spot("gone", Side.AFTER, ("b2", "b1", "b", "a")))
    found = apply(page(), [away])
    assert shown(found.streams)["steps"] == [("b", ["b1", "b2", "a"]), "c"]
    assert found.orphaned == ["move a"]
    assert found.moved == {"a"}


def test_a_place_that_takes_no_such_block_gets_none() -> None:
    """What goes there stays at home, or is told; a moved block offers what it stands in now."""

    def offers(container: str, block: Raw) -> bool:
        return container != "tips" or block["id"] == "t"

    found = apply(page(), [move("a", Side.END, "tips")], offers=offers)
    assert shown(found.streams) == WHOLE
    assert found.moved == set()
    found = apply(page(), [insert("x", Side.END, "tips", section="tips")], offers=offers)
    assert (found.unplaced, shown(found.streams)) == (["insert x"], WHOLE)
    streams = {"steps": [text("a"), text("b")], "tips": [text("t")]}
    lost = insert("x", Side.AFTER, "gone", predecessors=("b",))
    found = apply(
        streams, [move("b", Side.END, "tips"), lost], offers=lambda at, one: at != "tips" or one["id"] != "x"
    )
    assert shown(found.streams) == {"steps": ["x", "a"], "tips": ["t", "b"]}
