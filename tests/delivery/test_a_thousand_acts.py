"""A copy of an edition that is fed by nothing but its changes, through a long and busy life of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from django.db import connection
from wagtail.models import Page, PageViewRestriction

from pages.models import InfoPage, Tool
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.adaptation.edit import decide, draft_of, layer_of, leave_out
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb

from .test_feed import Copy

pytestmark = pytest.mark.django_db

ACTS = {"sqlite": 1000, "postgresql": 250}
FEWEST, MOST = 3, 12


class Life:
    """What authors and a partner do to a few pages; `chance` picks what, and to which."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.world = World()
        self.tool = Tool.objects.create(
            programme=self.world.programme,
            locale=self.world.programme.master_locale,
            name="Scheme",
            description="It saves time.",
        )
        self.pages: list[InfoPage] = [self.world.page]
        self.number = 0
        self.done: Counter[str] = Counter()
        self.acts: Sequence[Callable[[InfoPage], None]] = (
            *(self.write, self.arrange, self.rename, self.translate, self.describe),
            *(self.unpublish, self.bring_back, self.delete, self.add, self.move, self.restrict),
            *(self.hide, self.insert, self.leave_out),
        )

    def live(self, acts: int) -> None:
        """Do so many things; what they did reaches the edition."""
        for _ in range(acts):
            self.number += 1
            act, page = self.chance.choice(self.acts), self.chance.choice(self.pages)
            page.refresh_from_db()
            act(page)
            self.done[act.__name__] += 1
        self.world.work()
        self.world.publish()

    def write(self, page: InfoPage) -> None:
        page.body = [
            block(f"{page.pk}", "text", f"<p>Sentence {self.number}.</p>"),
            block(f"{page.pk} more", "text", "<p>It stays.</p>"),
        ]
        page.save_revision().publish()

    def arrange(self, page: InfoPage) -> None:
        page.body = [*page.body.raw_data][::-1]
        page.save_revision().publish()

    def rename(self, page: InfoPage) -> None:
        page.title, page.slug = f"Page {self.number}", f"slug-{self.number}"
        page.save_revision().publish()

    def translate(self, page: InfoPage) -> None:
        self.world.work()
        words = f"Sentence {self.number}."
        page.body = [block(f"{page.pk}", "text", f"<p>{words}</p>")]
        page.save_revision().publish()
        self.world.work()
        self.world.type(words, f"Mening {self.number}.")

    def unpublish(self, page: InfoPage) -> None:
        if page.live:
            page.unpublish()

    def bring_back(self, page: InfoPage) -> None:
        page.save_revision().publish()

    def delete(self, page: InfoPage) -> None:
        if len(self.pages) > FEWEST and not page.get_children().exists():
            self.pages.remove(page)
            page.delete()

    def add(self, page: InfoPage) -> None:
        if len(self.pages) < MOST:
            self.pages.append(self.world.add_page(f"New{self.number}", f"About {self.number}."))
            self.world.submit()

    def move(self, page: InfoPage) -> None:
        first = Page.objects.get(pk=self.world.first.pk)
        page.move(first, pos=self.chance.choice(["first-child", "last-child"]))

    def restrict(self, page: InfoPage) -> None:
        rows = PageViewRestriction.objects.filter(page=page)
        if rows.exists():
            # One by one, as the admin does: each tells that it went.
            for row in rows:
                row.delete()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def hide(self, page: InfoPage) -> None:
        self._decide(page, Operation("", Verb.HIDE, "body", page.body.raw_data[0]["id"]))

    def insert(self, page: InfoPage) -> None:
        ours = {"type": "text", "value": f"<p>Eget {self.number}.</p>"}
        self._decide(page, Operation("", Verb.INSERT, "body", spot=Spot("body", Side.END), content=ours))

    def leave_out(self, page: InfoPage) -> None:
        def change(layer: Layer) -> None:
            leave_out(layer, is_left_out=not draft_of(layer).leaves_out, version=layer.version)

        self._adapt(page, change)

    def describe(self, page: InfoPage) -> None:
        self.tool.description = f"It saves {self.number} hours."
        self.tool.save()

    def _decide(self, page: InfoPage, operation: Operation) -> None:
        self._adapt(page, lambda layer: decide(layer, operation, version=layer.version))

    def _adapt(self, page: InfoPage, change: Callable[[Layer], object]) -> None:
        self.world.work()
        try:
            change(layer_of(self.world.edition, page.translation_key))
        except AdaptationRefused:
            # The master has no such page now, or the block is hidden already.
            self.done["refused"] += 1


def test_a_copy_fed_by_changes_equals_the_bundle_after_a_thousand_acts() -> None:
    """Byte for byte, whenever somebody looks, whatever authors and partners did in between."""
    chance = random.Random(20)
    life, copy = Life(chance), Copy()
    told = 0
    acts = ACTS[connection.vendor]
    while sum(life.done.values()) - life.done["refused"] < acts:
        life.live(chance.randint(1, 6))
        if chance.random() < 0.4:
            told += copy.follow()
            assert copy.documents == copy.bundle
    copy.follow()
    assert copy.documents == copy.bundle
    assert told > acts / 10, "There was something to tell."
    assert min(life.done[act.__name__] for act in life.acts) > acts / 40, life.done
