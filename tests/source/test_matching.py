"""A new text finds the old one that it came from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translation_workflow.source.links import carry_links
from translation_workflow.source.matching import ALIKE, match


def pairs(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    return [(old[pair.old], new[pair.new]) for pair in match(old, new)]


def test_one_text_in_one_place_is_its_own_successor() -> None:
    """A title that was rewritten is still the title."""
    assert pairs(["Buildings"], ["Know your houses"]) == [("Buildings", "Know your houses")]


def test_the_changed_paragraph_of_five_is_found() -> None:
    """The four others are nobody's business."""
    old = ["one a b", "two c d", "three e f g", "four h i", "five j k"]
    assert pairs(old, [*old[:2], "three e f h", *old[3:]]) == [("three e f g", "three e f h")]


def test_a_new_paragraph_succeeds_nobody() -> None:
    """A text that came in between takes no words from its neighbours."""
    assert pairs(["one a b", "two c d"], ["one a b", "zero x y z", "two c d"]) == []


def test_texts_that_changed_and_moved_are_matched_by_what_they_say() -> None:
    """Similarity before order."""
    old = ["count every building in town", "read the meters each month"]
    new = ["read all the meters each month", "count every building in the town"]
    assert pairs(old, new) == [(old[1], new[0]), (old[0], new[1])]


@given(st.lists(st.text("ab ", max_size=8), max_size=6), st.lists(st.text("ab ", max_size=8), max_size=6))
def test_no_text_has_two_predecessors_or_two_successors(old: list[str], new: list[str]) -> None:
    """Each old text is carried once, and a text that stayed is left alone."""
    found = match(old, new)
    assert len({pair.old for pair in found}) == len({pair.new for pair in found}) == len(found)
    for pair in found:
        assert old.count(old[pair.old]) > new.count(old[pair.old])
        assert new.count(new[pair.new]) > old.count(new[pair.new])


def test_one_of_two_equal_texts_may_change() -> None:
    """The other stays, and the words of both are known."""
    assert pairs(["Yes.", "Plan it.", "Yes."], ["Yes.", "Plan it.", "Yes, always."]) == [
        ("Yes.", "Yes, always.")
    ]


PAGE, SITE = {"linktype": "page", "id": "7"}, {"href": "https://example.org"}


def test_the_other_link_leads_where_it_led() -> None:
    """When one of two links goes, its words stay and the other keeps its target."""
    words = 'Se <a id="a1">sidan</a> och <a id="a2">platsen</a>.'
    carried = carry_links(words, old={"a1": PAGE, "a2": SITE}, new={"a1": SITE})
    assert carried == 'Se sidan och <a id="a1">platsen</a>.'


def test_links_that_changed_places_keep_their_targets() -> None:
    """A link's number is its position, and positions change."""
    words = '<a id="a1">sidan</a>, <a id="a2">platsen</a>'
    carried = carry_links(words, old={"a1": PAGE, "a2": SITE}, new={"a1": SITE, "a2": PAGE})
    assert carried == '<a id="a2">sidan</a>, <a id="a1">platsen</a>'


def test_marks_around_and_inside_a_lost_link_stay() -> None:
    """Only the link is unwrapped."""
    words = 'a <b><a id="a1">b <i>c</i></a></b> d'
    assert carry_links(words, old={"a1": PAGE}, new={}) == "a <b>b <i>c</i></b> d"


def test_words_follow_only_a_text_that_is_related() -> None:
    """A title rewritten from scratch keeps its place, and not the old title's words."""
    [pair] = match(["Know your buildings"], ["The buildings you know"])
    assert pair.similarity >= ALIKE
    [pair] = match(["Know your buildings"], ["Water"])
    assert pair.similarity < ALIKE
