"""A sentence that was translated in one module is offered in another, from the author to the translator."""

from __future__ import annotations

from typing import Any

import pytest

from pages.models import ModulePage, ThemePage
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.memory.matches import matches
from translation_workflow.source.models import Origin, State
from translation_workflow.source.segments import Segment, segments_of
from translation_workflow.source.working import WorkingText, put_working_text

pytestmark = pytest.mark.django_db

SENTENCE = "Less CO<sub>2</sub> from 12 municipal buildings."
WORDS = "Mindre CO<sub>2</sub> från 12 kommunala byggnader."


def module(world: World, theme: ThemePage, number: int, text: str) -> ModulePage:
    page = ModulePage(
        title=f"Module {number}",
        slug=f"module-{number}",
        level=number,
        introduction=[block(f"what {number}", "what", f"<p>{text}</p>")],
    )
    world.add_below(theme, page)
    return page


def pieces(page: ModulePage, world: World) -> dict[str, Segment]:
    found = segments_of({page.translation_key}, world.edition)[page.translation_key]
    return {piece.text: piece for piece in found}


def translate(piece: Segment, words: str, world: World, **told: Any) -> None:
    put_working_text([WorkingText(world.edition.locale_id, piece.context, piece.string, words, **told)])


@pytest.mark.parametrize("fills", ["nothing", "published", "translated"])
def test_a_sentence_of_one_module_is_offered_at_100_in_another(fills: str) -> None:
    """Whatever the edition fills in by itself, with where it comes from; a sentence like it, below that."""
    world = World("sv", memory_fills=fills)
    theme = ThemePage(title="Buildings", slug="buildings", theme_key="buildings")
    world.add_below(world.first, theme)
    first = module(world, theme, 1, SENTENCE)
    world.submit()
    translate(pieces(first, world)[SENTENCE], WORDS, world, state=State.APPROVED)
    second = module(world, theme, 2, f"{SENTENCE}</p><p>{SENTENCE.replace('12', '21')}")
    world.submit()
    new = pieces(second, world)
    [match] = matches(SENTENCE, world.edition, links=new[SENTENCE].links)
    assert (match.score, match.words, match.key) == (100, WORDS, first.translation_key)
    assert (match.state, match.origin, match.edition) == (State.APPROVED, Origin.PERSON, world.edition)
    [near] = matches(SENTENCE.replace("12", "21"), world.edition)
    assert (near.score, near.words) == (78, WORDS)
    assert new[SENTENCE.replace("12", "21")].state is State.UNTRANSLATED
    assert (new[SENTENCE].words == WORDS) == (fills == "translated")
