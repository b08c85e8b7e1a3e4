"""What choosers on the screen of adaptations offer: what the edition may show, and its own pages first."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from pages.models import ContactPoint, FinanceInstrument, ModulePage, Tool
from tests.catalogues.screening import client_of, first_page, partner_of
from tests.facts.town import Town
from translation_workflow.adaptation.screens.choosers import lead_choosers
from translation_workflow.adaptation.screens.forms import LinkForm
from translation_workflow.editions.registry import add_programme
from translation_workflow.trees.index import reindex

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


def addresses(town: Town, page: Any, **asked: str) -> set[str]:
    """Where the choosers of an open form lead, as Wagtail's scripts read it."""
    url = reverse("adaptations:page", args=[town.edition.pk, page.translation_key])
    text = unescape(town.client.get(url, asked).content.decode())
    # With a backslash: markup inside of a script's text, which the script passes over.
    return set(re.findall(r'"(/admin/[^"\\]*choose[^"\\]*)"', text))


def choose(model: type[Any], client: Any, **asked: Any) -> str:
    """The names in a chooser's window, and in its results by themselves."""
    views = model.snippet_viewset.chooser_viewset  # type: ignore[attr-defined]
    window, results = (
        client.get(reverse(views.get_url_name(name)), asked) for name in ("choose", "choose_results")
    )
    shown = json.loads(window.content)["html"]
    names = [
        re.findall(r"data-chooser-modal-choice[^>]*>([^<]*)", text)
        for text in (shown, results.content.decode())
    ]
    assert names[0] == names[1]
    assert "edition" not in asked or f"edition={asked['edition']}" in shown
    return " ".join(name.strip() for name in names[0])


def test_the_form_is_told_where_to_choose(town: Town) -> None:
    """Snippets with the edition's number; pages, also of links in texts, at a view that knows it."""
    page = town.module()
    place = {"open": "insert", "at": "processes_finance", "side": "end"}
    fund = addresses(town, page, **place, kind="finance_instrument")
    stock = reverse(FinanceInstrument.snippet_viewset.chooser_viewset.get_url_name("choose"))
    assert fund == {f"{stock}?edition={town.edition.pk}"}
    text = addresses(town, page, **place, kind="text")
    assert reverse("adaptations:choose_page", args=[town.edition.pk]) in text
    assert reverse("wagtailadmin_choose_page") not in text


def test_funds_are_the_editions_and_the_masters(town: Town) -> None:
    """No other edition's, and no other programme's in the same language."""
    town.fund("Klimatklivet")
    town.fund("Ilmasto", town.other)
    other = add_programme("mayors", name="Mayors", master="en")
    masters = {"country": "EU", "locale": town.world.master.locale}
    FinanceInstrument.objects.create(programme=town.world.programme, name="Life", **masters)
    FinanceInstrument.objects.create(programme=other, name="Their own", **masters)
    FinanceInstrument.objects.create(programme=other, name="Deras", country="SE", locale=town.edition.locale)
    assert choose(FinanceInstrument, town.client, edition=town.edition.pk) == "Life (EU) Klimatklivet (SE)"
    reindex(list(FinanceInstrument.objects.all()))
    assert choose(FinanceInstrument, town.client, edition=town.edition.pk, q="klimat") == "Klimatklivet (SE)"


def test_contacts_are_the_editions_own_and_its_versions(town: Town) -> None:
    """The master's row is offered where the edition has no version of it."""
    town.contact("Rådgivaren")
    town.contact("Neuvoja", town.other)
    for label, words in (("Help", "Hjälp"), ("Press", "")):
        master = ContactPoint.objects.create(
            programme=town.world.programme, locale=town.world.master.locale, label=label
        )
        if words:
            version = master.copy_for_translation(town.edition.locale)
            version.label = words
            version.save()
    assert choose(ContactPoint, town.client, edition=town.edition.pk) == "Hjälp Press Rådgivaren"
    reindex(list(ContactPoint.objects.all()))
    assert choose(ContactPoint, town.client, edition=town.edition.pk, q="press") == "Press"


@pytest.mark.parametrize("asked", ["other", "0", "x", "9" * 30])
def test_another_editions_number_offers_nothing(town: Town, asked: str) -> None:
    """Nor does one that is none."""
    town.fund("Ilmasto", town.other)
    Tool.objects.create(
        programme=town.world.programme, locale=town.world.master.locale, name="Footprint", description="x"
    )
    number = town.other.pk if asked == "other" else asked
    assert choose(FinanceInstrument, town.client, edition=number) == ""
    assert choose(Tool, town.client, edition=number) == ""


def test_other_editors_offer_funds_in_the_language_of_the_page(town: Town) -> None:
    """Wagtail's editor tells the language of what is edited; a partner sees no other edition's at all."""
    town.fund("Klimatklivet")
    town.fund("Ilmasto", town.other)
    FinanceInstrument.objects.create(
        programme=town.world.programme, name="Life", country="EU", locale=town.world.master.locale
    )
    author = partner_of(name="ann")
    author.is_superuser = True
    author.save()
    assert choose(FinanceInstrument, client_of(author), locale="en") == "Life (EU)"
    assert choose(FinanceInstrument, client_of(author), locale="fi") == "Ilmasto (FI)"
    assert choose(FinanceInstrument, town.client) == "Life (EU) Klimatklivet (SE)"
    assert choose(FinanceInstrument, town.client, locale="fi") == ""


def opened_at(town: Town, url: str) -> Any:
    answer = town.client.get(url, {"page_type": "wagtailcore.page"})
    assert answer.status_code == 200
    return json.loads(answer.content)["parent_page_id"]


def test_page_choosers_begin_at_the_editions_first_page(town: Town) -> None:
    """Above a page that is chosen already they begin there, in the edition's tree."""
    page = town.module()
    top = first_page(town.edition)
    assert opened_at(town, reverse("adaptations:choose_page", args=[town.edition.pk])) == top.pk
    below = [town.world.first, page, first_page(town.other), town.world.translated(page)]
    found = [
        opened_at(town, reverse("adaptations:choose_page_below", args=[town.edition.pk, one.pk]))
        for one in below
    ]
    own = ModulePage.objects.get(translation_key=page.translation_key, locale=town.edition.locale)
    assert found == [top.pk, own.pk, top.pk, own.pk]
    assert opened_at(town, reverse("adaptations:choose_page_below", args=[town.edition.pk, 10**9])) == top.pk


def test_another_editions_page_chooser_is_not_found(town: Town) -> None:
    """Its number in the address helps nobody."""
    url = reverse("adaptations:choose_page", args=[town.other.pk])
    assert town.client.get(url).status_code == 404


def test_pages_are_looked_for_among_the_editions_own(town: Town) -> None:
    """By browsing and by searching, and no link in the chooser's window leads out of it."""
    page = town.module()
    reindex(list(Page.objects.specific()))
    own = ModulePage.objects.get(translation_key=page.translation_key, locale=town.edition.locale)
    window = town.client.get(reverse("adaptations:choose_page", args=[town.edition.pk]))
    html = json.loads(window.content)["html"]
    search = reverse("adaptations:choose_page_search", args=[town.edition.pk])
    assert f'action="{search}?' in html
    results = town.client.get(search, {"q": page.title}).content.decode()
    for shown in (html, results):
        assert str(own.pk) in chosen_in(shown)
        languages = Page.objects.filter(pk__in=chosen_in(shown)).values_list("locale", flat=True)
        assert set(languages) == {town.edition.locale_id}
        assert reverse("wagtailadmin_choose_page") not in shown.replace(search.replace("search/", ""), "")
        assert "data-locale-selector-link" not in shown
    assert chosen_in(town.client.get(search, {"q": ""}).content.decode()) == set()
    # A step that is Wagtail's own, as on the way back from the form for a web address.
    stock = reverse("wagtailadmin_choose_page_search")
    for number, found in ((town.edition.pk, {str(own.pk)}), (town.other.pk, set()), ("x", set())):
        told = town.client.get(stock, {"q": page.title, "edition": number}).content.decode()
        assert chosen_in(told) == found
    everywhere = chosen_in(town.client.get(stock, {"q": page.title}).content.decode())
    assert everywhere == {str(own.pk)}


def chosen_in(html: str) -> set[str]:
    """The numbers of the pages that can be chosen."""
    return set(re.findall(r'class="choose-page"[^>]*data-id="(\d+)"', html))


def test_a_form_that_asks_for_a_page_begins_there_too(town: Town) -> None:
    """As the form about a link does."""
    form = LinkForm()
    lead_choosers(form, town.edition)
    drawn = str(form["page"])
    assert reverse("adaptations:choose_page", args=[town.edition.pk]) in drawn
    assert reverse("wagtailadmin_choose_page") + '"' not in drawn
