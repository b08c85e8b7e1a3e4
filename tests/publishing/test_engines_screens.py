"""The engine's own screens end in our services: they publish through the gate, and lose no word."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from cms.delivery.models import Document
from pages.models import InfoPage, Tool
from tests.programme.starter import block
from tests.publishing.builders import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("coordinator", "c@example.org", "secret"))
    return client


def editor_of(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_publish_button_takes_typed_words_live(coordinator: Client) -> None:
    """Row, record and document together, within the request."""
    world = World()
    world.publish()
    world.type("About this site.", "Om webbplatsen.")
    page = world.translated(world.page)
    response = coordinator.post(editor_of(page), {"action": "publish"})
    assert told(response) == ["Published “Legal” in towns/sv."]
    assert str(world.translated(world.page).body[0].value) == "<p>Om webbplatsen.</p>"
    document = Document.objects.get(edition=world.edition, key=page.translation_key)
    assert "Om webbplatsen." in bytes(document.content.body).decode()


def test_the_publish_button_says_what_is_missing(coordinator: Client) -> None:
    """Nothing is live by it, and the sentence names the piece."""
    world = World(maximum_missing=0)
    page = world.translated(world.first)
    response = coordinator.post(editor_of(page), {"action": "publish"})
    [sentence] = told(response)
    assert "towns/sv: “Towns” has 3 pieces without a translation" in sentence
    assert "More trees." in sentence
    assert not world.translated(world.first).live


def test_who_may_not_publish_is_refused(client: Client) -> None:
    """The button asks for Wagtail's own permission on the page."""
    world = World()
    client.force_login(get_user_model().objects.create_user("reader", "r@example.org", "secret"))
    client.post(editor_of(world.translated(world.page)), {"action": "publish"})
    assert not world.translated(world.page).live


def test_saving_a_draft_writes_no_live_row() -> None:
    """The engine's own would put the typed words there."""
    world = World()
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    world.type("About this site.", "Om oss.")
    Translation.objects.get(source__object=world.page.translation_key).save_target(publish=False)
    page = world.translated(world.page)
    assert str(page.body[0].value) == "<p>Om webbplatsen.</p>"
    assert page.has_unpublished_changes
    assert str(page.get_latest_revision_as_object().body[0].value) == "<p>Om oss.</p>"


def test_the_sync_screen_carries_words_over(coordinator: Client) -> None:
    """“Sync translated pages” in the engine's menu is a refresh like ours, not a forgetting."""
    world = World()
    world.type("About this site.", "Om webbplatsen.")
    world.publish()
    page = InfoPage.objects.get(pk=world.page.pk)
    page.body = [dict(page.body.raw_data[0]) | {"value": "<p>About this web site.</p>"}]
    page.save_revision().publish()
    source = TranslationSource.objects.get(object=page.translation_key)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    response = coordinator.post(address, {"publish_translations": ""})
    assert response.status_code == 302
    assert world.segment("About this web site.").made_from == "About this site."
    assert str(world.translated(world.page).body[0].value) == "<p>Om webbplatsen.</p>"
    assert world.work()
    assert str(world.translated(world.page).body[0].value) == "<p>Om webbplatsen.</p>"


def test_submitting_a_page_makes_a_draft(coordinator: Client) -> None:
    """However live its master is, nobody published it in the edition."""
    world = World()
    contact = world.add_page("Contact", "Write to us.")
    address = reverse("wagtail_localize:submit_page_translation", args=[contact.pk])
    response = coordinator.post(address, {"locales": [world.edition.locale_id]})
    assert response.status_code == 302
    assert not world.translated(contact).live


def test_submitting_a_snippet_shows_nothing_new() -> None:
    """A snippet of an edition comes when somebody publishes it."""
    world = World()
    Tool.objects.create(
        programme=world.programme, locale=world.master.locale, name="Calculator", url="https://example.org/"
    )
    world.submit()
    Translation.objects.get(source__object=Tool.objects.get().translation_key).save_target(publish=True)
    assert Tool.objects.count() == 1


def test_pages_of_no_programme_are_the_engines() -> None:
    """What stands outside of every edition is translated as it always was."""
    world = World()
    page = InfoPage(title="Elsewhere", slug="elsewhere", body=[block("Elsewhere", "text", "<p>Words.</p>")])
    Page.get_first_root_node().add_child(instance=page)
    source, _ = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=world.edition.locale)
    translation.save_target(publish=True)
    assert InfoPage.objects.filter(translation_key=page.translation_key, locale=world.edition.locale).exists()


def sync(client: Client, world: World) -> Any:
    """Press “Sync translated pages” with publishing."""
    source = TranslationSource.objects.get(object=world.page.translation_key)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    return client.post(address, {"publish_translations": "on"})


def test_who_may_only_submit_publishes_nothing(client: Client) -> None:
    """The engine asks for one permission for all editions; publishing asks for the page's own."""
    world = World()
    world.publish()
    world.type("About this site.", "typed")
    user = get_user_model().objects.create_user("submitter", "s@example.org", "secret")
    names = ["access_admin", "submit_translation"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    assert sync(client, world).status_code in {302, 403}
    assert str(world.translated(world.page).body[0].value) == "<p>About this site.</p>"


def test_the_sync_screen_says_what_is_missing(coordinator: Client) -> None:
    """Beside the engine's word of success."""
    world = World(maximum_missing=0)
    assert any("“Legal” has 2 pieces without" in sentence for sentence in told(sync(coordinator, world)))


def test_a_master_that_nobody_published_may_be_submitted(coordinator: Client) -> None:
    """The engine makes its draft; nothing is live by it."""
    world = World()
    page = InfoPage(title="Soon", slug="soon", live=False, body=[block("Soon", "text", "<p>Soon.</p>")])
    Page.objects.get(pk=world.first.pk).add_child(instance=page)
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert coordinator.post(address, {"locales": [world.edition.locale_id]}).status_code == 302
    assert not world.translated(page).live


def test_a_translation_is_not_deleted_by_hand(coordinator: Client) -> None:
    """It would be gone from its readers, though its master is there."""
    world = World()
    world.publish()
    page = world.translated(world.page)
    response = coordinator.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert "is the translation of a page of the master, and stays" in told(response)[0]
    assert world.translated(world.page).live
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    coordinator.post(f"{address}?id={page.pk}&next=/admin/")
    assert world.translated(world.page).live


def test_who_pressed_wagtails_button_is_told_what_was_taken_back(coordinator: Client) -> None:
    """On the admin's first page, and nobody else there."""
    world = World(maximum_missing=0)
    page = world.translated(world.first)
    user = get_user_model().objects.get(username="coordinator")
    with LogContext(user=user):
        page.save_revision().publish(user=user)
    world.work()
    home = reverse("wagtailadmin_home")
    assert "“Towns” has 3 pieces without a translation" in coordinator.get(home).content.decode()
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("other", "o@example.org", "secret"))
    assert "“Towns” has 3 pieces" not in client.get(home).content.decode()


@pytest.mark.parametrize("typed", ["Om\x00 oss.\nNu.", "Om\x0b oss.\x1f\nNu.", "Om oss.\r\nNu."])
def test_the_editor_keeps_no_control_sign(coordinator: Client, typed: str) -> None:
    """No database takes a NUL; nothing that a reader sees is lost, and no request fails."""
    world = World()
    piece = world.segment("About this site.")
    translation = Translation.objects.get(source__object=world.page.translation_key)
    segment = translation.source.stringsegment_set.get(string=piece.string, context=piece.context)
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    # The engine reads a PUT as a form, as its own editor sends it.
    response = coordinator.put(
        address, urlencode({"value": typed}), content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 201
    assert world.segment("About this site.").words == "Om oss.\nNu."


def test_a_page_of_an_edition_is_not_let_go(coordinator: Client) -> None:
    """An ordinary page would be written over by the master's next change, whatever somebody typed there."""
    world = World()
    world.publish()
    page = world.translated(world.page)
    translation = Translation.objects.get(source__object=page.translation_key)
    stop = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    assert "keeps its structure" in told(coordinator.post(stop, {"next": editor_of(page)}))[0]
    translation.refresh_from_db()
    assert translation.enabled
    alias = reverse("wagtail_localize:convert_to_alias", args=[page.pk])
    assert "keeps its structure" in told(coordinator.post(alias))[0]
    assert world.translated(world.page).alias_of_id is None
    override = reverse("wagtail_localize:edit_override", args=[translation.pk, 1])
    response = coordinator.put(override, "value=other", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 403
    assert "keeps its structure" in response.json()["detail"]


def test_a_page_of_no_programme_may_be_let_go(coordinator: Client) -> None:
    """What stands outside of every edition is the engine's, as it always was."""
    world = World()
    outside = InfoPage(title="Outside", slug="outside")
    Page.get_first_root_node().add_child(instance=outside)
    source, _ = TranslationSource.get_or_create_from_instance(outside)
    translation = Translation.objects.create(source=source, target_locale=world.edition.locale)
    translation.save_target(publish=False)
    stop = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    coordinator.post(stop, {"next": "/admin/"})
    translation.refresh_from_db()
    assert not translation.enabled


def test_the_engines_catalogues_lead_to_ours(coordinator: Client) -> None:
    """Its import takes what is marked fuzzy as right, and an old file without a word."""
    world = World()
    translation = Translation.objects.get(source__object=world.page.translation_key)
    download = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    assert coordinator.get(download).headers["Location"] == reverse("catalogues:home")
    file = SimpleUploadedFile("sent.po", translation.export_po().__unicode__().encode())
    upload = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    response = coordinator.post(upload, {"file": file, "next": "/admin/"})
    assert response.headers["Location"] == reverse("catalogues:home")
    assert "Nothing was changed" in told(response)[0]
