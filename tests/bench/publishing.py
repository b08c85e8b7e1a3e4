"""A programme's modules to the readers of twelve editions, against the engine's own way of it."""

from __future__ import annotations

from functools import partial

from . import engine, ours, snapshots, world
from .measuring import BOTH, Values, measure
from .pairs import Comparison, number_of_pairs
from .translating import translate

PAIRS = 2
RETYPED = "retyped"


@measure("publish_all", databases=BOTH, publish_all_cpu_ratio="times", ours_s="s of CPU", engine_s="s of CPU")
def publish_all() -> Values:
    """Sixteen modules in twelve editions, with new words in every piece: all pages are rewritten."""
    programme = world.go_to(world.PUBLISHED)
    for edition in programme.editions:
        translate(edition, again="new ")
    snapshots.keep(RETYPED)
    two = Comparison(
        RETYPED,
        partial(ours.publish_all, programme.editions),
        partial(engine.publish_all, programme.modules, programme.editions),
        [module.translation_key for module in programme.modules],
    )
    measured = two.measure(number_of_pairs(PAIRS))
    return {
        "publish_all_cpu_ratio": measured.ratio,
        "ours_s": measured.ours_s,
        "engine_s": measured.engine_s,
    }
