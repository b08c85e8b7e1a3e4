"""Every test finds the database as the migrations left it."""

from __future__ import annotations

import pytest
from django.db import connection
from wagtail.models import Page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_commits_is_gone_afterwards(time: str) -> None:
    """Rows that migrations made are there again, although the test before deleted them for good."""
    assert Page.objects.filter(depth=1).exists()
    Page.objects.all().delete()


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for(pytestconfig: pytest.Config) -> None:
    """`--database` decides, and nothing in the environment does."""
    assert connection.vendor == pytestconfig.getoption("database")


def test_a_copy_for_another_program_is_another_database(database_url: str) -> None:
    """What a started program writes does not reach the tests' own database."""
    assert str(connection.settings_dict["NAME"]) not in database_url
