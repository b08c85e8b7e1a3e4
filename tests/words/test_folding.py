"""Folding: rows that say which words are the same, and what holds for any text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.delivery.documents.schema import DOCUMENT
from cms.delivery.search.entry import entry_of, quotable_in
from cms.delivery.search.extract import HEADINGS, pieces_of
from cms.delivery.search.terms import terms_of
from cms.delivery.search.text import UNREAD
from translation_workflow.words.fold import exact_of, restored, tokens_of, words_in
from translation_workflow.words.letters import LETTERS

ANY = st.text(st.characters(), max_size=40)


@settings(max_examples=300, deadline=None)
@given(text=ANY, language=st.sampled_from([*LETTERS, "nl-BE", "en-GB", "xx"]))
def test_no_text_makes_it_fail(text: str, language: str) -> None:
    """Tokens hold letters, digits and `~`, which mean nothing in a database's language of queries."""
    for word in words_in(text):
        tokens = tokens_of(word[0], language="en", readers=language)
        assert all(token.lstrip("~").isalnum() for token in tokens)
    for term in terms_of(text, language=language, master="en"):
        for tokens in (term.exact, term.near, term.far):
            assert all(token.lstrip("~").isalnum() for token in tokens.whole | tokens.beginnings)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("sv", "kafé", "KAFE"),
        ("sv", "Ærø", "ärö"),
        ("fr", "cœurs", "coeurs"),
        ("fr", "Élus", "elus"),
        ("el", "ΔΉΜΟΣ", "δημος"),
        ("el", "προϋπολογισμός", "προυπολογισμος"),
        ("ro", "oraşe", "orașe"),
        ("bg", "ѝ", "и"),
        ("de", "Straße", "strasse"),
        ("en", "CO₂", "co2"),
    ],
)
def test_words_that_readers_do_not_tell_apart(language: str, one: str, other: str) -> None:
    """Their first tokens, the words as they stand, are the same."""
    first, second = (exact_of(word, language=language, readers=language)[0] for word in (one, other))
    assert first == second


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("sv", "mål", "mal"),
        ("sv", "får", "far"),
        ("fi", "näin", "nain"),
        ("et", "sõna", "sona"),
        ("pl", "łaska", "laska"),
        ("hr", "kuća", "kuca"),
        ("sl", "šola", "sola"),
        ("ro", "față", "fata"),
        ("bg", "край", "краи"),
    ],
)
def test_words_that_readers_tell_apart(language: str, one: str, other: str) -> None:
    """No exact token of one is one of the other."""
    first, second = (set(exact_of(word, language=language, readers=language)) for word in (one, other))
    assert not first & second


def test_plain_typing_finds_the_marks_again() -> None:
    """Where the dictionary has no such plain word, in languages whose readers leave marks out."""
    assert "źródło" in restored("zrodlo", language="pl")
    assert "batiment" in restored("batiments", language="fr")
    assert restored("miasto", language="pl") == ()
    assert restored("mal", language="sv") == ()


def a_document(**sections: Any) -> dict[str, Any]:
    return {
        "key": "8f3e1c52-5d2a-4c0e-9f0a-6d5a3e1b7c11",
        "programme": "towns",
        "edition": "sv",
        "language": "sv",
        "path": "/x/",
        "title": "Hus",
        "provenance": {},
        "type": "info",
        "sections": sections,
    }


def test_only_what_is_read_is_taken() -> None:
    """Neither attributes nor addresses; paragraphs and items are parted, “CO<sub>2</sub>” is one word."""
    html = '<p>CO<sub>2</sub> <a href="/gömd/" data-key="hemlig">länk</a><br/>ny</p>'
    html += "<ul><li>ett &amp; två</li></ul>"
    page = a_document(body=[{"id": "a", "origin": "master", "type": "text", "value": html}])
    assert [piece.text for piece in pieces_of(page)] == ["Hus", "CO2 länk ny", "ett & två"]


def test_words_are_folded_in_their_own_language() -> None:
    """Letters are told apart as the edition's readers do, whatever the language of the word."""
    block = {"id": "a", "origin": "master", "type": "text", "value": "<p>Mice in Åbo</p>"}
    block["language"] = "en"
    entry = entry_of(json.dumps(a_document(body=[block])).encode(), sha256="0" * 64)
    assert entry.body.split() == ["mice", "mouse", "in", "åbo"]
    assert [one.piece.language for one in quotable_in(entry.pieces)] == ["sv", "en"]


def test_every_string_of_the_contract_is_read_or_known_not_to_be() -> None:
    """Whoever adds one says which."""
    read = {
        *("applications", "attribution", "call_to_action", "description", "handle", "hint", "label"),
        *("localised_name", "network", "note", "role", "source", "text", "unit", "value", "what", "when"),
        *HEADINGS,
    }
    assert set(_strings(DOCUMENT.json_schema())) - UNREAD == read


def _strings(node: Any) -> list[str]:
    if isinstance(node, list):
        return [name for one in node for name in _strings(one)]
    if not isinstance(node, dict):
        return []
    plain = {"type": "string"}
    named = [
        name
        for name, one in node.get("properties", {}).items()
        for kind in one.get("anyOf", [one])
        if kind.items() >= plain.items() and not kind.keys() & {"const", "enum", "format"}
    ]
    return named + [name for one in node.values() for name in _strings(one)]
