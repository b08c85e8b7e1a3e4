"""The log in the admin: who sees what of it, how it is filtered, and what a spreadsheet gets."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from pages.models import FinanceInstrument
from tests.catalogues.screening import world_with_pages
from tests.people import client_of, give, person, take
from tests.publishing.builders import World
from translation_workflow.audit import acting
from translation_workflow.audit.models import Entry, Topic
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition, add_programme
from translation_workflow.editions.roles import Role
from translation_workflow.log.export import lines
from translation_workflow.log.reach import editions_told, entries_for
from translation_workflow.termbase.models import Concept, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_with_pages("fi")


def other(world: World) -> Edition:
    return Edition.objects.get(programme=world.programme, code="fi")


def type_in(edition: Edition, world: World, words: str, *, by: str = "siv", text: str = "Towns") -> None:
    """Let somebody type a translation in an edition."""
    user, _ = User.objects.get_or_create(username=by)
    piece = world.segment(text)
    with acting(user=user, by="request desk:settle"):
        StringTranslation.objects.create(
            translation_of_id=piece.string,
            context_id=piece.context,
            locale_id=edition.locale_id,
            data=words,
            translation_type="manual",
        )


def page(user: Any, **asked: Any) -> str:
    answer = client_of(user).get(reverse("audit:log"), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def table(user: Any, **asked: Any) -> list[dict[str, str]]:
    answer: Any = client_of(user).get(reverse("audit:export"), asked)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_columns_are_told_as_forms_tell_them(world: World) -> None:
    """By their names, and the labels of their choices; a code of a language stays a code."""
    coordinator = person(Role.COORDINATOR)
    concept = Concept.objects.create(key="audit")
    Term.objects.create(concept=concept, language="sv", text="revision", status="deprecated")
    Edition.objects.filter(pk=world.edition.pk).update(fallback="omit")
    shown = page(coordinator)
    for told in (
        "Found in published texts",
        "deprecated",
        "Where a translation is missing",
        "leave the block",
    ):
        assert told in shown
    for column in ("Is attested", "is_attested", ">omit<", ">Swedish<"):
        assert column not in shown
    UserProfile.objects.create(user=coordinator, preferred_language="sv")
    assert ">avrådd<" in page(coordinator)


def test_a_reviewer_sees_the_own_edition(world: World) -> None:
    """Its words, policy and people; nothing of another edition, and no accounts."""
    type_in(world.edition, world, "Städer")
    type_in(other(world), world, "Kaupungit", by="aino")
    reviewer = person(Role.REVIEWER, world.edition, name="rut")
    person(Role.REVIEWER, other(world), name="raija")
    for shown in (page(reviewer), str(table(reviewer))):
        assert "Städer" in shown
        assert "siv" in shown
        assert "Kaupungit" not in shown
        assert "aino" not in shown
        assert "raija" not in shown
        assert "rut@example.org" not in shown
    assert "towns/fi" not in page(reviewer)


def test_another_edition_cannot_be_asked_for(world: World) -> None:
    """An id in the address of an edition that is not theirs is no choice."""
    type_in(other(world), world, "Kaupungit")
    reviewer = person(Role.REVIEWER, world.edition)
    assert "Kaupungit" not in page(reviewer, edition=other(world).pk)
    answer = client_of(reviewer).get(reverse("audit:export"), {"edition": other(world).pk})
    assert answer.status_code == 400


@pytest.mark.parametrize("name", ["audit:log", "audit:export"])
def test_who_may_not_read_it_does_not_come_in(world: World, name: str) -> None:
    """Translators, authors and people without a role; a role that was taken; a closed account."""
    gone = person(Role.REVIEWER, world.edition, name="gone")
    closed = person(Role.REVIEWER, world.edition, name="closed")
    take(gone, Role.REVIEWER, world.edition)
    clients = [
        client_of(person(Role.TRANSLATOR, world.edition)),
        client_of(person(Role.AUTHOR, world.master)),
        client_of(person(None)),
        client_of(gone),
        client_of(closed),
    ]
    User.objects.filter(username="closed").update(is_active=False)
    for client in clients:
        answer = client.get(reverse(name))
        assert answer.status_code in (302, 403)


def test_a_coordinator_sees_all_editions(world: World) -> None:
    """And who was given a role in one."""
    type_in(world.edition, world, "Städer")
    type_in(other(world), world, "Kaupungit")
    ada = User.objects.create_user("ada")
    give(ada, Role.TRANSLATOR, world.edition)
    shown = page(person(Role.COORDINATOR))
    assert "Städer" in shown
    assert "Kaupungit" in shown
    assert "ada" in shown


def test_a_coordinator_sees_what_belongs_to_no_edition(world: World) -> None:
    """Accounts, roles of all editions, terms and programmes; so does the keeper, and a reviewer does not."""
    User.objects.create_user("ada", "ada@example.org")
    concept = Concept.objects.create(key="heat-pump")
    Term.objects.create(concept=concept, language="sv", text="värmepump")
    world.programme.name = "Villages"
    world.programme.save()
    readers = person(Role.COORDINATOR), User.objects.create_superuser("root")
    for reader in readers:
        shown = page(reader)
        for told in ("ada@example.org", "värmepump", "Villages", "coordinator"):
            assert told in shown
        assert {"person", "membership", "term", "programme"} <= {row["topic"] for row in table(reader)}
    shown = page(person(Role.REVIEWER, world.edition))
    for told in ("ada@example.org", "Villages"):
        assert told not in shown


def test_a_coordinator_sees_the_masters_own_entries(world: World) -> None:
    """What went live there and who became an author, by the master's name, which is a choice to filter by."""
    give(User.objects.create_user("ada"), Role.AUTHOR, world.master)
    world.page.unpublish()
    coordinator = person(Role.COORDINATOR)
    rows = table(coordinator, edition=world.master.pk)
    assert {row["edition"] for row in rows} == {str(world.master)}
    assert {"page", "membership"} <= {row["topic"] for row in rows}
    [down] = [row for row in rows if row["topic"] == "page"][:1]
    assert down["object"] == world.page.title
    reviewer = person(Role.REVIEWER, world.edition)
    assert str(world.master) not in {row["edition"] for row in table(reviewer)}


def test_facts_of_an_edition_are_shown_by_their_name(world: World) -> None:
    """Also when only its day of review changed, and when it is gone; another edition's are not shown."""
    for edition, name in ((world.edition, "Klivet"), (other(world), "Tuki")):
        fact = FinanceInstrument.objects.create(
            programme=world.programme, locale=edition.locale, country="SE", name=name
        )
        FinanceInstrument.objects.filter(pk=fact.pk).update(review_by="2030-01-31")
        fact.delete()
    rows = table(person(Role.REVIEWER, world.edition), topic="fact")
    assert [row["object"] for row in rows] == ["Klivet"] * 3
    assert "Review by" in page(person(Role.COORDINATOR), topic="fact")


def test_words_of_another_programme_in_the_same_language(world: World) -> None:
    """Two programmes share a language, and not their logs."""
    harbours = add_programme("harbours", name="Harbours", master="en")
    edition = add_edition(harbours, code="sv", status="published")
    type_in(world.edition, world, "Städer")
    ours, theirs = person(Role.REVIEWER, world.edition), person(Role.REVIEWER, edition, name="hanna")
    assert "Städer" in page(ours)
    assert "Städer" not in page(theirs)
    assert not entries_for(theirs).filter(topic=Topic.WORDS).exists()


def test_filters(world: World) -> None:
    """By edition, what, who, when and words; together, too."""
    type_in(world.edition, world, "Städer")
    type_in(world.edition, world, "Fler träd.", by="sture", text="More trees.")
    type_in(other(world), world, "Kaupungit")
    coordinator = person(Role.COORDINATOR)

    def words(**asked: Any) -> set[str]:
        return {row["after"] for row in table(coordinator, topic="words", **asked)}

    assert words() == {"Städer", "Fler träd.", "Kaupungit"}
    assert words(edition=world.edition.pk) == {"Städer", "Fler träd."}
    assert words(person="stur") == {"Fler träd."}
    assert words(text="aupun") == {"Kaupungit"}
    assert words(edition=world.edition.pk, person="siv") == {"Städer"}
    assert words(until="2020-01-01") == set()
    assert words(since="2020-01-01", until="2999-12-31") == words()
    assert {row["topic"] for row in table(coordinator, topic="group")} == {"group"}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"since": "yesterday"}, "Enter a valid date."),
        ({"until": "9999-12-31"}, "No entry is from that day."),
        ({"topic": "everything"}, "Select a valid choice."),
        ({"edition": "-1"}, "Select a valid choice."),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_a_wrong_question_is_told(world: World, asked: dict[str, str], sentence: str) -> None:
    """At the field, and nothing is shown; the file is refused with the same sentence."""
    type_in(world.edition, world, "Städer")
    coordinator = person(Role.COORDINATOR)
    shown = page(coordinator, **asked)
    assert sentence in shown
    assert "Städer" not in shown
    answer = client_of(coordinator).get(reverse("audit:export"), asked)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_pages_newest_first(world: World) -> None:
    """The next page goes on where this one ends, whatever came meanwhile; the filter stays."""
    for number in range(60):
        type_in(world.edition, world, f"Words {number}.", by="siv")
        StringTranslation.objects.filter(locale=world.edition.locale).delete()
    coordinator = person(Role.COORDINATOR)
    client = client_of(coordinator)
    first: Any = client.get(reverse("audit:log"), {"topic": "words", "person": "siv"})
    shown = [entry.changes[0].after for entry in first.context["entries"]]
    assert shown == [f"Words {number}." for number in range(59, 9, -1)]
    type_in(world.edition, world, "Newer.", by="siv")
    second: Any = client.get(first.context["older_url"])
    assert [entry.changes[0].after for entry in second.context["entries"]] == [
        f"Words {number}." for number in range(9, -1, -1)
    ]
    assert not second.context["older_url"]


@pytest.mark.parametrize("older", ["0", "-1", "x", "9" * 30, "9223372036854775808"])
def test_any_number_in_the_address(world: World, older: str) -> None:
    """What names no entry shows the newest, or nothing; never a fault."""
    page(person(Role.COORDINATOR), older=older)


HOSTILE = ["=1+1", "\t=1+1", "@SUM(A1)", "-2+3+cmd|' /C calc'!A0", "＝1+1", "a;=1+1", '"=1+1', "\n=1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(world: World, text: str) -> None:
    """Neither words nor names, reasons or anything else that people type."""
    type_in(world.edition, world, text, by="=cmd()")
    [row] = table(person(Role.COORDINATOR), topic="words")
    assert row["name"] == "'=cmd()"
    for cell in row.values():
        assert not cell.lstrip(' "\t\r\n\u200b').startswith(("=", "+", "-", "@", "＝"))
        assert ";=" not in cell
    assert row["after"].replace("'", "") == text.replace("'", "")


def test_what_people_typed_is_text_on_the_page(world: World) -> None:
    """No mark-up of theirs is the page's."""
    type_in(world.edition, world, "<script>alert(1)</script>", by="<img src=x>")
    shown = page(person(Role.COORDINATOR))
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "<img src=x>" not in shown


def test_the_file_is_bounded(world: World) -> None:
    """Only so many entries, and a last line that says so."""
    for number in range(5):
        type_in(world.edition, world, f"Words {number}.")
        StringTranslation.objects.all().delete()
    root = User.objects.create_superuser("root")
    rows = Entry.objects.filter(topic=Topic.WORDS)
    found = list(lines(rows, editions_told(root), most=3))
    assert len(found) == 5
    assert "Only the newest 3 entries" in found[-1]
    assert "Words 4." in found[1] or "Words 4." in found[2]


def test_queries_do_not_grow(world: World) -> None:
    """A page of fifty entries costs what one of five does."""

    def asked() -> int:
        client = client_of(coordinator)
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("audit:log"), {"topic": "words"})
        return len(found)

    coordinator = person(Role.COORDINATOR)
    type_in(world.edition, world, "Städer")
    asked()
    few = asked()
    for text in ("More trees.", "About this site.", "Legal"):
        type_in(world.edition, world, "Words.", text=text)
        type_in(other(world), world, "Words.", text=text)
    assert asked() <= few
    assert few <= 20


def test_the_menu_has_it_for_who_may_read_it(world: World) -> None:
    """And for nobody else."""
    home, address = reverse("wagtailadmin_home"), reverse("audit:log")
    assert address in client_of(person(Role.REVIEWER, world.edition)).get(home).content.decode()
    assert address not in client_of(person(Role.TRANSLATOR, world.edition)).get(home).content.decode()
