"""People look through what the rules say of their edition, and put aside what is right all the same."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.people import client_of, person
from tests.quality.towns import TEXT, WRONG, towns
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.editions.roles import Role
from translation_workflow.quality.finding import Severity
from translation_workflow.quality.look import findings_in
from translation_workflow.quality.models import Dismissal
from translation_workflow.quality.piece import Found
from translation_workflow.source.titles import piece_url

pytestmark = pytest.mark.django_db


class Desk:
    """`towns` in `sv`, with words that lose an address (which blocks), and others that repeat a word."""

    def __init__(self) -> None:
        self.world, self.page = towns()
        self.other: Edition = add_edition(self.world.programme, code="fi", status="published")
        self.world.submit()
        self.world.work()
        self.world.type(TEXT, WRONG)
        self.world.type("More trees.", "Fler fler träd.")
        self.edition = self.world.edition
        self.siv = person(Role.TRANSLATOR, self.edition, name="siv")
        self.client = client_of(self.siv)

    def reviewer(self) -> Any:
        return client_of(person(Role.REVIEWER, self.edition, name="rita"))

    def found(self) -> list[Found]:
        return findings_in(self.edition)

    def of(self, severity: Severity) -> Found:
        return next(one for one in self.found() if one.finding.severity is severity)

    @property
    def warning(self) -> Found:
        return self.of(Severity.WARNING)

    @property
    def blocking(self) -> Found:
        return self.of(Severity.BLOCKING)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def shown(client: Any, **asked: Any) -> str:
    answer = client.get(reverse("quality:report"), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def decide(client: Any, name: str, *found: Found, edition: Edition | None = None, **sent: Any) -> Any:
    query = f"?edition={edition.pk}" if edition else ""
    data = {"finding": [one.id for one in found], **sent}
    return client.post(reverse(f"quality:{name}") + query, data, follow=True)


def listed(page: str) -> int:
    return page.count('<li class="lookups-finding">')


def test_the_report_counts_first_and_leads_to_the_desk(desk: Desk) -> None:
    """Each finding with its sentence, both texts, its page and its piece."""
    page = shown(desk.client)
    blocking = desk.blocking
    assert re.search(r"<strong>1</strong>\s*keeps words from going live", page)
    assert page.index("By rule") < page.index(WRONG)
    assert listed(page) == len(desk.found())
    piece = blocking.piece
    url = piece_url(desk.edition, piece.address.object_key, (piece.context, piece.string))
    for told in (url, TEXT, WRONG, blocking.title, "Contact"):
        assert told in page


@pytest.mark.parametrize("name", ["rule", "severity", "page"])
def test_findings_are_narrowed(desk: Desk, name: str) -> None:
    """By rule, severity and page."""
    one = desk.blocking
    value = {
        "rule": one.finding.rule,
        "severity": one.finding.severity,
        "page": one.piece.address.object_key,
    }[name]
    page = shown(desk.client, **{name: value})
    assert WRONG in page
    assert "Fler fler" not in page


@pytest.mark.parametrize("asked", [{"rule": "none"}, {"severity": "<b>"}, {"p": "99999999999999999999"}])
def test_what_cannot_be_asked_is_left_aside(desk: Desk, asked: dict[str, str]) -> None:
    """All is shown then."""
    assert listed(shown(desk.client, **asked)) == len(desk.found())


def test_a_page_that_is_none_has_no_findings(desk: Desk) -> None:
    """And the screen says so."""
    assert "Nothing is like that." in shown(desk.client, page="'; --")


def test_a_warning_is_put_aside_with_a_reason_and_taken_back(desk: Desk) -> None:
    """It is then among those put aside, with who did it and why."""
    number = len(desk.found())
    answer = decide(desk.client, "dismiss", desk.warning, reason="A chorus <b>.")
    page = answer.content.decode()
    assert "1 finding was put aside." in page
    assert listed(page) == number - 1
    aside = shown(desk.client, standing="aside")
    assert "A chorus &lt;b&gt;." in aside
    assert "siv" in aside
    assert listed(aside) == 1
    [one] = [one for one in desk.found() if one.dismissed]
    page = decide(desk.client, "take_back", one).content.decode()
    assert "1 finding counts again." in page
    assert not Dismissal.objects.exists()


def test_many_are_put_aside_at_once(desk: Desk) -> None:
    """With one reason, and as many queries as one."""
    client = desk.reviewer()
    one, *others = desk.found()
    decide(client, "dismiss", one, reason="Fine.")
    with CaptureQueriesContext(connection) as few:
        client.post(reverse("quality:dismiss"), {"finding": [one.id], "reason": "Fine."})
    with CaptureQueriesContext(connection) as many:
        names = [found.id for found in desk_all(desk)]
        before = len(many)
        client.post(reverse("quality:dismiss"), {"finding": names, "reason": "Fine."})
    assert len(many) - before <= len(few)
    assert others
    assert all(found.dismissed for found in desk.found())


def desk_all(desk: Desk) -> list[Found]:
    return [one for one in desk.found() if one.can_be_dismissed]


def test_what_blocks_is_for_reviewers(desk: Desk) -> None:
    """A translator has no box for it, and sending it all the same changes nothing."""
    one = desk.blocking
    assert f'value="{one.id}"' not in shown(desk.client)
    assert "Only a reviewer puts this aside." in shown(desk.client)
    answer = decide(desk.client, "dismiss", one, reason="I want it.")
    assert "only somebody who may publish decides that" in answer.content.decode()
    assert not Dismissal.objects.exists()
    reviewer = desk.reviewer()
    decide(reviewer, "dismiss", one, reason="We have no such address.")
    assert Dismissal.objects.count() == 1
    decide(desk.client, "take_back", one)
    assert Dismissal.objects.count() == 1
    decide(reviewer, "take_back", one)
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Say why these words are right all the same"),
        (" \x00 ", "Say why these words are right all the same"),
        ("\u200b", "Say why"),
        ("x" * 501, "500 fit"),
    ],
)
def test_a_reason_is_wanted(desk: Desk, reason: str, sentence: str) -> None:
    """What was chosen stays chosen; nothing is written."""
    one = desk.warning
    answer = decide(desk.client, "dismiss", one, reason=reason)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert re.search(rf'value="{one.id}"[^>]* checked', page)
    assert not Dismissal.objects.exists()


def test_something_is_to_be_chosen_and_not_everything(desk: Desk) -> None:
    """Both are told."""
    assert "Choose a finding first." in decide(desk.client, "dismiss", reason="Fine.").content.decode()
    sent = {"finding": ["x"] * 201, "reason": "Fine."}
    assert desk.client.post(reverse("quality:dismiss"), sent).status_code == 422


def test_a_finding_of_other_words_is_gone(desk: Desk) -> None:
    """Somebody changed the words since: their finding is another."""
    one = desk.warning
    desk.world.type("More trees.", "Träd träd träd.")
    answer = decide(desk.client, "dismiss", one, reason="Fine.")
    assert "1 finding is not as you saw it" in answer.content.decode()
    assert not Dismissal.objects.exists()


def test_another_editions_findings_are_not_found(desk: Desk) -> None:
    """Neither to look at nor to decide, and its findings are not decided in the own edition."""
    stranger = client_of(person(Role.REVIEWER, desk.other, name="filip"))
    query = {"edition": desk.edition.pk}
    for name in ("report", "report_csv"):
        assert stranger.get(reverse(f"quality:{name}"), query).status_code == 404
    for name in ("dismiss", "take_back"):
        assert decide(stranger, name, desk.warning, edition=desk.edition, reason="x").status_code == 404
        decide(stranger, name, desk.warning, reason="x")
    assert not Dismissal.objects.exists()


def test_authors_look_through_the_masters_own_text(desk: Desk) -> None:
    """What is wrong there leads to the page's editor, and they decide it."""
    desk.world.add_page("Twice", "2) Find the data")
    desk.world.submit()
    desk.world.work()
    anna = client_of(person(Role.AUTHOR, desk.world.master, name="anna"))
    page = shown(anna)
    assert "master’s own text" in page
    assert "/edit/" in page
    assert listed(page) >= 1
    assert anna.get(reverse("quality:report"), {"edition": desk.edition.pk}).status_code == 404


def test_the_file_is_safe_for_spreadsheets(desk: Desk) -> None:
    """Words that look like a formula stay words; the filters hold."""
    desk.world.type(TEXT, '=HYPERLINK("https://evil.example")')
    asked = {"severity": "blocking"}
    answer = desk.client.get(reverse("quality:report_csv"), asked)
    rows = list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert len(rows) > 1
    assert {row[6] for row in rows[1:]} == {'\'=HYPERLINK("https://evil.example")'}


def test_the_queries_do_not_grow_with_the_findings(desk: Desk) -> None:
    """A report of many findings costs what one of few costs."""
    shown(desk.client)
    with CaptureQueriesContext(connection) as few:
        shown(desk.client)
    for number in range(12):
        desk.world.add_page(f"Page{number}", f"Trees are number {number}.")
    desk.world.submit()
    desk.world.work()
    for number in range(12):
        desk.world.type(f"Trees are number {number}.", "Träd träd.")
    with CaptureQueriesContext(connection) as many:
        assert listed(shown(desk.client)) > 12
    assert len(many) <= len(few) <= 45
