"""Who has which role: a coordinator gives roles and takes them, and adds people by their mail address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django.views.generic.base import View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from translation_workflow.editions.models import RoleGroup
from translation_workflow.editions.people import PeopleRefused, give_role, take_role
from translation_workflow.editions.policy import may_give_roles

from .labels import role_label
from .letters import invite, tell_of_role


def role_rows() -> Any:
    rows = RoleGroup.objects.select_related("edition__programme__master_locale", "edition__locale", "group")
    # Coordinators first, then programme by programme, the master's authors before the editions.
    return rows.order_by(F("edition__programme").asc(nulls_first=True), "edition__order", "edition", "-role")


class GiveForm(forms.Form):
    """Whom, and which role."""

    mail = forms.EmailField(label=gettext_lazy("Mail address"), max_length=150)
    name = forms.CharField(
        label=gettext_lazy("Name, for a new account"), max_length=200, required=False, strip=True
    )
    role = forms.ModelChoiceField(
        RoleGroup.objects.none(), label=gettext_lazy("Role"), empty_label=gettext_lazy("Choose a role")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.queryset = role_rows()
        role.label_from_instance = role_label


class ForRoles(View):
    """Only those come in who may give roles."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may_give_roles(request.user):
            raise PermissionDenied


class HomeView(ForRoles, WagtailAdminTemplateMixin, TemplateView):
    """All roles with the people who have them."""

    template_name = "guard/people.html"
    page_title = gettext_lazy("People and roles")
    header_icon = "group"
    form: GiveForm | None = None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        members = get_user_model().objects.order_by("last_name", "first_name", "username")
        rows = role_rows().prefetch_related(Prefetch("group__user_set", members))
        return context | {
            "form": self.form or GiveForm(),
            "roles": [(row, role_label(row), list(row.group.user_set.all())) for row in rows],
        }


class GiveView(HomeView):
    """Gives a role; what was wrong stands at the form, with what was typed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = GiveForm(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        sent = self.form.cleaned_data
        try:
            given = give_role(sent["role"], mail=sent["mail"], name=sent["name"], by=request.user)
        except PeopleRefused as refusal:
            self.form.add_error("mail", str(refusal))
            return self.render_to_response(self.get_context_data(), status=422)
        label = role_label(sent["role"])
        told = {"person": given.person.get_full_name() or given.person.email, "role": label}
        messages.success(request, _("%(person)s is %(role)s now.") % told)
        if given.is_new:
            _tell_of_letter(request, given.person, sent["role"])
        else:
            _tell_of_account(request, given.person, sent["role"])
        return redirect("people:home")


def _tell_of_letter(request: HttpRequest, person: Any, row: RoleGroup) -> None:
    if invite(person, row):
        messages.info(
            request,
            _("A mail with a link to choose a password was sent to %(mail)s.") % {"mail": person.email},
        )
    else:
        _tell_of_no_letter(request, person)


def _tell_of_account(request: HttpRequest, person: Any, row: RoleGroup) -> None:
    """Say whose account it was: one that is older or newer than expected may be somebody else's."""
    day = date_format(localtime(person.date_joined), "DATE_FORMAT")
    told = {"login": person.get_username(), "day": day}
    messages.info(request, _("The account is %(login)s, and exists since %(day)s.") % told)
    if not tell_of_role(person, row):
        _tell_of_no_letter(request, person)


def _tell_of_no_letter(request: HttpRequest, person: Any) -> None:
    messages.warning(
        request,
        _(
            "The mail to %(mail)s could not be sent. Tell them to ask for a password with “Forgotten "
            "password?” on the login page."
        )
        % {"mail": person.email},
    )


class TakeView(ForRoles):
    """Takes a role from somebody."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, role: int, person: int) -> HttpResponse:
        row = get_object_or_404(role_rows(), pk=role)
        somebody = get_object_or_404(row.group.user_set, pk=person)
        try:
            take_role(row, person=somebody, by=request.user)
        except PeopleRefused as refusal:
            messages.error(request, str(refusal))
        else:
            told = {"person": somebody.get_full_name() or somebody.email, "role": role_label(row)}
            messages.success(request, _("%(person)s is no longer %(role)s.") % told)
        return redirect(f"{reverse('people:home')}#role-{row.pk}")
