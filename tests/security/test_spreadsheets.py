"""No report of Wagtail's hands a spreadsheet a formula that somebody typed."""

from __future__ import annotations

import csv
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Page

from tests.people import client_of
from tests.publishing.builders import World

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("http://evil.example","look")'
REPORTS = ("workflow", "workflow_tasks", "site_history", "aging_pages", "locked_pages", "page_types_usage")


@pytest.fixture
def administrator() -> Any:
    world = World()
    pages = Page.objects.filter(pk__in=[world.page.pk, world.page.get_parent().pk])
    pages.update(title=FORMULA, draft_title=FORMULA, locked=True)
    world.page.refresh_from_db()
    boss = User.objects.create_superuser("boss")
    world.page.save_revision(user=boss, log_action=True)
    return client_of(boss)


def report(client: Any, name: str, kind: str) -> bytes:
    answer = client.get(reverse(f"wagtailadmin_reports:{name}"), {"export": kind})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_a_title_stays_text_in_every_file(administrator: Any) -> None:
    """A title that begins like a formula is a text in CSV, and no formula of a workbook."""
    told = 0
    for name in REPORTS:
        rows = csv.reader(report(administrator, name, "csv").decode().splitlines())
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@"))], name
        told += sum("HYPERLINK" in cell for cell in cells)
        sheet = load_workbook(BytesIO(report(administrator, name, "xlsx"))).active
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"], name
    assert told
