"""What a country decided about a page that the master took away: kept, seen, and not to be changed."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from cms.delivery.drift import drift_of
from tests.adaptation.screening import Desk, rich
from tests.catalogues.screening import client_of, partner_of
from tests.plugin.remembered import remembered
from translation_workflow.adaptation.models import Layer

pytestmark = pytest.mark.django_db

TOLD = "the master has no live page"
HEADING = "Pages that the master took away"


def unpublish(desk: Desk) -> None:
    page = Page.objects.get(pk=desk.world.page.pk).specific
    page.unpublish()
    desk.world.work()


def delete(desk: Desk) -> None:
    Page.objects.get(pk=desk.world.page.pk).delete()
    desk.world.work()


@remembered
def adapted() -> Desk:
    """A page with a block hidden, one replaced and one put in, published; a draft has another change."""
    desk = Desk()
    desk.world.type("Inner.", "Inne.")
    desk.send("hide", desk.one["id"])
    desk.send("replace", desk.two["id"], content=rich("Vårt."))
    desk.send("insert", desk.part["id"], side="before", kind="text", content=rich("Nytt här."))
    desk.world.publish()
    desk.send("edit", desk.two["id"], content=rich("Vårt eget."))
    return desk


@pytest.fixture
def desk() -> Desk:
    return adapted()


@pytest.fixture(params=[unpublish, delete])
def gone(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """The same, when the master's page is unpublished, and when it is deleted."""
    request.param(desk)
    return desk


def first_line_of(desk: Desk, name: str) -> str:
    answer = desk.client.get(desk.url(name))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_is_read_and_nothing_can_be_pressed(gone: Desk) -> None:
    """Ours is there to be copied, with the translation around it; no menu, place, button or preview."""
    shown = gone.page(open="hide", at=gone.two["id"])
    for words in ("Vårt eget.", "Nytt här.", "Inne.", "<p>One.</p>", "is kept"):
        assert words in shown
    screen = shown.split('class="adaptations"')[1]
    for mark in (
        "adaptations-menu",
        "adaptations-here",
        'name="leave_out"',
        'name="number"',
        'id="open"',
        "preview",
        reverse("publish_adaptation", args=[gone.edition.pk, gone.world.page.translation_key]),
    ):
        assert mark not in screen
    assert "adaptations-mark--conflict" not in shown
    assert "The master changed" not in shown


def test_the_page_tells_why_it_is_as_it_is(desk: Desk) -> None:
    """One that is unpublished may come back, one that is deleted does not."""
    unpublish(desk)
    assert "comes back with the page" in desk.page()
    delete(desk)
    shown = desk.page()
    assert "The master deleted this page." in shown
    # Nobody knows any more what of it the master says, too.
    assert "Translated" not in shown.split('class="adaptations"')[1]
    assert 'lang="en"' not in shown.split('class="adaptations"')[1]


def test_history_and_comparison_are_read(gone: Desk) -> None:
    """Every draft is there; none can be brought back."""
    history = first_line_of(gone, "history")
    assert "Changed our words in" in history
    compared = first_line_of(gone, "compare")
    assert "Vårt" in compared
    for shown in (history, compared):
        assert "is kept" in shown
        assert reverse(
            "adaptations:restore", args=[gone.edition.pk, gone.world.page.translation_key]
        ) not in (shown)


@pytest.mark.parametrize("name", ["page", "take_back", "keep", "step", "leave_out", "restore"])
def test_no_change_is_taken(gone: Desk, name: str) -> None:
    """Whatever is sent is answered with a sentence, also from a screen that was open before."""
    before = list(Layer.objects.values())
    number = gone.decisions[0].id
    asked = {"open": "edit", "at": gone.two["id"]} if name == "page" else {}
    sent = {
        "version": gone.version,
        "number": number,
        "revision": 0,
        "leave_out": "yes",
        "step": f"up:{gone.two['id']}",
        "reason": "law",
        "content": rich("Något annat."),
    }
    answer = gone.client.post(gone.url(name, **asked), sent, follow=True)
    assert answer.status_code == 200
    assert TOLD in answer.content.decode()
    assert list(Layer.objects.values()) == before
    if name == "page":
        assert "Något annat." in answer.content.decode()


def test_it_is_not_published_or_previewed(gone: Desk) -> None:
    """Publishing is refused with a sentence; a preview there is none."""
    reviewer = partner_of(gone.edition, name="rut", role="reviewer")
    gone.user.groups.add(reviewer.groups.get())
    before = list(Layer.objects.values())
    args = [gone.edition.pk, gone.world.page.translation_key]
    client = client_of(gone.user)
    answer = client.post(reverse("publish_adaptation", args=args), {"version": gone.version}, follow=True)
    assert "Published “" not in answer.content.decode()
    assert 'class="error"' in answer.content.decode()
    assert list(Layer.objects.values()) == before
    assert client.get(reverse("preview_adaptation", args=args)).status_code == 404


def test_lists_have_it_at_their_end(gone: Desk) -> None:
    """With the number of its decisions, under a heading of its own."""
    for url in (reverse("adaptations:home"), reverse("adaptations:edition", args=[gone.edition.pk])):
        shown = gone.client.get(url).content.decode()
        told = shown.split(HEADING)[1]
        assert gone.url().rstrip("?") in told
        assert gone.url().rstrip("?") not in shown.split(HEADING)[0]
        assert "3 decisions" in told
        assert "conflict" not in told


def test_drift_lists_its_decisions_as_orphaned(gone: Desk) -> None:
    """On the command line, and on the screen, from where it is read."""
    legal = next(one for one in drift_of(gone.edition) if one.path == "/legal/")
    assert (legal.orphaned, legal.conflicts, legal.needs_somebody) == (3, 0, True)
    told = StringIO()
    call_command("show_drift", "towns/sv", "--json", stdout=told)
    pages = {one["path"]: one for one in json.loads(told.getvalue())["towns/sv"]}
    assert pages["/legal/"]["orphaned"] == 3
    shown = gone.client.get(reverse("drift_edition", args=[gone.edition.pk])).content.decode()
    assert gone.url().rstrip("?") in shown


def test_what_nobody_adapted_is_still_not_found(desk: Desk) -> None:
    """Neither a page without decisions, nor what another edition decided."""
    finnish = desk.world.programme.editions.get(code="fi")
    page = desk.world.add_page("Plain", "Words.")
    desk.world.work()
    Page.objects.get(pk=page.pk).specific.unpublish()
    unpublish(desk)
    assert (
        desk.client.get(reverse("adaptations:page", args=[desk.edition.pk, page.translation_key])).status_code
        == 404
    )
    client = client_of(partner_of(finnish, name="aino"))
    key = desk.world.page.translation_key
    for edition, number in ((finnish, 404), (desk.edition, 404)):
        assert client.get(reverse("adaptations:page", args=[edition.pk, key])).status_code == number
    assert HEADING not in client.get(reverse("adaptations:home")).content.decode()


def test_everything_is_back_with_the_page(desk: Desk) -> None:
    """As it was, to be changed again."""
    unpublish(desk)
    Page.objects.get(pk=desk.world.page.pk).specific.save_revision().publish()
    desk.world.work()
    shown = desk.page()
    assert "Vårt eget." in shown
    assert "adaptations-menu" in shown
    assert HEADING not in desk.client.get(reverse("adaptations:home")).content.decode()


def test_lists_cost_the_same_with_kept_pages(desk: Desk) -> None:
    """Their titles are read with the others."""

    def cost() -> Any:
        with CaptureQueriesContext(connection) as queries:
            desk.client.get(reverse("adaptations:home"))
        return len(queries)

    cost()
    before = cost()
    unpublish(desk)
    cost()
    assert cost() <= before
