"""Links of a translation are found again in the new text of its master."""

from __future__ import annotations

from typing import Any

from translation_workflow.source.links import carry_links

WORDS = 'Se <a id="a1">ett</a> och <a id="a2">två</a>.'


def links(**targets: str) -> dict[str, dict[str, Any]]:
    """Name → where the link leads."""
    return {name: {"href": f"https://{target}.example"} for name, target in targets.items()}


def test_links_of_the_same_text_keep_their_names() -> None:
    """An author gave them other addresses, be it one another's."""
    for new in (links(a1="b", a2="c"), links(a1="b", a2="a"), links(a1="c", a2="a")):
        assert carry_links(WORDS, old=links(a1="a", a2="b"), new=new, same_text=True) == WORDS


def test_a_name_that_the_same_text_lacks_is_found_by_where_it_leads() -> None:
    """And never takes the place of one that is there."""
    carried = carry_links(WORDS, old=links(a1="a", a2="b"), new=links(a1="b", a3="b"), same_text=True)
    assert carried == 'Se <a id="a1">ett</a> och <a id="a3">två</a>.'


def test_links_of_another_text_are_found_by_where_they_lead() -> None:
    """Their numbers say nothing there; words without an address stay."""
    carried = carry_links(WORDS, old=links(a1="a", a2="b"), new=links(a1="b"))
    assert carried == 'Se ett och <a id="a1">två</a>.'
