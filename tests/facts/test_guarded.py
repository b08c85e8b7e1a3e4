"""Nobody else's partner changes an edition's facts: not by our screens, and not by Wagtail's own."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder

from pages.models import ContactPoint, FinanceInstrument, LegalInstrument
from tests.catalogues.screening import client_of, partner_of

from .town import Town, days

pytestmark = pytest.mark.django_db

MODELS = (FinanceInstrument, LegalInstrument, ContactPoint)
STOCK = ("edit", "delete", "usage", "history", "inspect")


@pytest.fixture
def town() -> Town:
    return Town()


def stock(model: type[Any], name: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=args)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["change", "delete", "checked"])
def test_another_editions_fact_is_not_found_by_its_number(town: Town, name: str) -> None:
    """Whatever edition the address names: the own one, or the fact's."""
    fund = town.fund("Ilmasto", town.other)
    for edition in (town.edition, town.other):
        url = town.facts_url(name, edition=edition, fact=fund)
        answer = town.client.post(url, {"name": "Mine", "next_review": days(9).isoformat()})
        assert answer.status_code == 404
    fund.refresh_from_db()
    assert (fund.name, fund.review_by) == ("Ilmasto", None)


def test_a_translation_of_the_masters_contact_is_nobodys_fact(town: Town) -> None:
    """It is translated, not kept here; so is the master's own row."""
    master = ContactPoint.objects.create(
        programme=town.world.programme, locale=town.world.master.locale, label="Hotline"
    )
    version = master.copy_for_translation(town.edition.locale)
    version.save()
    for row in (master, version):
        assert town.client.get(town.facts_url("change", fact=row)).status_code == 404
    assert "Hotline" not in town.listed()


@pytest.mark.parametrize("model", MODELS)
def test_a_partner_has_no_way_through_the_stock_screens(town: Town, model: type[Any]) -> None:
    """They have no permission on the model: neither list nor row, not even for their own facts."""
    fact = {FinanceInstrument: town.fund, LegalInstrument: town.law, ContactPoint: town.contact}[model]()
    urls = [stock(model, "list"), stock(model, "add"), *(stock(model, name, fact.pk) for name in STOCK)]
    for url in urls:
        assert town.client.get(url).status_code in (302, 403), url
    town.client.post(stock(model, "delete", fact.pk))
    assert model.objects.filter(pk=fact.pk).exists()


@pytest.mark.parametrize("model", MODELS)
def test_an_author_changes_the_masters_rows_and_no_editions(town: Town, model: type[Any]) -> None:
    """Django's permission on the model is for the master's; the list does not even show the others."""
    own = {FinanceInstrument: town.fund, LegalInstrument: town.law, ContactPoint: town.contact}[model]()
    data = {"label": "Help"} if model is ContactPoint else {"name": "Help", "country": "EU"}
    master = model.objects.create(programme=town.world.programme, locale=town.world.master.locale, **data)
    client = client_of(partner_of(town.world.master, name="ann"))
    listed = client.get(stock(model, "list")).content.decode()
    assert str(master) in listed
    assert str(own) not in listed
    assert client.get(stock(model, "edit", master.pk)).status_code == 200
    for name in STOCK:
        assert client.get(stock(model, name, own.pk)).status_code == 404, name
    client.post(stock(model, "delete", own.pk))
    bulk = reverse("wagtail_bulk_action", args=["pages", model._meta.model_name, "delete"])
    client.post(f"{bulk}?id={own.pk}")
    assert model.objects.filter(pk=own.pk).exists()
    client.post(stock(model, "delete", master.pk))
    assert not model.objects.filter(pk=master.pk).exists()


def test_an_author_makes_no_fact_in_an_editions_language(town: Town) -> None:
    """Neither a new one nor by moving one of the master's there; what was typed is kept."""
    client = client_of(partner_of(town.world.master, name="ann"))
    sent = {"programme": town.world.programme.pk, "locale": town.edition.locale_id, "country": "SE"}
    answer = client.post(stock(FinanceInstrument, "add"), {**sent, "name": "Klivet"})
    assert "belongs to an edition whose people keep it" in answer.content.decode()
    master = FinanceInstrument.objects.create(
        programme=town.world.programme, locale=town.world.master.locale, country="SE", name="Life"
    )
    client.post(stock(FinanceInstrument, "edit", master.pk), {**sent, "name": "Life"})
    assert not FinanceInstrument.objects.filter(locale=town.edition.locale_id).exists()
    client.post(
        stock(FinanceInstrument, "add"), {**sent, "locale": town.world.master.locale_id, "name": "Fund"}
    )
    assert FinanceInstrument.objects.filter(name="Fund").exists()


def test_the_stock_screens_delete_nothing_that_is_placed(town: Town) -> None:
    """A superuser is told where it is, too."""
    fund = town.fund()
    town.insert_fund(fund)
    town.user.is_superuser = True
    town.user.save()
    answer = town.client.post(stock(FinanceInstrument, "delete", fund.pk), follow=True)
    assert "is not deleted, since it is placed on" in answer.content.decode()
    bulk = reverse("wagtail_bulk_action", args=["pages", "financeinstrument", "delete"])
    town.client.post(f"{bulk}?id={fund.pk}")
    assert FinanceInstrument.objects.filter(pk=fund.pk).exists()


def test_choosers_lead_to_where_a_fact_is_kept(town: Town) -> None:
    """The stock screen would refuse its own partner."""
    fund = town.fund()
    master = FinanceInstrument.objects.create(
        programme=town.world.programme, locale=town.world.master.locale, country="EU", name="Life"
    )
    finder = AdminURLFinder(town.user)
    assert finder.get_edit_url(fund) == town.facts_url("change", fact=fund)
    assert finder.get_edit_url(town.fund("Ilmasto", town.other)) is None
    town.user.is_superuser = True
    town.user.save()
    assert AdminURLFinder(town.user).get_edit_url(master) == stock(FinanceInstrument, "edit", master.pk)


def test_a_closed_account_may_do_nothing(town: Town) -> None:
    """Even a superuser's."""
    from wagtail.permissions import policy_registry

    fund = town.fund()
    policy = policy_registry.get_by_type(FinanceInstrument)
    assert policy.user_has_permission_for_instance(town.user, "change", fund)
    assert list(policy.instances_user_has_permission_for(town.user, "change")) == [fund]
    town.user.is_active, town.user.is_superuser = False, True
    town.user.save()
    assert not policy.user_has_permission_for_instance(town.user, "change", fund)
    assert not policy.instances_user_has_permission_for(town.user, "change").exists()
