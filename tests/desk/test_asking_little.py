"""What it costs to open a page does not grow with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.screening import Desk, post
from tests.programme.starter import block
from translation_workflow.quality.dismiss import dismiss
from translation_workflow.quality.look import findings_in
from translation_workflow.termbase.models import Concept, Term

pytestmark = pytest.mark.django_db

BUDGET = 30


def agree() -> None:
    """Agree on what a tree is called in Swedish."""
    concept = Concept.objects.create(key="tree")
    for language, text in (("en", "tree"), ("sv", "träd")):
        Term.objects.create(concept=concept, language=language, text=text, status="preferred", form="word")


def write(desk: Desk, segments: int) -> None:
    """Let the page have so many texts; its title is one, too."""
    numbers = range(1, segments)
    desk.show(*(block(f"text-{number}", "text", f"<p>{text(number)}</p>") for number in numbers))


def text(number: int) -> str:
    return f"{number} tree stands <b>here</b>."


def use(desk: Desk) -> None:
    """Leave a finding on every tenth text, one of them put aside, a draft, and a question."""
    for number in range(1, 110, 10):
        desk.world.type(text(number), "Bara ord")
    desk.send("keep", "2 tree", words="Två")
    about = desk.segment("3 tree")
    sent = {"context": about.context, "string": about.string, "kind": "question", "text": "Which tree?"}
    assert post(desk.client, desk.open().urls["ask"], sent).status_code == 200
    found = findings_in(desk.edition, keys={desk.key})
    dismiss(desk.edition, next(one for one in found if one.can_be_dismissed), reason="So it is.", user=None)


def opened(desk: Desk) -> tuple[Any, int]:
    """Return the page, and the queries that it took; it was opened once before."""
    desk.open()
    with CaptureQueriesContext(connection) as captured:
        page = desk.open()
    return page, len(captured)


def test_a_page_is_opened_with_a_fixed_number_of_queries() -> None:
    """With terms, findings, one that was put aside, a draft and a question; of 110 texts as of 300."""
    desk = Desk()
    agree()
    write(desk, 110)
    use(desk)
    page, asked = opened(desk)
    assert len(page.segments) == 110
    assert all(one.terms for one in page.segments[1:])
    assert sum(bool(one.findings) for one in page.segments) > 10
    assert any(finding.dismissed for one in page.segments for finding in one.findings)
    assert any(one.draft for one in page.segments)
    assert any(one.questions for one in page.segments)
    assert asked <= BUDGET
    write(desk, 300)
    page, asked_of_many = opened(desk)
    assert len(page.segments) == 300
    assert asked_of_many == asked
