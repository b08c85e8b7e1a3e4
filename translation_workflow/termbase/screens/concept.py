"""A concept: its terms in the languages that the user sees, and where the master speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from translation_workflow.editions.languages import Language, language_for
from translation_workflow.termbase.agreed import plain
from translation_workflow.termbase.concept import preferred
from translation_workflow.termbase.models import Concept, Term
from translation_workflow.termbase.spoken import SHOWN, places_of

from .access import ForReaders, Screen

_MOST = 1 << 63


@dataclass(frozen=True)
class InLanguage:
    """The terms of a language, and whether the user writes them."""

    language: Language
    terms: list[Term]
    is_writable: bool


class ForConcept(ForReaders):
    """About a concept, named by `pk` in the address."""

    @cached_property
    def concept(self) -> Concept:
        pk = self.kwargs["pk"]
        found: Concept | None = Concept.objects.filter(pk=pk).first() if pk < _MOST else None
        if found is None:
            raise Http404
        return found

    @cached_property
    def terms(self) -> list[Term]:
        """The terms in the languages that the user reads."""
        return list(self.concept.terms.filter(language__in=self.reach.readable).order_by("pk"))

    @cached_property
    def name(self) -> str:
        """The master's term for it, or its key."""
        master = self.edition.master_code if self.edition else ""
        known = preferred([plain(term) for term in self.terms if term.language == master])
        return known.text if known else self.concept.key


class ConceptView(ForConcept, Screen, TemplateView):
    """All that is agreed of a concept."""

    template_name = "termbase/concept.html"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        return self.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        concept = self.concept
        context: dict[str, Any] = super().get_context_data(**kwargs)
        places, number = (
            places_of(concept.key, self.edition, with_links=self.translates()) if self.edition else ([], 0)
        )
        return context | {
            "concept": concept,
            "languages": self.languages(),
            "edition": self.edition,
            "editions": self.reach.editions,
            "places": places,
            "number": number,
            "more": max(number - SHOWN, 0),
            "keeps_concepts": self.reach.keeps_concepts,
            "query": self.query,
        }

    def languages(self) -> list[InLanguage]:
        """Return the terms by language: the pair that is shown first, then the others that have terms."""
        pair = [self.edition.master_code, self.edition.code] if self.edition else []
        has = {term.language for term in self.terms}
        codes = [*pair, *(code for code in self.reach.readable if code in has | self.reach.writable)]
        return [
            InLanguage(
                language_for(code),
                [term for term in self.terms if term.language == code],
                code in self.reach.writable,
            )
            for code in dict.fromkeys(codes)
        ]
