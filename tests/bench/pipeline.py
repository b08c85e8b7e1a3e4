"""From the master to an edition's readers: the starter programme into Swedish."""

from __future__ import annotations

from functools import partial

from .measuring import Values, cpu, measure, queries
from .prepared import EDITION, run


@measure(
    "pipeline",
    load_s="s of CPU",
    submit_s="s of CPU",
    import_s="s of CPU",
    publish_s="s of CPU",
    again_s="s of CPU",
    again_queries="queries",
)
def pipeline() -> Values:
    """Each step once, and all of them again with nothing to do, as a second start has it."""
    steps = {
        "load_s": ["load_starter"],
        "submit_s": ["submit_master", "--all"],
        "import_s": ["import_po", "--shipped"],
        "publish_s": ["publish_edition", EDITION],
    }
    values: dict[str, float] = {name: cpu(partial(run, *words)) for name, words in steps.items()}

    def again() -> None:
        for words in steps.values():
            run(*words)

    return values | {"again_s": cpu(again), "again_queries": queries(again)}
