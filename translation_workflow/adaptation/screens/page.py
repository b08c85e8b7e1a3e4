"""The screen on which a page is adapted: the page to read, and a form under a block where one is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from translation_workflow.adaptation.apply import ids_in
from translation_workflow.adaptation.edit import is_first, layer_of
from translation_workflow.adaptation.errors import AdaptationRefused
from translation_workflow.adaptation.leaving import live_below
from translation_workflow.adaptation.models import Layer
from translation_workflow.adaptation.published import adaptation_in
from translation_workflow.sent import row_in

from .access import ForPage, Screen
from .gone import pointing_at_gone, sentences_for
from .opening import Opened, opened, save
from .orphans import apart_from
from .panels import LINK, panels_for, preview_url
from .reading import Reader, has_place
from .references import Names
from .refusal import in_words
from .rescue import typed_in
from .telling import named, told


class PageView(ForPage, Screen, TemplateView):
    """GET shows; `open`, `at`, `side` and `kind` name a form. POST sends the form that they name."""

    template_name = "adaptations/page.html"
    rescued: Sequence[str] | None = None

    def get_page_title(self) -> str:
        title = gettext("What is kept of “%(title)s” in %(edition)s")
        return (title if self.kept else gettext("Adapt “%(title)s” in %(edition)s")) % {
            "title": self.situation.page or self.master,
            "edition": self.edition,
        }

    def way(self) -> list[tuple[str, Any]]:
        return [(reverse("adaptations:edition", args=[self.edition.pk]), str(self.edition))]

    @cached_property
    def opened(self) -> Opened | None:
        if self.kept:
            return None
        sent = self.request.POST if self.request.method == "POST" else None
        return opened(self.situation, self.request.GET, sent)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        one = self.opened
        if self.kept:
            messages.error(request, in_words(self.refusal, self.situation))
        if one is None or one.form is None:
            self.rescued = typed_in(request.POST)
            return self.get(request, *args, **kwargs)
        if not one.form.is_valid():
            one.refused = gettext("Nothing was changed yet: see what is missing below.")
            return self.get(request, *args, **kwargs)
        try:
            layer = layer_of(self.edition, self.key)
            at = save(one, self.situation, layer, version=version_in(request), user=request.user)
        except AdaptationRefused as refusal:
            one.refused = in_words(str(refusal), self.situation)
            return self.get(request, *args, **kwargs)
        return redirect(done_url(self.page_url, at, layer))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        situation, one = self.situation, self.opened
        reader = Reader(situation)
        rows = reader.sections()
        shown = list(situation.shown.streams)
        page = situation.page
        preview = "" if self.kept else preview_url(self.edition, self.key)
        panels = panels_for(self.request, preview, form=one.query if one and one.form else "")
        return context | {
            "preview_url": preview,
            "link_url": preview_url(self.edition, self.key, name=LINK) if page and not self.kept else "",
            "side_panels": panels,
            "edition": self.edition,
            "situation": situation,
            "kept": self.kept,
            "is_first": is_first(self.edition, self.key),
            "below": live_below([page])[page.pk] if page and not self.kept else 0,
            "rows": [row for row in rows if row.key in shown],
            "opened": one,
            "rescued": self.rescued,
            "is_apart": one is not None and not has_place(rows, one.key),
            "media": one.form.media if one and one.form else "",
            "version": self.layer.version,
            "conflicts": [
                (block, named(found[0].decision, situation, names=reader.names))
                for block, found in situation.conflicts.items()
            ],
            "apart": apart_from(situation, reader.names),
            "gone": pointing_at_gone(situation, reader.names),
            "notice": self.notice(reader.names),
            "layer": self.layer,
            "page_url": self.page_url,
            "history_url": reverse("adaptations:history", args=[self.edition.pk, self.key]),
            "may_publish": bool(
                page and not self.kept and page.permissions_for_user(self.request.user).can_publish()
            ),
            "master_language": reader.master_language,
        }

    def notice(self, names: Names) -> dict[str, Any] | None:
        """Return what the user's own last change did, and how it is undone; None where another came since."""
        done, latest = self.request.GET.get("done"), self.layer.latest_revision
        is_it = self.request.GET.get("version") == str(self.layer.version)
        if self.kept or done is None or not is_it or latest is None or latest.user_id != self.request.user.pk:
            return None
        before = self.layer.revisions.order_by("-created_at", "-pk")[1:2].first()
        seen = set(ids_in(self.situation.shown.streams))
        known = adaptation_in(before.content).decisions if before else ()
        gone = pointing_at_gone(self.situation, names)
        return {
            "at": done if done in seen else "",
            "sentences": [
                *told(before, latest, self.situation, names=names),
                *sentences_for(gone, known),
            ],
            "before": before.pk if before else 0,
        }


def done_url(page_url: str, at: str, layer: Layer) -> str:
    """Return where to look after a change at a block, "" for the page; it names the change."""
    at = quote(at, safe="", errors="replace")
    return f"{page_url}?done={at}&version={layer.version}#{f'block-{at}' if at else 'notice'}"


def version_in(request: HttpRequest) -> int:
    """Return the version that somebody looked at; one that never was, where they say none."""
    version = row_in(request.POST.get("version", ""))
    return -1 if version is None else version
