"""What is sent to the admin and no view of Wagtail's can read is answered with a sentence."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.datastructures import MultiValueDictKeyError

from .middleware import AdminMiddleware, is_by_program

logger = logging.getLogger(__name__)

UNREADABLE = (OverflowError, RecursionError, UnicodeError, MultiValueDictKeyError, DataError)
"""What views raise at numbers that no row has, texts that are none, and half a form."""


class UnreadableMiddleware(AdminMiddleware):
    """Answer 400 where a view fell over what was sent; the log has where and why."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the answer; None for what went wrong otherwise, or elsewhere."""
        if not (isinstance(exception, UNREADABLE) and request.path_info.startswith(self._admin)):
            return None
        logger.error("What was sent to %s could not be read.", request.path_info, exc_info=exception)
        if is_by_program(request):
            return HttpResponseBadRequest()
        return render(request, "guard/unreadable.html", status=HTTPStatus.BAD_REQUEST)
