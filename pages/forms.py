"""The form of every page in the admin: who knows more of what a page may show judges it, too."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.admin.forms import WagtailAdminPageForm

FORM_HOOK = "judge_page_form"
"""Called with a form that was sent, when its fields were cleaned: adds errors to fields."""


class JudgedPageForm(WagtailAdminPageForm):
    def clean(self) -> Any:
        cleaned = super().clean()
        for judge in hooks.get_hooks(FORM_HOOK):
            judge(self)
        return cleaned
