"""Author, translators, reviewers and the worker doing one thing after another, in any order."""

from __future__ import annotations

import copy
import sys
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.test import TestCase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from wagtail.models import Page

from pages.models import InfoPage
from translation_workflow.catalogue.message import Catalogue
from translation_workflow.editions.models import Edition
from translation_workflow.jobs.models import Item, Kind, State
from translation_workflow.jobs.runner import drain
from translation_workflow.review.follow import follow_master
from translation_workflow.source.segments import Segment
from translation_workflow.source.states import approve, confirm, send_back, take_masters

from . import contents
from .contents import Raw, Spot
from .ledger import Ledger, plain, texts_in
from .soundness import check_published_again, check_settled, check_words, keys_of
from .town import Town

WHICH = st.integers(0, 11)
PAGE = st.integers(0, 2)
EDITION = st.integers(0, 2)
SHARE = st.sampled_from([1, 1, 2, 3])
IS_DRAFT = st.sampled_from([False, False, False, True])
MARKS = ("sv", "fi", "gb")


class Following(RuleBasedStateMachine):
    """One programme over time. `town` is set by the test: it is built once, and each run is taken back."""

    town: Town

    def __init__(self) -> None:
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()
        self.town = copy.deepcopy(type(self).town)
        self.ledger = Ledger()
        self.words = 0
        self.gone: list[tuple[int, Raw]] = []
        self.exported: list[tuple[Edition, Catalogue]] = []
        self.slugs = self.copies = 0
        for page in [self.town.first, *(self.town.page(number) for number in range(len(self.town.pages)))]:
            self.ledger.publish_master(page)

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self.work()
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    @initialize(share=SHARE)
    def first_publication(self, share: int) -> None:
        """Begin with editions that are translated and published as far as it goes."""
        drain()
        for number, edition in enumerate(self.town.editions):
            for segment in self.town.segments(edition)[::share]:
                self._type(number, segment)
            approve(self._places(self.town.segments(edition)), edition, user=None)
            self.publish(number, 0)

    # --- the author ---

    @rule(page=PAGE, which=WHICH, is_draft=IS_DRAFT)
    def change_slightly(self, page: int, which: int, is_draft: bool) -> None:
        self._change(
            page, which, lambda spot: self.town.author.slightly(spot.text, is_html=spot.is_html), is_draft
        )

    @rule(page=PAGE, which=WHICH)
    def change_wholly(self, page: int, which: int) -> None:
        self._change(page, which, lambda spot: self.town.author.text(is_html=spot.is_html))

    @rule(page=PAGE, which=WHICH)
    def mend_a_typo(self, page: int, which: int) -> None:
        self._change(page, which, lambda spot: self.town.author.typo(spot.text))

    @rule(page=PAGE, which=WHICH)
    def take_a_paragraph_away(self, page: int, which: int) -> None:
        self._change(page, which, lambda spot: None)

    @rule(page=PAGE, which=WHICH, other=WHICH)
    def say_the_same_twice(self, page: int, which: int, other: int) -> None:
        """Let one text be another one of the page, in the same place or elsewhere."""
        spots = contents.spots(self.town.raw(self.town.page(page)))
        same = spots[other % len(spots)]
        self._change(page, which, lambda spot: same.text if spot.is_html == same.is_html else spot.text)

    @rule(page=PAGE, which=WHICH, how=st.sampled_from(["add", "other target", "one goes"]))
    def change_links(self, page: int, which: int, how: str) -> None:
        author = self.town.author

        def change(spot: Spot) -> str:
            if not spot.is_html:
                return spot.text
            if "<a " not in spot.text:
                return author.links(spot.text)
            if how == "other target":
                return author.other_target(spot.text)
            return contents.without_a_link(spot.text, which)

        self._change(page, which, change)

    @rule(page=PAGE, which=WHICH, edition=st.sampled_from([0, 2]), is_typo=st.booleans())
    def correct_a_text_that_came_back(self, page: int, which: int, edition: int, is_typo: bool) -> None:
        """The author changes a text there and back and there; what was published in between stays live."""
        blocks = copy.deepcopy(self.town.raw(self.town.page(page)))
        spots = contents.spots(blocks)
        spot = spots[which % len(spots)]
        is_typo = is_typo or len(spot.text) > contents.LONGEST
        author = self.town.author
        other = author.typo(spot.text) if is_typo else author.slightly(spot.text, is_html=spot.is_html)
        for text in (other, spot.text):
            self._put(page, which, text)
        row, key = self.town.editions[edition], self.town.page(page).translation_key
        corrected = [
            segment for segment in self.town.segments(row, [key]) if plain(segment.text) == plain(spot.text)
        ]
        for segment in corrected:
            self._type(edition, segment)
        self.publish(edition, 0)
        self._put(page, which, other)
        words = {plain(self.ledger.typed[row.pk, one.context, one.string]) for one in corrected}
        [shown] = [one for one in self.town.translated(row) if one.translation_key == key]
        assert words <= texts_in(shown), f"{row}: {words - texts_in(shown)} was published, and is not live"

    @rule(page=PAGE, sort=WHICH, at=WHICH, is_draft=IS_DRAFT)
    def insert_a_block(self, page: int, sort: int, at: int, is_draft: bool) -> None:
        blocks = self.town.raw(self.town.page(page))
        blocks.insert(at % (len(blocks) + 1), self.town.author.block(sort))
        self._show(page, blocks, is_draft=is_draft)

    @rule(page=PAGE, which=WHICH, to=WHICH)
    def move_a_block(self, page: int, which: int, to: int) -> None:
        self._show(page, contents.moved(self.town.raw(self.town.page(page)), which, to))

    @rule(page=PAGE, which=WHICH)
    def delete_a_block(self, page: int, which: int) -> None:
        blocks = self.town.raw(self.town.page(page))
        if len(blocks) > 1:
            self.gone.append((page % len(self.town.pages), blocks.pop(which % len(blocks))))
            self._show(page, blocks)

    @precondition(lambda self: self.gone)
    @rule(which=WHICH, at=WHICH, is_same_block=st.booleans())
    def make_a_block_again(self, which: int, at: int, is_same_block: bool) -> None:
        """With its id where it was, or the same text in a new block."""
        page, block = self.gone[which % len(self.gone)]
        blocks = self.town.raw(self.town.page(page))
        taken = {one["id"] for one in [*blocks, *contents.inner_blocks(blocks)]}
        own = {one["id"] for one in [block, *contents.inner_blocks([block])]}
        if not is_same_block or own & taken:
            self.copies += 1
            block = contents.renamed(block, self.copies)
        blocks.insert(at % (len(blocks) + 1), block)
        self._show(page, blocks)

    @rule(page=PAGE, which=WHICH)
    def nest_a_block(self, page: int, which: int) -> None:
        self._show(page, contents.nested(self.town.raw(self.town.page(page)), which))

    @rule(page=PAGE, which=WHICH)
    def change_a_list(self, page: int, which: int) -> None:
        self._show(page, contents.item_moved(self.town.raw(self.town.page(page)), which))

    @rule(page=PAGE, is_wholly=st.booleans(), with_slug=st.booleans())
    def rename_the_page(self, page: int, is_wholly: bool, with_slug: bool) -> None:
        row, author = self.town.page(page), self.town.author
        row.title = author.text(is_html=False) if is_wholly else author.slightly(row.title, is_html=False)
        if with_slug:
            self.slugs += 1
            row.slug = f"renamed-{self.slugs}"
        self._publish_master(row)

    @rule(page=PAGE)
    def move_the_page(self, page: int) -> None:
        row = Page.objects.get(pk=self.town.page(page).pk)
        row.move(row.get_parent(), pos="first-child" if page % 2 else "last-child")

    @precondition(lambda self: len(self.town.pages) < 3)
    @rule()
    def add_a_page(self) -> None:
        row = self.town.add_page(f"Page {len(self.town.pages)}")
        self.town.pages.append(row.pk)
        self.ledger.publish_master(row)

    @rule(page=PAGE)
    def publish_the_draft(self, page: int) -> None:
        self._publish_master(self.town.page(page))

    @rule(page=PAGE)
    def unpublish_the_page(self, page: int) -> None:
        InfoPage.objects.get(pk=self.town.page(page).pk).unpublish()

    # --- translators ---

    @rule(edition=EDITION, which=st.integers(0, 40))
    def type_words(self, edition: int, which: int) -> None:
        segments = self.town.segments(self.town.editions[edition])
        self._type(edition, segments[which % len(segments)])

    @rule(edition=EDITION)
    def export(self, edition: int) -> None:
        row = self.town.editions[edition]
        catalogues = self.town.export(row)
        self.exported += [(row, catalogues[name]) for name in sorted(catalogues)]

    @precondition(lambda self: self.exported)
    @rule(which=WHICH, share=SHARE)
    def import_a_file(self, which: int, share: int) -> None:
        """One that was exported some time ago: what it says of other texts than today's is left out."""
        edition, catalogue = self.exported[-1 - which % len(self.exported)]
        number = self.town.editions.index(edition)
        messages = [
            replace(message, target=self._words(number, message.source), needs_work=False, made_from="")
            if position % share == 0
            else message
            for position, message in enumerate(catalogue.messages)
        ]
        taken = replace(catalogue, messages=tuple(messages))
        self.town.take(edition, taken)
        self.ledger.take(edition, messages[::share], self._live_segments(edition))

    @rule(
        edition=EDITION, which=WHICH, share=SHARE, judge=st.sampled_from(["confirm", "approve", "send back"])
    )
    def judge_words(self, edition: int, which: int, share: int, judge: str) -> None:
        row = self.town.editions[edition]
        segments = self.town.segments(row)[which % share :: share]
        places = self._places(segments)
        if judge == "confirm":
            confirm(places, row, user=None, approved=bool(which % 2))
        elif judge == "approve":
            approve(places, row, user=None)
        else:
            send_back(places, row, user=None)

    @rule(which=WHICH)
    def take_the_masters(self, which: int) -> None:
        edition = self.town.editions[2]
        segments = [segment for segment in self.town.segments(edition) if segment.words]
        chosen = segments[which % len(segments) :][:1] if segments else []
        take_masters(self._places(chosen), edition, user=None)
        self.ledger.discard(edition, chosen)

    # --- reviewers and the worker ---

    @rule(edition=EDITION, page=st.integers(0, 5))
    def publish(self, edition: int, page: int) -> None:
        row, keys = self.town.editions[edition], keys_of(self.town)
        chosen = {keys[page % len(keys)]} if page < len(keys) - 1 and page else set(keys)
        self.ledger.publish(row, self.town.segments(row, list(chosen)))
        outcome = self.town.publish(row, chosen)
        self.ledger.taken_down -= {(row.pk, key) for key in outcome.keys}
        if not outcome.refused:
            self.ledger.drafted -= {(row.pk, key) for key in chosen}
            check_published_again(self.town, lambda: self.town.publish(row, chosen))

    @rule(edition=EDITION, page=WHICH)
    def take_a_page_down(self, edition: int, page: int) -> None:
        """In Wagtail's own screens; it stays down until its people publish it."""
        row = self.town.editions[edition]
        shown = [one for one in self._below_the_first(row) if one.live]
        if shown:
            one = shown[page % len(shown)]
            one.unpublish()
            self.ledger.taken_down.add((row.pk, one.translation_key))

    @rule(edition=EDITION, page=WHICH)
    def press_wagtails_button(self, edition: int, page: int) -> None:
        """Publish a draft past our screens: the gate decides afterwards, what it refuses is taken back."""
        row = self.town.editions[edition]
        self.work()
        pages = self._below_the_first(row)
        if not pages:
            return
        one = pages[page % len(pages)]
        key = one.translation_key
        self.ledger.publish(row, self.town.segments(row, [key]))
        one.get_latest_revision().publish()
        drain()
        refused = Item.objects.filter(kind=Kind.PAGE, state=State.DEAD, edition=row, object_key=key)
        if not refused.update(state=State.DONE, fault=""):
            self.ledger.taken_down.discard((row.pk, key))
            self.ledger.drafted.discard((row.pk, key))
        self.work()

    @rule()
    def work(self) -> None:
        """Let the worker do everything that waits; then everything has to stand."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            drain()
        check_settled(self.town, self.ledger)

    @rule()
    def sweep(self) -> None:
        """Render everything in full: it brings drafts up to date, and nothing else."""
        drain()
        keys = keys_of(self.town)
        for key in keys:
            assert follow_master(key, self.town.editions) == {}
        self.ledger.drafted = {owner for owner in self.ledger.drafted if owner[1] not in keys}
        check_settled(self.town, self.ledger)

    @invariant()
    def words_are_sound(self) -> None:
        check_words(self.town, self.ledger)

    # --- hands ---

    def _change(self, page: int, which: int, change: Any, is_draft: bool = False) -> None:
        blocks = copy.deepcopy(self.town.raw(self.town.page(page)))
        spots = contents.spots(blocks)
        spot = spots[which % len(spots)]
        spot.put(change(spot))
        self._show(page, blocks, is_draft=is_draft)

    def _put(self, page: int, which: int, text: str) -> None:
        """Let one text be another one, and the worker follow."""
        self._change(page, which, lambda spot: text)
        self.work()

    def _show(self, page: int, blocks: list[Raw], *, is_draft: bool = False) -> None:
        row = self.town.page(page)
        row.body = blocks
        if is_draft:
            row.save_revision()
        else:
            self._publish_master(row)

    def _publish_master(self, row: InfoPage) -> None:
        self.town.published(row)
        self.ledger.publish_master(InfoPage.objects.get(pk=row.pk))

    def _type(self, edition: int, segment: Segment) -> None:
        row = self.town.editions[edition]
        words = self._words(edition, segment.text)
        self.town.type(row, segment, words)
        self.ledger.type(row, segment, words)

    def _words(self, edition: int, text: str) -> str:
        self.words += 1
        return f"{MARKS[edition]}{self.words} {text}"

    def _below_the_first(self, edition: Edition) -> list[Any]:
        return [one for one in self.town.translated(edition) if one.depth > 2]

    def _live_segments(self, edition: Edition) -> list[Segment]:
        return self.town.segments(edition, keys_of(self.town))

    def _places(self, segments: list[Segment]) -> set[tuple[int, int]]:
        return {(segment.context, segment.string) for segment in segments}
