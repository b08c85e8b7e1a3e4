"""`pretranslate`: drafts for what an edition lacks, which need work, and never where somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from pages.models import Tool
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.jobs.models import Item
from translation_workflow.machine.pretranslate import apply_drafts, fetch_drafts, forecast

from .drafting import asking, pretranslate, words
from .faulty import MARK
from .serving import Machine, babble, babbled, serving

pytestmark = pytest.mark.django_db(transaction=True)

TEXTS = {"Towns", "Less CO<sub>2</sub>.", "More trees.", "Legal", "About this site."}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def machine() -> Iterator[Machine]:
    with serving() as machine, asking(machine):
        yield machine


def test_every_gap_is_drafted_and_needs_work(world: World, machine: Machine) -> None:
    """Tags intact, of machine origin, with the engine's name; nothing of it is live, and nothing is left."""
    world.publish()
    found = pretranslate()
    drafted = words(world)
    assert drafted.keys() >= TEXTS
    assert drafted["Less CO<sub>2</sub>."] == (
        babble("Less") + " CO<sub>2</sub>.",
        "needs_work",
        "machine",
        "libretranslate",
    )
    assert {(state, origin) for _, state, origin, _ in drafted.values()} == {("needs_work", "machine")}
    assert found["towns/sv"]["in_all"]["by machine"] == len(drafted)
    assert found["towns/sv"]["failed"] == []
    world.publish()
    assert world.translated(world.page).title == "Legal"
    asked = len(machine.asked)
    assert pretranslate()["towns/sv"]["in_all"].get("by machine", 0) == 0
    assert len(machine.asked) == asked, "What is drafted is not asked for again."


def test_a_dry_run_says_what_would_be_sent(world: World, machine: Machine) -> None:
    """Pieces and characters, page by page; they are those that a real run sends then."""
    world.add_page("Again", "About this site.")
    world.submit()
    told = pretranslate("--dry-run")["towns/sv"]
    assert machine.asked == []
    assert (told["engine"], told["leaves_house"]) == ("libretranslate", False)
    assert told["pages"]["again"] == {
        "pieces": 2,
        "memory": 0,
        "known": 1,
        "refused": 0,
        "too_long": 0,
        "sent": 1,
        "characters": len("Again"),
    }
    pretranslate()
    assert told["in_all"]["sent"] == len(machine.texts) == len(set(machine.texts))
    assert told["in_all"]["characters"] == sum(len(re.sub(r"⟦\d+⟧", "⟦0⟧", text)) for text in machine.texts)


def test_a_dry_run_is_a_table_for_people(world: World, machine: Machine, capsys: Any) -> None:
    """It says that nothing was sent, to whom it would be, and whether it would leave the house."""
    call_command("pretranslate", "--edition", "towns/sv", "--dry-run")
    told = capsys.readouterr().out
    assert "legal" in told
    assert "would go to libretranslate, which stays in the house. Nothing was sent." in " ".join(told.split())


def test_what_is_known_already_is_not_sent(world: World, machine: Machine) -> None:
    """Answers are kept: drafts that somebody threw away come back for nothing."""
    pretranslate()
    sent = len(machine.texts)
    from wagtail_localize.models import StringTranslation

    StringTranslation.objects.all().delete()
    told = pretranslate("--dry-run")["towns/sv"]["in_all"]
    assert (told["sent"], told["characters"]) == (0, 0)
    pretranslate()
    assert len(machine.texts) == sent
    assert words(world).keys() >= TEXTS


def test_words_of_people_stay(world: World, machine: Machine) -> None:
    """Also where somebody types while the machine is thinking: it is looked at again when it answers."""
    world.type("Legal", "Juridiskt")

    def somebody_types(texts: list[str]) -> None:
        world.type("About this site.", "Om webbplatsen.")
        connection.close()

    machine.before = somebody_types
    found = pretranslate()
    assert "Legal" not in machine.texts
    drafted = words(world)
    assert drafted["Legal"][:1] == ("Juridiskt",)
    assert drafted["About this site."] == ("Om webbplatsen.", None, None, "")
    assert found["towns/sv"]["in_all"]["by machine"] == len(drafted) - 2


def test_an_emptied_piece_is_a_gap(world: World, machine: Machine) -> None:
    """A row that says nothing is written over; one that was found not to fit is somebody's."""
    from wagtail_localize.models import StringTranslation

    world.type("Legal", " ")
    world.type("More trees.", "Fler <x>träd.")
    StringTranslation.objects.filter(data__startswith="Fler").update(has_error=True)
    pretranslate()
    assert words(world)["Legal"] == (babble("Legal"), "needs_work", "machine", "libretranslate")
    assert words(world)["More trees."][0] == "Fler <x>träd."


def test_an_emptied_piece_that_was_found_not_to_fit_is_filled(world: World, machine: Machine) -> None:
    """Nobody's words are lost, and it fits from then on; what is counted as drafted is written."""
    from wagtail_localize.models import StringTranslation

    world.type("Legal", " ")
    StringTranslation.objects.filter(data=" ").update(has_error=True)
    told = pretranslate()["towns/sv"]["in_all"]
    assert told["by machine"] == len(words(world))
    row = StringTranslation.objects.get(data=babble("Legal"))
    assert not row.has_error


def test_what_the_master_changed_meanwhile_is_not_written(world: World, machine: Machine) -> None:
    """An answer for a text that stands nowhere any more is nobody's."""
    key = world.page.translation_key
    fetched = fetch_drafts(world.edition, [key])
    world.page.title = "Terms"
    world.page.save_revision().publish()
    world.work()
    with transaction.atomic():
        outcome = apply_drafts(world.edition, key, fetched[key])
    assert (outcome.machine, "Legal" in words(world)) == (1, False)


def test_memory_comes_first(world: World, machine: Machine) -> None:
    """What is published for the same text elsewhere is filled in, as needs work, and is not sent."""
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    more = world.add_page("More", "About this site.")
    world.submit()
    key = more.translation_key
    # A master that is followed fills new places by itself; here it is as if the policy had come later.
    from wagtail_localize.models import StringTranslation

    StringTranslation.objects.filter(context__object_id=key).delete()
    assert forecast(world.edition, [key])[key].memory == 1
    found = pretranslate("--page", "more")["towns/sv"]["in_all"]
    assert (found["from memory"], found["by machine"]) == (1, 1)
    assert machine.texts == ["More"]
    row = StringTranslation.objects.get(context__object_id=key, data="Om webbplatsen.")
    assert (row.working_state.state, row.working_state.origin) == ("needs_work", "memory")
    StringTranslation.objects.filter(context__object_id=key).delete()
    Edition.objects.filter(pk=world.edition.pk).update(memory_fills="nothing")
    world.edition.refresh_from_db()
    assert forecast(world.edition, [key])[key].memory == 0


def test_what_the_edition_left_out_is_not_drafted(world: World, machine: Machine) -> None:
    """Nobody reads what a country hides, or a page that it does without."""
    from translation_workflow.adaptation.models import Layer

    hidden = world.add_page("Hidden", "Nobody reads this.")
    world.submit()
    Layer.objects.create(edition=world.edition, page_key=hidden.translation_key, leaves_out=True, live=True)
    pretranslate()
    assert not {"Hidden", "Nobody reads this."} & words(world).keys()
    assert "Hidden" not in machine.texts


def test_only_the_chosen_page(world: World, machine: Machine) -> None:
    """By its catalogue's name or its key; an unknown one is told with those that there are."""
    pretranslate("--page", "legal")
    assert words(world).keys() == {"Legal", "About this site."}
    told = pretranslate("--page", str(world.first.translation_key), "--dry-run")
    assert told["towns/sv"]["pages"].keys() == {"programme"}
    with pytest.raises(CommandError, match=r"towns/sv has no page “legalese”. There are: programme, legal"):
        pretranslate("--page", "legalese")


def test_snippets_are_drafted(world: World, machine: Machine) -> None:
    """They are one line of the table, and each is an object of its own."""
    Tool.objects.create(
        programme=world.programme,
        locale=world.programme.master_locale,
        name="Compass",
        description="Finds the way.",
    )
    world.submit()
    found = pretranslate("--page", "snippets")
    assert found["towns/sv"]["pages"]["snippets"]["by machine"] == len(words(world)) > 0
    assert "Finds the way." in words(world)


def test_what_a_place_cannot_hold_is_refused(world: World, machine: Machine) -> None:
    """It stays untranslated, and is told with its text and the reason; the rest comes in."""
    machine.translate = lambda texts, *, target: [
        "#Lag" if text == "Legal" else babble(text, target=target) for text in texts
    ]
    found = pretranslate()["towns/sv"]
    assert "Legal" not in words(world)
    [left] = found["left"]
    assert left["text"] == "Legal"
    assert "“#Lag”" in left["sentence"]
    assert found["in_all"]["left untranslated"] == 1
    assert words(world).keys() >= TEXTS - {"Legal"}


def test_refused_drafts_are_asked_for_again_when_somebody_says_so(world: World, machine: Machine) -> None:
    """Not at every run: each would be paid for. The forecast and the outcome say how many these are."""
    text = "Less CO<sub>2</sub>."
    machine.translate = lambda texts, *, target: [babble(MARK.sub("", one), target=target) for one in texts]
    pretranslate()
    sent = len(machine.texts)
    found = pretranslate()["towns/sv"]
    assert len(machine.texts) == sent
    assert found["in_all"]["refused before"] == found["in_all"]["left untranslated"] == 1
    assert "pretranslate --again" in found["left"][0]["sentence"]
    told = pretranslate("--dry-run")["towns/sv"]["in_all"]
    assert (told["refused"], told["sent"]) == (1, 0)
    told = pretranslate("--dry-run", "--again")["towns/sv"]["in_all"]
    assert (told["refused"], told["sent"]) == (0, 1)
    machine.translate = babbled
    pretranslate("--again")
    assert text in words(world)
    assert len(machine.texts) == sent + 1


def test_a_dry_run_says_that_the_engine_lacks_the_language(
    world: World, machine: Machine, capsys: Any
) -> None:
    """Or that it does not answer: nobody learns that only when the work is noted."""
    add_edition(world.programme, code="fi")
    told = pretranslate("--dry-run", edition="towns/fi")["towns/fi"]
    assert "does not translate from en into Finnish" in told["fault"]
    assert told["in_all"]["sent"] > 0
    assert pretranslate("--dry-run")["towns/sv"]["fault"] == ""
    call_command("pretranslate", "--edition", "towns/fi", "--dry-run")
    said = " ".join(capsys.readouterr().out.split())
    assert "nothing would come of it now. The engine libretranslate" in said
    assert machine.asked == []


def test_an_engine_that_is_away_is_told_and_asked_again(world: World, machine: Machine, capsys: Any) -> None:
    """The pieces stay untranslated, the items wait, and the next try fills them."""
    machine.status = 503
    with pytest.raises(CommandError, match="The worker tries again by itself"):
        call_command("pretranslate", "--edition", "towns/sv")
    assert words(world) == {}
    assert "Nothing was untranslated" not in capsys.readouterr().out
    assert set(Item.objects.filter(kind="pretranslate").values_list("state", "attempts")) == {("waiting", 1)}
    machine.status = 200
    with asking(machine):
        pretranslate()
    assert words(world).keys() >= TEXTS


def test_an_engine_that_refuses_is_not_asked_for_ever(world: World, machine: Machine) -> None:
    """A wrong key, say: the items are given up with the sentence, for somebody to look."""
    machine.status = 403
    with pytest.raises(CommandError, match="Run this again when the cause is gone"):
        pretranslate()
    assert {item.state for item in Item.objects.filter(kind="pretranslate")} == {"dead"}


@pytest.mark.parametrize("name", ["towns/en", "towns/en-GB"])
def test_an_edition_in_its_masters_language_is_refused(world: World, machine: Machine, name: str) -> None:
    """There is nothing to translate; the sentence says so."""
    add_edition(world.programme, code="en-GB")
    with pytest.raises(CommandError, match="master"):
        pretranslate(edition=name)
    assert machine.asked == []


def test_an_unknown_engine_is_told(world: World) -> None:
    """With the engines that there are."""
    with pytest.raises(CommandError, match="There is no engine “babel”"):
        pretranslate("--engine", "babel")


def test_a_language_that_the_engine_lacks_is_told(world: World, machine: Machine) -> None:
    """Once, and not piece by piece."""
    add_edition(world.programme, code="fi")
    with pytest.raises(CommandError, match="Finnish"):
        pretranslate(edition="towns/fi")
    assert machine.asked == []


def test_the_queries_do_not_grow_with_the_pieces(world: World, machine: Machine) -> None:
    """A forecast and an application cost the same for a page of two texts as for one of two hundred."""
    more = " ".join(f"<p>Sentence number {number} is here.</p>" for number in range(200))
    world.page.body[0].value.source = more
    long = world.add_page("Long", "x")
    from tests.programme.starter import block

    long.body = [block("long", "text", more)]
    long.save_revision().publish()
    world.work()
    costs = []
    for page in (world.page, long):
        key = page.translation_key
        # Without words of a kept answer: these are written batch by batch.
        with asking(machine):
            with CaptureQueriesContext(connection) as counted:
                forecast(world.edition, [key])
            costs.append(len(counted))
            fetched = fetch_drafts(world.edition, [key])
            with CaptureQueriesContext(connection) as counted, transaction.atomic():
                apply_drafts(world.edition, key, fetched[key])
            costs.append(len(counted))
    assert costs[:2] == costs[2:]
    assert costs[0] <= 10
    assert costs[1] <= 14


def test_texts_stay_in_the_house_unless_allowed(world: World) -> None:
    """A machine elsewhere is asked for editions that say so; also between asking and working."""
    from translation_workflow.jobs.asking import ask_for_drafts
    from translation_workflow.jobs.errands import run_errands

    away = Machine("http://translate.invalid", lambda texts, *, target: [], [])
    with asking(away):
        with pytest.raises(CommandError, match="does not let its texts leave the house"):
            pretranslate()
        assert not Item.objects.filter(kind="pretranslate").exists()
        Edition.objects.filter(pk=world.edition.pk).update(texts_may_leave=True)
        world.edition.refresh_from_db()
        ask_for_drafts(world.edition, [world.page.translation_key])
        Edition.objects.filter(pk=world.edition.pk).update(texts_may_leave=False)
        assert run_errands() == 0
    item = Item.objects.get(kind="pretranslate")
    assert (item.state, "leave the house" in item.fault) == ("dead", True)
