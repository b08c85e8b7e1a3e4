"""A new edition gets all pages of its programme by one command or one button."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Page
from wagtail_localize.models import Translation

from pages.models import InfoPage
from tests.browser import chromium, picture
from tests.people import person
from tests.programme.starter import block
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import find_edition
from translation_workflow.editions.roles import Role

from .rich import Bare, rich_module

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Bare:
    return Bare()


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def slugs(edition: Edition) -> list[str]:
    return list(Page.objects.filter(locale=edition.locale).order_by("path").values_list("slug", flat=True))


def country_page(edition: Edition) -> None:
    """Let the edition have a page of its own where the master's would come."""
    page = InfoPage(title="Lag", slug="legal", body=[block("law", "text", "<p>Lag.</p>")], live=False)
    page.locale = edition.locale
    Page.objects.get(locale=edition.locale, depth=2).add_child(instance=page)


def test_one_command_adds_an_edition_with_all_pages(world: Bare) -> None:
    """As drafts, open for translation, and the outcome is a table."""
    rich_module(world)
    told = run("add_edition", "towns", "fr", "--country", "fr")
    edition = find_edition("towns/fr")
    assert (edition.country, edition.status) == ("FR", "draft")
    assert slugs(edition) == ["towns-fr", "legal", "buildings", "start-up"]
    assert not Page.objects.filter(locale=edition.locale, live=True).exists()
    opened = Translation.objects.filter(target_locale=edition.locale).values_list("source__object", flat=True)
    assert set(Page.objects.filter(locale=edition.locale).values_list("translation_key", flat=True)) <= set(
        opened
    )
    assert "pages created" in told
    assert "towns/fr" in told


def test_an_edition_may_come_without_pages(world: Bare) -> None:
    """For who wants only the row."""
    assert "create_pages towns/fr" in run("add_edition", "towns", "fr", "--without-pages")
    assert slugs(find_edition("towns/fr")) == []


def test_an_edition_gets_what_it_lacks(world: Bare) -> None:
    """A second command creates what came since, tells a taken address, and is readable by machines."""
    run("create_pages", "towns/sv")
    Page.objects.filter(locale=world.edition.locale, slug="legal").delete()
    country_page(world.edition)
    told = json.loads(run("create_pages", "towns/sv", "--json"))["towns/sv"]
    assert (told["pages created"], told["refused"]) == (1, 0)
    assert told["clashes"] == ["towns/sv: “Legal” is at “legal-2”, since another page has its address."]


def test_a_dry_run_says_what_it_would_do_and_does_nothing(world: Bare) -> None:
    """Each page with its address."""
    told = run("create_pages", "towns/sv", "--dry-run")
    assert "towns/sv: 2 pages are missing." in told
    assert "“Legal” would be created at /towns-sv/legal/" in told
    assert slugs(world.edition) == []


def test_the_master_gets_no_pages_from_itself(world: Bare) -> None:
    """The command says who writes them."""
    with pytest.raises(CommandError, match="towns/en is the master"):
        run("create_pages", "towns/en")


def url(edition: Edition) -> str:
    return reverse("edition_pages", args=[edition.pk])


def test_one_button_creates_all_pages(world: Bare, client: Client) -> None:
    """It asks first, creates then, and tells the number and what clashed."""
    client.force_login(get_user_model().objects.create_superuser("anna"))
    edit = reverse("editions:edit", args=[world.edition.pk])
    assert url(world.edition) in client.get(edit).content.decode()
    assert url(world.edition) in client.get(reverse("editions:index")).content.decode()
    asked = client.get(url(world.edition)).content.decode()
    assert "2 pages of the master are not in towns/sv yet" in asked
    assert slugs(world.edition) == []
    answer = client.post(url(world.edition), follow=True)
    assert "2 pages were created in towns/sv, as drafts." in answer.content.decode()
    assert slugs(world.edition) == ["towns-sv", "legal"]
    assert Page.objects.get(slug="towns-sv").owner.get_username() == "anna"


def test_a_clash_is_told_after_the_button(world: Bare, client: Client) -> None:
    """Beside the number of pages."""
    client.force_login(get_user_model().objects.create_superuser("anna"))
    run("create_pages", "towns/sv")
    Page.objects.filter(locale=world.edition.locale, slug="legal").delete()
    country_page(world.edition)
    answer = client.post(url(world.edition), follow=True).content.decode()
    assert "1 page was created in towns/sv, as a draft." in answer
    assert "“Legal” is at “legal-2”" in answer


@pytest.mark.parametrize(("role", "status"), [(Role.COORDINATOR, 200), (None, 302)])
def test_the_button_is_for_those_who_may_change_editions(
    world: Bare, client: Client, role: Role | None, status: int
) -> None:
    """Others are sent away, and nothing is created."""
    client.force_login(person(role))
    assert client.get(url(world.edition)).status_code == status
    client.post(url(world.edition))
    assert bool(slugs(world.edition)) == (status == 200)


def test_the_master_has_no_such_button(world: Bare, client: Client) -> None:
    """Its pages are written by its authors."""
    client.force_login(get_user_model().objects.create_superuser("anna"))
    edit = reverse("editions:edit", args=[world.master.pk])
    assert url(world.master) not in client.get(edit).content.decode()
    assert client.post(url(world.master)).status_code == 404


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_a_coordinator_presses_the_button(live_server: object) -> None:
    """From the list of editions to the message, in a browser."""
    world = Bare()
    rich_module(world)
    get_user_model().objects.create_superuser("anna", "anna@example.org", "a long enough password")
    site = live_server.url  # type: ignore[attr-defined]
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{site}/admin/")
        page.get_by_label("Username").fill("anna")
        page.get_by_label("Password").fill("a long enough password")
        page.get_by_role("button", name="Sign in").click()
        page.goto(f"{site}/admin/editions/edit/{world.edition.pk}/")
        page.get_by_role("button", name="Actions").click()
        page.get_by_role("link", name="Create all pages").click()
        expect(page.get_by_text("4 pages of the master are not in towns/sv yet")).to_be_visible()
        picture(page, "admin-create-pages")
        page.get_by_role("button", name="Create the pages").click()
        expect(page.get_by_text("4 pages were created in towns/sv, as drafts.")).to_be_visible()
        # The message slides in.
        page.wait_for_timeout(1000)
        picture(page, "admin-created-pages")
