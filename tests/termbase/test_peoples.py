"""What people wrote on the screens stays as they left it, whatever glossary is loaded later."""

from __future__ import annotations

from typing import Any

import pytest

from tests.termbase.desks import Words, address
from translation_workflow.termbase.glossary.load import load_glossary
from translation_workflow.termbase.glossary.read import read_glossary
from translation_workflow.termbase.models import Concept, GlossaryRecord, Term

pytestmark = pytest.mark.django_db

HEAD = "concept\tlanguage\tterm\tstatus\tform\tattested\tnote\n"
FIRST = ["plan\t\t\t\t\t\tA note.", "plan\tsv\thandlingsplan\tpreferred\tword\tno\tfirst"]


@pytest.fixture
def words() -> Words:
    found = Words()
    Concept.objects.all().delete()
    load(FIRST)
    found.plan = Concept.objects.get(key="plan")
    found.swedish = Term.objects.get(language="sv")
    return found


def load(lines: list[str], *, owner: str = "shipped") -> Any:
    content = HEAD + "\n".join(lines)
    return load_glossary(read_glossary(content.encode(), name="words.tsv"), owner=owner)


SECOND = [FIRST[0].replace("A note", "Another"), FIRST[1].replace("first", "second")]


def test_what_nobody_touched_follows_the_glossary(words: Words) -> None:
    """Else the other tests would say nothing."""
    load(SECOND)
    words.swedish.refresh_from_db()
    assert words.swedish.note == "second"


def test_a_term_that_a_person_wrote_stays(words: Words) -> None:
    """Even where they wrote it, and then wrote it back."""
    url = address("change_term", words.swedish.pk)
    words.client.post(url, words.sent(words.swedish, note="mine"))
    words.swedish.refresh_from_db()
    words.client.post(url, words.sent(words.swedish, note="first"))
    assert "edited since" in load(SECOND).kept[0]
    load(SECOND, owner="another.tsv")
    words.swedish.refresh_from_db()
    assert words.swedish.note == "first"


def test_a_term_that_a_person_deleted_does_not_come_again(words: Words) -> None:
    """Not even one that only people had written."""
    words.client.post(
        address("add_term", words.plan.pk, "sv"),
        {"text": "åtgärdsplan", "status": "admitted", "form": "word"},
    )
    for term in Term.objects.filter(language="sv"):
        url = address("delete_term", term.pk)
        words.client.post(url, {"version": words.client.get(url).context["version"]})
    load([*SECOND, "plan\tsv\tåtgärdsplan\tadmitted\tword\tno\t"])
    load([*SECOND, "plan\tsv\tplan\tadmitted\tword\tno\t"])
    assert [term.text for term in Term.objects.filter(language="sv")] == ["plan"]


def test_a_term_that_got_another_text_leaves_its_old_one_out(words: Words) -> None:
    """And a preferred one stays preferred over the glossary's."""
    url = address("change_term", words.swedish.pk)
    words.client.post(url, words.sent(words.swedish, text="åtgärdsplan"))
    load([*SECOND, "plan\tsv\tplan\tadmitted\tword\tno\t"])
    found = {term.text: term.status for term in Term.objects.filter(language="sv")}
    assert found == {"åtgärdsplan": "preferred", "plan": "admitted"}


def test_a_term_that_a_person_put_second_stays_there(words: Words) -> None:
    """What they prefer stays preferred, too."""
    words.client.post(
        address("add_term", words.plan.pk, "sv"),
        {"text": "åtgärdsplan", "status": "preferred", "form": "word"},
    )
    load(SECOND)
    found = {term.text: term.status for term in Term.objects.filter(language="sv")}
    assert found == {"åtgärdsplan": "preferred", "handlingsplan": "admitted"}


def test_concepts_of_people_stay_as_they_are_or_gone(words: Words) -> None:
    """Changed, and deleted with their terms."""
    client = words.coordinator()
    url = address("change_concept", words.plan.pk)
    version = client.get(url).context["form"].initial["version"]
    client.post(url, {"note": "Mine.", "version": version})
    load(SECOND)
    words.plan.refresh_from_db()
    assert words.plan.note == "Mine."
    url = address("delete_concept", words.plan.pk)
    client.post(url, {"version": client.get(url).context["version"]})
    load(SECOND)
    load(FIRST, owner="another.tsv")
    assert not Concept.objects.exists()
    assert not Term.objects.exists()
    assert GlossaryRecord.objects.exists()
