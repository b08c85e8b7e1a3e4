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
    with django_assert_num_queries(1):
        assert sorted(found("We plan houses.", edition)) == ["We plan horses.", "We plan houses."]
    String.objects.filter(data="We plan horses.").delete()
    remember(["We plan hoses."], edition)
    with django_assert_num_queries(1) as captured:
        assert "We plan hoses." in found("We plan houses.", edition)
    assert 'id" > ' in captured[0]["sql"]


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
    """PostgreSQL gives numbers before it is known who is first; SQLite has one writer at a time."""
    remember(["We plan houses.", "We plan horses."], edition)
    late = String.objects.get(data="We plan houses.")
    String.objects.filter(pk=late.pk).delete()
    assert found("We plan houses.", edition) == ["We plan horses."]
    late.save(force_insert=True)
    expected = (
        ["We plan horses.", "We plan houses."] if connection.vendor == "postgresql" else ["We plan horses."]
    )
    assert sorted(found("We plan houses.", edition)) == expected


def test_languages_are_known_apart(edition: Edition) -> None:
    """A master in another language has other texts."""
    remember(["We plan houses."], edition)
    other = add_edition(add_programme("rivers", name="Rivers", master="fr"), code="sv")
    assert found("We plan houses.", other) == []


def test_what_is_too_long_to_be_compared_is_not_kept(edition: Edition) -> None:
    """Memory of a process stays small, whatever somebody pasted."""
    remember(["a" * 5_001, *sentences(3)], edition)
    assert found("a" * 5_000, edition) == []
