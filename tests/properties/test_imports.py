"""Whatever author, colleague and partner do between an export and an import: nobody's words are lost."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail_localize.models import StringTranslation

from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.catalogue.archive import Incoming
from translation_workflow.catalogue.exports import files_of, remember
from translation_workflow.catalogue.intake import Report, import_files
from translation_workflow.catalogue.judge import Verdict
from translation_workflow.catalogue.message import Catalogue, Message
from translation_workflow.catalogue.models import SetAside
from translation_workflow.catalogue.originals import sheets_of
from translation_workflow.catalogue.po import Writer, write_po
from translation_workflow.source.markup import misfits
from translation_workflow.source.models import WorkingState

RUNS = int(os.environ.get("IMPORT_RUNS", "25"))
PIECES = 5

words = st.sampled_from(
    [
        "",
        "Ord.",
        "Andra ord.",
        "<b>Fet</b> text.",
        "<b>Bruten.",
        '<img src="x">',
        "CO<sub>2</sub>",
        "a &amp; b",
    ]
)


@dataclass(frozen=True)
class Story:
    """What happens to one piece: its first words, then what each of the three does; None for nothing."""

    first: str
    colleague: str | None
    author: str | None
    partner: str | None
    is_fuzzy: bool


stories = st.builds(
    Story,
    words.filter(lambda text: "Bruten" not in text and "img" not in text),
    st.none() | st.sampled_from(["Kollegans.", "<i>Kollegans</i> ord."]),
    st.none() | st.sampled_from(["changes", "corrects", "deletes"]),
    st.none() | words,
    st.booleans(),
)
TEXTS = [f"Sentence number {number} of the page" for number in range(PIECES)]


class Undone(Exception):
    """Ends an example."""


@pytest.mark.django_db
def test_nobody_loses_a_word() -> None:
    """And an unchanged export is nothing, a second import is nothing, no broken markup comes in."""
    world = World()
    show(world, TEXTS)

    @settings(
        max_examples=RUNS, derandomize=RUNS == 25, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.lists(stories, min_size=PIECES, max_size=PIECES), st.booleans())
    def played(found: list[Story], keeps_headers: bool) -> None:
        try:
            with transaction.atomic():
                play(world, found, keeps_headers=keeps_headers)
                raise Undone
        except Undone:
            pass

    played()


def play(world: World, found: list[Story], *, keeps_headers: bool) -> None:
    # Words of each piece are its own, so that nobody's are found at another's place.
    found = [numbered(story, number) for number, story in enumerate(found)]
    told = dict(zip(TEXTS, found, strict=True))
    for text, story in told.items():
        if story.first:
            world.type(text, story.first)
    handed = export(world)
    before = working(world)
    assert send(world, handed).is_nothing_new
    assert working(world) == before

    for text, story in told.items():
        if story.colleague:
            world.type(text, story.colleague)
    show(world, [said for text, story in told.items() if (said := authors(text, story))])
    before = working(world)
    assert send(world, write_po(changed(handed, told, keeps_headers))) is not None
    after = working(world)
    colleagues = {story.colleague for story in found if story.colleague}
    assert colleagues <= after | set(SetAside.objects.values_list("words", flat=True))
    for story in found:
        if story.partner and story.partner != story.first:
            kept = after | set(SetAside.objects.values_list("words", flat=True))
            assert story.partner in kept
    for text in after - before:
        assert not [*misfits(text)]

    rows, states = working(world), WorkingState.objects.count()
    again = send(world, write_po(changed(handed, told, keeps_headers)) + b"\n# Saved once more.\n")
    assert (working(world), WorkingState.objects.count()) == (rows, states)
    assert not again.counts.keys() & {Verdict.ACCEPTED, Verdict.NEEDS_WORK, Verdict.CONFLICT, Verdict.STALE}


def numbered(story: Story, number: int) -> Story:
    mine = {
        name: f"{said} {number}"
        for name in ("first", "colleague", "partner")
        if (said := getattr(story, name))
    }
    return replace(story, **mine)


def show(world: World, texts: list[str]) -> None:
    world.page.refresh_from_db()
    world.page.body = [block("one", "text", "".join(f"<p>{text}</p>" for text in texts) or "<p>Nothing.</p>")]
    world.page.save_revision().publish()
    world.work()


def authors(text: str, story: Story) -> str:
    if story.author == "deletes":
        return ""
    if story.author == "changes":
        return f"Rather {text} and more"
    return f"{text[0].lower()}{text[1:]}" if story.author == "corrects" else text


def export(world: World) -> Catalogue:
    files = files_of(world.edition, sheets_of(world.programme), writer=Writer())
    remember(world.edition, files)
    return next(file.catalogue for file in files if file.name == "legal.po")


def changed(handed: Catalogue, told: dict[str, Story], keeps_headers: bool) -> Catalogue:
    """What the partner's tool saves."""
    messages = []
    for message in handed.messages:
        story = told.get(message.source)
        partner = story.partner if story else None
        fuzzy = bool(story and story.is_fuzzy and partner)
        messages.append(message if partner is None else Message(message.piece, partner, "", fuzzy))
    return Catalogue(
        handed.programme, handed.language, handed.page, handed.title, handed.plural_forms, tuple(messages),
        handed.snapshot if keeps_headers else "",
    )  # fmt: skip


def send(world: World, content: Catalogue | bytes) -> Report:
    sent = content if isinstance(content, bytes) else write_po(content) + b"\n# Looked through.\n"
    return import_files(world.edition, [Incoming("legal.po", sent)], name="legal.po")


def working(world: World) -> set[str]:
    rows = StringTranslation.objects.filter(locale=world.edition.locale_id)
    return set(rows.values_list("data", flat=True))
