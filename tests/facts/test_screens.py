"""People of an edition keep its facts."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from pages.models import ContactPoint, FinanceInstrument
from tests.catalogues.screening import client_of, partner_of
from translation_workflow.editions.models import Edition

from .town import Town, days, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_fund_is_the_editions_whatever_the_form_says(town: Town) -> None:
    """Programme, language and country come from the address; what a form says of them is not read."""
    sent = {
        "name": "Klimatklivet",
        "country": "FI",
        "locale": town.other.locale_id,
        "review_by": days(30).isoformat(),
    }
    answer = town.client.post(town.facts_url("add", kind="finance"), sent, follow=True)
    assert "Saved “Klimatklivet (SE)”." in answer.content.decode()
    fund = FinanceInstrument.objects.get()
    assert (fund.locale_id, fund.programme, fund.country) == (
        town.edition.locale_id,
        town.world.programme,
        "SE",
    )
    assert fund.review_by == days(30)


def test_what_is_overdue_comes_first_and_is_said_in_words(town: Town) -> None:
    """An icon or a colour alone would tell nobody."""
    town.fund("Alpha", review_by=days(10))
    town.fund("Beta", review_by=days(-1))
    town.law("Gamma", valid_to=days(-1), review_by=days(10))
    town.contact("Delta")
    town.fund("Epsilon", valid_from=days(1), review_by=days(10))
    page = town.listed()
    names = ["Gamma", "Beta", "Epsilon", "Delta", "Alpha"]
    assert sorted(names, key=lambda name: page.index(f">{name}")) == names
    for words in ("Expired", "Review overdue", "Not valid yet", "No review date", "Current", "2 overdue"):
        assert words in page


def test_an_end_before_the_beginning_is_refused_and_nothing_typed_is_lost(town: Town) -> None:
    """The sentence stands beside the field."""
    sent = {"name": "Klivet", "valid_from": days(2).isoformat(), "valid_to": days(1).isoformat()}
    answer = town.client.post(town.facts_url("add", kind="legal"), sent)
    page = answer.content.decode()
    assert "It cannot end before it begins" in page
    assert 'value="Klivet"' in page
    assert "Nothing was saved yet" in page


def test_a_check_sets_the_next_review_and_nothing_else(town: Town) -> None:
    """One press; a day that is past, or none, is refused with a sentence."""
    fund = town.fund(review_by=days(-1))
    url = town.facts_url("checked", fact=fund)
    for wrong in ("", "soon", today().isoformat(), days(-3).isoformat()):
        answer = town.client.post(url, {"next_review": wrong}, follow=True)
        assert "Nothing was changed." in answer.content.decode()
    answer = town.client.post(url, {"next_review": days(365).isoformat(), "name": "Other"}, follow=True)
    assert "was checked. Next review" in answer.content.decode()
    fund.refresh_from_db()
    assert (fund.review_by, fund.name) == (days(365), "Klimatklivet")


def test_of_two_who_change_a_fact_the_second_is_told(town: Town) -> None:
    """Nothing is written over unseen; who presses again has seen it."""
    fund = town.fund()
    url = town.facts_url("change", fact=fund)
    seen = town.client.get(url).context["seen"]
    FinanceInstrument.objects.filter(pk=fund.pk).update(description="A colleague's.")
    sent = {"name": "Klimatklivet 2", "description": "Mine.", "seen": seen}
    answer = town.client.post(url, sent)
    assert "Somebody else changed “Klimatklivet (SE)”" in answer.content.decode()
    assert "Mine." in answer.content.decode()
    fund.refresh_from_db()
    assert fund.description == "A colleague's."
    town.client.post(url, {**sent, "seen": answer.context["seen"]})
    fund.refresh_from_db()
    assert (fund.name, fund.description) == ("Klimatklivet 2", "Mine.")


def test_what_is_placed_nowhere_is_deleted(town: Town) -> None:
    """After a question."""
    fund = town.fund()
    url = town.facts_url("delete", fact=fund)
    assert "What is deleted does not come back" in town.client.get(url).content.decode()
    assert FinanceInstrument.objects.exists()
    town.client.post(url)
    assert not FinanceInstrument.objects.exists()


@pytest.mark.parametrize("is_published", [False, True])
def test_what_an_adaptation_places_is_not_deleted(town: Town, is_published: bool) -> None:
    """Neither live nor in a draft; the sentence says where it is."""
    fund = town.fund()
    town.insert_fund(fund)
    if is_published:
        assert town.world.publish().refused == []
    url = town.facts_url("delete", fact=fund)
    assert "Buildings" in town.client.get(url).content.decode()
    answer = town.client.post(url, follow=True)
    words = answer.content.decode()
    assert "is not deleted, since it is placed on" in words
    assert "Buildings" in words
    assert FinanceInstrument.objects.exists()


def test_what_a_draft_of_a_page_places_is_not_deleted(town: Town) -> None:
    """Before anybody published it."""
    contact = town.contact()
    first = town.world.translated(town.world.first)
    first.contacts = [{"type": "contact_point", "value": contact.pk, "id": "a"}]
    first.save_revision(clean=False)
    answer = town.client.post(town.facts_url("delete", fact=contact), follow=True)
    assert "the page&#x27;s draft" in answer.content.decode()
    assert ContactPoint.objects.filter(pk=contact.pk).exists()


def test_the_masters_overdue_facts_that_the_edition_shows_are_below(town: Town) -> None:
    """To read only: the master's authors keep them. What the edition does not show is not listed."""
    shown, _unseen = (
        ContactPoint.objects.create(
            programme=town.world.programme, locale=town.world.master.locale, label=label, review_by=days(-2)
        )
        for label in ("Helpdesk", "Nowhere")
    )
    town.world.first.refresh_from_db()
    town.world.first.contacts = [{"type": "contact_point", "value": shown.pk, "id": "a"}]
    town.world.first.save_revision(clean=False).publish()
    town.world.work()
    town.world.publish()
    page = town.listed()
    assert "Helpdesk" in page.partition("The master's, overdue")[2]
    assert "Nowhere" not in page
    assert f"/contact/{shown.pk}/" not in page
    assert town.client.get(town.facts_url("change", fact=shown)).status_code == 404


def test_what_an_adaptation_takes_from_the_master_is_below_too(town: Town) -> None:
    """Once it is published: until then readers of the edition do not see it."""
    contact = ContactPoint.objects.create(
        programme=town.world.programme, locale=town.world.master.locale, label="Hotline", review_by=days(-2)
    )
    town.insert_contact(contact)
    assert "Hotline" not in town.listed()
    assert town.world.publish().refused == []
    assert "Hotline" in town.listed().partition("The master's, overdue")[2]


def test_the_first_page_tells_of_overdue_facts(town: Town) -> None:
    """Only of the user's editions."""
    town.fund(review_by=days(-1))
    town.contact(valid_to=days(-1))
    town.law(review_by=days(1))
    town.fund("Ilmasto", town.other, review_by=days(-1))
    page = town.client.get(reverse("wagtailadmin_home")).content.decode()
    assert "2 facts of towns/sv are overdue" in page
    assert "towns/fi" not in page


def test_the_first_page_asks_as_much_for_many_editions(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    """The editions, their people's permissions, and one question for all facts."""
    from translation_workflow.editions.registry import add_edition
    from translation_workflow.facts.panel import OverduePanel

    for code in ("de", "fr", "it"):
        edition = add_edition(town.world.programme, code=code, country=code.upper())
        for number in range(3):
            town.fund(f"{code} {number}", edition, review_by=days(-1))
    town.user.is_superuser = True
    town.user.save()
    with django_assert_max_num_queries(2):
        told = OverduePanel(town.user).get_context_data({})
    assert [(one.code, number) for one, number in told["editions"]] == [("de", 3), ("fr", 3), ("it", 3)]


def test_the_list_asks_as_much_for_many_facts(town: Town, django_assert_max_num_queries: Any) -> None:
    """However many an edition has."""
    from translation_workflow.facts.overdue import facts_of

    for number in range(20):
        town.fund(f"Fund {number}")
    with django_assert_max_num_queries(3):
        assert len(facts_of(town.edition, today=today())) == 20


def test_an_edition_without_a_country_has_contacts_only(town: Town) -> None:
    """A law belongs to a country; the screen says who sets it."""
    Edition.objects.filter(pk=town.edition.pk).update(country="")
    answer = town.client.get(town.facts_url("add", kind="legal"), follow=True)
    assert "A coordinator can set the country" in answer.content.decode()
    town.client.post(town.facts_url("add", kind="contact"), {"label": "Energirådgivaren"})
    assert ContactPoint.objects.get().label == "Energirådgivaren"


def test_somebody_of_no_edition_does_not_come_in(town: Town) -> None:
    """Neither to the screens nor to the menu."""
    client = client_of(partner_of(name="ann"))
    for url in (reverse("facts:home"), town.facts_url("edition"), town.facts_url("add", kind="finance")):
        assert client.get(url).status_code in (302, 403)
    assert "/facts/" not in client.get(reverse("wagtailadmin_home")).content.decode()
