"""A change of the master until twelve editions have followed, against the engine's own way of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from statistics import median

from wagtail_localize.models import Translation, TranslationSource

from pages.models import ModulePage
from translation_workflow.jobs.models import Pending
from translation_workflow.jobs.runner import drain

from .measuring import Values, cpu, measure, queries
from .prepared import run, submitted

PAIRS = 5


@measure(
    "follow",
    sentence_ours_s="s of CPU",
    sentence_engine_s="s of CPU",
    sentence_engine_by_ours="times",
    sentence_ours_queries="queries",
    sentence_engine_queries="queries",
    structure_ours_s="s of CPU",
    structure_engine_s="s of CPU",
    structure_engine_by_ours="times",
)
def follow() -> Values:
    """One changed sentence, and one moved step, in a module of 78 pieces, in twelve editions."""
    submitted()
    run("import_po", "--shipped")
    run("publish_edition", "--first")
    drain()
    numbers = count()

    def change_sentence(page: ModulePage) -> None:
        page.recommended_steps[0].value["title"] = f"Make a building register of {next(numbers)} rows"

    def move_step(page: ModulePage) -> None:
        steps = list(page.recommended_steps.raw_data)
        page.recommended_steps = [steps[-1], *steps[:-1]]

    sentence, structure = compared(change_sentence), compared(move_step)
    publish(change_sentence)
    ours = queries(drain)
    publish(change_sentence)
    engine = queries(engines_way)
    return {
        "sentence_ours_s": sentence[0],
        "sentence_engine_s": sentence[1],
        "sentence_engine_by_ours": sentence[1] / sentence[0],
        "sentence_ours_queries": ours,
        "sentence_engine_queries": engine,
        "structure_ours_s": structure[0],
        "structure_engine_s": structure[1],
        "structure_engine_by_ours": structure[1] / structure[0],
    }


def compared(change: Callable[[ModulePage], None]) -> tuple[float, float]:
    """Return the median CPU of our way and of the engine's, over alternating changes."""
    pairs = []
    for _ in range(PAIRS):
        publish(change)
        ours = cpu(drain)
        publish(change)
        pairs.append((ours, cpu(engines_way)))
        Pending.objects.all().delete()
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def publish(change: Callable[[ModulePage], None]) -> None:
    page = ModulePage.objects.get(slug="start-up", locale__language_code="en")
    change(page)
    page.save_revision().publish()


def engines_way() -> None:
    """Refresh the source and publish every translation, as its own screens do."""
    page = ModulePage.objects.get(slug="start-up", locale__language_code="en")
    source = TranslationSource.objects.get_for_instance(page)
    source.update_from_db()
    for translation in Translation.objects.filter(source=source):
        translation.save_target(publish=True)
