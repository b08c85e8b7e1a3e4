"""From the master to an edition's readers: the starter programme into Swedish."""

from __future__ import annotations

from .measuring import Values, cpu, measure, queries
from .prepared import STEPS, go_to_published, run


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
    values = go_to_published()

    def again() -> None:
        for words in STEPS.values():
            run(*words)

    return values | {"again_s": cpu(again), "again_queries": queries(again)}
