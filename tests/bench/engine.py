"""The engine's side of each comparison: what wagtail-localize's own screens call.

Our receivers stand back meanwhile, so that it does not pay for what we note. What it leaves to background
tasks (Wagtail's two indexes) is done before its time ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wagtail_localize.models import Translation, TranslationSource

from translation_workflow.editions.models import Edition
from translation_workflow.jobs.work import run_tasks
from translation_workflow.review.publishing import own_publishing
from translation_workflow.review.screens.seam import stock_save_target, stock_update_from_db


@own_publishing()
def follow(module: Any) -> None:
    """Refresh one master page's source and publish every translation of it."""
    source = TranslationSource.objects.get_for_instance(module)
    stock_update_from_db(source)
    for translation in Translation.objects.filter(source=source):
        stock_save_target(translation, publish=True)
    run_tasks()


@own_publishing()
def publish_all(modules: Iterable[Any], editions: Iterable[Edition]) -> None:
    """Publish the modules in the editions."""
    keys = [module.translation_key for module in modules]
    locales = [edition.locale_id for edition in editions]
    for translation in Translation.objects.filter(source__object__in=keys, target_locale__in=locales):
        stock_save_target(translation, publish=True)
    run_tasks()


@own_publishing()
def submit_all(modules: Iterable[Any], editions: Sequence[Edition]) -> None:
    """Open a translation of each module in each edition, with a draft page, as its submission screen does."""
    for module in modules:
        source, _ = TranslationSource.get_or_create_from_instance(module)
        for edition in editions:
            translation = Translation.objects.create(source=source, target_locale=edition.locale)
            stock_save_target(translation, publish=False)
    run_tasks()


def refresh(source: TranslationSource) -> None:
    """Read one master page anew."""
    stock_update_from_db(source)
