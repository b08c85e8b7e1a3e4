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
from translation_workflow.machine.drafts import translate
from translation_workflow.machine.engine import Limits
from translation_workflow.machine.engines.libretranslate import LibreTranslate
from translation_workflow.machine.options import LibreTranslateOptions, Options
from translation_workflow.source.models import Origin, WorkingState

from .measuring import BOTH, Values, measure

TEXTS = 200
SECONDS = 0.05
"""How long the engine takes for a call."""


class OneByOne(LibreTranslate):
    """The same server, asked as engines are that take no lists."""

    limits = Limits(texts=1, characters=5_000, text=5_000)

    @property
    def version(self) -> str:
        return f"one by one {self.options.url}"


@measure(
    "pretranslate_parallel",
    databases=BOTH,
    pretranslate_parallel="times",
    one_text_a_call="times",
    texts_a_second="texts",
)
def pretranslate_parallel() -> Values:
    """200 texts, asked for by a job and written by it, ÷ one call after another; wall time of both.

    Waiting is what is measured here. The job keeps to the calls a second of the settings; an engine that
    takes one text a call is measured without, or it would be the settings that are measured.
    """
    world = World()
    page = _page(world)
    with serving(seconds=SECONDS) as machine:
        with asking(machine, calls_per_second=Options().calls_per_second):
            ask_for_drafts(world.edition, [page.translation_key])
            started = time.perf_counter()
            run_errands()
            together = time.perf_counter() - started
        texts = list(machine.texts)
        with asking(machine):
            started = time.perf_counter()
            engine = OneByOne(LibreTranslateOptions(url=machine.url))
            drafts = translate(texts, source="en", target="sv", engine=engine)
            one_by_one = time.perf_counter() - started
        started = time.perf_counter()
        with httpx.Client() as client:
            for text in texts:
                asked = {"q": text, "source": "en", "target": "sv", "format": "text"}
                client.post(f"{machine.url}/translate", json=asked).raise_for_status()
        alone = time.perf_counter() - started
    drafted = WorkingState.objects.filter(origin=Origin.MACHINE).count()
    if drafted != len(set(texts)) or drafted < TEXTS:
        raise ValueError(f"{drafted} drafts came of {len(texts)} texts.")
    if faults := [draft.fault for draft in drafts if draft.fault]:
        raise ValueError(faults[0])
    return {
        "pretranslate_parallel": together / alone,
        "one_text_a_call": one_by_one / alone,
        "texts_a_second": drafted / together,
    }


def _page(world: World) -> InfoPage:
    page = world.add_page("Long", "x")
    words = "".join(
        f"<p>Measure {number} saves energy in the houses of the town.</p>" for number in range(TEXTS)
    )
    page.body = [block("long", "text", words)]
    page.save_revision().publish()
    world.work()
    return page
