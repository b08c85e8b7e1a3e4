"""The pictures of drift: for the edition's people, with words and numbers beside what is seen."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.delivery.drift import Drift
from cms.delivery.screens.bars import bar_of
from cms.delivery.screens.table import as_csv
from tests.adaptation.screening import Desk, rich
from tests.catalogues.screening import client_of, partner_of
from translation_workflow.editions.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    """Its page hides a block and puts one in, both live; then another is replaced in the draft."""
    desk = Desk()
    desk.send("hide", desk.two["id"])
    desk.send("insert", desk.one["id"], side="after", kind="text", content=rich("Vårt."))
    desk.world.publish()
    desk.send("replace", desk.one["id"], content=rich("Ett eget."))
    return desk


def shown(desk: Desk, name: str = "drift_edition", **asked: str) -> str:
    url = reverse(name, args=[] if name == "drift" else [desk.edition.pk])
    answer = desk.client.get(url, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_each_page_has_a_picture_with_words(desk: Desk) -> None:
    """Its label says what the colours say; its title leads to where the page is adapted."""
    screen = shown(desk)
    assert re.search(r'role="img" aria-label="Legal: [^"]*1 ours besides, 1 hidden"', screen)
    assert desk.url().rstrip("?") in screen
    assert "Not published yet" in screen


def test_the_table_has_the_numbers_of_the_pictures(desk: Desk) -> None:
    """A row a page, a column a kind."""
    table = shown(desk).split("<table>")[1].split("</table>")[0]
    heads = re.findall(r'<th scope="col">([^<]+)', table)
    row = next(row for row in table.split("<tr>") if "Legal" in row)
    numbers = dict(zip(heads[1:], map(int, re.findall(r"<td>(\d+)", row)), strict=True))
    assert (numbers["Hidden"], numbers["Ours besides"], numbers["Conflicts"]) == (1, 1, 0)


def test_only_what_needs_somebody_is_shown_when_asked(desk: Desk) -> None:
    """Pages without decisions that wait are left out, and the summary counts the same pages."""
    every, needed = (shown(desk, **asked) for asked in ({}, {"only": "needs"}))
    title = re.compile(r'class="adaptations-page"[^>]*>([^<]+)')
    assert title.findall(every) == ["Towns", "Legal"]
    assert title.findall(needed) == ["Legal"]
    assert "1 page needs somebody" in every


def test_the_overview_has_the_users_editions_only(desk: Desk) -> None:
    """One bar for each that somebody may translate."""
    screen = shown(desk, "drift")
    assert reverse("drift_edition", args=[desk.edition.pk]) in screen
    other = Edition.objects.get(programme=desk.edition.programme, code="fi")
    assert reverse("drift_edition", args=[other.pk]) not in screen
    assert screen.count('role="img"') == 1


@pytest.mark.parametrize("name", ["drift_edition", "drift_csv"])
def test_others_do_not_find_it(desk: Desk, name: str) -> None:
    """A partner of another edition is told that there is no such page."""
    other = Edition.objects.get(programme=desk.edition.programme, code="fi")
    stranger = client_of(partner_of(other, name="aino"))
    assert stranger.get(reverse(name, args=[desk.edition.pk])).status_code == 404
    assert desk.client.get(reverse(name, args=[desk.world.master.pk])).status_code == 404


def test_the_ways_to_it(desk: Desk) -> None:
    """From all adaptations, and from those of an edition."""
    home = desk.client.get(reverse("adaptations:home")).content.decode()
    assert reverse("drift") in home
    edition = desk.client.get(reverse("adaptations:edition", args=[desk.edition.pk])).content.decode()
    assert reverse("drift_edition", args=[desk.edition.pk]) in edition


def test_a_page_without_a_master_is_edited_where_pages_are(desk: Desk) -> None:
    """Nothing is there to adapt; of one that was adapted it is shown what is kept."""
    plain = desk.world.add_page("Plain", "Words.")
    desk.world.work()
    Page.objects.filter(pk__in=[plain.pk, desk.world.page.pk]).update(live=False)
    screen = shown(desk)
    assert screen.count("Without a live master") == 2
    editors = [
        reverse("wagtailadmin_pages:edit", args=[desk.world.translated(page).pk])
        for page in (plain, desk.world.page)
    ]
    assert [url in screen for url in editors] == [True, False]
    assert desk.url().rstrip("?") in screen


def test_a_spreadsheet_opens_the_file(desk: Desk) -> None:
    """In Excel too; it has what the screen has, whatever was filtered there."""
    answer = desk.client.get(reverse("drift_csv", args=[desk.edition.pk]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="drift-towns-sv.csv"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    legal = next(row for row in rows if row["path"] == "/legal/")
    assert (legal["page"], legal["readers"], legal["hidden"]) == ("Legal", "live", "1")


@pytest.mark.parametrize("title", ["=1+1", "+x", "-x", "@x", "\tx", " =1+1"])
def test_no_title_is_a_formula(title: str) -> None:
    """A spreadsheet reads it as text."""
    (row,) = csv.DictReader(io.StringIO(as_csv([Drift("/x/", title)]).removeprefix("\ufeff")))
    assert row["page"] == f"'{title}"


def test_a_bar_leaves_out_what_is_not_there() -> None:
    """And says so, where nothing is."""
    assert bar_of("Legal", {"hidden": 2, "master": 1, "copy": 0}).label == "Legal: 1 as the master, 2 hidden"
    assert bar_of("Legal", {}).label == "Legal: no blocks"


@pytest.mark.parametrize("pages", [1, 12])
def test_it_costs_the_same_for_many_pages(desk: Desk, pages: int, django_assert_max_num_queries: Any) -> None:
    """Everything is read at once."""
    for number in range(pages):
        desk.world.add_page(f"Page{number}", "Words.")
    desk.world.work()
    with django_assert_max_num_queries(18):
        shown(desk)
