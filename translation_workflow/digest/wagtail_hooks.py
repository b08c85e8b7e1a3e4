"""The choice of a digest's pace, on the account's own screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from translation_workflow.editions.policy import roles_of

from .models import Wish


class WishForm(forms.ModelForm[Wish]):
    class Meta:
        model = Wish
        fields = ["pace"]
        labels = {"pace": _("Digest by mail")}
        help_texts = {
            "pace": _(
                "What is new in your edition and what waits for you, in one mail. When nothing happened, you "
                "get none."
            )
        }


class DigestPanel(BaseSettingsPanel):
    """For those who would get one: people with a role for an edition, or a programme's authors."""

    name = "digest"
    title = _("Digest")
    tab = notifications_tab
    order = 200
    form_class = WishForm

    def is_active(self) -> bool:
        return any(held.edition_id or held.programme_id for held in roles_of(self.user))

    def get_form(self) -> WishForm:
        wish = Wish.objects.filter(user=self.user).first() or Wish(user=self.user)
        sent = self.request.POST if self.request.method == "POST" else None
        return WishForm(sent, instance=wish, prefix=self.name)


@hooks.register("register_account_settings_panel")
def register_panel(request: HttpRequest, user: Any, profile: Any) -> DigestPanel:
    return DigestPanel(request, user, profile)
