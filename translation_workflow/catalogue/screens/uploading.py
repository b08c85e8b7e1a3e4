"""Sending catalogues: refused at once where they cannot be read, else kept until somebody confirms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from translation_workflow.catalogue.archive import LARGEST_UPLOAD
from translation_workflow.catalogue.errors import CatalogueFault
from translation_workflow.catalogue.po import LARGEST_FILE
from translation_workflow.catalogue.waiting import hold, rehearse
from translation_workflow.editions.access import ForEdition

from .access import Screen
from .report import rehearsed

_MEBIBYTE = 1024 * 1024
# What a browser writes around a file.
_AROUND = 64 * 1024


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Catalogue"),
        help_text=_(
            "One file (.po) as you translated it, or a zip with as many of them as you like. "
            "You see what would change before anything does."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".po,.zip"}),
    )


# The token is looked for inside, after the size: to look for it is to read the whole body.
@method_decorator(csrf_exempt, name="dispatch")
class UploadView(ForEdition, Screen):
    """Take one upload for an edition, and lead to what it would do."""

    template_name = "catalogues/upload.html"
    http_method_names = ["get", "post"]

    def get_page_title(self) -> str:
        return gettext("Upload catalogues for %(edition)s") % {"edition": self.edition}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._form(UploadForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LARGEST_UPLOAD + _AROUND:
            return self._too_large(LARGEST_UPLOAD)
        try:
            return self._taken(request)
        except RequestDataTooBig:
            return self._too_large(LARGEST_UPLOAD)

    @method_decorator(csrf_protect)
    def _taken(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._form(form, status=422)
        file = form.cleaned_data["file"]
        most = LARGEST_FILE if file.name.lower().endswith(".po") else LARGEST_UPLOAD
        if (file.size or 0) > most:
            return self._too_large(most)
        return self._rehearsed(file.name, file.read())

    def _rehearsed(self, name: str, content: bytes) -> HttpResponse:
        user = self.request.user
        try:
            report = rehearse(self.edition, name, content=content, user=user)
        except CatalogueFault as fault:
            return self._form(UploadForm(), fault=fault, what=fault.told.through(gettext), status=422)
        if report.is_nothing_new:
            home = reverse("catalogues:home")
            return self._answer(report=rehearsed(report.files, upload=name), name=name, home_url=home)
        batch = hold(self.edition, name, content=content, user=user)
        return redirect("catalogues:import", pk=batch.pk)

    def _too_large(self, most: int) -> HttpResponse:
        sentence = gettext(
            "This file is larger than %(size)d MiB, and was not read. Send fewer catalogues at a time."
        ) % {"size": most // _MEBIBYTE}
        return self._form(UploadForm(), sentence=sentence, status=413)

    def _form(self, form: UploadForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return self._answer(
            form=form, largest=LARGEST_UPLOAD, largest_file=LARGEST_FILE, status=status, **more
        )

    def _answer(self, *, status: int = 200, **more: Any) -> HttpResponse:
        context = self.get_context_data(edition=self.edition, **more)
        answer: HttpResponse = self.render_to_response(context, status=status)
        return answer
