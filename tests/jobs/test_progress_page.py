"""The progress page: what is done, what failed and why, and a button to try again."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import chromium, picture
from tests.people import person
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.editions.roles import Role
from translation_workflow.jobs.effects import EFFECTS
from translation_workflow.jobs.errors import Refused
from translation_workflow.jobs.models import Item, Kind, State
from translation_workflow.jobs.runner import drain
from translation_workflow.jobs.schedule import follow

from .editions import CODES, failing_in, twelve_editions, write_down

PASSWORD = "a long enough password"
SENTENCE = "towns/fr: “Legal”, title: 300 characters, 255 fit. Shorten it."


@pytest.fixture
def editions(monkeypatch: pytest.MonkeyPatch) -> list[Edition]:
    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, failing_in("fr", Refused(SENTENCE)))  # type: ignore[arg-type]
    return twelve_editions()


@pytest.fixture
def coordinator() -> Client:
    return logged_in(get_user_model().objects.create_superuser("anna", "anna@example.org", PASSWORD))


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client) -> str:
    response = client.get(reverse("jobs:progress"))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_a_failure_shows_its_edition_and_its_reason(editions: list[Edition], coordinator: Client) -> None:
    """Eleven of twelve, and the sentence that says what to do about the last."""
    follow(uuid4(), editions)
    drain()
    shown = page(coordinator)
    assert "11 of 12" in shown
    assert "towns/fr" in shown
    assert SENTENCE in shown
    assert "No work is waiting. 1 failed and needs you." in shown


@pytest.mark.django_db
def test_what_was_asked_last_stands_first(coordinator: Client) -> None:
    """Whoever asked for something finds it without looking for it."""
    world = World()
    first, last = world.add_page("First", "One."), world.add_page("Last", "Two.")
    for one in (first, last):
        follow(one.translation_key, [world.edition])
    text = page(coordinator)
    assert text.index("Last</h2>") < text.index("First</h2>")


@pytest.mark.django_db
def test_a_retry_is_done_by_the_worker(
    editions: list[Edition], coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button lets the item wait again; once the reason is gone, all is done."""
    follow(uuid4(), editions)
    drain()
    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, write_down)  # type: ignore[arg-type]
    dead = Item.objects.get(state=State.DEAD)
    response = coordinator.post(reverse("jobs:retry"), {"item": dead.pk}, follow=True)
    assert "1 edition will be tried again." in response.content.decode()
    assert drain() == 1
    assert "12 of 12" in page(coordinator)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["item", "job"])
@pytest.mark.parametrize("number", ["²", "٣", "-1", "1.5", "", "9" * 18, "9" * 19, "9" * 60])
def test_a_number_that_is_none_retries_nothing(coordinator: Client, name: str, number: str) -> None:
    """Whoever sends it reads the same as for work that is done."""
    response = coordinator.post(reverse("jobs:retry"), {name: number}, follow=True)
    assert "Nothing of this has to be tried again." in response.content.decode()


@pytest.mark.django_db
def test_all_failures_of_a_job_are_retried_at_once(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What pauses is tried at once as well; what is done stays done."""
    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, failing_in("fr", RuntimeError("no room")))  # type: ignore[arg-type]
    follow(uuid4(), twelve_editions())
    drain()
    Item.objects.filter(edition__code="sv").update(state=State.DEAD)
    coordinator.post(reverse("jobs:retry"), {"job": Item.objects.first().job_id})
    assert set(Item.objects.exclude(state=State.DONE).values_list("state", "not_before")) == {
        ("waiting", None)
    }
    assert Item.objects.filter(state=State.DONE).count() == 10


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "may"), [(None, False), (Role.REVIEWER, False), (Role.COORDINATOR, True)])
def test_only_who_may_change_editions_comes_in(editions: list[Edition], role: Role | None, may: bool) -> None:
    """Nobody else sees the page, its list, its menu entry or its buttons."""
    follow(uuid4(), editions)
    drain()
    client = logged_in(person(role, *(editions[:1] if role is Role.REVIEWER else [])))
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("jobs:progress") in home) is may
    for name in ("jobs:progress", "jobs:results"):
        assert (client.get(reverse(name)).status_code == 200) is may
    client.post(reverse("jobs:retry"), {"item": Item.objects.get(state=State.DEAD).pk})
    assert Item.objects.filter(state=State.DEAD).exists() is not may


@pytest.mark.django_db
def test_a_retry_needs_a_token(editions: list[Edition]) -> None:
    """Another site cannot press the button in somebody's name."""
    follow(uuid4(), editions)
    drain()
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.create_superuser("anna", "anna@example.org", PASSWORD))
    response = client.post(reverse("jobs:retry"), {"item": Item.objects.get(state=State.DEAD).pk})
    assert response.status_code == 403


@pytest.mark.django_db
def test_the_list_costs_the_same_for_many_jobs(editions: list[Edition], coordinator: Client) -> None:
    """It is asked for every two seconds."""
    costs = []
    for _ in range(2):
        for _ in range(6):
            follow(uuid4(), editions)
        drain()
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(reverse("jobs:results"))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 25


@pytest.mark.needs("chromium")
@pytest.mark.django_db(transaction=True)
def test_the_page_renews_itself_and_is_used_by_keyboard(
    live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody looks on while the worker works, then presses the button without a mouse."""
    world = World()
    world.page.title = "Legal notice and the people behind this programme"
    for code in CODES[1:]:
        add_edition(world.programme, code=code, status="published")
    world.publish()
    drain()
    monkeypatch.setitem(EFFECTS, Kind.FOLLOW, failing_in("fr", Refused(SENTENCE)))  # type: ignore[arg-type]
    get_user_model().objects.create_superuser("anna", "anna@example.org", PASSWORD)
    follow(world.first.translation_key, Edition.objects.exclude(code="en"))
    world.page.save_revision().publish()
    with chromium() as browser:
        window = browser.new_page(viewport={"width": 1280, "height": 900})
        errors: list[str] = []
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.goto(f"{live_server.url}{reverse('jobs:progress')}")
        window.get_by_label("Username").fill("anna")
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Sign in").click()
        summary = window.locator(".jobs-summary")
        expect(summary).to_contain_text("are to be done")
        drain()
        expect(summary).to_contain_text("No work is waiting. ", timeout=10_000)
        expect(window.get_by_text(SENTENCE).first).to_be_visible()
        picture(window, "jobs-failed")
        monkeypatch.setitem(EFFECTS, Kind.FOLLOW, lambda batch: {})  # type: ignore[arg-type]
        for button in reversed(window.get_by_role("button", name="Try again").all()):
            button.focus()
        window.wait_for_timeout(3000)
        window.keyboard.press("Enter")
        expect(window.get_by_text("will be tried again")).to_be_visible()
        drain()
        expect(window.get_by_text("12 of 12").first).to_be_visible(timeout=10_000)
        picture(window, "jobs")
        window.set_viewport_size({"width": 390, "height": 844})
        picture(window, "jobs-narrow")
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert errors == []
