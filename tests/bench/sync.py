"""A change of the master until twelve editions have followed, against the engine's own way of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db import connection
from django.test import override_settings
from wagtail.models import Revision
from wagtail.search.models import IndexEntry

from cms.delivery.models import Document
from pages.models import ModulePage

from . import edits, engine, ours, snapshots, world
from .differences import CarriedWords, FewerRevisions, NamedDifference
from .measuring import BOTH, Values, measure
from .pairs import Comparison, number_of_pairs, spent_from
from .translating import translated

PAIRS = 5
MODULE = 3
"""Which of the modules changes."""
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@measure(
    "sync_sentence",
    databases=BOTH,
    sync_sentence_cpu_ratio="times",
    sync_sentence_queries="queries",
    sync_sentence_with_masters_document_queries="queries",
    ours_s="s of CPU",
    engine_s="s of CPU",
    engine_queries="queries",
    cpu_ratio_without_queue="times",
)
def sentence() -> Values:
    """One sentence changed: no page is rewritten, because all twelve keep the words that were live."""
    world.go_to(world.PUBLISHED)
    change = _edit(edits.change_sentence)
    stayed = {
        edition.locale.language_code: (translated(change.before, edition.code), change.after)
        for edition in world.present().editions
    }
    two = _comparison(but_for=[CarriedWords(stayed), FewerRevisions()])
    _check_followed(two, rewritten=0, shown=[words for words, _ in stayed.values()])
    measured = two.measure(number_of_pairs(PAIRS))
    ours_queries, engine_queries = two.queries()
    with override_settings(TASKS=AT_ONCE):
        without_queue = spent_from(two.start, two.engine)
    return {
        "sync_sentence_cpu_ratio": measured.ratio,
        "sync_sentence_queries": ours_queries,
        "sync_sentence_with_masters_document_queries": two.queries_of(ours.follow_with_masters_document),
        "ours_s": measured.ours_s,
        "engine_s": measured.engine_s,
        "engine_queries": engine_queries,
        "cpu_ratio_without_queue": without_queue / measured.ours_s,
    }


@measure("sync_added", databases=BOTH, sync_added_cpu_ratio="times", ours_s="s of CPU", engine_s="s of CPU")
def added() -> Values:
    """One sentence added: twelve pages are rewritten, with all their sections in the search index."""
    world.go_to(world.PUBLISHED)
    _edit(edits.add_sentence)
    two = _comparison()
    _check_followed(two, rewritten=len(world.CODES), shown=[edits.ADDED])
    _check_searched()
    measured = two.measure(number_of_pairs(PAIRS))
    return {
        "sync_added_cpu_ratio": measured.ratio,
        "ours_s": measured.ours_s,
        "engine_s": measured.engine_s,
    }


@measure(
    "sync_structure",
    databases=BOTH,
    sync_structure_cpu_ratio="times",
    sync_structure_queries="queries",
    ours_s="s of CPU",
    engine_s="s of CPU",
    engine_queries="queries",
)
def structure() -> Values:
    """One block inserted near the top, one moved, one deleted."""
    world.go_to(world.PUBLISHED)
    _edit(edits.change_structure)
    two = _comparison()
    _check_followed(two, rewritten=len(world.CODES), shown=[edits.ADDED])
    measured = two.measure(number_of_pairs(PAIRS))
    ours_queries, engine_queries = two.queries()
    return {
        "sync_structure_cpu_ratio": measured.ratio,
        "sync_structure_queries": ours_queries,
        "ours_s": measured.ours_s,
        "engine_s": measured.engine_s,
        "engine_queries": engine_queries,
    }


EDITED = "edited"


def _edit(edit: Callable[[Any], Any]) -> Any:
    """Let the author publish a change of the module, and keep that state."""
    returned = edits.publish(world.present().modules[MODULE], edit)
    snapshots.keep(EDITED)
    return returned


def _comparison(*, but_for: Sequence[NamedDifference] = ()) -> Comparison:
    module = world.present().modules[MODULE]
    return Comparison(EDITED, ours.follow, partial(engine.follow, module), [module.translation_key], but_for)


def _check_followed(two: Comparison, *, rewritten: int, shown: Sequence[str]) -> None:
    """Refuse to measure a way of ours that leaves pages or documents as they were, or writes for nothing."""
    snapshots.go_to(two.start)
    pages = ModulePage.objects.filter(translation_key__in=two.keys).values_list("pk", flat=True)
    revisions = Revision.objects.filter(object_id__in=[str(pk) for pk in pages])
    before = revisions.count()
    two.ours()
    written = revisions.count() - before
    assert written == rewritten, f"{written} pages were rewritten, {rewritten} were to be."
    documents = Document.objects.filter(key__in=two.keys, edition__in=world.present().editions)
    bodies = [bytes(document.content.body).decode() for document in documents.select_related("content")]
    served = sum(any(words in body for words in shown) for body in bodies)
    assert served == len(world.CODES), f"{served} documents show what they should."


def _check_searched() -> None:
    """Refuse to measure an index that does not hold the words of sections."""
    entries = IndexEntry.objects.filter(content_type__model=ModulePage._meta.model_name)
    text = "body_text" if connection.vendor == "postgresql" else "body"
    found = entries.filter(**{f"{text}__contains": edits.ADDED}).count()
    assert found == 1 + len(world.CODES), f"{found} pages are found by the sentence that was added."
