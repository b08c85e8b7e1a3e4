"""What memory offers for a text, and what it says of each offer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from pages.models import InfoPage, ProgrammePage
from tests.programme.starter import block
from tests.publishing.builders import World, quiet
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.memory.match import Match
from translation_workflow.memory.matches import matches, matches_for
from translation_workflow.review.submit import submit_programme
from translation_workflow.source.models import Origin, State, WorkingState
from translation_workflow.source.segments import Segment, segments_of
from translation_workflow.source.states import approve, confirm, note_drafted, send_back

from .rows import remember

pytestmark = pytest.mark.django_db

TEXT = "The council decides on the plan."


def stage(*texts: str, code: str = "sv") -> World:
    """A page with these paragraphs, each translated by a person as “sv” and the text."""
    world = World(code, memory_fills="nothing")
    world.add_page("First", "</p><p>".join(texts))
    world.submit()
    for text in texts:
        world.type(text, f"sv {text}")
    return world


def offers(world: World, text: str, **asked: Any) -> list[tuple[int, str]]:
    return [(match.score, match.words) for match in matches(text, world.edition, **asked)]


def row(text: str) -> StringTranslation:
    return StringTranslation.objects.get(translation_of__data=text, locale__language_code="sv")


def test_the_same_text_is_offered_at_100_with_all_that_is_known_of_it() -> None:
    """Whose words they are, where, how old, how far, and where they came from."""
    world = stage(TEXT)
    before = timezone.now() - timedelta(days=400)
    StringTranslation.objects.filter(translation_of__data=TEXT).update(updated_at=before)
    piece = world.segment(TEXT)
    [match] = matches(TEXT, world.edition)
    assert match == Match(
        TEXT,
        f"sv {TEXT}",
        100,
        State.TRANSLATED,
        Origin.PERSON,
        before,
        world.edition,
        piece.address.object_key,
        piece.address.path,
        (piece.context, piece.string),
    )
    assert match.is_exact


def test_what_is_like_it_comes_behind_by_how_alike_it_is() -> None:
    """Numbers and a lost “not” bring a text far down, though they are the fewest letters."""
    same, near = "The council decides on 5 plans.", "The council decides on 5 plans today."
    number, no = "The council decides on 6 plans.", "No council decides on 5 plans."
    world = stage(number, near, same, no, "Something that is wholly different.")
    assert offers(world, same) == [
        (100, f"sv {same}"),
        (83, f"sv {near}"),
        (79, f"sv {number}"),
        (78, f"sv {no}"),
    ]
    assert offers(world, same, limit=2) == [(100, f"sv {same}"), (83, f"sv {near}")]
    assert offers(world, same, at_least=80) == [(100, f"sv {same}"), (83, f"sv {near}")]
    assert offers(world, same, at_least=100) == [(100, f"sv {same}")]


def test_the_same_text_with_other_tags_is_not_identical() -> None:
    """Its words have other tags, too."""
    world = stage("Use <b>less</b> energy &amp; heat.")
    assert offers(world, "Use less <i>energy</i> &amp; heat.") == [
        (99, "sv Use <b>less</b> energy &amp; heat.")
    ]


def test_a_single_letter_of_a_long_text_is_told() -> None:
    """99.9 is not rounded up."""
    text = "A very long text about plans. " * 60
    world = stage(f"{text}a")
    assert offers(world, f"{text}b") == [(99, f"sv {text}a")]


def test_what_needs_work_is_nobodys_translation() -> None:
    """Words that a machine or memory filled in count from when somebody said that they are right."""
    world = stage(TEXT)
    piece = world.segment(TEXT)
    place = {(piece.context, piece.string)}
    note_drafted(row(TEXT))
    assert offers(world, TEXT) == []
    confirm(place, world.edition, user=None, approved=False)
    [match] = matches(TEXT, world.edition)
    assert (match.state, match.origin) == (State.TRANSLATED, Origin.MACHINE)
    approve(place, world.edition, user=None)
    assert [match.state for match in matches(TEXT, world.edition)] == [State.APPROVED]
    send_back(place, world.edition, user=None)
    assert offers(world, TEXT) == []


@pytest.mark.parametrize(
    "fault", [{"has_error": True}, {"data": "<b> </b>"}, {"data": ""}, {"translation_type": "machine"}]
)
def test_words_that_nobody_can_use_are_not_offered(fault: dict[str, Any]) -> None:
    """Those with an error, those that say nothing, and a machine's that no state tells of."""
    world = stage(TEXT)
    StringTranslation.objects.filter(translation_of__data=TEXT).update(**fault)
    assert not WorkingState.objects.exists()
    assert offers(world, TEXT) == []


def test_texts_that_stand_nowhere_any_more_are_remembered() -> None:
    """A page that was rewritten, and one that was deleted with all that it had."""
    world = stage(TEXT, "It was rewritten.")
    page = InfoPage.objects.get(slug="first", locale=world.programme.master_locale)
    page.body = [block("First", "text", "<p>Nothing of it is left.</p>")]
    page.save_revision().publish()
    world.work()
    assert offers(world, TEXT) == [(100, f"sv {TEXT}")]
    InfoPage.objects.filter(translation_key=page.translation_key).delete()
    [match] = matches(TEXT, world.edition)
    assert (match.words, match.edition) == (f"sv {TEXT}", world.edition)
    # Where a language has several editions, nobody can tell whose it was.
    other_programme(world)
    [match] = matches(TEXT, world.edition)
    assert (match.words, match.edition) == (f"sv {TEXT}", None)


def other_programme(world: World) -> tuple[Edition, Segment]:
    """The same text in another programme of the language, without words."""
    programme = add_programme("rivers", name="Rivers", master="en")
    add_edition(programme, code="en")
    edition = add_edition(programme, code=world.edition.code, maximum_missing=None)
    first = ProgrammePage(
        title="Rivers", slug="rivers", live=False, lead=[block("rivers", "text", f"<p>{TEXT}</p>")]
    )
    world.first.get_parent().add_child(instance=first)
    first.save_revision().publish()
    programme.master_page = first
    programme.save()
    submit_programme(programme, progress=quiet)
    return edition, piece_of(first, edition)


def piece_of(page: Any, edition: Edition) -> Segment:
    pieces = segments_of({page.translation_key}, edition)[page.translation_key]
    return next(piece for piece in pieces if piece.text == TEXT)


def say(words: str, piece: Segment, edition: Edition) -> None:
    StringTranslation.objects.create(
        translation_of_id=piece.string,
        context_id=piece.context,
        locale=edition.locale,
        data=words,
        translation_type="manual",
    )


def test_every_programme_is_remembered_the_own_one_first() -> None:
    """Editions of one language share what was said, and each match tells whose it is."""
    world = stage(TEXT)
    other, piece = other_programme(world)
    assert [match.edition for match in matches(TEXT, other)] == [world.edition]
    say("rivers say it so", piece, other)
    assert [(one.edition, one.words) for one in matches(TEXT, other)] == [
        (other, "rivers say it so"),
        (world.edition, f"sv {TEXT}"),
    ]
    assert [one.edition for one in matches(TEXT, world.edition)] == [world.edition, other]
    approve({(piece.context, piece.string)}, other, user=None)
    assert [one.edition for one in matches(TEXT, world.edition)] == [other, world.edition]


def test_another_language_is_never_offered() -> None:
    """Memory is by pairs of languages; and the master itself has none."""
    world = stage(TEXT)
    finnish = add_edition(world.programme, code="fi")
    assert matches(TEXT, finnish) == []
    assert matches(TEXT, world.master) == []


def test_the_same_words_in_many_places_are_one_match() -> None:
    """The latest of them; other words for the text are another match."""
    world = stage(TEXT)
    for title, words in (("Second", f"sv {TEXT}"), ("Third", "otherwise")):
        page = world.add_page(title, TEXT)
        world.submit()
        say(words, piece_of(page, world.edition), world.edition)
    assert offers(world, TEXT) == [(100, "otherwise"), (100, f"sv {TEXT}")]


def test_links_of_an_offer_are_those_of_the_text_that_is_asked_for() -> None:
    """Each is found again by where it leads; one that leads elsewhere keeps its words only."""
    world = World("sv")
    world.add_page(
        "First",
        'See <a href="https://a.example">this</a> and <a href="https://b.example">that</a> page.',
    )
    world.submit()
    text = 'See <a id="a1">this</a> and <a id="a2">that</a> page.'
    words = 'Se <a id="a1">det</a> och <a id="a2">det där</a>.'
    world.type(text, words)
    assert offers(world, text) == [(100, words)]
    other = 'See <a id="a1">that</a> and <a id="a2">these</a> page.'
    links = {"a1": {"href": "https://b.example"}, "a2": {"href": "https://c.example"}}
    [(_, fitted)] = offers(world, other, links=links)
    assert fitted == 'Se det och <a id="a1">det där</a>.'
    # Where nobody says where they lead, links of the same names stay, and others do not.
    assert offers(world, other) == [(offers(world, other)[0][0], words)]
    [(_, without)] = offers(world, 'See <a id="a1">this</a> and that page.')
    assert without == "Se det och det där."


@pytest.mark.parametrize("text", ["", " ", "<b></b>", '<a id="a1"> </a><br>', "\u200b"])
def test_a_text_without_letters_has_nothing_and_costs_nothing(
    text: str, django_assert_num_queries: Any
) -> None:
    """An empty one, one of blanks, and one of tags alone."""
    world = stage(TEXT)
    world.edition.kind  # noqa: B018
    with django_assert_num_queries(0):
        assert matches(text, world.edition) == []


def test_a_text_of_100_kb_is_found_as_it_is_and_never_compared() -> None:
    """Neither kept from others that are looked up."""
    long = "A long sentence about one thing and no other. " * 2_200
    world = stage(TEXT)
    remember([long.strip()], world.edition)
    assert len(long) > 100_000
    assert offers(world, long.strip()) == [(100, f"sv {long.strip()}")]
    assert offers(world, f"{long} It ends otherwise.") == []
    assert offers(world, TEXT) == [(100, f"sv {TEXT}")]


def test_strange_signs_are_looked_up_like_any_others() -> None:
    """No letter of a text has a meaning for a database or an expression."""
    text = "100 % of _all_ * plans \\ 'quoted' \"twice\" (a|b)+ [c] {d} $1 ^ ; -- end"
    world = stage(text)
    assert offers(world, text) == [(100, f"sv {text}")]
    assert offers(world, text.replace("end", "bend")) == [(98, f"sv {text}")]


def test_only_a_limit_and_a_score_that_are_some_are_taken() -> None:
    """The message says which."""
    world = stage(TEXT)
    for wrong in ({"limit": 0}, {"at_least": 0}, {"at_least": 101}):
        with pytest.raises(ValueError, match="at least 1, and a score from 1 to 100"):
            matches(TEXT, world.edition, **wrong)


def test_many_texts_cost_as_many_queries_as_one(django_assert_max_num_queries: Any) -> None:
    """And each has the same answers as by itself."""
    world = stage(TEXT)
    texts = [f"Sentence number {number} is about {'a' * number}." for number in range(60)]
    remember(texts, world.edition)
    asked = [*(text.replace("is", "was") for text in texts), TEXT, "short", ""]
    one = {text: matches(text, world.edition) for text in asked}
    world.edition.kind  # noqa: B018
    with django_assert_max_num_queries(9):
        many = matches_for(asked, world.edition)
    assert many == one
    assert sum(map(bool, many.values())) > 50


def test_sources_without_words_hide_none_that_have() -> None:
    """Hundreds of texts are nearer, and nobody translated them; the words of a farther one are found."""
    world = stage("The council decides on all of its plans.")
    remember(
        (f"The council decides on all its plans {chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(500)),
        world.edition,
    )
    StringTranslation.objects.filter(data__startswith="sv The council decides on all its").delete()
    assert offers(world, "The council decides on all its plans.") == [
        (92, "sv The council decides on all of its plans.")
    ]
