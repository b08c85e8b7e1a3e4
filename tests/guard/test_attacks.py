"""What somebody with a role tries in another edition, or beyond the role."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)

from pages.models import ContactPoint, FinanceInstrument
from tests.people import client_of, take
from translation_workflow.editions.roles import Role
from translation_workflow.source.models import WorkingState

from .stage import MASTER, OTHER, OWN, SECRET, Stage, Things, fingerprint

pytestmark = pytest.mark.django_db

JSON = "application/x-www-form-urlencoded"


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def translator(stage: Stage) -> Client:
    return client_of(stage.people["translator"])


@pytest.fixture
def reviewer(stage: Stage) -> Client:
    return client_of(stage.people["reviewer"])


def string_url(things: Things) -> str:
    segment = StringSegment.objects.filter(source=things.translation.source).first()
    return reverse("wagtail_localize:edit_string_translation", args=[things.translation.pk, segment.pk])


def put(client: Client, url: str, value: str = "Eget") -> int:
    return int(client.put(url, f"value={value}", content_type=JSON).status_code)


def test_a_string_of_another_edition_is_not_written(stage: Stage, translator: Client) -> None:
    """By the engine's own address, with the number of the other edition's translation."""
    assert put(translator, string_url(stage.things[OTHER])) == 404
    assert not StringTranslation.objects.filter(data="Eget").exists()
    put(translator, string_url(stage.things[OWN]))
    assert set(StringTranslation.objects.filter(data="Eget").values_list("locale", flat=True)) == {
        stage.things[OWN].edition.locale_id
    }


def test_a_snippets_string_of_another_edition_is_not_written(stage: Stage, translator: Client) -> None:
    """The engine asks for a permission on the model, where it asks at all."""
    world = stage.world
    contact = ContactPoint.objects.create(
        programme=world.programme, locale=world.master.locale, label="Hotline"
    )
    world.work()
    finnish = stage.things[OTHER].edition
    translation = Translation.objects.get(
        source__object_id=contact.translation_key, target_locale=finnish.locale
    )
    segment = StringSegment.objects.filter(source=translation.source).first()
    assert segment is not None
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    grant_all(stage.people["translator"], "contactpoint")
    assert put(client_of(stage.people["translator"]), url) == 404
    assert not StringTranslation.objects.filter(data="Eget").exists()


def grant_all(user: Any, model: str) -> None:
    """Let Wagtail and the engine say yes: what is left is ours."""
    from django.contrib.auth.models import Permission

    user.user_permissions.add(*Permission.objects.filter(content_type__model=model))


@pytest.mark.parametrize("target", [OWN, OTHER])
def test_no_link_is_overridden_with_a_script(stage: Stage, reviewer: Client, target: str) -> None:
    """Nor with anything: the address is nobody's, in the own edition, too."""
    things = stage.things[target]
    segment = OverridableSegment.objects.filter(source=things.translation.source).first()
    number = segment.pk if segment else 1
    url = reverse("wagtail_localize:edit_override", args=[things.translation.pk, number])
    before = fingerprint()
    assert put(reviewer, url, "javascript:alert(1)") in (302, 403, 404)
    assert not SegmentOverride.objects.exists()
    assert fingerprint() == before


@pytest.mark.parametrize(
    "name", ["stop_translation", "machine_translate", "convert_to_alias", "upload_pofile"]
)
@pytest.mark.parametrize("who", ["translator", "reviewer", "author", "coordinator"])
def test_nobody_stops_or_hands_over_a_translation_through_the_engine(
    stage: Stage, name: str, who: str
) -> None:
    """Neither in another edition nor in the own one."""
    client = client_of(stage.people[who])
    before = fingerprint()
    for target in (OWN, OTHER):
        things = stage.things[target]
        number = things.page.pk if name == "convert_to_alias" else things.translation.pk
        client.post(reverse(f"wagtail_localize:{name}", args=[number]), {"next": "/admin/"})
    assert fingerprint() == before


@pytest.mark.parametrize(
    "pressed", ["localize-restart-translation", "localize-convert-to-alias", "action-publish"]
)
def test_another_editions_page_is_not_started_again(stage: Stage, reviewer: Client, pressed: str) -> None:
    """By what the engine reads from a form that is sent to a page's editor."""
    things = stage.things[OTHER]
    Translation.objects.filter(pk=things.translation.pk).update(enabled=False)
    before = fingerprint()
    url = reverse("wagtailadmin_pages:edit", args=[things.page.pk])
    assert reviewer.post(url, {pressed: "1"}).status_code == 404
    assert fingerprint() == before


@pytest.mark.parametrize("who", ["translator", "reviewer", "coordinator"])
def test_nobody_submits_the_master_to_the_engine(stage: Stage, who: str) -> None:
    """Not even with the engine's permission, that somebody gave by hand."""
    user = stage.people[who]
    grant_all(user, "translation")
    things = stage.things[MASTER]
    source = stage.things[OWN].translation.source
    client = client_of(user)
    before = fingerprint()
    for url in (
        reverse("wagtail_localize:submit_page_translation", args=[things.page.pk]),
        reverse("wagtail_localize:update_translations", args=[source.pk]),
    ):
        answer = client.post(url, {"locales": [things.edition.locale_id], "publish_translations": "on"})
        assert answer.status_code in (302, 403, 404)
    assert fingerprint() == before


def test_a_translator_publishes_and_takes_down_nothing(stage: Stage, translator: Client) -> None:
    """Neither by the button, nor by the address, nor many at once, nor by going back to a live revision."""
    page = stage.things[OWN].own_page
    live = stage.things[OWN].page
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    body = nested_form_data({"body": streamfield([("text", rich_text("<p>Eget.</p>"))])})
    translator.post(
        edit,
        {
            "title": "Sida",
            "slug": "sida",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "action-publish": "1",
            **body,
        },
    )
    translator.post(reverse("wagtailadmin_pages:unpublish", args=[live.pk]))
    for act, target in (("publish", page), ("unpublish", live), ("delete", live)):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
        translator.post(f"{bulk}?id={target.pk}")
    page.refresh_from_db()
    live.refresh_from_db()
    assert (page.live, live.live) == (False, True)


@pytest.mark.parametrize(
    "name", ["view_draft", "revisions_index", "history", "edit", "copy", "move", "usage", "delete"]
)
@pytest.mark.parametrize("target", [OTHER, MASTER])
def test_drafts_of_others_are_not_read(stage: Stage, reviewer: Client, name: str, target: str) -> None:
    """Neither another edition's nor the master's."""
    url = reverse(f"wagtailadmin_pages:{name}", args=[stage.things[target].own_page.pk])
    assert reviewer.get(url).status_code == 404


@pytest.mark.parametrize("to", [OTHER, MASTER])
def test_a_page_is_not_moved_or_copied_into_another_edition(stage: Stage, to: str) -> None:
    """The page in the address is the own one; where it is to go is not. Wagtail's rights would allow it."""
    user = stage.people["reviewer"]
    user.groups.add(*stage.people["stranger"].groups.all())
    take(user, Role.TRANSLATOR, stage.things[OTHER].edition)
    client = client_of(user)
    page, there = stage.things[OWN].own_page, stage.things[to].first
    move = reverse("wagtailadmin_pages:move", args=[page.pk])
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, there.pk])
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    before = fingerprint()
    sent = {"new_title": "x", "new_slug": "x", "new_parent_page": there.pk}
    assert client.post(move, {"new_parent_page": there.pk}).status_code == 404
    assert client.post(confirm).status_code == 404
    assert client.post(copy, sent).status_code == 404
    assert client.post(f"{bulk}?id={page.pk}", {"chooser": there.pk}).status_code == 404
    assert fingerprint() == before


@pytest.mark.parametrize("act", ["delete", "move", "publish", "unpublish"])
def test_ids_in_the_query_of_a_bulk_action_are_all_looked_at(
    stage: Stage, reviewer: Client, act: str
) -> None:
    """An own page first, another edition's behind it; all of a listing; and numbers that are none."""
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
    own, other = stage.things[OWN].own_page, stage.things[OTHER].page
    before = fingerprint()
    root = Page.get_first_root_node()
    for query in (
        f"id={own.pk}&id={other.pk}",
        "id=all",
        f"id=all&childOf={root.pk}",
        f"id=all&childOf={stage.things[OTHER].first.pk}",
        f"id={own.pk}&id=all",
        f"id={own.pk}&id=x",
        f"id={'9' * 40}",
        "id=99999",
        "",
    ):
        for ask in (reviewer.get, reviewer.post):
            assert ask(f"{bulk}?{query}").status_code == 404, query
    assert fingerprint() == before


@pytest.mark.parametrize(("app", "kind"), [("wagtailimages", "image"), ("wagtaildocs", "document")])
def test_another_editions_files_are_not_reached(stage: Stage, reviewer: Client, app: str, kind: str) -> None:
    """Neither read, changed, deleted, taken along with others, nor chosen; the master's can be chosen."""
    other = getattr(stage.things[OTHER], kind)
    before = fingerprint()
    for name in ("edit", "delete", f"{kind}_usage"):
        for ask in (reviewer.get, reviewer.post):
            assert ask(reverse(f"{app}:{name}", args=[other.pk])).status_code in (302, 404)
    for act in ("delete", "add_to_collection", "add_tags"):
        bulk = reverse("wagtail_bulk_action", args=[app, kind, act])
        assert reviewer.post(f"{bulk}?id={other.pk}").status_code == 404
        assert reviewer.post(f"{bulk}?id=all").status_code == 404
    chosen = reverse(f"{app}_chooser:chosen", args=[other.pk])
    assert reviewer.get(chosen).status_code == 404
    assert fingerprint() == before
    masters = getattr(stage.things[MASTER], kind)
    assert reviewer.get(reverse(f"{app}_chooser:chosen", args=[masters.pk])).status_code == 200
    assert reviewer.get(reverse(f"{app}:edit", args=[masters.pk])).status_code == 404


def test_another_editions_facts_are_not_chosen_by_number(stage: Stage, translator: Client) -> None:
    """Choosers list what may be chosen; the address behind them takes any number."""
    chooser = FinanceInstrument.snippet_viewset.chooser_viewset  # type: ignore[attr-defined]
    chosen = chooser.get_url_name("chosen")
    for target, status in ((OWN, 200), (MASTER, 200), (OTHER, 404)):
        assert translator.get(reverse(chosen, args=[stage.things[target].fact.pk])).status_code == status
    many = f"{reverse(chooser.get_url_name('chosen_multiple'))}?id={stage.things[OTHER].fact.pk}"
    assert translator.get(many).status_code == 404


def test_a_state_is_not_sent_along(stage: Stage, translator: Client) -> None:
    """Whatever a form holds besides its words, nothing is approved by it."""
    things = stage.things[OWN]
    segment = StringSegment.objects.filter(source=things.translation.source).first()
    assert segment is not None
    sent = "value=Eget&state=approved&origin=copy&has_error=&locale_id=1&translation_type=x"
    assert translator.put(string_url(things), sent, content_type=JSON).status_code in (200, 201)
    row = StringTranslation.objects.get(data="Eget")
    assert row.locale_id == things.edition.locale_id
    assert not WorkingState.objects.filter(translation=row, state="approved").exists()


def test_a_form_that_was_open_does_nothing_after_the_role_is_lost(stage: Stage, reviewer: Client) -> None:
    """The same form, sent again; the person is told why."""
    live = stage.things[OWN].page
    url = reverse("wagtailadmin_pages:unpublish", args=[live.pk])
    assert reviewer.get(url).status_code == 200
    take(stage.people["reviewer"], Role.REVIEWER, stage.things[OWN].edition)
    answer = reviewer.post(url)
    # Without any role there is no way into the admin.
    assert answer.status_code == 302
    assert any("role" in str(message) for message in get_messages(answer.wsgi_request))
    live.refresh_from_db()
    assert live.live


def test_a_closed_account_is_out_in_the_middle_of_a_session(stage: Stage, reviewer: Client) -> None:
    """The next click asks to log in."""
    url = reverse("wagtailadmin_pages:unpublish", args=[stage.things[OWN].page.pk])
    assert reviewer.get(url).status_code == 200
    user = stage.people["reviewer"]
    user.is_active = False
    user.save()
    answer = reviewer.post(url)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("wagtailadmin_login"))
    assert Page.objects.get(pk=stage.things[OWN].page.pk).live


def test_a_list_publishes_no_translation(stage: Stage, reviewer: Client) -> None:
    """Past the gate, and past what a reviewer has to look at, nothing goes live; country pages do."""
    things = stage.things[OWN]
    Page.objects.filter(pk__in=[things.page.pk, things.own_page.pk]).update(live=False)
    for page, goes_live in ((things.page, False), (things.own_page, True)):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = reviewer.post(f"{url}?id={page.pk}&next=/admin/", follow=True)
        assert Page.objects.get(pk=page.pk).live is goes_live
        assert ("is published from its review" in answer.content.decode()) is not goes_live


def test_nobody_of_an_edition_moves_a_translation_among_its_neighbours(
    stage: Stage, reviewer: Client
) -> None:
    """It stands where its master stands."""
    page = stage.things[OWN].page
    answer = reviewer.post(reverse("wagtailadmin_pages:set_page_position", args=[page.pk]) + "?position=0")
    assert answer.status_code == 302
    assert Page.objects.get(pk=page.pk).path == page.path


@pytest.mark.parametrize("name", ["workflow", "workflow_tasks", "locked_pages", "aging_pages"])
def test_reports_on_everybody_are_not_for_partners(stage: Stage, reviewer: Client, name: str) -> None:
    """Wagtail's lists there have the people and reviews of all editions to choose from."""
    assert reviewer.get(reverse(f"wagtailadmin_reports:{name}")).status_code == 302


def test_the_explorer_names_no_page_of_another_edition(stage: Stage, reviewer: Client) -> None:
    """Wagtail's own answer has the titles of a page in all languages, drafts too."""
    url = reverse("wagtailadmin_api:pages:detail", args=[stage.things[OWN].page.pk])
    answer = reviewer.get(f"{url}?fields=*")
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_no_link_logs_anybody_out(stage: Stage, reviewer: Client) -> None:
    """Only the button does, whose token nobody else has; then the session is over."""
    url = reverse("wagtailadmin_logout")
    reviewer.get(url)
    assert reviewer.get(reverse("wagtailadmin_home")).status_code == 200
    key = reviewer.session.session_key
    reviewer.post(url)
    assert not Session.objects.filter(session_key=key).exists()
    assert reviewer.get(reverse("wagtailadmin_home")).status_code == 302


@pytest.mark.parametrize("sent", ["owner", "site", "edited_by"])
def test_a_number_that_no_row_has_is_answered_with_a_sentence(
    stage: Stage, reviewer: Client, sent: str
) -> None:
    """Wagtail's lists hand it to the database, which has no such number."""
    url = reverse("wagtailadmin_explore", args=[stage.things[OWN].first.pk])
    answer = reviewer.get(f"{url}?{sent}={'9' * 30}")
    assert answer.status_code in (200, 400)


def test_half_a_form_changes_nothing(stage: Stage, reviewer: Client) -> None:
    """A form without the counts of its blocks is no form."""
    page = stage.things[OWN].own_page
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = reviewer.post(url, {"title": "Half", "slug": "half"})
    assert answer.status_code == 400
    assert "cannot be read" in answer.content.decode()
    assert Page.objects.get(pk=page.pk).draft_title != "Half"
