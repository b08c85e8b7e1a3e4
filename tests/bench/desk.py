"""What it costs to open a page at the desk, beside the engine's own editor on the same page."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from typing import Any
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from pages.models import ModulePage
from tests.catalogues.screening import partner_of
from translation_workflow.desk import wagtail_hooks
from translation_workflow.desk.models import TypedDraft
from translation_workflow.desk.typed import LONGEST, understood
from translation_workflow.editions.models import Edition
from translation_workflow.quality.dismiss import dismiss
from translation_workflow.quality.look import findings_in
from translation_workflow.source.models import State, WorkingState
from translation_workflow.source.segments import Segment, segments_of
from translation_workflow.talk.models import Thread
from translation_workflow.termbase.models import Concept, Term

from . import ours, world
from .content import WORDS, Writer, block, module_fields
from .measuring import BOTH, Values, cpu, measure, queries
from .translating import translate

TIMES = 12
MANY = 300
USUAL = 110


@measure("desk_queries", databases=BOTH, desk_queries="queries")
def desk_queries() -> Values:
    """A page of 110 segments with findings, terms, drafts and questions, opened by its translator."""
    return {"desk_queries": queries(_opening(USUAL))}


@measure("desk_queries_300", databases=BOTH, desk_queries_300="queries")
def desk_queries_300() -> Values:
    """The same with 300 segments."""
    return {"desk_queries_300": queries(_opening(MANY))}


@measure(
    "desk_open_cpu_ratio",
    databases=BOTH,
    desk_open_cpu_ratio="times",
    desk_ms="ms of CPU",
    engine_ms="ms of CPU",
)
def desk_open_cpu_ratio() -> Values:
    """The engine's editor by the desk, both on one page: the least of twelve of each, by turns.

    The page is one as partners have it: 110 segments, all translated, agreed terms in three of four, a
    finding and more on a third, a text whose source changed, a draft, a question, and a finding put aside.
    Whoever opens it keeps the system, since nobody else comes to the engine's editor. Both were opened once
    before, as in a server that has worked for a minute.
    """
    edition, page = _page(USUAL)
    person = get_user_model().objects.create_superuser("measuring")
    _occupy(edition, page, person)
    client = _client(person)
    translated = Page.objects.get(translation_key=page.translation_key, locale=edition.locale_id)
    editor = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    address = reverse("desk:page", args=[edition.pk, page.translation_key])

    def desk() -> None:
        shown = client.get(address).content
        assert shown.count(b'class="desk-segment"') == USUAL
        assert shown.count(b'class="desk-terms"') >= USUAL * 3 / 4
        assert shown.count(b" data-findings") >= USUAL / 3

    def engine() -> None:
        # Our way to the desk stands back.
        with patch.object(wagtail_hooks, "lead_to_desk", return_value=None):
            answer = client.get(editor)
        assert b"wagtail-localize" in answer.content or b"data-props" in answer.content
        assert answer.status_code == 200

    spent: dict[Callable[[], None], list[float]] = {desk: [], engine: []}
    for action in spent:
        action()
    for _ in range(TIMES):
        for action, found in spent.items():
            gc.collect()
            found.append(cpu(action))
    ours_took, engines_took = min(spent[desk]), min(spent[engine])
    return {
        "desk_open_cpu_ratio": engines_took / ours_took,
        "desk_ms": 1e3 * ours_took,
        "engine_ms": 1e3 * engines_took,
    }


@measure("desk_huge_text", desk_huge_text="ms of CPU")
def desk_huge_text() -> Values:
    """The longest text that is read from a field, of what takes longest: pasted by mistake, or on purpose."""
    pieces = ("<b>", "<div>", "<a data-id=a1>", "<", "&", "&nbsp; ", "<b><p>", "x<i>", "<!--", "</b>")
    texts = [piece * (LONGEST // len(piece)) for piece in pieces]
    return {"desk_huge_text": 1e3 * max(cpu(partial(understood, text, links=["a1"])) for text in texts)}


def _opening(segments: int) -> Callable[[], None]:
    edition, page = _page(segments)
    person = partner_of(edition)
    _occupy(edition, page, person)
    client = _client(person)
    address = reverse("desk:page", args=[edition.pk, page.translation_key])

    def opened() -> None:
        shown = client.get(address).content
        assert shown.count(b'class="desk-segment"') == segments
        for part in (
            b"desk-terms",
            b"desk-finding--dismissed",
            b"data-questions",
            b'data-part="draft"',
            b"<ins>",
        ):
            assert part in shown, part

    opened()
    return opened


def _page(segments: int) -> tuple[Edition, ModulePage]:
    """Return an edition with a page of so many segments, all translated, some with terms that it lacks."""
    programme = world.go_to(world.PUBLISHED)
    edition = next(one for one in programme.editions if one.code == "sv")
    _agree_on_terms()
    master = programme.programme.master_page
    fields = module_fields(99, linked=master.pk, tools=[0])
    fields |= {"guidance_project_tools": [], "guidance_tips_and_tools": []}
    page = ModulePage(slug=f"long-{segments}", live=False, **fields)
    Page.objects.get(pk=master.pk).add_child(instance=page)
    write = Writer(100, linked=master.pk, tools=[0])
    page.save_revision(clean=False).publish()
    ours.submit_all(programme.programme)
    lacking = segments - len(_segments(edition, page))
    tips = [block("tip", f"<p>{write.rich()}</p>", name=f"tip {number}") for number in range(lacking)]
    page.refresh_from_db()
    page.guidance_tips_and_tools = tips
    page.save_revision(clean=False).publish()
    ours.follow()
    translate(edition)
    _neglect(edition, page)
    assert len(_segments(edition, page)) == segments
    return edition, page


def _neglect(edition: Edition, page: ModulePage) -> None:
    """Let every tenth translation lack what it should have: links, numbers, terms."""
    for one in _segments(edition, page)[::10]:
        StringTranslation.objects.filter(
            context=one.context, translation_of=one.string, locale=edition.locale_id
        ).update(data="sv: bara ord")


def _segments(edition: Edition, page: ModulePage) -> list[Segment]:
    return segments_of([page.translation_key], edition)[page.translation_key]


def _agree_on_terms() -> None:
    """Agree on what four words are called; most translations say so."""
    for word, translation in ((word, word[::-1]) for word in WORDS[:4]):
        concept = Concept.objects.create(key=f"measured-{word}")
        for language, text in (("en", word), ("sv", translation)):
            Term.objects.create(
                concept=concept, language=language, text=text, status="preferred", form="word"
            )


def _occupy(edition: Edition, page: ModulePage, person: Any) -> None:
    """Let people have been at the page: words that need work, a draft, a question, a finding put aside."""
    one, two, *_ = _segments(edition, page)
    row = StringTranslation.objects.get(
        context=one.context, translation_of=one.string, locale=edition.locale_id
    )
    WorkingState.objects.create(translation=row, state=State.NEEDS_WORK, made_from_id=two.string)
    TypedDraft.objects.create(
        person=person,
        edition=edition,
        context_id=two.context,
        string_id=two.string,
        words="Skrivet",
        version="0",
        kept_at=timezone.now(),
    )
    Thread.objects.create(
        edition=edition,
        object_key=page.translation_key,
        context_id=one.context,
        string_id=one.string,
        is_question=True,
        at=timezone.now(),
    )
    found = findings_in(edition, keys={page.translation_key})
    dismiss(edition, next(one for one in found if one.can_be_dismissed), reason="So it is.", user=None)


def _client(person: Any) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    return client
