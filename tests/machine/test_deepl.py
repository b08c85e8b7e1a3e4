"""DeepL, as its own pages describe it, on the loopback."""

from __future__ import annotations

from typing import Any

import pytest

from translation_workflow.machine.engines.deepl import FREE, PAID, DeepL
from translation_workflow.machine.options import DeepLOptions, Secret

from .asking import Asking, asking
from .faulty import KNOWN, Behave, Faulty, body, reply, said, status

pytestmark = pytest.mark.django_db

FIRST = next(iter(KNOWN))


def deepl(handler: Any, payload: dict[str, Any]) -> None:
    reply(
        handler,
        {"translations": [{"detected_source_language": "EN", "text": said(one)} for one in payload["text"]]},
    )


def languages(handler: Any, payload: dict[str, Any]) -> None:
    source, target = ["EN", "IT", "SV"], ["EN-GB", "EN-US", "IT", "SV", "NL", "EL", "PT-PT", "PT-BR"]
    codes = target if handler.path.endswith("?type=target") else source
    reply(handler, [{"language": code, "name": code} for code in codes])


@pytest.fixture
def ask(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> Asking:
    faulty.always, faulty.languages_fault = deepl, languages
    return asking(faulty, "deepl", patch=monkeypatch)


def test_it_translates(ask: Asking, faulty: Faulty) -> None:
    """In one call, in its own codes."""
    assert [draft.words for draft in ask()] == list(KNOWN.values())
    (asked,) = faulty.received
    assert (asked["source_lang"], asked["target_lang"], len(asked["text"])) == ("EN", "IT", len(KNOWN))


@pytest.mark.parametrize(
    ("behave", "sentence"),
    [
        (status(456, {"message": "Quota exceeded"}), "does not let us in: it answered 456 (Quota exceeded)"),
        (body(b"{}"), "no list of translations"),
        (body(b'{"translations": {}}'), "no list of translations"),
        (body(b'{"translations": [null]}'), "said nothing"),
        (body(b'{"translations": [{"text": 1}]}'), "said nothing"),
        (body(b'{"translations": []}'), "answered 1 texts with 0"),
    ],
)
def test_its_faults_are_told(ask: Asking, faulty: Faulty, behave: Behave, sentence: str) -> None:
    """Nothing of them is kept."""
    faulty.always = behave
    (draft,) = ask([FIRST])
    assert draft.words == ""
    assert sentence in draft.fault


@pytest.mark.parametrize("data", [None, {}, [], [1], [{"name": "x"}]])
def test_a_list_of_languages_that_is_none(ask: Asking, faulty: Faulty, data: object) -> None:
    """It is told, and nothing is sent."""
    from translation_workflow.machine.errors import Garbled

    faulty.languages_fault = lambda handler, payload: reply(handler, data)
    with pytest.raises(Garbled, match="list of languages"):
        ask([FIRST])
    assert faulty.received == []


def test_the_key_says_which_service() -> None:
    """Keys of the free one end with :fx; an address that is set comes before."""
    assert DeepL(DeepLOptions(key=Secret("12345678:fx"))).url == f"{FREE}/v2"
    assert DeepL(DeepLOptions(key=Secret("12345678"))).url == f"{PAID}/v2"
    assert DeepL(DeepLOptions("http://localhost:1", Secret("12345678:fx"))).url == "http://localhost:1/v2"
