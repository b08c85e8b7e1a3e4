"""Nothing is asked twice, by whichever process, and nothing is asked inside a transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TestCase
from django.utils import timezone

from translation_workflow.jobs.work import duties
from translation_workflow.machine.cache import KEPT, Said, forget, forget_old, keep, kept, key_of
from translation_workflow.machine.drafts import Draft, ask_again, known_drafts
from translation_workflow.machine.engines import engine_of
from translation_workflow.machine.engines.pseudo import Pseudo
from translation_workflow.machine.errors import InTransaction
from translation_workflow.machine.languages import forget_languages
from translation_workflow.machine.line import hang_up
from translation_workflow.machine.models import Answer

from .asking import Asking, asking
from .faulty import KNOWN, MARK, Faulty, answer, answering, each

pytestmark = pytest.mark.django_db

FIRST, *OTHERS = KNOWN


@pytest.fixture
def ask(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> Asking:
    return asking(faulty, patch=monkeypatch)


def test_what_was_asked_is_known(ask: Asking, faulty: Faulty) -> None:
    """The second time the same words come from the table, and say so."""
    first = ask()
    asked = len(faulty.received)
    again = ask()
    assert [draft.words for draft in again] == [draft.words for draft in first]
    assert (all(draft.is_cached for draft in again), any(draft.is_cached for draft in first)) == (True, False)
    assert len(faulty.received) == asked


def test_another_process_knows_it_too(ask: Asking, faulty: Faulty) -> None:
    """What one process remembers by itself is of no matter: the answers are rows."""
    ask()
    hang_up()
    forget_languages()
    asked = len(faulty.received)
    assert all(draft.is_cached for draft in ask())
    assert len(faulty.received) == asked


def test_only_what_is_missing_is_sent(ask: Asking, faulty: Faulty) -> None:
    """Known and new texts in one batch: each comes back in its place."""
    ask(OTHERS)
    faulty.received.clear()
    assert [draft.words for draft in ask()] == list(KNOWN.values())
    assert faulty.texts == [FIRST]


def test_a_text_that_stands_twice_is_sent_once(ask: Asking, faulty: Faulty) -> None:
    """The same text needs one translation, however often it is asked for."""
    told: list[int] = []
    drafts = ask([FIRST, OTHERS[0], FIRST], told=told.append)  # type: ignore[arg-type]
    assert [draft.text for draft in drafts] == [FIRST, OTHERS[0], FIRST]
    assert drafts[0] == drafts[2]
    assert len(faulty.texts) == 2
    assert told == [0, 3]


def test_another_target_or_engine_or_address_is_another_answer(
    ask: Asking, faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one engine said into one language is nobody else's answer."""
    ask([FIRST])
    keys = {
        key_of(FIRST, engine=ask.engine, source="en", target="it"),
        key_of(FIRST, engine=ask.engine, source="en", target="sv"),
        key_of(FIRST, engine=ask.engine, source="en-GB", target="it"),
        key_of(f"{FIRST} ", engine=ask.engine, source="en", target="it"),
        key_of(FIRST, engine=Pseudo(), source="en", target="it"),
    }
    moved = replace(settings.MACHINES.libretranslate, url="http://127.0.0.2:1")
    monkeypatch.setattr(settings, "MACHINES", replace(settings.MACHINES, libretranslate=moved))
    keys.add(key_of(FIRST, engine=engine_of("libretranslate"), source="en", target="it"))
    assert len(keys) == 6
    assert len(kept(keys)) == 1


def test_two_processes_that_ask_the_same_keep_one_answer() -> None:
    """The later one: the earlier may not stand any more."""
    engine = Pseudo()
    key = key_of("text", engine=engine, source="en", target="sv")
    keep({key: Said("first")}, engine=engine, target="sv")
    keep({key: Said("second")}, engine=engine, target="sv")
    assert kept([key]) == {key: Said("second")}


def test_kept_words_are_judged_by_the_rules_of_today(ask: Asking, faulty: Faulty) -> None:
    """What would not be kept now is asked for again, once."""
    ask([FIRST])
    Answer.objects.update(words=f"{KNOWN[FIRST]} <b>")
    faulty.received.clear()
    (draft,) = ask([FIRST])
    assert draft.words == KNOWN[FIRST]
    assert ask([FIRST])[0].is_cached
    assert faulty.texts == [FIRST]


def test_what_was_refused_is_not_asked_for_again(ask: Asking, faulty: Faulty) -> None:
    """An engine that lost a mark would lose it again, and want its money again; the reason is kept."""
    marked = OTHERS[0]
    faulty.always = each(lambda text: MARK.sub("", text))
    (first,) = ask([marked])
    assert first.fault
    asked = len(faulty.received)
    (again,) = ask([marked])
    assert (again.fault, again.is_refused_before, first.is_refused_before) == (first.fault, True, False)
    assert len(faulty.received) == asked
    assert ask_again([marked, FIRST], source="en", target="it", engine=ask.engine) == 1
    faulty.always = answer
    assert ask([marked])[0].words == KNOWN[marked]
    assert ask_again([marked], source="en", target="it", engine=ask.engine) == 0, "It is no refusal any more."


def test_what_was_said_long_ago_is_forgotten(ask: Asking) -> None:
    """After half a year an engine is asked anew, and the table does not grow for ever."""
    ask()
    assert forget_old() == 0
    Answer.objects.filter(pk=Answer.objects.earliest("pk").pk).update(at=timezone.now() - KEPT)
    assert forget_old() == 1
    assert forget_old in [duty.act for duty in duties(Event())]


def test_faults_are_not_kept(ask: Asking, faulty: Faulty) -> None:
    """A failure is of its moment."""
    faulty.always = each(lambda text: None)
    ask()
    assert not Answer.objects.exists()


def test_what_came_before_a_failure_is_kept(ask: Asking, faulty: Faulty) -> None:
    """Call by call, not batch by batch."""
    faulty.then = [answering(lambda texts: texts)]
    faulty.always = answering(lambda texts: [])
    texts = [f"{number}. {FIRST}" for number in range(26)]
    faulty.then = [answering(lambda texts: [f"{KNOWN[FIRST]}" for _ in texts])]
    drafts = ask(texts)
    good = [draft for draft in drafts if draft.words]
    assert 0 < len(good) < len(texts)
    assert Answer.objects.count() == len(good)


def test_a_batch_takes_few_queries(ask: Asking, django_assert_num_queries: object) -> None:
    """One to see what is known, and for each call one row set, in a transaction of its own."""
    ask()
    forget()
    with django_assert_num_queries(4):  # type: ignore[operator]
        ask()
    with django_assert_num_queries(1):  # type: ignore[operator]
        ask()


def test_answers_can_be_forgotten(ask: Asking) -> None:
    """By engine and by age: who changes the models of a server wants new answers."""
    ask()
    assert forget(engine="deepl") == 0
    assert forget(before=timezone.now() - timedelta(days=1)) == 0
    assert forget(engine="libretranslate") == len(KNOWN)


def test_what_is_known_can_be_told_without_asking(ask: Asking, faulty: Faulty) -> None:
    """For who counts what would be sent: kept answers, and texts without words."""
    ask([FIRST])
    asked = len(faulty.received)
    known = known_drafts([*KNOWN, "1 234"], source="en", target="it", engine=ask.engine)
    assert known == {
        FIRST: Draft(FIRST, KNOWN[FIRST], is_cached=True),
        "1 234": Draft("1 234", "1 234", is_cached=True),
    }
    assert len(faulty.received) == asked


@pytest.mark.django_db(transaction=True)
def test_nobody_asks_inside_a_transaction(ask: Asking, faulty: Faulty) -> None:
    """Locks would be held for as long as an engine likes: it is a mistake, and fails at once."""
    with transaction.atomic(), pytest.raises(InTransaction, match="never asked inside a transaction"):
        ask([FIRST])
    assert (faulty.received, faulty.asked_languages) == ([], 0)
    assert ask([FIRST])[0].words


def test_a_transaction_within_a_tests_own_is_seen(ask: Asking) -> None:
    """The one that a test is wrapped in is nobody's; one inside of it is somebody's."""
    assert connection.in_atomic_block
    assert ask([FIRST])[0].words
    with transaction.atomic(), pytest.raises(InTransaction):
        ask([FIRST])


class InDjangosTestCase(TestCase):
    def test_its_own_transactions_are_nobodys(self) -> None:
        """Whoever tests with Django's classes can ask as well."""
        from translation_workflow.machine.drafts import translate

        (draft,) = translate(["Energy"], source="en", target="sv", engine=Pseudo())
        assert draft.words.startswith("[Éñéŕĝý")
