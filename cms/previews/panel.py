"""What the preview panel of Wagtail's page editor shows: the page as it is being typed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from cms.reader.preview.drawing import draw_document, draw_nothing, line_of, private
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import edition_of

from .addresses import address_of, frontend_of, frontend_origin
from .drafts import Draft, as_contract, draft_of
from .errors import NothingToPreview
from .links import make_panel_link
from .subject import Subject, may_preview, subject_of


def draw(page: Any, request: HttpRequest) -> HttpResponse:
    """Return a page as it stands in its fields, for whoever works on it. Raises Http404 for all others.

    In the edition's own frontend where it has one, else in our reader.
    """
    edition = edition_of(page)
    subject = _subject(page, edition) if edition else None
    # Who comes here has passed Wagtail's own question; another way in may have asked none.
    if edition and subject and not (_is_new(page) or may_preview(request.user, subject)):
        raise Http404
    with translation.override(_language_of(request.user)):
        if edition is None or subject is None:
            told = _("The page stands in no edition, so that it has no readers.")
            return private(draw_nothing(edition, line_of(), title=page.title, explanation=told))
        try:
            draft = draft_of(subject, typed=page)
        except NothingToPreview as refusal:
            return private(draw_nothing(edition, line_of(), title=page.title, explanation=str(refusal)))
        if frontend_of(edition) and not _is_new(page):
            return _framed(draft, request)
        told = _("The page as readers of %(edition)s would get it. Nothing of it is live by this.")
        return private(draw_document(as_contract(draft), edition, line_of(told % {"edition": edition})))


def _is_new(page: Any) -> bool:
    return page.pk is None


def _subject(page: Any, edition: Edition) -> Subject | None:
    """Return what is previewed; a page that nobody saved yet is its own."""
    if _is_new(page):
        return Subject(edition, page)
    return subject_of(edition, page.translation_key)


def _framed(draft: Draft, request: HttpRequest) -> HttpResponse:
    """Return a page of ours that holds the frontend: Wagtail looks into what stands in its panel."""
    edition = draft.subject.edition
    made = make_panel_link(draft, user=request.user)
    told = {"address": address_of(made.token, draft), "title": draft.document.title, "edition": edition}
    response = private(HttpResponse(render_to_string("previews/frame.html", told)))
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'self'; frame-src {frontend_origin(edition)}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    return response


def _language_of(user: Any) -> str:
    profile = getattr(user, "wagtail_userprofile", None)
    return str(profile.get_preferred_language()) if profile else str(translation.get_language() or "en")
