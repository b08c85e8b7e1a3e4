"""What somebody fills in about a fact. Programme, language and country are the edition's, and not asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from translation_workflow.facts.kinds import DAYS, Kind

_LABELS: Any = {"url": _("Web address")}
_HELP: Any = {
    "valid_from": _("The first day on which it holds. Empty: it always did."),
    "valid_to": _("The last day on which it holds. Empty: nobody knows an end."),
    "review_by": _(
        "The day by which somebody looks whether it still holds. After it, it is reported as overdue."
    ),
}


def day() -> forms.DateInput:
    """The browser's own field for a day."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AddressField(forms.URLField):
    """A web address; one without its beginning is read as https."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


def form_for(kind: Kind, fact: Any, *, sent: Any = None) -> forms.ModelForm[Any]:
    """Return the form about a fact, filled with what was sent."""
    widgets: dict[str, Any] = {name: day() for name in DAYS}
    widgets["description"] = forms.Textarea(attrs={"rows": 3})
    asked = {name: widget for name, widget in widgets.items() if name in kind.fields}
    made = forms.modelform_factory(
        kind.model,
        fields=kind.fields,
        widgets=asked,
        labels=_LABELS,
        help_texts=_HELP,
        field_classes={"url": AddressField},
    )
    form: forms.ModelForm[Any] = made(sent, instance=fact)
    return form
