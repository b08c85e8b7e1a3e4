"""An engine for layouts: what looks translated, and is longer, and breaks nothing."""

from __future__ import annotations

import pytest
from django.conf import settings

from translation_workflow.machine.drafts import Draft, translate
from translation_workflow.machine.engines.pseudo import GROWTH, Pseudo
from translation_workflow.source.markup import plain_text

from .test_masking import shipped

pytestmark = pytest.mark.django_db


def pretended(text: str) -> Draft:
    (draft,) = translate([text], source="en", target="sv", engine=Pseudo())
    return draft


def test_letters_have_accents_and_texts_have_brackets() -> None:
    """A text that was not extracted has neither, and is seen at once; cut ones lack the bracket."""
    words = pretended("Read more about energy").words
    assert words.startswith("[Ŕéàð ɱöŕé àƀöûţ éñéŕĝý ")
    assert words.endswith("]")


def test_tags_links_placeholders_and_addresses_stay() -> None:
    """A layout is tried with what really stands in it."""
    words = pretended('Ask <a id="a1">us</a> &amp; <b>{name}</b>, at https://eumayors.eu.').words
    assert 'Åšķ <a id="a1">ûš</a> &amp; <b>{name}</b>, àţ https://eumayors.eu.' in words.replace("À", "Å")


def test_texts_grow_by_a_third() -> None:
    """As much as the languages of the editions do; and never less."""
    for text in ("Energy", "x" * 400, "Save energy in every municipality of the region, step by step."):
        length = len(plain_text(pretended(text).words))
        assert len(text) * (1 + GROWTH) <= length <= len(text) * (1 + GROWTH) + 3


def test_the_same_text_is_pretended_the_same() -> None:
    """Pictures of layouts can be compared."""
    assert Pseudo().ask(["a b"], source="en", target="sv", deadline=None) == Pseudo().ask(  # type: ignore[arg-type]
        ["a b"],
        source="en",
        target="pl",
        deadline=None,  # type: ignore[arg-type]
    )


def test_the_whole_programme_can_be_pretended() -> None:
    """No rule blocks a word of it."""
    texts = sorted({text for text in shipped() if text})
    drafts = translate(texts, source="en", target="el", engine=Pseudo())
    assert [draft.fault for draft in drafts if draft.fault] == []
    assert settings.SHIPPED_CATALOGUES
