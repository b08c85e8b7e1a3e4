"""What publishing knows of words, asked for many editions at once."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail_localize.models import StringSegment, TranslationSource

from pages.models import Programme
from translation_workflow.editions.models import Edition
from translation_workflow.review.coverage import Origin, coverage_of, coverages_of, freshness_of
from translation_workflow.review.models import PublishedText

from .builders import a_programme, an_info_page, block, edition, first_page, in_edition


@pytest.fixture
def programme(db: None) -> Programme:
    return a_programme(editions=("en", "sv", "en-GB"))


@pytest.fixture
def page(programme: Programme) -> Any:
    """A page of a title and two paragraphs whose texts are known."""
    body = [block("text", "<p>One.</p>", "one"), block("text", "<p>Two.</p>", "two")]
    page = an_info_page(first_page(programme), body=body)
    for code in ("sv", "en-GB"):
        in_edition(page, code)
    TranslationSource.update_or_create_from_instance(page)
    return page


def publish(page: Any, row: Edition, *, words: str) -> None:
    """Let every text of a page be live with these words."""
    for piece in StringSegment.objects.filter(source__object_id=page.translation_key):
        PublishedText.objects.create(
            edition=row,
            object_key=page.translation_key,
            context=piece.context,
            string=piece.string,
            words=words,
        )


def test_many_are_told_as_each_by_itself(
    programme: Programme, page: Any, django_assert_num_queries: Any
) -> None:
    """One query for all editions, and one for the master's own."""
    english, swedish, british = (edition(programme, code) for code in ("en", "sv", "en-GB"))
    publish(page, swedish, words="Ord")
    publish(page, british, words="")
    pairs = [(row, page.translation_key) for row in (english, swedish, british)]
    for row in (english, swedish, british):
        assert row.kind
    with django_assert_num_queries(2):
        found = coverages_of(pairs)
    assert found == {(row.pk, key): coverage_of(row, key) for row, key in pairs}
    origins = {row.code: found[row.pk, page.translation_key].origin("body") for row, _ in pairs}
    assert origins == {"en": Origin.MASTER, "sv": Origin.TRANSLATED, "en-GB": Origin.COPY}


def test_nothing_published_is_no_words(programme: Programme, page: Any) -> None:
    """Every pair that was asked for has an answer."""
    row = edition(programme, "sv")
    assert coverages_of([(row, page.translation_key)])[row.pk, page.translation_key].origin("body") is None


def test_a_retired_text_counts_nowhere(programme: Programme, page: Any) -> None:
    """The master has it no longer; its row only waits for it to come back."""
    row = edition(programme, "sv")
    publish(page, row, words="Ord")
    live = PublishedText.objects.filter(edition=row, string__data="Two.")
    live.update(words="", is_retired=True)
    assert coverage_of(row, page.translation_key).origin("body") is Origin.TRANSLATED
    assert freshness_of(row)[page.translation_key].structure_behind == 1
    StringSegment.objects.filter(string__data="Two.").delete()
    assert freshness_of(row)[page.translation_key].structure_behind == 0
