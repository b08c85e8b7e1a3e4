"""From the master to an edition's readers: the starter programme into Swedish."""

from __future__ import annotations

from functools import partial

import polib
from django.conf import settings
from wagtail_localize.models import Translation

from .measuring import Values, cpu, measure, queries
from .prepared import EDITION, PROGRAMME, run, submitted, undone


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


@measure(
    "import_po",
    entries="entries",
    ours_s="s of CPU",
    engine_s="s of CPU",
    engine_by_ours="times",
    ours_queries="queries",
    engine_queries="queries",
)
def import_po() -> Values:
    """The same Swedish words through our import and through wagtail-localize's own."""
    submitted()
    words = shipped_words()
    catalogues = [(translation, filled(translation, words)) for translation in translations()]

    def ours() -> None:
        undone(partial(run, "import_po", "--shipped"))

    def engine() -> None:
        undone(lambda: [translation.import_po(po) for translation, po in catalogues])

    # Counting queries first also warms both up: what only the first call pays is not compared.
    ours_queries, engine_queries = queries(ours), queries(engine)
    ours_s, engine_s = cpu(ours, times=5), cpu(engine, times=5)
    return {
        "entries": sum(len(po.translated_entries()) for _, po in catalogues),
        "ours_s": ours_s,
        "engine_s": engine_s,
        "engine_by_ours": engine_s / ours_s,
        "ours_queries": ours_queries,
        "engine_queries": engine_queries,
    }


def shipped_words() -> dict[str, str]:
    """Return source text -> Swedish of the catalogues that come with the project."""
    folder = settings.SHIPPED_CATALOGUES / "sv" / "content" / PROGRAMME
    return {
        entry.msgid: entry.msgstr
        for path in sorted(folder.glob("*.po"))
        for entry in polib.pofile(str(path)).translated_entries()
    }


def translations() -> list[Translation]:
    return list(Translation.objects.filter(target_locale__language_code="sv").order_by("pk"))


def filled(translation: Translation, words: dict[str, str]) -> polib.POFile:
    """Return the engine's own export of one object, with the words that we have for it."""
    po = translation.export_po()
    for entry in po:
        entry.msgstr = words.get(entry.msgid, "")
    return po
