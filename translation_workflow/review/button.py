"""The publish button of the engine's editor, with our answer: what went live, or what is missing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail_localize.models import Translation

from pages.progress import unwatched

from .publish import publish_edition
from .seam import edition_to


def publish_from_editor(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Answer the button on a translated page or snippet; None for everything else."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = Translation.objects.filter(
        source__object=instance.translation_key, target_locale=instance.locale_id, enabled=True
    ).first()
    edition = edition_to(translation) if translation else None
    if edition is None:
        return None
    if not _may_publish(request.user, instance):
        raise PermissionDenied
    outcome = publish_edition(edition, keys={instance.translation_key}, progress=unwatched, user=request.user)
    for sentence in outcome.refused:
        messages.error(request, sentence)
    if outcome.published:
        messages.success(request, _("Published “%(title)s” in %(edition)s.") % _named(instance, edition))
    elif not outcome.refused:
        messages.info(request, _("“%(title)s” in %(edition)s was up to date.") % _named(instance, edition))
    return redirect(request.path)


def _named(instance: Any, edition: Any) -> dict[str, str]:
    instance.refresh_from_db()
    return {"title": str(instance), "edition": str(edition)}


def _may_publish(user: Any, instance: Any) -> bool:
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    return bool(ModelPermissionPolicy(type(instance)).user_has_permission(user, "change"))
