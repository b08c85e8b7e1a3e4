"""Sixteen modules into twelve new editions, against the engine's own way of it."""

from __future__ import annotations

from functools import partial

from . import engine, ours, world
from .measuring import BOTH, Values, measure
from .pairs import Comparison, number_of_pairs

PAIRS = 2


@measure("submit", databases=BOTH, submit_cpu_ratio="times", ours_s="s of CPU", engine_s="s of CPU")
def submit() -> Values:
    """Modules that no edition has yet; the pages above them and their tools are published everywhere."""
    programme = world.go_to(world.UNSUBMITTED)
    two = Comparison(
        world.UNSUBMITTED,
        partial(ours.submit_all, programme.programme),
        partial(engine.submit_all, programme.modules, programme.editions),
        [module.translation_key for module in programme.modules],
    )
    measured = two.measure(number_of_pairs(PAIRS))
    return {
        "submit_cpu_ratio": measured.ratio,
        "ours_s": measured.ours_s,
        "engine_s": measured.engine_s,
    }
