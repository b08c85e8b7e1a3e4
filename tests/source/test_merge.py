"""How stored segments become those of the new content, decided without a database."""

from __future__ import annotations

from translation_workflow.source.extract import Piece, Sort
from translation_workflow.source.merge import Merge, Stored, merge


def piece(text: str, *, path: str = "body.one", links: str = "null") -> Piece:
    return Piece(Sort.STRING, path, text, links)


def stored(pk: int, text: str, *, order: int | None = None, path: str = "body.one") -> Stored:
    return Stored(pk, order or pk, 7, piece(text, path=path), string=pk)


def decided(merged: Merge) -> tuple[dict[int, int], list[int], list[tuple[str, int]]]:
    """New orders, deleted rows, and new texts with their order."""
    new = [(one.text, order) for one, order in merged.new]
    return merged.orders[Sort.STRING], merged.gone[Sort.STRING], new


def test_a_changed_unit_keeps_the_rows_of_texts_that_stay() -> None:
    """One text of a block changed: its row goes, a new one comes, the others stand as they stood."""
    rows = {"body.one": [stored(1, "A"), stored(2, "B"), stored(3, "C")]}
    merged = merge(
        rows,
        {"body.one": [piece("A"), piece("B, changed"), piece("C")]},
        order=["body.one"],
        changed={"body.one"},
    )
    assert decided(merged) == ({}, [2], [("B, changed", 2)])


def test_units_that_moved_are_renumbered_and_not_read() -> None:
    """The order of the units is the order of the rows."""
    rows = {"body.one": [stored(1, "A")], "body.two": [stored(2, "B", path="body.two")]}
    merged = merge(rows, {}, order=["body.two", "body.one"], changed={"body"})
    assert decided(merged) == ({2: 1, 1: 2}, [], [])


def test_a_unit_that_went_takes_its_rows_along() -> None:
    """What stood below moves up."""
    rows = {"body.one": [stored(1, "A")], "body.two": [stored(2, "B", path="body.two")]}
    merged = merge(rows, {}, order=["body.two"], changed={"body"})
    assert decided(merged) == ({2: 1}, [1], [])


def test_the_same_text_twice_keeps_two_rows() -> None:
    """Each row is used once."""
    rows = {"body.one": [stored(1, "A"), stored(2, "A")]}
    merged = merge(
        rows, {"body.one": [piece("A"), piece("A"), piece("A")]}, order=["body.one"], changed={"body.one"}
    )
    assert decided(merged) == ({}, [], [("A", 3)])


def test_a_link_that_leads_elsewhere_changes_its_row() -> None:
    """The text is the same; where it leads is written."""
    rows = {"body.one": [stored(1, "A")]}
    merged = merge(
        rows, {"body.one": [piece("A", links='{"a1": {}}')]}, order=["body.one"], changed={"body.one"}
    )
    assert merged.extras[Sort.STRING] == {1: '{"a1": {}}'}
