"""Reading a master page anew that nobody changed, against the engine's own way of it."""

from __future__ import annotations

from functools import partial

from wagtail_localize.models import TranslationSource

from pages.models import ModulePage

from . import engine, ours, world
from .measuring import BOTH, Values, cpu, measure
from .pairs import Comparison, Pairs

PAIRS = 5
TIMES = 10
"""Calls of ours in each pair: one alone is too short to be measured."""


@measure(
    "refresh_noop", databases=BOTH, refresh_noop_cpu_ratio="times", ours_ms="ms of CPU", engine_ms="ms of CPU"
)
def refresh_noop() -> Values:
    """A module of 78 texts, fetched and compared; the engine is given its source's row."""
    programme = world.go_to(world.PUBLISHED)
    module = programme.modules[0]
    source = TranslationSource.objects.get_for_instance(module)

    def ours_with_fetching() -> None:
        ours.refresh(ModulePage.objects.get(pk=module.pk), programme.editions)

    engines = partial(engine.refresh, source)
    Comparison(world.PUBLISHED, ours_with_fetching, engines, [module.translation_key]).measure(1)
    pairs = [(cpu(ours_with_fetching, times=TIMES), cpu(engines)) for _ in range(PAIRS)]
    measured = Pairs([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    return {
        "refresh_noop_cpu_ratio": measured.ratio,
        "ours_ms": 1000 * measured.ours_s,
        "engine_ms": 1000 * measured.engine_s,
    }
