"""What the review tells Wagtail: the name of its line in a page's history, and its publish button."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from translation_workflow.adaptation.screens.words import HOOK, Words
from translation_workflow.editions.models import Edition

from .rendering.apply import FOLLOWED
from .screens.button import publish_from_editor, refuse_deletion, refuse_unseen
from .screens.publish_adaptation import PublishAdaptationView
from .screens.structure import refuse_copy, refuse_moves
from .working import working_page


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    # Of the screens that know nothing of publishing, and link to it by its name.
    view = PublishAdaptationView.as_view()
    return [path("adaptations/<int:pk>/<uuid:key>/publish/", view, name="publish_adaptation")]


@hooks.register(HOOK)
def read_working_page(edition: Edition, key: UUID) -> Words:
    found = working_page(edition, key)
    return Words(found.page, found.needs_work) if found else Words()


@hooks.register("register_log_actions")
def register_following(actions: LogActionRegistry) -> None:
    actions.register_action(FOLLOWED, _("Follow the master"), _("Followed the master"))


# Before the engine's own hook, which answers with its editor.
@hooks.register("before_edit_page", order=-1)
@hooks.register("before_edit_snippet", order=-1)
def publish(request: HttpRequest, instance: Any) -> HttpResponse | None:
    return publish_from_editor(request, instance)


@hooks.register("before_delete_page")
def keep_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse_deletion(request, [page]) if request.method == "POST" else None


@hooks.register("before_bulk_action")
def keep_translations(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    pages = [one for one in objects if isinstance(one, Page)]
    if action_type == "move" and pages:
        return refuse_moves(request, pages, action.cleaned_form.cleaned_data["chooser"])
    if action_type == "publish" and pages:
        return refuse_unseen(request, pages)
    return refuse_deletion(request, pages) if action_type == "delete" and pages else None


@hooks.register("before_move_page")
def keep_place(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return refuse_moves(request, [page], destination)


@hooks.register("before_copy_page")
def keep_to_edition(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse_copy(request, page)
