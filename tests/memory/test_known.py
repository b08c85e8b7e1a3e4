"""What a process knows of the source texts: each is read once, and none that nobody else can see is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from wagtail_localize.models import String

from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.memory import known
from translation_workflow.memory.sources import Source, sources_for

from .rows import remember, sentences

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    """Another test's database has the same name and other texts."""
    known.forget()
    yield
    known.forget()


@pytest.fixture
def edition() -> Edition:
    programme = add_programme("towns", name="Towns", master="en")
    return add_edition(programme, code="sv")


def found(text: str, edition: Edition) -> list[str]:
    locale = edition.programme.master_locale_id
    return known.candidates([text], locale=locale, at_least=75)[text].texts


@pytest.mark.django_db(transaction=True)
def test_a_text_is_read_once(edition: Edition, django_assert_num_queries: Any) -> None:
    """Then only what came since; the answer is the same."""
    remember(["We plan houses.", "We plan horses."], edition)
    again = 2 if connection.vendor == "postgresql" else 1
    with django_assert_num_queries(again):
        assert sorted(found("We plan houses.", edition)) == ["We plan horses.", "We plan houses."]
    remember(["We plan hoses."], edition)
    with django_assert_num_queries(again) as captured:
        assert "We plan hoses." in found("We plan houses.", edition)
    assert 'id" > ' in captured[-1]["sql"]


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_takes_back_was_never_known(edition: Edition) -> None:
    """It is found inside, and its number may belong to another text afterwards."""
    remember(["We plan houses."], edition)
    assert found("We plan horses.", edition) == ["We plan houses."]
    with transaction.atomic():
        remember(["We plan horses."], edition)
        assert sorted(found("We plan horses.", edition)) == ["We plan horses.", "We plan houses."]
        transaction.set_rollback(True)
    assert found("We plan horses.", edition) == ["We plan houses."]
    remember(["We plan hoses."], edition)
    assert sorted(found("We plan horses.", edition)) == ["We plan hoses.", "We plan houses."]


@pytest.mark.django_db(transaction=True)
def test_a_text_whose_number_is_lower_and_that_came_later_is_found(edition: Edition) -> None:
    """PostgreSQL gives numbers before it is known who is first, however long that takes; SQLite does not."""
    remember(["We plan houses.", *sentences(1_200)], edition)
    late = String.objects.get(data="We plan houses.")
    String.objects.filter(pk=late.pk).delete()
    assert found("We plan houses.", edition) == []
    late.save(force_insert=True)
    expected = ["We plan houses."] if connection.vendor == "postgresql" else []
    assert found("We plan houses.", edition) == expected
    assert found("We plan horses.", edition) == expected


@pytest.mark.django_db(transaction=True)
def test_texts_that_went_are_counted_once(edition: Edition, django_assert_num_queries: Any) -> None:
    """What is gone does not make a process look for late ones ever again."""
    remember(["We plan houses.", "We plan horses.", "We plan hoses."], edition)
    found("We plan houses.", edition)
    String.objects.filter(data="We plan horses.").delete()
    found("We plan houses.", edition)
    with django_assert_num_queries(2 if connection.vendor == "postgresql" else 1):
        found("We plan houses.", edition)


@pytest.mark.django_db(transaction=True)
def test_identical_texts_are_asked_for_by_themselves(edition: Edition) -> None:
    """Whatever this process knows of the others: a text that was written past it is found."""
    remember(["We plan houses.", "We plan horses."], edition)
    late = String.objects.get(data="We plan houses.")
    String.objects.filter(pk=late.pk).delete()
    found("We plan houses.", edition)
    late.save(force_insert=True)
    sources = sources_for(["We plan houses."], edition, at_least=75)["We plan houses."]
    assert sources[0] == Source(late.pk, "We plan houses.", 100.0)


def test_languages_are_known_apart(edition: Edition) -> None:
    """A master in another language has other texts."""
    remember(["We plan houses."], edition)
    other = add_edition(add_programme("rivers", name="Rivers", master="fr"), code="sv")
    assert found("We plan houses.", other) == []


def test_what_is_too_long_to_be_compared_is_not_kept(edition: Edition) -> None:
    """Memory of a process stays small, whatever somebody pasted."""
    remember(["a" * 5_001, *sentences(3)], edition)
    assert found("a" * 5_000, edition) == []
