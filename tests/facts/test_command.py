"""`list_overdue_facts` for those who look after many editions."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from .town import Town, days

pytestmark = pytest.mark.django_db


def listed(*arguments: str) -> str:
    out = StringIO()
    call_command("list_overdue_facts", *arguments, stdout=out)
    return out.getvalue()


def test_what_is_overdue_is_a_table() -> None:
    """With edition, kind and what is wrong; another edition's is another's."""
    town = Town()
    assert listed("towns/sv") == "Nothing is overdue.\n"
    town.fund(review_by=days(-1))
    town.contact(valid_to=days(-1))
    town.fund("Ilmasto", town.other, review_by=days(-1))
    told = listed("towns/sv")
    for words in ("Klimatklivet", "contact", "overdue", "Energirådgivaren", "Expired"):
        assert words in told
    assert "Ilmasto" not in told
    assert "Ilmasto" in listed("--all")


def test_machines_get_json_and_ask_for_an_exit_status() -> None:
    """A list is no failure; only who asks to check is failed."""
    town = Town()
    town.fund(review_by=days(-1))
    (one,) = json.loads(listed("towns/sv", "--json"))
    assert (one["edition"], one["of"], one["status"]) == ("towns/sv", "edition", "overdue")
    with pytest.raises(CommandError, match="1 facts are overdue"):
        listed("towns/sv", "--check")
    assert listed("towns/fi", "--check") == "Nothing is overdue.\n"
