"""What an edition says of its country reaches its readers, and nothing of the master's reaches it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.delivery.models import Document
from pages.models import ContactPoint, FinanceInstrument
from tests.publishing.builders import quiet
from tests.scenarios.stage import read
from translation_workflow.editions.models import Edition
from translation_workflow.review.drift.sweep import find_drift
from translation_workflow.review.everything import follow_everything

from .town import Town, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


def served(path: str, *names: str, code: str = "sv") -> Any:
    """The blocks of a section as a frontend gets them."""
    found = read(path, code).json()["sections"]
    for name in names:
        found = found.get(name, {})
    return found


def test_a_changed_fund_is_shown_at_once_where_it_is_placed(town: Town) -> None:
    """No publishing is needed: it is a fact, and not a draft. No other edition has an entry for it."""
    fund = town.fund(review_by=days(30))
    town.insert_fund(fund)
    assert town.world.publish().refused == []
    town.may_publish()
    others = set(Document.objects.exclude(edition=town.edition).values_list("pk", "content_id"))
    town.client.post(
        town.facts_url("checked", fact=fund), {"next_review": days(400).isoformat()}, follow=True
    )
    town.world.work()
    block = served("/buildings/", "processes", "finance")[-1]
    assert (block["type"], block["origin"]) == ("finance_instrument", "national")
    assert block["value"]["review_by"] == days(400).isoformat()
    assert block["value"]["country"]["code"] == "SE"
    assert set(Document.objects.exclude(edition=town.edition).values_list("pk", "content_id")) == others


def test_a_changed_contact_of_the_editions_own_is_shown_at_once(town: Town) -> None:
    """With its days, like a fund."""
    contact = town.contact(email="hej@example.org", valid_from=days(-9), review_by=days(3))
    town.insert_contact(contact)
    assert town.world.publish().refused == []
    (block,) = served("/", "contacts")
    assert (block["origin"], block["value"]["label"]) == ("national", "Energirådgivaren")
    assert block["value"]["valid_from"] == days(-9).isoformat()
    town.may_publish()
    url = town.facts_url("change", fact=contact)
    seen = town.client.get(url).context["seen"]
    town.client.post(url, {"label": "Rådgivaren", "valid_to": days(9).isoformat(), "seen": seen})
    town.world.work()
    (block,) = served("/", "contacts")
    value = block["value"]
    assert (value["label"], value["valid_to"], value["review_by"]) == (
        "Rådgivaren",
        days(9).isoformat(),
        None,
    )


def test_what_readers_see_is_changed_by_a_reviewer(town: Town) -> None:
    """A translator is told so, and what they typed stays; before it is live they may change it."""
    fund = town.fund()
    town.insert_fund(fund)
    url = town.facts_url("change", fact=fund)

    def rename(name: str) -> str:
        seen = town.client.get(url).context["seen"]
        sent = {"name": name, "description": "", "url": "", "seen": seen}
        return str(town.client.post(url, sent, follow=True).content.decode())

    rename("Klimatklivet 2")
    assert town.world.publish().refused == []
    answer = rename("Klimatklivet 3")
    assert "a reviewer of the edition has to make it" in answer
    assert "Klimatklivet 3" in answer
    town.client.post(town.facts_url("checked", fact=fund), {"next_review": days(400).isoformat()})
    fund.refresh_from_db()
    assert (fund.name, fund.review_by) == ("Klimatklivet 2", None)
    town.may_publish()
    rename("Klimatklivet 3")
    fund.refresh_from_db()
    assert fund.name == "Klimatklivet 3"


def test_a_contact_of_the_editions_own_is_nobody_elses(town: Town) -> None:
    """Submitting, following, sweeping and publishing neither change nor delete nor copy it."""
    contact = town.contact(review_by=days(3))
    town.insert_contact(contact)
    before = ContactPoint.objects.filter(pk=contact.pk).values().get()
    town.world.submit()
    follow_everything(Edition.objects.exclude(code="en"), progress=quiet)
    town.world.work()
    town.world.publish()
    assert find_drift(list(Edition.objects.exclude(code="en")), mend=True) == []
    town.world.work()
    assert list(ContactPoint.objects.values()) == [before]


def test_the_masters_contact_carries_its_days_into_editions(town: Town) -> None:
    """They are the master's: an edition translates the words."""
    contact = ContactPoint.objects.create(
        programme=town.world.programme, locale=town.world.master.locale, label="Help", review_by=days(3)
    )
    town.world.submit()
    town.world.type("Help", "Hjälp")
    town.world.publish()
    contact.review_by = days(5)
    contact.save()
    town.world.work()
    row = ContactPoint.objects.get(locale=town.edition.locale_id)
    assert (row.label, row.review_by) == ("Hjälp", days(5))


@pytest.mark.parametrize("model", [FinanceInstrument, ContactPoint])
def test_nothing_ends_before_it_begins(town: Town, model: type[Any]) -> None:
    """A form is told so beside the field, and the database does not take it from anybody."""
    fact = town.fund() if model is FinanceInstrument else town.contact()
    fact.valid_from, fact.valid_to = days(2), days(1)
    with pytest.raises(ValidationError) as told:
        fact.full_clean()
    assert list(told.value.message_dict) == ["valid_to"]
    with pytest.raises(IntegrityError), transaction.atomic():
        fact.save()
