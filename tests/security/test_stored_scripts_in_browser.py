"""Whatever a partner types is shown as it was typed, and runs nowhere: every text, on every screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from wagtail.models import Page

from tests.browser import chromium
from tests.guard.stage import OWN, Stage
from translation_workflow.talk.speaking import answer, ask
from translation_workflow.talk.subject import Subject

from .test_policy_in_browser import pages_of
from .watching import keeper, watched

pytestmark = [
    pytest.mark.needs("chromium"),
    pytest.mark.django_db(transaction=True),
]

EVIL = "\"'><script>evil(1)</script><img src=x: onerror=evil(2)><svg onload=evil(3)>{{7*7}}javascript:evil(4)"
ROOMS = {"talk", "quality", "termbase", "facts", "adaptation", "catalogue", "approving", "desk", "memory"}
# Without a policy, so that only what pages do themselves holds it back.
PASSED = {"bypass_csp": True}
LISTEN = """window.evil = () => { document.documentElement.dataset.evil = "ran"; window.tellEvil(); };"""


def write_everywhere(stage: Stage) -> int:
    """Put markup into every text that a partner can type; return into how many columns."""
    for who in stage.people.values():
        who.first_name = who.last_name = EVIL[:150]
        who.save()
    page = stage.things[OWN]
    translator = stage.people["translator"]
    thread = ask(page.edition, Subject(page.key), text=EVIL, user=translator)
    answer(thread.pk, text=EVIL, user=stage.people["author"])
    Page.objects.filter(pk=page.own_page.pk).update(title=EVIL, draft_title=EVIL)
    for thing in (page.image, page.document):
        thing.title = EVIL
        thing.save()
    from wagtail_localize.models import StringTranslation

    StringTranslation.objects.filter(locale=page.edition.locale).update(data="Ord <b>fet</b>")
    return sum(_spoil(model) for model in apps.get_models() if model._meta.app_label in ROOMS)


def _spoil(model: Any) -> int:
    """Write markup over the free texts of a room's rows: past its checks, as an older version may have."""
    done = 0
    for column in model._meta.concrete_fields:
        is_text = isinstance(column, models.TextField) or (
            isinstance(column, models.CharField) and not column.choices and (column.max_length or 0) >= 150
        )
        if not is_text or column.name in ("words", "object_key"):
            continue
        try:
            with transaction.atomic():
                done += bool(model.objects.update(**{column.name: EVIL}))
        except (IntegrityError, ValueError):
            continue
    return done


@pytest.mark.parametrize("stock", [False, True], ids=["ours", "stock"])
def test_what_a_partner_types_runs_nowhere(live_server: Any, *, stock: bool) -> None:
    """Names, titles, file names, comments, questions, notes and reasons are full of scripts; with the
    content policy switched off, so that nothing but the pages' own escaping holds them back.
    """
    stage = Stage()
    assert write_everywhere(stage) > 0
    user = keeper()
    urls = pages_of(stage, user, stock=stock)
    ran: list[str] = []
    with chromium() as browser, watched(browser, live_server.url, user, **PASSED) as told:
        window = told.window
        window.context.expose_function("tellEvil", lambda: ran.append(window.url))
        window.add_init_script(LISTEN)
        for url in urls:
            window.goto(f"{live_server.url}{url}", wait_until="load")
        assert ran == []
        assert told.dialogs == []


def test_the_lookout_sees_a_script_that_runs(live_server: Any) -> None:
    """What the other test would notice is noticed."""
    ran: list[str] = []
    with chromium() as browser, watched(browser, live_server.url, **PASSED) as told:
        window = told.window
        window.context.expose_function("tellEvil", lambda: ran.append(window.url))
        window.add_init_script(LISTEN)
        window.goto(f"{live_server.url}{reverse('wagtailadmin_login')}")
        window.evaluate("evil => { document.body.innerHTML = evil }", EVIL)
        window.wait_for_timeout(300)
    assert ran
