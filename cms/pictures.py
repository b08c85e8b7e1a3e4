"""Renditions of pictures as files. Originals are nobody's to fetch, and restricted pictures only editors'."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve
from wagtail.images import get_image_model

from cms.delivery.documents.files import restricted_collections

FOLDER = "images"


def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve the rendition at a path below `/media/images/`. Raises Http404 for what the reader may not see.

    Nobody is asked who they are while there is no restriction.
    """
    if "\0" in path:
        raise Http404
    if _is_restricted(path) and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT / FOLDER))
    except SuspiciousFileOperation:
        raise Http404 from None


def _is_restricted(path: str) -> bool:
    hidden = restricted_collections()
    if hidden is None:
        return False
    renditions = get_image_model().get_rendition_model().objects.filter(file=f"{FOLDER}/{path}")
    return bool(renditions.filter(image__collection__in=hidden).exists())
