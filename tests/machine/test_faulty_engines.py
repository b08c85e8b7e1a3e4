"""Whatever an engine does, nothing of it is kept that should not be, and a sentence says why."""

from __future__ import annotations

import gzip
import threading
from dataclasses import replace

import pytest
from django.conf import settings

from translation_workflow.machine.line import TRIES
from translation_workflow.machine.models import Answer
from translation_workflow.machine.wire import MOST_BYTES

from .asking import CALL_SECONDS, Asking, asking
from .faulty import (
    KNOWN,
    MARK,
    Behave,
    Faulty,
    answer,
    answering,
    body,
    each,
    echo,
    faulty_engine,
    reset,
    silence,
    status,
    swapped,
    trickling,
)

pytestmark = pytest.mark.django_db

FIRST, TAGGED, LINKED, *_ = KNOWN
HEAD = b"HTTP/1.1 200 OK\r\n"
FINNISH = "Kaupunki säästää energiaa ja vettä kaikissa rakennuksissa joka vuosi."


@pytest.fixture(params=["libretranslate", "deep-translator"])
def ask(request: pytest.FixtureRequest, faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Each engine that can be asked on the loopback: our own client, and a provider of the library's."""
    return asking(faulty, request.param, patch=monkeypatch)


@pytest.fixture
def hasty(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """The same, for engines that do not answer: there is nothing to wait for."""
    monkeypatch.setattr(settings, "MACHINES", replace(settings.MACHINES, call_seconds=CALL_SECONDS))
    return ask


@pytest.fixture
def ask_lists(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """The engine that takes many texts a call."""
    return asking(faulty, patch=monkeypatch)


def test_a_sound_engine_translates_everything(ask: Asking, faulty: Faulty) -> None:
    """Every text comes back in its language, with its tags, links, placeholders and addresses."""
    drafts = ask()
    assert [(draft.text, draft.words, draft.fault) for draft in drafts] == [
        (text, words, "") for text, words in KNOWN.items()
    ]
    assert not any("<" in text or "@" in text or "{" in text or "&amp;" in text for text in faulty.texts)


SILENT = [
    pytest.param(silence, id="silence"),
    pytest.param(trickling(HEAD + b"x-slow: "), id="trickled head"),
    pytest.param(trickling(HEAD + b"content-length: 99999\r\n\r\n"), id="trickled body"),
]


@pytest.mark.parametrize("behave", SILENT)
def test_who_does_not_answer_is_left_at_the_deadline(hasty: Asking, faulty: Faulty, behave: Behave) -> None:
    """Neither silence nor a byte now and then holds anybody longer; each try has a deadline of its own."""
    faulty.always = behave
    (draft,) = hasty([FIRST])
    assert (draft.words, draft.may_pass) == ("", True)
    assert "did not answer in time" in draft.fault
    assert len(faulty.received) == TRIES
    assert not Answer.objects.exists()


PASSING = [
    pytest.param(status(429), "too much to do: it answered 429", id="429"),
    pytest.param(status(500), "failed: it answered 500", id="500"),
    pytest.param(status(503), "too much to do: it answered 503", id="503"),
    pytest.param(reset, "engine", id="reset"),
]


@pytest.mark.parametrize(("behave", "sentence"), PASSING)
def test_a_passing_fault_is_tried_again_and_told(
    ask: Asking, faulty: Faulty, behave: Behave, sentence: str
) -> None:
    """So many tries with pauses between, and no more; asking later may help."""
    faulty.always = behave
    (draft,) = ask([FIRST])
    assert (draft.words, draft.may_pass) == ("", True)
    assert sentence in draft.fault
    assert len(faulty.received) == TRIES
    assert len(ask.pauses.slept) == TRIES - 1
    assert not Answer.objects.exists()


FINAL = [
    pytest.param(body(b"<html>Sign in</html>", content_type="text/html"), "not JSON", id="HTML"),
    pytest.param(body(b'{"translatedText": '), "not JSON", id="half of it"),
    pytest.param(body(b"[" * 200_000), "not JSON", id="deep JSON"),
    pytest.param(body(b'{"translatedText": ["caf\xe9"]}'), "not in UTF-8", id="Latin-1"),
    pytest.param(body(b"x", content_type="text/plain; charset=nonsense"), "not in UTF-8", id="no charset"),
    pytest.param(body(gzip.compress(b"{}"), content_encoding="gzip"), "packed", id="packed"),
    pytest.param(body(b"x" * (MOST_BYTES + 1)), "longer than", id="huge"),
    pytest.param(status(400), "refused the texts: it answered 400 (no)", id="400"),
    pytest.param(status(403), "does not let us in", id="403"),
    pytest.param(status(302, location="file:///etc/passwd"), "sent us elsewhere", id="to a file"),
    pytest.param(answering(lambda texts: {"0": "x"}), "", id="another shape"),
    pytest.param(answering(lambda texts: None), "", id="null for all"),
    pytest.param(each(lambda text: None), "", id="null for each"),
    pytest.param(each(lambda text: " "), "said nothing", id="blank"),
    pytest.param(each(lambda text: 7), "said nothing", id="a number"),
    pytest.param(each(lambda text: f"{text}<script>alert(1)</script>"), "tags that were not", id="script"),
    pytest.param(each(lambda text: f"{text}&lt;script&gt;"), "tags that were not", id="escaped script"),
    pytest.param(echo, "still in the language", id="not translated"),
    pytest.param(each(lambda text: FINNISH), "another language", id="another language"),
    pytest.param(each(lambda text: text * 40), "far longer", id="stammering"),
    pytest.param(each(lambda text: f"{text}\x07"), "control characters", id="control characters"),
    pytest.param(each(lambda text: f"{text}\ud800"), "control characters", id="half a character"),
    pytest.param(each(lambda text: f"\u202e{text}"), "U+202E", id="turned round"),
    pytest.param(each(lambda text: f"{text} ⟦9⟧"), "was not sent", id="a mark of nobody"),
    pytest.param(each(lambda text: f"{text} ⟦"), "came back broken", id="a broken mark"),
    pytest.param(each(lambda text: f"{text} http://example.com/x"), "example.com", id="an address"),
]


@pytest.mark.parametrize(("behave", "sentence"), FINAL)
def test_an_answer_that_is_none_is_not_kept(
    ask: Asking, faulty: Faulty, behave: Behave, sentence: str
) -> None:
    """One call, no words, none in the cache; asking again would not help."""
    faulty.always = behave
    (draft,) = ask([FIRST])
    assert (draft.words, draft.may_pass) == ("", False)
    assert draft.fault
    assert sentence in draft.fault
    assert len(faulty.received) == 1
    assert not Answer.objects.exclude(words="").exists()


LOST = [
    pytest.param(TAGGED, lambda text: MARK.sub("", text), "<b> got lost", id="lost"),
    pytest.param(TAGGED, lambda text: text.replace("⟦1⟧", ""), "</b> got lost", id="half lost"),
    pytest.param(TAGGED, lambda text: f"{text}⟦0⟧", "<b> came back 2 times", id="doubled"),
    pytest.param(TAGGED, lambda text: f"⟦1⟧{text.replace('⟦1⟧', '')}", "close something else", id="turned"),
    pytest.param(
        TAGGED, lambda text: f"⟦0⟧⟦1⟧{MARK.sub('', text)}", "<b> came back around nothing", id="empty"
    ),
    pytest.param(LINKED, lambda text: text.replace("⟦0⟧", ""), '<a id="a1"> got lost', id="link"),
]


@pytest.mark.parametrize(("text", "change", "sentence"), LOST)
def test_a_tag_that_is_not_as_it_was_keeps_nothing(
    ask: Asking, faulty: Faulty, text: str, change: object, sentence: str
) -> None:
    """The words alone would be worth nothing to somebody who trusts the tags."""
    faulty.always = each(change)  # type: ignore[arg-type]
    (draft,) = ask([text])
    assert draft.words == ""
    assert sentence in draft.fault


LISTS = [
    pytest.param(answering(lambda texts: texts[:-1]), "with 5", id="short"),
    pytest.param(answering(lambda texts: [*texts, "altro"]), "with 7", id="long"),
    pytest.param(answering(lambda texts: []), "with 0", id="empty"),
    pytest.param(answering(lambda texts: texts[0]), "no list", id="no list"),
    pytest.param(answering(swapped), "another order", id="turned round"),
    pytest.param(answering(lambda texts: texts[1:] + texts[:1]), "another order", id="moved on"),
]


@pytest.mark.parametrize(("behave", "sentence"), LISTS)
def test_a_list_that_does_not_match_is_not_kept_at_all(
    ask_lists: Asking, faulty: Faulty, behave: Behave, sentence: str
) -> None:
    """Which answer is of which text is not known any more, and so none is used."""
    faulty.always = behave
    drafts = ask_lists()
    assert all(sentence in draft.fault and not draft.words for draft in drafts)
    assert not Answer.objects.exists()


def test_two_texts_without_marks_are_told_apart_by_what_lasts(ask_lists: Asking, faulty: Faulty) -> None:
    """A year that stands in one text only is looked for in its answer."""
    faulty.always = answering(swapped)
    drafts = ask_lists([FIRST, "By 2030 the city must use less energy than today."])
    assert all("another order" in draft.fault for draft in drafts)


def test_one_null_costs_one_text(ask_lists: Asking, faulty: Faulty) -> None:
    """What stands beside an answer that is none is kept."""
    faulty.always = answering(lambda texts: [None, *texts[1:]])
    first, *others = ask_lists()
    assert "said nothing" in first.fault
    assert [draft.words for draft in others] == list(KNOWN.values())[1:]
    assert Answer.objects.count() == len(others)


def test_short_words_are_judged_together(ask_lists: Asking, faulty: Faulty) -> None:
    """A title alone may be in any language; ten of them in English were not translated."""
    titles = ["Energy agencies", "The first step", "What you need", "Save more water", "Your own house"]
    faulty.always = echo
    assert all("language" in draft.fault for draft in ask_lists(titles))


def test_it_fails_and_then_it_is_well(ask: Asking, faulty: Faulty) -> None:
    """A fault that passes costs a pause, and nobody hears of it."""
    faulty.then = [status(500)]
    (draft,) = ask([FIRST])
    assert (draft.words, draft.fault) == (KNOWN[FIRST], "")
    assert len(ask.pauses.slept) == 1


def test_it_is_given_the_pause_that_it_asks_for(ask: Asking, faulty: Faulty) -> None:
    """`Retry-After` is a promise of when it will be better."""
    faulty.then = [status(429, retry_after="7")]
    (draft,) = ask([FIRST])
    assert draft.words
    assert 7 <= ask.pauses.slept[0] < 8


def test_a_pause_beyond_the_deadline_is_not_begun(ask: Asking, faulty: Faulty) -> None:
    """Who asks us to come back in an hour is told so to people, at once."""
    faulty.always = status(429, retry_after="3600")
    (draft,) = ask([FIRST])
    assert (draft.words, draft.may_pass) == ("", True)
    assert ask.pauses.slept == []
    assert len(faulty.received) == 1


def test_it_is_not_followed_to_another_host(ask: Asking, faulty: Faulty) -> None:
    """A redirect would take texts and keys where nobody allowed them to go."""
    with faulty_engine() as other:
        faulty.always = status(307, location=f"{other.url}/translate")
        (draft,) = ask([FIRST])
        assert "sent us elsewhere" in draft.fault
        assert other.received == []


def test_a_refused_key_is_not_tried_for_every_text(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """After one refusal for all no new call is begun."""
    ask = asking(faulty, "deep-translator", patch=monkeypatch)
    faulty.always = status(403)
    drafts = ask([f"{FIRST} {number}" for number in range(40)])
    assert all("does not let us in" in draft.fault for draft in drafts)
    assert len(faulty.received) <= ask.engine.limits.at_once


def test_half_of_a_batch_is_kept_when_the_other_half_fails(
    ask_lists: Asking, faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls stand for themselves: what was translated is not asked for again."""
    texts = [f"{FIRST} ({number})" for number in range(50)]
    bad: list[str] = []

    def behave(handler: object, payload: dict[str, list[str]]) -> None:
        if texts[0] in payload["q"]:
            bad.extend(payload["q"])
            status(400)(handler, payload)  # type: ignore[arg-type]
        else:
            answering(lambda said: [f"{KNOWN[FIRST]} {text[-4:]}" for text in payload["q"]])(handler, payload)  # type: ignore[arg-type]

    faulty.always = behave  # type: ignore[assignment]
    drafts = {draft.text: draft for draft in ask_lists(texts)}
    assert {text for text, draft in drafts.items() if draft.fault} == set(bad)
    assert Answer.objects.count() == len(texts) - len(bad) > 0


def test_a_text_that_is_too_long_is_not_sent(ask: Asking, faulty: Faulty) -> None:
    """100 kB in one segment are somebody's mistake; the others are translated."""
    draft, other = ask(["word " * 20_000, FIRST])
    assert "This text has 99999 characters" in draft.fault
    assert other.words == KNOWN[FIRST]
    assert faulty.texts == [FIRST]


def test_nothing_is_left_running(hasty: Asking, faulty: Faulty) -> None:
    """When the time is over no thread of ours waits on for an engine that says nothing."""
    faulty.always = silence
    hasty([FIRST])
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("machine-")] == []


def test_nobody_listens(ask: Asking, faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that does not run is told in a sentence, which says what to look at."""
    from translation_workflow.machine.errors import Passing

    with faulty_engine() as gone:
        pass
    silent = asking(gone, patch=monkeypatch)
    with pytest.raises(Passing, match="Nobody listens"):
        silent([FIRST])


def test_the_engine_is_asked_again_after_all(ask: Asking, faulty: Faulty) -> None:
    """Nothing of a failure is remembered with a text: the next time it is translated."""
    faulty.always = each(lambda text: None)
    ask([FIRST])
    faulty.always = answer
    assert ask([FIRST])[0].words == KNOWN[FIRST]
