"""The library as it is, each provider against a server on the loopback, over our connections."""

from __future__ import annotations

from typing import Any

import pytest
from deep_translator.constants import BASE_URLS

from translation_workflow.machine.engine import Engine
from translation_workflow.machine.engines import engine_of
from translation_workflow.machine.errors import Garbled
from translation_workflow.machine.options import DeepTranslatorOptions, Options, Secret
from translation_workflow.sockets.clock import Deadline

from .asking import Asking
from .faulty import KEY, KNOWN, Behave, Faulty, Handler, body, reply, reply_bytes, said, status

FIRST, TAGGED, *_ = KNOWN


def google(handler: Handler, payload: dict[str, Any]) -> None:
    page = f'<html><div class="result-container">{said(payload["q"])}</div></html>'
    reply_bytes(handler, page.encode(), content_type="text/html; charset=utf-8")


def mymemory(handler: Handler, payload: dict[str, Any]) -> None:
    reply(handler, {"responseData": {"translatedText": said(payload["q"])}, "matches": []})


def deepl(handler: Handler, payload: dict[str, Any]) -> None:
    reply(handler, {"translations": [{"text": said(payload["text"])}]})


PROVIDERS = [
    pytest.param("google", "GOOGLE_TRANSLATE", "/m", google, id="google"),
    pytest.param("mymemory", "MYMEMORY", "/get", mymemory, id="mymemory"),
    pytest.param("deepl", "DEEPL", "/{version}/", deepl, id="deepl"),
]


def library(provider: str) -> Engine:
    options = Options(deep_translator=DeepTranslatorOptions(provider, "", Secret(KEY)))
    return engine_of("deep-translator", options=options)


@pytest.mark.django_db
@pytest.mark.parametrize(("provider", "place", "path", "behave"), PROVIDERS)
def test_a_provider_translates(
    provider: str, place: str, path: str, behave: Behave, faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own requests and its own reading of answers; languages, marks and checks are ours."""
    monkeypatch.setitem(BASE_URLS, place, f"{faulty.url}{path}")
    faulty.always = behave
    first, tagged = Asking(library(provider))([FIRST, TAGGED])
    assert (first.words, tagged.words) == (KNOWN[FIRST], KNOWN[TAGGED])


@pytest.mark.django_db
@pytest.mark.parametrize(("provider", "place", "path", "behave"), PROVIDERS)
def test_a_provider_that_answers_otherwise_is_told(
    provider: str, place: str, path: str, behave: Behave, faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library raises errors of a dozen kinds, or returns nothing; ours is one sentence."""
    monkeypatch.setitem(BASE_URLS, place, f"{faulty.url}{path}")
    for fault in (body(b"{}"), body(b"[]"), body(b"<html></html>", content_type="text/html"), status(404)):
        faulty.always = fault
        (draft,) = Asking(library(provider))([FIRST])
        assert draft.words == ""
        assert draft.fault
        assert FIRST not in draft.fault


def test_the_kind_of_its_error_is_told_and_nothing_else(
    faulty: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own messages quote keys and texts."""
    monkeypatch.setitem(BASE_URLS, "GOOGLE_TRANSLATE", f"{faulty.url}/m")
    faulty.always = body(b"<html></html>", content_type="text/html")
    with pytest.raises(Garbled) as fault:
        library("google").ask([FIRST], source="en", target="it", deadline=Deadline.after(10))
    assert str(fault.value) == "deep-translator cannot read the engine's answer (TranslationNotFound)."
    assert (fault.value.__cause__, fault.value.__context__) == (None, None)


def test_what_it_asks_leaves_in_cipher(monkeypatch: pytest.MonkeyPatch) -> None:
    """One provider's address is without TLS: ours is with it, or texts would travel in the clear."""
    from translation_workflow.machine.engines import deep_translator
    from translation_workflow.machine.wire import Question, Reply

    asked: list[str] = []

    def answer(question: Question, *, deadline: Deadline) -> Reply:
        asked.append(question.url)
        return Reply(200, {}, b'{"responseData": {"translatedText": "x"}}')

    monkeypatch.setattr(deep_translator, "ask", answer)
    library("mymemory").ask([FIRST], source="en-GB", target="it-IT", deadline=Deadline.after(10))
    assert BASE_URLS["MYMEMORY"].startswith("http:")
    assert asked[0].startswith("https://api.mymemory.translated.net/get?")


def test_each_provider_knows_languages() -> None:
    """From its own table, without asking anybody."""
    for provider in ("google", "mymemory", "libre", "deepl"):
        languages = library(provider).languages(deadline=Deadline.after(10))
        assert any(code.startswith("it") for code in languages)
