"""A link's draft in our own reader: `/preview/<token>/`."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.reader.front import frame
from cms.reader.preview.drawing import draw_document, line_of, private
from cms.reader.responses import page

from .errors import NoSuchLink
from .links import find_link


@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    """Draw the draft of a link for whoever has it; who they are changes nothing."""
    try:
        link = find_link(token)
    except NoSuchLink as refusal:
        told = {**frame("en", "There is no such preview"), "explanation": str(refusal)}
        response = page("reader/missing.html", told, language="en", status=404)
        # Django would write the address down.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return private(response)
    line = line_of(
        _("A draft of %(edition)s as readers would get it. Nothing of it is live by this.")
        % {"edition": link.edition},
        _("This address works until %(when)s (UTC).") % {"when": date_format(link.expires_at, "Y-m-d H:i")},
    )
    return private(draw_document(json.loads(bytes(link.body)), link.edition, line))
