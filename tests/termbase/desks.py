"""Towns in two languages with agreed words, and people with each role at the screens of the termbase."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.people import client_of, person
from tests.plugin.remembered import remembered
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.editions.roles import Role
from translation_workflow.termbase.edit import version_of_term
from translation_workflow.termbase.models import Concept, Term


class Words:
    """`towns` in `sv` and `fi`; the concept `plan` with a term in each; Siv translates `sv` only."""

    @remembered
    def __init__(self) -> None:
        self.world = World()
        self.other: Edition = add_edition(self.world.programme, code="fi", status="published")
        self.world.page.body = [
            block("Legal", "text", "<p>An action plan helps.</p><p>Action plans are plans.</p>")
        ]
        self.world.page.save_revision().publish()
        self.world.submit()
        self.world.work()
        # A shipped glossary would be in the way of counting.
        Concept.objects.all().delete()
        self.plan: Concept = Concept.objects.create(key="plan", note="What a town will do.")
        self.english = self.term("action plan", "en")
        self.swedish = self.term("handlingsplan", "sv")
        self.finnish = self.term("toimintasuunnitelma", "fi")
        self.siv = person(Role.TRANSLATOR, self.world.edition, name="siv")
        self.client = client_of(self.siv)

    def term(self, text: str, language: str, **said: Any) -> Term:
        made: Term = Term.objects.create(concept=self.plan, language=language, text=text, **said)
        return made

    def coordinator(self) -> Any:
        return client_of(person(Role.COORDINATOR, name="cora"))

    def author(self) -> Any:
        return client_of(person(Role.AUTHOR, self.world.master, name="anna"))

    def sent(self, term: Term, **said: Any) -> dict[str, Any]:
        """What the form of a term sends, with changes."""
        form = {"text": term.text, "status": term.status, "form": term.form, "note": term.note}
        return {**form, "version": version_of_term(term), **said}


def address(name: str, *args: Any) -> str:
    return reverse(f"termbase:{name}", args=args)


def shown(client: Any, name: str, *args: Any, **asked: Any) -> str:
    answer = client.get(address(name, *args), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())
