"""A phrase is found on both sides of a translation, as it is inflected there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.publishing.builders import World
from translation_workflow.memory.concordance import Occurrence, concordance
from translation_workflow.source.states import note_drafted

from .test_matches import row, stage

pytestmark = pytest.mark.django_db

PARTY = "The contracting party signs the agreement."
PARTIES = "Contracting parties sign <b>agreements</b>."


def translated(pairs: dict[str, str]) -> World:
    world = stage(*pairs)
    for text, words in pairs.items():
        world.type(text, words)
    return world


def found(phrase: str, world: World, **asked: Any) -> list[str]:
    return [one.match.source for one in concordance(phrase, world.edition, **asked)]


def marked(one: Occurrence, source: str, words: str) -> tuple[list[str], list[str]]:
    return (
        [source[start:end] for start, end in one.in_source],
        [words[start:end] for start, end in one.in_words],
    )


def test_words_are_found_in_any_inflection_on_both_sides() -> None:
    """English and Swedish each as their readers inflect them; where they stand is told without tags."""
    world = translated(
        {PARTY: "Avtalsparten undertecknar avtalet.", PARTIES: "Avtalsparternas <b>avtal</b> undertecknas."}
    )
    [plural, singular] = concordance("contracting party", world.edition)
    assert marked(plural, "Contracting parties sign agreements.", "") == (["Contracting parties"], [])
    assert marked(singular, PARTY, "") == (["contracting party"], [])
    [one] = concordance("undertecknar avtal", world.edition)
    assert one.together
    assert marked(one, "", "Avtalsparten undertecknar avtalet.") == ([], ["undertecknar avtalet"])
    assert found("avtalspart", world) == [PARTIES, PARTY]


def test_a_phrase_as_it_is_comes_before_its_words_apart() -> None:
    """Then the latest come first; not all of the words is no occurrence."""
    apart, together = "The agency saves much energy.", "An energy agency saves."
    world = translated({together: "En energibyrå.", apart: "Byrån sparar.", "Much energy.": "Mycket energi."})
    assert found("energy agencies", world) == [together, apart]
    assert [one.together for one in concordance("energy agencies", world.edition)] == [True, False]
    assert found("energy agencies", world, limit=1) == [together]


@pytest.mark.parametrize("phrase", ["100 %", "%100%", "100*", "_100_", "(100", "100) OR ('1'='1", "\\100"])
def test_signs_have_no_meaning_of_their_own(phrase: str) -> None:
    """Neither a database's nor an expression's: only words are looked for."""
    world = translated({"It is 100 % done.": "Det är klart.", "It is 1000 done, or 1.": "Det är klart."})
    expected = ["It is 100 % done."] if "OR" not in phrase else []
    assert found(phrase, world) == expected


@pytest.mark.parametrize("phrase", ["", " ", "%", "_", "*", "<b></b>", "(((((" * 1000, "\x00"])
def test_a_phrase_without_words_has_nothing_and_costs_nothing(
    phrase: str, django_assert_num_queries: Any
) -> None:
    """Rather than everything."""
    world = translated({PARTY: "Avtalsparten."})
    world.edition.kind  # noqa: B018
    with django_assert_num_queries(0):
        assert concordance(phrase, world.edition) == []


def test_a_phrase_of_100_kb_is_looked_up_by_its_first_words() -> None:
    """Whatever stands behind them."""
    text = " ".join(f"word{number}" for number in range(30))
    world = translated({f"{text}.": "sv", "word1.": "sv"})
    assert found(f"{text} {'more ' * 20_000}", world) == [f"{text}."]


def test_what_needs_work_is_no_example() -> None:
    """A machine's words are nobody's yet."""
    world = translated({PARTY: "Avtalsparten undertecknar avtalet."})
    note_drafted(row(PARTY))
    assert found("agreement", world) == []


def test_the_same_translation_in_many_places_is_one_occurrence(django_assert_num_queries: Any) -> None:
    """However many translations there are, two queries tell them."""
    world = translated({PARTY: "Avtalsparten."})
    for title in ("Second", "Third"):
        world.add_page(title, PARTY)
    world.edition.memory_fills = "published"
    world.edition.save()
    world.submit()
    world.edition.kind  # noqa: B018
    with django_assert_num_queries(2):
        assert found("agreement", world) == [PARTY]


def test_a_limit_below_one_is_refused() -> None:
    """Nobody means it."""
    world = stage(PARTY)
    with pytest.raises(ValueError, match="at least 1"):
        concordance("agreement", world.edition, limit=0)
