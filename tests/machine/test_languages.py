"""Which of our languages an engine translates, by what it says itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings

from translation_workflow.editions.languages import LANGUAGES
from translation_workflow.machine.engines import engine_of
from translation_workflow.machine.errors import Garbled, LanguageUnknown
from translation_workflow.machine.languages import KEPT_SECONDS, Codes, code_for, codes_for, languages_of
from translation_workflow.machine.options import Secret
from translation_workflow.sockets.clock import Clock

from .asking import Asking, asking
from .faulty import KEY, Faulty, reply, status

CASES = [
    ("nl-BE", {"nl", "fr"}, "nl"),
    ("nl-BE", {"nl", "nl-BE"}, "nl-BE"),
    ("sv-FI", {"SV"}, "SV"),
    ("el", {"el"}, "el"),
    ("hr", {"hr", "sr"}, "hr"),
    ("hr", {"hbs", "sr"}, ""),
    ("sv", {"sv-SE", "sv-FI"}, "sv-SE"),
    ("sv-FI", {"sv-SE", "sv-FI"}, "sv-FI"),
    ("el", {"el-GR"}, "el-GR"),
    ("hr", {"HR_hr"}, "HR_hr"),
    ("pt", {"pt-BR", "pt-PT"}, "pt-PT"),
    ("en-GB", {"EN-GB", "EN-US"}, "EN-GB"),
    ("fi", set(), ""),
]


@pytest.mark.parametrize(("ours", "known", "theirs"), CASES)
def test_our_codes_are_found_among_an_engines(ours: str, known: set[str], theirs: str) -> None:
    """The very language, or it without its country, or its home; never a neighbour."""
    assert code_for(ours, known) == theirs


@pytest.fixture
def ask(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> Asking:
    return asking(faulty, patch=monkeypatch)


def test_a_pair_is_asked_in_the_engines_own_codes(ask: Asking) -> None:
    """Dutch for Belgium is Dutch."""
    assert codes_for(ask.engine, source="en", target="nl-BE") == Codes("en", "nl")
    assert codes_for(ask.engine, source="en-GB", target="el") == Codes("en", "el")


@pytest.mark.django_db
def test_a_language_that_it_does_not_know_is_told(ask: Asking, faulty: Faulty) -> None:
    """With what it does know, before anything is sent."""
    with pytest.raises(
        LanguageUnknown,
        match=r"libretranslate does not translate from en into Finnish \(fi\). It does into: el, hr, it, nb",
    ):
        ask(target="fi")
    with pytest.raises(LanguageUnknown, match="does not translate from Swedish"):
        codes_for(ask.engine, source="sv", target="en")
    assert faulty.received == []


@pytest.mark.django_db
def test_one_language_is_not_translated_into_itself(ask: Asking) -> None:
    """A British edition of an English master is adapted, not translated."""
    with pytest.raises(LanguageUnknown, match="en and en-GB are one language"):
        ask(target="en-GB")


@pytest.mark.django_db
def test_the_library_knows_fewer_languages_than_its_server(
    faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """deep-translator's own table for LibreTranslate lacks Swedish; our own client asks the server."""
    library = asking(faulty, "deep-translator", patch=monkeypatch)
    with pytest.raises(LanguageUnknown, match="deep-translator does not translate from en into Swedish"):
        library(target="sv")
    assert codes_for(engine_of("libretranslate"), source="en", target="sv") == Codes("en", "sv")


def test_an_engine_is_asked_for_its_languages_now_and_then(ask: Asking, faulty: Faulty) -> None:
    """Once for some minutes, and again after."""
    at = 1000.0
    clock = Clock(now=lambda: at)
    for _ in range(3):
        languages_of(ask.engine, clock=clock)
    assert faulty.asked_languages == 1
    at += KEPT_SECONDS
    languages_of(ask.engine, clock=clock)
    assert faulty.asked_languages == 2


def test_a_server_that_names_no_targets_translates_into_all(ask: Asking, faulty: Faulty) -> None:
    """Older LibreTranslate servers answer so."""
    faulty.languages_fault = lambda handler, payload: reply(handler, [{"code": "en"}, {"code": "sv"}])
    assert languages_of(ask.engine) == {"en": {"sv"}, "sv": {"en"}}


@pytest.mark.parametrize("data", [{}, [], [1], [{"code": 1}], [{"code": "en", "targets": "sv"}], "x", None])
def test_a_list_of_languages_that_is_none_is_told(ask: Asking, faulty: Faulty, data: object) -> None:
    """Whoever typed the address of something else is told so."""
    faulty.languages_fault = lambda handler, payload: reply(handler, data)
    with pytest.raises(Garbled, match="list of languages is none"):
        languages_of(ask.engine)


def test_nothing_is_remembered_of_a_failure(ask: Asking, faulty: Faulty) -> None:
    """The next question is asked anew."""
    faulty.languages_fault = status(404)
    with pytest.raises(Exception, match="404"):
        languages_of(ask.engine)
    faulty.languages_fault = None
    assert "it" in languages_of(ask.engine)["en"]


def test_layouts_can_be_tried_in_every_language() -> None:
    """The engine that pretends knows all that an edition may be written in."""
    for language in LANGUAGES:
        if language.code != "en":
            assert codes_for(engine_of("pseudo"), source="en", target=language.code).target == language.code


NO_CODES = [KEY, "\x1b[31mfr", "x" * 36, "a b", "f", "", "abcdefghi", None]


@pytest.mark.parametrize("code", NO_CODES)
@pytest.mark.parametrize("name", ["libretranslate", "deepl"])
def test_a_list_with_what_is_no_code_is_none(
    name: str, code: object, faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes stand in sentences for people: an engine does not write into these what it likes."""
    ask = asking(faulty, name, patch=monkeypatch)
    rows = [{"code": "en", "targets": ["fr", code], "language": "en"}, {"code": "it", "language": code}]
    faulty.languages_fault = lambda handler, payload: reply(handler, rows)
    with pytest.raises(Garbled, match="list of languages is none"):
        languages_of(ask.engine)


@pytest.mark.parametrize("number", [1_001, 100_000])
def test_a_list_without_end_is_none(number: int, ask: Asking, faulty: Faulty) -> None:
    """Each with each other would be more than a machine can hold."""
    rows = [{"code": f"aa-{index}"} for index in range(number)]
    faulty.languages_fault = lambda handler, payload: reply(handler, rows)
    with pytest.raises(Garbled, match="list of languages is none"):
        languages_of(ask.engine)


def test_a_sentence_names_some_languages_and_no_key(
    ask: Asking, faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty, and how many more there are; a key may look like a code."""
    looks_so = replace(settings.MACHINES.deepl, key=Secret("secretly"))
    monkeypatch.setattr(settings, "MACHINES", replace(settings.MACHINES, deepl=looks_so))
    rows = [{"code": "en", "targets": ["aa-secretly", *(f"ab-{index}" for index in range(100))]}]
    faulty.languages_fault = lambda handler, payload: reply(handler, rows)
    with pytest.raises(LanguageUnknown) as caught:
        codes_for(ask.engine, source="en", target="fi")
    assert "It does into: aa-…, ab-0, " in str(caught.value)
    assert "and 71 more" in str(caught.value)
    assert "secretly" not in str(caught.value)
