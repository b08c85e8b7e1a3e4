"""What a country's operations add to the building of a document."""

from __future__ import annotations

import gc

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.delivery.documents.build import build, to_bytes
from pages.models import ModulePage
from tests.adaptation.long_page import LINKS, long_page, step_id
from tests.catalogues.screening import partner_of
from translation_workflow.adaptation.edit import decide, layer_of
from translation_workflow.adaptation.operations import Operation, Side, Spot, Verb
from translation_workflow.adaptation.shape import shape_of
from translation_workflow.review.coverage import coverage_of

from . import ours, world
from .measuring import Values, cpu, measure, queries

TIMES = 20
STEPS = "recommended_steps"


@measure(
    "adaptation_build_overhead",
    adaptation_build_overhead="times",
    with_ms="ms of CPU",
    without_ms="ms of CPU",
)
def adaptation_build_overhead() -> Values:
    """A module with ten operations, by the same without: the least of twenty of each, by turns."""
    programme = world.go_to(world.PUBLISHED)
    edition = next(one for one in programme.editions if one.code == "sv")
    master = programme.modules[3]
    page = ModulePage.objects.get(translation_key=master.translation_key, locale=edition.locale_id)
    coverage = coverage_of(edition, page.translation_key)

    def built() -> bytes:
        return to_bytes(build(ModulePage.objects.get(pk=page.pk), edition, coverage))

    plain = built()
    layer = layer_of(edition, page.translation_key)
    for operation in _ten(master):
        layer.refresh_from_db()
        decide(layer, operation, version=layer.version)
    layer.refresh_from_db()
    layer.latest_revision.publish()
    adapted = built()
    assert adapted != plain
    without, with_ten = [], []
    for _ in range(TIMES):
        for is_live, spent in ((True, with_ten), (False, without)):
            type(layer).objects.update(live=is_live)
            gc.collect()
            spent.append(cpu(built))
    return {
        "adaptation_build_overhead": min(with_ten) / min(without),
        "with_ms": 1e3 * min(with_ten),
        "without_ms": 1e3 * min(without),
    }


@measure("adapt_screen_queries", adapt_screen_queries="queries")
def adapt_screen_queries() -> Values:
    """The screen of a page with sixty blocks, fifteen links and fifteen choosers, ten of its steps hidden."""
    programme = world.go_to(world.PUBLISHED)
    edition = next(one for one in programme.editions if one.code == "sv")
    master = programme.programme.master_page
    linked = [master, *programme.modules][:LINKS]
    page = long_page(linked, programme.programme, edition)
    Page.objects.get(pk=master.pk).add_child(instance=page)
    page.save_revision(clean=False).publish()
    ours.submit_all(programme.programme)
    layer = layer_of(edition, page.translation_key)
    for number in range(10):
        layer.refresh_from_db()
        decide(layer, Operation("", Verb.HIDE, "", step_id(number)), version=layer.version)
    client = Client(headers={"host": "localhost"})
    client.force_login(partner_of(edition))
    address = reverse("adaptations:page", args=[edition.pk, page.translation_key])

    def shown() -> None:
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"Long tool 7" in answer.content

    shown()
    return {"adapt_screen_queries": queries(shown)}


def _ten(master: ModulePage) -> list[Operation]:
    """Three are hidden, three replaced, three inserted, one is moved."""
    shape = shape_of(master)
    found = [(key, one) for key, one in shape.blocks.items() if one.raw["type"] == "text"][:4]
    steps = [key for key, one in shape.blocks.items() if one.container.key == STEPS]
    texts = [key for key, _ in found]
    ours = {"type": "text", "value": "<p>What our country says of it.</p>"}
    sections = {key: one.container.section for key, one in shape.blocks.items()}
    return [
        *(Operation("", Verb.HIDE, sections[key], key) for key in steps[:3]),
        *(Operation("", Verb.REPLACE, sections[key], key, content=ours) for key in texts[:3]),
        *(
            Operation("", Verb.INSERT, sections[texts[3]], spot=Spot(texts[3], side), content=ours)
            for side in (Side.BEFORE, Side.AFTER, Side.AFTER)
        ),
        Operation("", Verb.MOVE, STEPS, steps[4], Spot(steps[3], Side.BEFORE)),
    ]
