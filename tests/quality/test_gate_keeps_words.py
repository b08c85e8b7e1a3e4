"""A finding never prevents keeping what was typed, however it came; Wagtail's own buttons pass no gate."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail_localize.models import StringTranslation, Translation

from cms.delivery.models import Document
from pages.models import InfoPage, Tool
from tests.catalogues.partner import edit, export, send
from tests.publishing.builders import World, quiet
from tests.quality.towns import LINKED, RIGHT, TEXT, WRONG, shown, towns
from translation_workflow.catalogue.models import SetAside
from translation_workflow.quality.look import findings_in
from translation_workflow.review.submit import submit_programme
from translation_workflow.source.models import Origin, State, WorkingState
from translation_workflow.source.working import WorkingText, put_working_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("coordinator", "c@example.org", "secret"))
    return client


def document(world: World, page: InfoPage) -> str:
    """What readers are served of a page."""
    found = Document.objects.get(edition=world.edition, key=page.translation_key)
    return bytes(found.content.body).decode()


@pytest.mark.parametrize("typed", [WRONG, "x" * 100_000, "Skriv\u202e till info@towns.example.", " "])
def test_the_engines_editor_keeps_what_is_typed(coordinator: Client, typed: str) -> None:
    """Whatever a rule says of it, it is there when somebody comes back."""
    world, page = towns()
    segment = world.segment(TEXT)
    translation = Translation.objects.get(
        source__object=page.translation_key, target_locale=world.edition.locale
    )
    row = translation.source.stringsegment_set.get(string=segment.string, context=segment.context)
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, row.pk])
    answer = coordinator.put(
        address, urlencode({"value": typed}), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in (200, 201)
    assert StringTranslation.objects.get(locale=world.edition.locale).data == typed
    assert findings_in(world.edition)
    world.publish()
    assert TEXT in shown(world, page)


def test_an_import_keeps_what_came(tmp_path: Path) -> None:
    """Words that a rule blocks are set aside as they came, or are working text; never lost, never live."""
    world, page = towns()
    path = next(path for name, path in export(world, tmp_path).items() if "contact" in name)
    edit(path, Write=WRONG, See="Se planen.", Trees="Träd.")
    send(world, path)
    working = set(
        StringTranslation.objects.filter(locale=world.edition.locale).values_list("data", flat=True)
    )
    aside = set(SetAside.objects.values_list("words", flat=True))
    assert {WRONG, "Se planen.", "Träd."} <= working | aside
    assert "Se planen." in aside
    world.publish()
    assert "Träd." in shown(world, page)
    assert WRONG not in shown(world, page)


def test_what_a_machine_or_memory_said_goes_live_only_confirmed_and_right() -> None:
    """It needs work first; confirmed as it is, it is held back like anybody's."""
    world, page = towns()
    segment = world.segment(TEXT)
    put_working_text(
        [
            WorkingText(
                world.edition.locale_id,
                segment.context,
                segment.string,
                WRONG,
                State.NEEDS_WORK,
                Origin.MACHINE,
            )
        ]
    )
    assert world.segment(TEXT).words == WRONG
    assert world.publish().notes == []
    assert WorkingState.objects.get().state == State.NEEDS_WORK
    world.confirm(TEXT)
    assert len(world.publish().held) == 1
    assert TEXT in shown(world, page)


def test_the_publish_button_tells_what_stays_out(coordinator: Client) -> None:
    """The page goes live with the rest, and who pressed sees the piece, the rule and the remedy."""
    world, page = towns()
    world.publish()
    world.type(TEXT, WRONG)
    world.type("Trees.", "Träd.")
    edited = reverse("wagtailadmin_pages:edit", args=[world.translated(page).pk])
    answer = coordinator.post(edited, {"action": "publish"})
    done, held = [str(message) for message in get_messages(answer.wsgi_request)]
    assert done == "Published “Contact” in towns/sv."
    assert "does not go live: Web and mail addresses" in held
    assert "Träd." in document(world, page)
    assert WRONG not in document(world, page)


def test_wagtails_own_publish_passes_no_held_words(coordinator: Client) -> None:
    """Its draft has them; the row is written anew, no document ever showed them, and who pressed is told."""
    world, page = towns()
    world.type(TEXT, RIGHT)
    world.publish()
    world.type(TEXT, WRONG)
    world.publish()
    before = document(world, page)
    draft = world.translated(page).get_latest_revision_as_object()
    assert WRONG in str(draft.body[0].value)
    user = get_user_model().objects.get(username="coordinator")
    with LogContext(user=user):
        draft.save_revision().publish(user=user)
    assert document(world, page) == before
    world.work()
    assert RIGHT in shown(world, page)
    assert document(world, page) == before
    assert world.translated(page).has_unpublished_changes
    assert world.segment(TEXT).words == WRONG
    home = coordinator.get(reverse("wagtailadmin_home")).content.decode()
    assert "does not go live" in home


def test_a_snippets_held_words_stay_out() -> None:
    """It is published by itself, with its own gate; pages show it in the words that may be live."""
    world, _ = towns()
    tool = Tool.objects.create(
        programme=world.programme,
        locale=world.programme.master_locale,
        name="Calculator",
        url="https://towns.example/",
        description="Ask tools@towns.example.",
    )
    submit_programme(world.programme, progress=quiet)
    world.work()
    world.type("Ask tools@towns.example.", "Fråga oss.")
    [held] = world.publish().held
    assert "Calculator" in held
    row = Tool.objects.get(translation_key=tool.translation_key, locale=world.edition.locale)
    assert row.description == "Ask tools@towns.example."
    world.type("Ask tools@towns.example.", "Fråga tools@towns.example.")
    assert world.publish().held == []
    row.refresh_from_db()
    assert row.description == "Fråga tools@towns.example."


def test_a_lost_link_stays_out_and_takes_no_page_with_it() -> None:
    """Markup that no page can hold was a reason to refuse the page whole; now the piece alone waits."""
    world, page = towns()
    world.type(LINKED, 'Se <a id="a9">planen</a>.')
    world.type("Trees.", "Träd.")
    outcome = world.publish()
    assert outcome.refused == []
    assert "Links: " in outcome.held[0]
    assert "Träd." in shown(world, page)
