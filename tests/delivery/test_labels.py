"""The interface words of an edition: a fixed list, in the edition's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from cms.delivery.documents.schema import ModuleDocument, ProgrammeDocument
from cms.delivery.labels import LABELS, labels_in
from translation_workflow.editions.languages import LANGUAGES


def test_english_is_what_the_list_says() -> None:
    """The master's words need no catalogue."""
    assert labels_in("en")["key_questions"] == "Key questions"
    assert labels_in("en")["skip_to_content"] == "Skip to content"


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_every_language_has_every_label(code: str) -> None:
    """A frontend never meets a missing word: what is not translated is English."""
    labels = labels_in(code)
    assert list(labels) == list(LABELS)
    assert all(labels.values())


def test_the_readers_own_language_changes_nothing() -> None:
    """Labels are the edition's, whoever asks."""
    with translation.override("sv"):
        assert labels_in("en")["key_questions"] == "Key questions"


@pytest.mark.parametrize("model", [ProgrammeDocument, ModuleDocument])
def test_sections_are_labelled_by_their_names(model: type) -> None:
    """A frontend finds the label of a section under its name; a body is made of sections with headings."""
    sections = model.model_fields["sections"].annotation  # type: ignore[attr-defined]
    assert set(sections.model_fields) - {"body"} <= set(LABELS)
