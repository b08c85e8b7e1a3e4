"""Pages that an edition's people write for it alone: no master has them, and no other edition gets them."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.delivery.models import Document
from pages.models import InfoPage, ProgrammePage
from tests.catalogues.screening import first_page
from tests.people import client_of, person
from tests.publishing.builders import World, quiet
from tests.scenarios.stage import read
from translation_workflow.catalogue.exports import files_of
from translation_workflow.catalogue.originals import sheets_of
from translation_workflow.catalogue.po import Writer
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.editions.roles import Role
from translation_workflow.review.drift.sweep import find_drift
from translation_workflow.review.everything import follow_everything

pytestmark = pytest.mark.django_db


def form(title: str = "Klimatcoachning", words: str = "<p>Eget.</p>", **further: str) -> dict[str, str]:
    """What Wagtail's page editor sends."""
    body = streamfield([("text", rich_text(words))])
    slug = title.lower()
    sent = {
        "title": title,
        "slug": slug,
        "body": body,
        "go_live_at": "",
        "expire_at": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    data: dict[str, str] = nested_form_data({**sent, **further})
    return data


def told(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


class Country:
    """`towns` in `sv` and `fi`, published, with a translator and a reviewer of `sv`."""

    def __init__(self) -> None:
        self.world = World(maximum_missing=None)
        self.other = add_edition(self.world.programme, code="fi", status="published", maximum_missing=None)
        self.world.submit()
        self.world.work()
        self.world.publish()
        call_command("publish_edition", "towns/fi", stdout=StringIO())
        self.world.work()
        self.edition = self.world.edition
        self.translator = client_of(person(Role.TRANSLATOR, self.edition))
        self.reviewer = client_of(person(Role.REVIEWER, self.edition))

    @property
    def top(self) -> Page:
        return first_page(self.edition)

    def draft(self, client: Client | None = None, **further: str) -> Any:
        """Write a page below the edition's first, as the admin's form sends it."""
        url = reverse("wagtailadmin_pages:add", args=["pages", "infopage", self.top.pk])
        return (client or self.translator).post(url, form(**further))

    @property
    def page(self) -> InfoPage:
        return InfoPage.objects.get(slug="klimatcoachning")

    def edit(self, client: Client, **further: str) -> Any:
        return client.post(reverse("wagtailadmin_pages:edit", args=[self.page.pk]), form(**further))

    def published(self) -> InfoPage:
        self.draft()
        self.edit(self.reviewer, **{"action-publish": "1"})
        self.world.work()
        return self.page


@pytest.fixture
def country() -> Country:
    return Country()


def others(country: Country) -> list[Any]:
    """Everything that readers of other editions get, and every page of theirs."""
    documents = Document.objects.exclude(edition=country.edition).order_by("pk")
    pages = Page.objects.exclude(locale=country.edition.locale_id).order_by("pk")
    return [*documents.values_list("pk", "content_id", "is_live"), *pages.values_list("pk", "path", "live")]


def test_a_translator_drafts_and_a_reviewer_publishes(country: Country) -> None:
    """The draft is nobody's to read yet, whatever a translator's form says."""
    country.draft(**{"action-publish": "1"})
    country.world.work()
    assert not country.page.live
    assert country.page.locale_id == country.edition.locale_id
    assert read("/klimatcoachning/").status_code == 404
    country.edit(country.translator, **{"action-publish": "1"})
    country.world.work()
    assert not country.page.live
    answer = country.edit(country.reviewer, **{"action-publish": "1"})
    assert "published" in told(answer)
    country.world.work()
    document = read("/klimatcoachning/").json()
    assert document["key"] == str(country.page.translation_key)
    (words,) = document["sections"]["body"]
    assert (words["value"], words["origin"]) == ("<p>Eget.</p>", "national")


def test_it_is_in_its_edition_only(country: Country) -> None:
    """The manifest has it, with nothing to be fresher than; of the others nothing changes."""
    before = others(country)
    country.published()
    manifest = Client().get("/api/v1/programmes/towns/editions/sv/").json()
    (entry,) = [one for one in manifest["documents"] if one["path"] == "/klimatcoachning/"]
    assert entry["freshness"] == {"needs_work": 0, "untranslated": 0, "structure_behind": 0}
    assert "Klimatcoachning" in str(manifest["navigation"])
    assert others(country) == before
    assert Page.objects.filter(translation_key=country.page.translation_key).count() == 1
    for code in ("en", "fi"):
        assert read("/klimatcoachning/", code).status_code == 404


def test_following_leaves_it_alone(country: Country) -> None:
    """Submitting, following, sweeping, publishing, creating pages: nothing that is for translations."""
    page = country.published()
    before = Page.objects.filter(pk=page.pk).values().get()
    hash_before = Document.objects.get(edition=country.edition, key=page.translation_key).content_id
    editions = [country.edition, country.other]
    country.world.submit()
    follow_everything(editions, progress=quiet)
    call_command("create_pages", "towns/sv", "towns/fi", stdout=StringIO())
    country.world.add_page("News", "Something new.")
    country.world.work()
    country.world.publish()
    assert find_drift(editions, mend=True) == []
    out = StringIO()
    call_command("verify_editions", "--all", stdout=out)
    assert out.getvalue() == "Nothing differs.\n"
    assert Page.objects.filter(pk=page.pk).values().get() == before
    document = Document.objects.get(edition=country.edition, key=page.translation_key)
    assert (document.content_id, document.is_live) == (hash_before, True)


def test_nobody_is_asked_to_translate_it(country: Country) -> None:
    """Neither in catalogues nor by the gate."""
    country.published()
    files = files_of(country.edition, sheets_of(country.world.programme), writer=Writer())
    assert "klimatcoachning" not in str(files).lower()
    assert "Eget." not in str(files)
    Edition.objects.filter(pk=country.edition.pk).update(maximum_missing=0)
    answer = country.edit(country.reviewer, words="<p>Ändrat.</p>", **{"action-publish": "1"})
    assert "published" in told(answer)
    country.world.work()
    assert read("/klimatcoachning/").json()["sections"]["body"][0]["value"] == "<p>Ändrat.</p>"


def test_scheduled_publishing_takes_it_live(country: Country) -> None:
    """Wagtail's own schedule, and the worker after it."""
    country.draft()
    later = timezone.now() + timedelta(hours=1)
    answer = country.edit(
        country.reviewer, go_live_at=later.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"}
    )
    assert "scheduled" in told(answer)
    assert not country.page.live
    # An hour goes by.
    revision = country.page.scheduled_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled", stdout=StringIO())
    country.world.work()
    assert country.page.live
    assert read("/klimatcoachning/").status_code == 200


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_a_reviewer_takes_it_away(country: Country, way: str) -> None:
    """Readers are told that it is gone; the edition's list has it no more."""
    page = country.published()
    url = reverse(f"wagtailadmin_pages:{way}", args=[page.pk])
    country.translator.post(url)
    country.world.work()
    assert read("/klimatcoachning/").status_code == 200
    country.reviewer.post(url)
    country.world.work()
    assert read("/klimatcoachning/").status_code == 410
    assert not Document.objects.get(edition=country.edition, key=page.translation_key).is_live
    assert InfoPage.objects.filter(pk=page.pk).exists() == (way == "unpublish")


def move(client: Client, page: Page, destination: Page) -> Any:
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk]))


def move_many(client: Client, page: Page, destination: Page) -> Any:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    return client.post(f"{url}?id={page.pk}", {"chooser": destination.pk})


def copy(client: Client, page: Page, destination: Page, **further: str) -> Any:
    sent = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(destination.pk), **further}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent)


def coordinator() -> Client:
    client, users = Client(), get_user_model().objects
    known = users.filter(username="coordinator").first()
    client.force_login(known or users.create_superuser("coordinator", "c@example.org", "secret"))
    return client


def neighbour() -> Page:
    """The first page of another programme's Swedish edition."""
    programme = add_programme("mayors", name="Mayors", master="en")
    add_edition(programme, code="en", status="published")
    edition = add_edition(programme, code="sv", status="published", maximum_missing=None)
    first = ProgrammePage(title="Mayors", slug="mayors", live=False)
    Page.get_first_root_node().add_child(instance=first)
    first.save_revision(clean=False).publish()
    programme.master_page = first
    programme.save()
    call_command("create_pages", "mayors/sv", stdout=StringIO())
    return first_page(edition)


def stands() -> list[Any]:
    return list(Page.objects.order_by("path").values_list("pk", "path", "slug"))


@pytest.mark.parametrize("press", [move, move_many])
def test_a_translated_page_is_moved_by_nobody(country: Country, press: Any) -> None:
    """Not even by a coordinator, and not even inside of its edition: it stands where its master stands."""
    page = country.world.translated(country.world.page)
    page.slug = "lag"
    page.save()
    country.published()
    destinations = [country.top, neighbour()]
    before = stands()
    for destination in destinations:
        answer = press(coordinator(), page, destination)
        assert "stands where that stands" in told(answer)
        assert answer.status_code == 302
    assert stands() == before


@pytest.mark.parametrize("press", [move, move_many, copy])
def test_a_country_page_stays_in_its_edition(country: Country, press: Any) -> None:
    """Another programme's edition in the same language does not get it, by move or by copy."""
    page, destination = country.published(), neighbour()
    before = stands()
    answer = press(coordinator(), page, destination)
    assert "does not belong below" in told(answer)
    assert stands() == before


@pytest.mark.parametrize("press", [move, copy])
def test_another_language_does_not_get_it(country: Country, press: Any) -> None:
    """Nor does the master. Moves of many pages at once are refused by Wagtail's own sentence."""
    page = country.published()
    before = stands()
    for destination in (first_page(country.other), Page.objects.get(pk=country.world.first.pk)):
        answer = press(coordinator(), page, destination)
        assert "does not belong below" in told(answer)
        assert move_many(coordinator(), page, destination).status_code == 200
    assert stands() == before


@pytest.mark.parametrize("press", [move, copy])
def test_a_page_of_the_master_does_not_come_into_an_edition(country: Country, press: Any) -> None:
    """It would be in the wrong language there."""
    page = country.world.add_page("News", "Something new.")
    before = stands()
    answer = press(coordinator(), page, country.top)
    assert "does not belong below" in told(answer)
    assert stands() == before


def test_a_copy_inside_the_edition_is_a_country_page(country: Country) -> None:
    """A draft to begin from: nobody's translation, whatever it was copied from. An alias is refused."""
    page = country.world.translated(country.world.page)
    answer = copy(country.reviewer, page, country.top, alias="on")
    assert "An alias goes live" in told(answer)
    assert not Page.objects.filter(slug="copy").exists()
    copy(country.reviewer, page, country.top)
    made = Page.objects.get(slug="copy")
    assert not made.live
    assert Page.objects.filter(translation_key=made.translation_key).count() == 1
    country.world.work()
    assert find_drift([country.edition]) == []


def test_readers_find_it_where_its_people_put_it(country: Country) -> None:
    """Between translated pages, which nobody shifts; one that moved goes back to its master's order."""
    news = country.world.add_page("News", "Something new.")
    page = country.published()
    country.world.work()
    country.world.publish()
    legal, own_news = country.world.translated(country.world.page), country.world.translated(news)

    def shift(one: Page, position: int) -> int:
        url = reverse("wagtailadmin_pages:set_page_position", args=[one.pk])
        answer = country.reviewer.post(f"{url}?position={position}")
        country.world.work()
        return int(answer.status_code)

    def order() -> list[int]:
        return [one.pk for one in country.top.get_children()]

    assert shift(page, 0) == 200
    assert order() == [page.pk, legal.pk, own_news.pk]
    assert shift(own_news, 0) == 302
    assert order() == [page.pk, legal.pk, own_news.pk]
    Page.objects.get(pk=own_news.pk).move(Page.objects.get(pk=legal.pk), pos="left")
    follow_everything([country.edition], progress=quiet)
    mine = [one for one in order() if one != page.pk]
    assert mine == [legal.pk, own_news.pk]


def test_the_engine_translates_it_nowhere(country: Country) -> None:
    """Its “Translate this page” would give it to other editions."""
    page = country.published()
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    sent = {"locales": [country.other.locale_id], "include_subtree": "", "action": "submit"}
    answer = coordinator().post(url, sent)
    assert "what one writes for itself stays in it" in told(answer)
    assert Page.objects.filter(translation_key=page.translation_key).count() == 1


def test_it_is_not_adapted(country: Country) -> None:
    """There is no master to differ from: it is edited itself. The address says so."""
    page = country.published()
    listing = country.reviewer.get(reverse("wagtailadmin_explore", args=[country.top.pk])).content.decode()
    translated = country.world.translated(country.world.page)
    offered = reverse("adaptations:page", args=[country.edition.pk, translated.translation_key])
    url = reverse("adaptations:page", args=[country.edition.pk, page.translation_key])
    assert offered in listing
    assert url not in listing
    answer = country.reviewer.get(url)
    assert answer.status_code == 404
    assert "the country wrote for itself is changed in the page editor" in answer.content.decode()


def test_one_that_somebody_restricts_is_read_by_nobody_else(country: Country) -> None:
    """An edition's own restriction; following takes it off no more than it put it on."""
    from wagtail.models import PageViewRestriction

    page = country.published()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    country.world.work()
    follow_everything([country.edition], progress=quiet)
    country.world.work()
    assert read("/klimatcoachning/").status_code == 410
    assert PageViewRestriction.objects.filter(page=page).exists()


def test_a_new_page_of_the_master_keeps_off_its_address(country: Country) -> None:
    """The newcomer gets another one, also where the country page is a draft yet."""
    country.draft()
    newcomer = country.world.add_page("Klimatcoachning", "Coaching.")
    country.world.work()
    assert country.world.translated(newcomer).slug == "klimatcoachning-2"
    assert (
        InfoPage.objects.get(slug="klimatcoachning", locale=country.edition.locale_id).title
        == "Klimatcoachning"
    )


def test_a_country_page_with_a_taken_address_is_refused_in_the_form(country: Country) -> None:
    """Wagtail's own sentence; nothing is written."""
    answer = country.draft(title="Legal")
    assert answer.status_code == 200
    assert "already in use" in answer.content.decode()
    assert not InfoPage.objects.filter(locale=country.edition.locale_id, title="Klimatcoachning").exists()
