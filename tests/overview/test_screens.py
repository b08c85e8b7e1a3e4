"""The screens of the overview: what they say, to whom, and that they answer whatever is asked."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.overview.town import Town, address, shown
from tests.people import client_of, person
from translation_workflow.adaptation.edit import decide, layer_of, take_back
from translation_workflow.adaptation.operations import Operation, Verb
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.editions.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return Town()


def rows(client: Any, **asked: str) -> list[dict[str, str]]:
    """What the file says, line by line."""
    answer = client.get(address("matrix_csv"), asked)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_partner_finds_the_home_of_the_edition(town: Town) -> None:
    """Wagtail's first page has a card that leads there; the home says what comes next, as one button."""
    first = town.client.get(reverse("wagtailadmin_home")).content.decode()
    assert address("home", town.edition.pk) in first
    assert address("home", town.other.pk) not in first
    home = shown(town.client, "home", town.edition.pk)
    assert "5 texts are not translated" in home
    assert "Go on translating" in home
    assert home.count('class="button button--icon bicolor"') == 1
    assert "Texts by state from" in home
    assert 'role="img"' in home


def test_what_a_country_adapts_is_told(town: Town) -> None:
    """A draft, what readers get, and both; on the screen and in the file, where the master's own has none."""
    hidden = Operation("", Verb.HIDE, "", block=str(town.world.page.body[0].id))

    def told() -> str:
        asked = {"edition": str(town.edition)}
        [own] = [row["Adaptations"] for row in rows(town.client, **asked) if row["Page"] == "Legal"]
        assert not own or own in shown(town.client, "matrix", **asked)
        return own

    assert told() == ""
    layer = layer_of(town.edition, town.world.page.translation_key)
    decided = decide(layer, hidden, version=layer.version)
    assert told() == "adaptations wait as a draft"
    town.world.publish()
    assert told() == "with adaptations of the country"
    layer.refresh_from_db()
    take_back(layer, [decided.operation.id], version=layer.version)
    assert told() == "with adaptations of the country; adaptations wait as a draft"


def test_home_and_matrix_say_the_same_of_the_same(town: Town) -> None:
    """The home's number is of all texts; it names its parts, each with the number of the matrix."""
    assert "overview-parts" not in shown(town.client, "home", town.edition.pk)
    town.tool()
    town.follow()
    for text in ("It measures.", "Legal"):
        town.world.type(text, f"{text} (sv)")
    asked = {"edition": str(town.edition)}
    parts = re.search(r"overview-parts.*?</ul>", shown(town.client, "home", town.edition.pk))
    assert parts is not None
    assert "<strong>33&nbsp;%</strong>" in shown(town.client, "home", town.edition.pk)
    assert "<strong>33&nbsp;%</strong>" in town.client.get(reverse("wagtailadmin_home")).content.decode()
    assert re.findall(r"(\d+)&nbsp;%", parts[0]) == ["20", "100"]
    pages = shown(town.client, "matrix", **asked)
    assert re.findall(r"(\d+)&nbsp;%", pages) == ["20"]
    assert "home and card count the texts that pages share, too" in pages
    assert re.findall(r"(\d+)&nbsp;%", shown(town.client, "matrix", **asked, what="shared")) == ["100"]


def test_more_than_is_named_is_in_the_matrix(town: Town) -> None:
    """Pages and shared texts are counted apart; what is not named is one step away, with the edition."""
    for number in range(7):
        town.world.add_page(f"New-{number}", f"New {number}.")
        town.tool(f"Meter {number}")
    town.follow()
    home = shown(town.client, "home", town.edition.pk)
    assert "9 pages are new in the master" in home
    assert "7 texts that pages share are new in the master" in home
    where = f"{address('matrix')}?edition=towns%2Fsv"
    assert re.search(rf'href="{re.escape(where)}">and 4 more</a>', home)
    assert re.search(rf'href="{re.escape(where)}&amp;what=shared">and 2 more</a>', home)
    cora = town.coordinator()
    assert {row["Edition"] for row in rows(cora, edition="towns/sv")} == {"towns/sv"}
    assert address("home", town.other.pk) not in shown(cora, "matrix", edition="towns/sv")


def test_what_is_done_stays_calm(town: Town) -> None:
    """Where all is translated and live nothing waits, and that is said."""
    Edition.objects.filter(pk=town.edition.pk).update(maximum_missing=None)
    for text in ("Towns", "More trees.", "Less CO<sub>2</sub>.", "Legal", "About this site."):
        town.world.type(text, f"{text.replace('Less', 'Mindre')} (sv)")
    town.world.publish()
    home = shown(town.client, "home", town.edition.pk)
    assert "Nothing waits for you here" in home
    assert "100&nbsp;%" in home


def test_an_empty_programme_has_sentences() -> None:
    """Before the master has a page there is no picture, and each part says why."""
    from translation_workflow.editions.registry import add_programme

    programme = add_programme("empty", name="Empty", master="en")
    add_edition(programme, code="en")
    edition = add_edition(programme, code="sv")
    client = client_of(person(Role.COORDINATOR, name="cora"))
    home = shown(client, "home", edition.pk)
    assert "The master has no texts yet" in home
    assert "There is nothing to count yet" in home
    assert "no live pages yet" in shown(client, "matrix")
    assert rows(client) == []


def test_a_partner_sees_the_own_edition_only(town: Town) -> None:
    """Another's home is not found, and the matrix has one column."""
    assert town.client.get(address("home", town.other.pk)).status_code == 404
    matrix = shown(town.client, "matrix")
    assert address("home", town.edition.pk) in matrix
    assert address("home", town.other.pk) not in matrix
    assert {row["Edition"] for row in rows(town.client)} == {"towns/sv"}


def test_a_coordinator_sees_all(town: Town) -> None:
    """Each edition is a column, each page a row, and each cell says in words what its sign does."""
    town.world.type("More trees.", "Fler träd.")
    matrix = shown(town.coordinator(), "matrix")
    assert address("home", town.edition.pk) in matrix
    assert address("home", town.other.pk) in matrix
    assert "Partly translated; 2 texts untranslated; 1 translated; not live" in matrix


def test_an_author_looks_and_translates_nothing(town: Town) -> None:
    """The author of the programme sees how far its editions are; no cell leads to a desk."""
    client = client_of(person(Role.AUTHOR, town.world.master, name="anna"))
    matrix = shown(client, "matrix")
    assert "Nothing translated yet" in matrix
    assert address("home", town.edition.pk) not in matrix
    assert '<a class="overview-cell' not in matrix
    assert client.get(address("home", town.edition.pk)).status_code in (302, 403)


def test_who_has_no_part_stays_outside(town: Town) -> None:
    """Somebody without a role, and somebody who is not logged in."""
    nobody = client_of(person(None))
    for name in ("matrix", "matrix_csv"):
        assert nobody.get(address(name)).status_code in (302, 403)
        assert town.client.post(address(name)).status_code == 405
    town.client.logout()
    assert town.client.get(address("matrix")).status_code == 302


def test_the_matrix_is_narrowed(town: Town) -> None:
    """By theme, level, programme and what is to do; the file is narrowed the same."""
    buildings, roads = town.theme(), town.theme("Roads", "roads")
    town.module(buildings)
    town.module(buildings, level=2)
    town.module(roads)
    tool = town.tool()
    town.follow()

    def pages(**asked: str) -> set[str]:
        return {row["Page"] for row in rows(town.client, **asked)}

    assert pages() == {"Towns", "Legal", "Buildings", "Buildings 1", "Buildings 2", "Roads", "Roads 1"}
    assert pages(theme="buildings") == {"Buildings", "Buildings 1", "Buildings 2"}
    assert pages(theme="buildings", level="2") == {"Buildings 2"}
    assert pages(level="1") == {"Buildings 1", "Roads 1"}
    assert pages(what="shared") == {tool.name}
    narrowed = shown(town.client, "matrix", theme="buildings", level="2")
    assert "Buildings 2" in narrowed
    assert "Legal" not in narrowed
    assert "6 more are not shown by these filters" in narrowed
    assert "theme=buildings" in narrowed
    for text in ("Legal", "About this site."):
        town.world.type(text, f"{text} (sv)")
    town.world.publish()
    assert pages(only="open") == pages() - {"Legal"}


@pytest.mark.parametrize(
    "asked",
    [
        {"theme": "<script>alert(1)</script>"},
        {"theme": "' OR 1=1 --", "level": "9" * 500},
        {"programme": "\x00", "what": "everything"},
        {"only": "[]", "level": "-1"},
    ],
)
def test_strange_filters_are_left_aside(town: Town, asked: dict[str, str]) -> None:
    """All is shown, and each is told of; nothing of it comes back as markup."""
    matrix = shown(town.client, "matrix", **asked)
    assert "Legal" in matrix
    assert matrix.count("this filter was left aside") == len(asked)
    assert "<script>alert" not in matrix
    assert len(rows(town.client, **asked)) == 2


def test_no_cell_of_the_file_is_a_formula(town: Town) -> None:
    """A title that a spreadsheet would run becomes text."""
    page = town.world.add_page("Sums", "Sums.")
    page.title = "=1+1"
    page.save_revision().publish()
    town.follow()
    assert {row["Page"] for row in rows(town.client)} == {"Towns", "Legal", "'=1+1"}


def test_a_title_is_no_markup(town: Town) -> None:
    """What an author calls a page is shown as it is written."""
    town.world.page.refresh_from_db()
    town.world.page.title = "<img src=x onerror=alert(1)>"
    town.world.page.save_revision().publish()
    town.world.work()
    for screen in (shown(town.client, "matrix"), shown(town.client, "home", town.edition.pk)):
        assert "<img src=x" not in screen


def test_the_screens_ask_a_fixed_number_of_times(town: Town) -> None:
    """With two editions and two pages as with five and five; the matrix, its file, the cards and a home."""
    root = get_user_model().objects.create_superuser("root", "root@example.org", "a long enough password")
    client = client_of(root)
    addresses = [
        address("matrix"),
        address("matrix_csv"),
        address("home", town.edition.pk),
        reverse("wagtailadmin_home"),
    ]

    def counted() -> list[int]:
        found = []
        for one in addresses:
            client.get(one)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(one).status_code == 200
            found.append(len(queries))
        return found

    before = counted()
    assert before[0] <= 12
    for code in ("da", "de", "fr"):
        add_edition(town.world.programme, code=code, status="published")
    theme = town.theme()
    town.module(theme)
    town.module(theme, level=2)
    town.follow()
    assert counted() == before
