"""How long drafts by machine take, beside an engine that is asked for one text after another."""

from __future__ import annotations

import time

import httpx

from pages.models import InfoPage
from tests.machine.drafting import asking
from tests.machine.serving import serving
from tests.programme.starter import block
from tests.publishing.builders import World
from translation_workflow.jobs.asking import ask_for_drafts
from translation_workflow.jobs.errands import run_errands
from translation_workflow.machine.options import Options
from translation_workflow.source.models import Origin, WorkingState

from .measuring import BOTH, Values, measure

TEXTS = 200
SECONDS = 0.05
"""How long the engine takes for a call."""


@measure("pretranslate_parallel", databases=BOTH, pretranslate_parallel="times", texts_a_second="texts")
def pretranslate_parallel() -> Values:
    """200 texts, asked for by a job and written by it, ÷ one call after another; wall time of both.

    Waiting is what is measured here. Calls are as many a second as the settings allow from the start.
    """
    world = World()
    page = _page(world)
    with serving(seconds=SECONDS) as machine:
        with asking(machine, calls_per_second=Options().calls_per_second):
            ask_for_drafts(world.edition, [page.translation_key])
            started = time.perf_counter()
            run_errands()
            together = time.perf_counter() - started
        texts = machine.texts
        started = time.perf_counter()
        with httpx.Client() as client:
            for text in texts:
                asked = {"q": text, "source": "en", "target": "sv", "format": "text"}
                client.post(f"{machine.url}/translate", json=asked).raise_for_status()
        alone = time.perf_counter() - started
    drafted = WorkingState.objects.filter(origin=Origin.MACHINE).count()
    if drafted != len(set(texts)) or drafted < TEXTS:
        raise ValueError(f"{drafted} drafts came of {len(texts)} texts.")
    return {"pretranslate_parallel": together / alone, "texts_a_second": drafted / together}


def _page(world: World) -> InfoPage:
    page = world.add_page("Long", "x")
    words = "".join(
        f"<p>Measure {number} saves energy in the houses of the town.</p>" for number in range(TEXTS)
    )
    page.body = [block("long", "text", words)]
    page.save_revision().publish()
    world.work()
    return page
