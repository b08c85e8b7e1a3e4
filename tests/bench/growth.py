"""What a larger programme makes of a changed sentence: it should be nothing."""

from __future__ import annotations

import gc
from functools import partial
from statistics import median

from pages.models import ModulePage

from . import ballast, edits, ours, snapshots, world
from .measuring import Values, cpu, measure

PAIRS = 7
MODULES = 400
MODULE = 3
FEW, MANY = "few", "many"


@measure("sync_growth", sync_growth="times", few_s="s of CPU", many_s="s of CPU")
def growth() -> Values:
    """One sentence changed in one of 400 modules, by the same in one of 16."""
    world.go_to(world.PUBLISHED)
    snapshots.keep(FEW)
    ballast.add_copies(MODULES // world.MODULES - 1)
    _check()
    snapshots.keep(MANY)
    # The first change of each warms its caches up.
    pairs = [(_followed(FEW, number), _followed(MANY, number)) for number in range(PAIRS + 1)][1:]
    return {
        "sync_growth": median(many / few for few, many in pairs),
        "few_s": median(few for few, _ in pairs),
        "many_s": median(many for _, many in pairs),
    }


def _followed(state: str, number: int) -> float:
    """Return the CPU seconds in which the editions followed the next change."""
    snapshots.work_in(state)
    edits.publish(world.present().modules[MODULE], partial(edits.change_sentence, number=number))
    gc.collect()
    return cpu(ours.follow)


def _check() -> None:
    """Refuse to measure a programme that is not as large as it should be, or a damaged tree."""
    modules = ModulePage.objects.filter(live=True).count()
    assert modules == MODULES * (1 + len(world.CODES)), f"There are {modules} modules."
    problems = [found for found in ModulePage.find_problems() if found]
    assert not problems, f"The tree is damaged: {problems}"
