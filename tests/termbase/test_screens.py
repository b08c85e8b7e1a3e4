"""People look up what things are called, and change it: each in the languages of their own editions."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import client_of, person
from tests.termbase.desks import Words, address, shown
from translation_workflow.editions.roles import Role
from translation_workflow.source.titles import piece_url
from translation_workflow.termbase.agreed import terms_of
from translation_workflow.termbase.models import Concept, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def words() -> Words:
    return Words()


def new(**said: Any) -> dict[str, Any]:
    return {"text": "åtgärdsplan", "status": "admitted", "form": "word", "note": "", **said}


def test_the_list_shows_the_terms_of_a_pair_and_how_often_the_master_speaks_of_them(words: Words) -> None:
    """Another edition's words are not in it."""
    page = shown(words.client, "list")
    assert "action plan" in page
    assert "handlingsplan" in page
    assert "toimintasuunnitelma" not in page
    assert '<td class="lookups-number" data-label="Places">2</td>' in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "HANDLINGSPLÁN"}, True),
        ({"q": "plan action"}, True),
        ({"q": "toiminta"}, False),
        ({"q": "\x00"}, True),
        ({"q": "x" * 9000}, False),
        ({"status": "preferred"}, True),
        ({"status": "missing"}, False),
        ({"status": "nonsense"}, True),
        ({"only": "spoken"}, True),
        ({"edition": "99999999999999999999"}, True),
        ({"p": "-3"}, True),
    ],
)
def test_the_list_is_narrowed_as_asked(words: Words, asked: dict[str, str], found: bool) -> None:
    """Words in any case and order, with accents or without; what cannot be asked is left aside."""
    assert ("handlingsplan" in shown(words.client, "list", **asked)) is found


def test_another_edition_cannot_be_asked_for(words: Words) -> None:
    """Its number leads to the own one."""
    assert "toimintasuunnitelma" not in shown(words.client, "list", edition=words.other.pk)
    assert "toimintasuunnitelma" in shown(words.coordinator(), "list", edition=words.other.pk)


def test_the_queries_do_not_grow_with_the_concepts(words: Words) -> None:
    """A list of fifty costs what one of one costs."""
    shown(words.client, "list")
    with CaptureQueriesContext(connection) as few:
        shown(words.client, "list")
    for number in range(60):
        concept = Concept.objects.create(key=f"concept-{number}")
        Term.objects.create(concept=concept, language="sv", text=f"ord {number}")
    shown(words.client, "list")
    with CaptureQueriesContext(connection) as many:
        shown(words.client, "list")
    assert len(many) == len(few) <= 25


def test_the_file_is_safe_for_spreadsheets(words: Words) -> None:
    """A term that looks like a formula stays a text, and the filters hold for the file, too."""
    Term.objects.filter(pk=words.swedish.pk).update(text="=plan")
    answer = words.client.get(address("list_csv"), {"q": "=plan"})
    rows = list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert ["plan", "sv", "'=plan", "preferred", "word", "", "2"] in rows
    assert words.client.get(address("list_csv"), {"q": "nothing"}).content.decode().count("\r\n") == 1


def test_a_concept_shows_where_the_master_speaks_of_it(words: Words) -> None:
    """Each place leads to its piece on the desk."""
    page = shown(words.client, "concept", words.plan.pk)
    piece = words.world.segment("An action plan helps.")
    assert piece_url(words.world.edition, piece.address.object_key, (piece.context, piece.string)) in page
    assert "<mark>action plan</mark> helps." in page
    assert "2 places speak of it." in page
    assert "toimintasuunnitelma" not in page


def test_a_translator_adds_a_term_in_the_own_language(words: Words) -> None:
    """It counts at once."""
    url = address("add_term", words.plan.pk, "sv")
    assert words.client.get(url).status_code == 200
    answer = words.client.post(url, new(), follow=True)
    assert "“åtgärdsplan” was saved." in answer.content.decode()
    assert "åtgärdsplan" in [term.text for term in terms_of(words.world.edition).agreed("plan")]


@pytest.mark.parametrize("language", ["fi", "en", "xx"])
def test_a_translator_adds_none_in_another_language(words: Words, language: str) -> None:
    """Neither by the address nor by what is sent."""
    url = address("add_term", words.plan.pk, language)
    before = Term.objects.count()
    assert words.client.get(url).status_code in (302, 403)
    words.client.post(url, new())
    words.client.post(address("add_term", words.plan.pk, "sv"), new(language="fi", concept="1"))
    assert Term.objects.filter(language=language).count() == (0 if language == "xx" else 1)
    assert Term.objects.count() == before + 1


def test_a_translator_reaches_no_term_of_another_language(words: Words) -> None:
    """That of the master is read, others are not found; neither is changed or deleted."""
    for term, hidden in ((words.finnish, True), (words.english, False)):
        for name in ("change_term", "delete_term"):
            url = address(name, term.pk)
            for answer in (words.client.get(url), words.client.post(url, words.sent(term, text="annat"))):
                assert answer.status_code == (404 if hidden else 302)
        term.refresh_from_db()
    assert [words.finnish.text, words.english.text] == ["toimintasuunnitelma", "action plan"]


def test_a_term_is_changed(words: Words) -> None:
    """With its status and note."""
    url = address("change_term", words.swedish.pk)
    said = words.sent(words.swedish, text="åtgärdsplan", status="deprecated", note="förr", is_attested="on")
    assert words.client.post(url, said).status_code == 302
    words.swedish.refresh_from_db()
    now = words.swedish
    assert (now.text, now.status, now.note, now.is_attested) == ("åtgärdsplan", "deprecated", "förr", True)


def test_two_people_at_once_are_told_with_both_texts(words: Words) -> None:
    """The second one sees what stands there and what they typed, and may put it there after all."""
    url = address("change_term", words.swedish.pk)
    mine, theirs = (words.sent(words.swedish, text=text) for text in ("min plan", "deras plan"))
    words.coordinator().post(url, theirs)
    answer = words.client.post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this term meanwhile." in page
    assert "deras plan" in page
    assert 'value="min plan"' in page
    words.swedish.refresh_from_db()
    assert words.swedish.text == "deras plan"
    again = answer.context["form"].data
    assert words.client.post(url, again.dict()).status_code == 302
    words.swedish.refresh_from_db()
    assert words.swedish.text == "min plan"


def test_a_term_that_somebody_deleted_is_told_of(words: Words) -> None:
    """Whoever changes it or deletes it again comes back to the list with a sentence."""
    said = words.sent(words.swedish, text="annat")
    pk = words.swedish.pk
    words.swedish.delete()
    for name in ("change_term", "delete_term"):
        answer = words.client.post(address(name, pk), said, follow=True)
        assert "Somebody deleted this term meanwhile." in answer.content.decode()


def test_deleting_asks_and_wants_what_was_looked_at(words: Words) -> None:
    """A look at the question deletes nothing, and neither does an answer to an old one."""
    url = address("delete_term", words.swedish.pk)
    answer = words.client.get(url)
    version = answer.context["version"]
    assert "Delete the term “handlingsplan”" in answer.content.decode()
    assert words.client.post(url).status_code == 409
    Term.objects.filter(pk=words.swedish.pk).update(note="ny")
    assert words.client.post(url, {"version": version}).status_code == 409
    assert Term.objects.filter(pk=words.swedish.pk).exists()
    version = words.client.get(url).context["version"]
    assert words.client.post(url, {"version": version}).status_code == 302
    assert not Term.objects.filter(pk=words.swedish.pk).exists()


def test_another_preferred_term_is_only_admitted_then(words: Words) -> None:
    """A language prefers one term of a concept, and people are told what became of the other."""
    answer = words.client.post(address("add_term", words.plan.pk, "sv"), new(status="preferred"), follow=True)
    assert "“handlingsplan” was preferred before; it is admitted now." in answer.content.decode()
    words.swedish.refresh_from_db()
    assert words.swedish.status == "admitted"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": "handlingsplan"}, "is a term of this concept already"),
        ({"text": "  "}, "This field is required"),
        ({"text": "123"}, "there is no letter in it"),
        ({"text": "x" * 201}, "at most 200 characters"),
        ({"text": "pl\u2028an"}, "that nobody sees"),
        ({"text": "pl\x00an"}, "Null characters"),
        ({"status": "approved"}, "Select a valid choice"),
        ({"form": ""}, "This field is required"),
        ({"note": "x" * 1001}, "at most 1000 characters"),
    ],
)
def test_what_cannot_be_a_term_is_told_at_its_field(
    words: Words, said: dict[str, str], sentence: str
) -> None:
    """With what was typed; nothing is written."""
    answer = words.client.post(address("add_term", words.plan.pk, "sv"), new(**said))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Term.objects.filter(language="sv").count() == 1


def test_what_people_type_is_shown_as_text(words: Words) -> None:
    """In the list, on the concept's page, in the forms and in what is told."""
    bad = "<script>alert(1)</script>"
    answer = words.client.post(address("add_term", words.plan.pk, "sv"), new(text=bad, note=bad), follow=True)
    term = Term.objects.get(text=bad)
    pages = [answer.content.decode(), shown(words.client, "list", q=bad)]
    pages += [shown(words.client, name, term.pk) for name in ("change_term", "delete_term")]
    assert all("<script>alert" not in page and "&lt;script&gt;alert" in page for page in pages)


@pytest.mark.parametrize("who", ["author", "coordinator"])
def test_authors_and_coordinators_keep_concepts(words: Words, who: str) -> None:
    """They add one, change it, and delete it with its terms after a question."""
    client = getattr(words, who)()
    client.post(address("add_concept"), {"key": "heat-pump", "note": "It heats.", "is_free": "on"})
    made = Concept.objects.get(key="heat-pump")
    assert (made.note, made.is_free) == ("It heats.", True)
    url = address("change_concept", made.pk)
    version = client.get(url).context["form"].initial["version"]
    sent = {"note": "It warms.", "version": version, "key": "other"}
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 409
    made.refresh_from_db()
    assert (made.key, made.note, made.is_free) == ("heat-pump", "It warms.", False)
    url = address("delete_concept", words.plan.pk)
    question = client.get(url)
    assert "with its 3 terms?" in question.content.decode()
    assert client.post(url, {"version": question.context["version"]}).status_code == 302
    assert not Term.objects.filter(concept=words.plan.pk).exists()


def test_a_question_about_a_concept_is_old_when_a_term_came(words: Words) -> None:
    """Nobody deletes a term that they did not see."""
    client = words.coordinator()
    url = address("delete_concept", words.plan.pk)
    version = client.get(url).context["version"]
    words.term("plan d'action", "fr")
    assert client.post(url, {"version": version}).status_code == 409
    assert Concept.objects.filter(pk=words.plan.pk).exists()


@pytest.mark.parametrize("key", ["Plan", "plan", "a--b", "plan é", "-a", "x" * 65, "²"])
def test_what_cannot_be_a_key_is_told(words: Words, key: str) -> None:
    """Keys are small Latin letters and digits, and stand once."""
    answer = words.coordinator().post(address("add_concept"), {"key": key})
    assert answer.status_code == 422
    assert Concept.objects.count() == 1


def test_translators_and_reviewers_keep_no_concepts(words: Words) -> None:
    """The buttons are not there, and the addresses refuse."""
    reviewer = client_of(person(Role.REVIEWER, words.world.edition))
    for client in (words.client, reviewer):
        assert "New concept" not in shown(client, "list")
        assert "Delete the concept" not in shown(client, "concept", words.plan.pk)
        for url in (
            address("add_concept"),
            address("change_concept", words.plan.pk),
            address("delete_concept", words.plan.pk),
        ):
            assert client.get(url).status_code in (302, 403)
            assert client.post(url, {"key": "mine", "version": ""}).status_code in (302, 403)
    assert [concept.key for concept in Concept.objects.all()] == ["plan"]


def test_an_author_writes_terms_of_the_masters_language_only(words: Words) -> None:
    """Those of editions are theirs."""
    author = words.author()
    sent = words.sent(words.english, note="agreed")
    assert author.post(address("change_term", words.english.pk), sent).status_code == 302
    sent = words.sent(words.swedish, note="agreed")
    assert author.post(address("change_term", words.swedish.pk), sent).status_code in (302, 403)
    assert set(Term.objects.exclude(note="").values_list("language", flat=True)) == {"en"}


def test_whoever_loses_the_role_writes_no_more(words: Words) -> None:
    """A form that was opened before is refused."""
    said = words.sent(words.swedish, text="annat")
    words.siv.groups.clear()
    assert words.client.post(address("change_term", words.swedish.pk), said).status_code in (302, 403)
    words.swedish.refresh_from_db()
    assert words.swedish.text == "handlingsplan"
