"""What somebody fills in under a block: the content with Wagtail's editor for it, a place, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.blocks import Block
from wagtail.blocks.base import BlockField, BlockWidget
from wagtail.models import Page

from translation_workflow.adaptation.check import stranger_in_value
from translation_workflow.adaptation.models import Reason

from .places import Choices

_UNREADABLE = object()


class _ContentWidget(BlockWidget):
    """The block's own editor. What no editor sends is unreadable, and no fault of the machine."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            return super().value_from_datadict(data, files, name)
        except (AttributeError, LookupError, TypeError, ValueError):
            return _UNREADABLE


class _ContentField(BlockField):
    """The block's own field, which also refuses what its editor never sends instead of taking it out."""

    def clean(self, value: Any) -> Any:
        if value is _UNREADABLE:
            raise ValidationError(_("What was sent cannot be read. Write it again."))
        if mark := stranger_in_value(self.block, self.block.get_prep_value(value)):
            raise ValidationError(_("“%(mark)s” may not stand in a text. Take it out.") % {"mark": mark})
        return super().clean(value)


class WhyForm(forms.Form):
    """Why the country wants it otherwise; those who look at it later are glad to know."""

    reason = forms.ChoiceField(label=_("Reason"), choices=Reason.choices, initial=Reason.OTHER)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For your colleagues: readers never see it."),
    )

    field_order = ["content", "settles", "place", "reason", "note"]


class ContentForm(WhyForm):
    """The editor of one block. `settles` is asked only where the master changed since."""

    settles = forms.BooleanField(
        label=_("These words answer what the master says now"), required=False, initial=True
    )

    def __init__(self, *args: Any, block: Block, in_conflict: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["content"] = _ContentField(block, label=block.label, widget=_ContentWidget(block))
        if not in_conflict:
            del self.fields["settles"]

    @property
    def editor(self) -> SafeString:
        """The block's editor, with what somebody typed and what is wrong with it."""
        bound = self["content"]
        value = bound.value()
        if value is _UNREADABLE:
            value = bound.initial
        errors = self.errors.get("content") if self.is_bound else None
        drawn: SafeString = bound.field.widget.render_with_errors(
            "content", value, errors=errors or ErrorList()
        )
        return drawn

    def raw(self) -> Any:
        """Return the content as a stream holds it."""
        block: Block = self.fields["content"].block  # type: ignore[attr-defined]
        return block.get_prep_value(self.cleaned_data["content"])


class LinkForm(WhyForm):
    """Where a link leads: a page of the programme, or an address elsewhere."""

    page = forms.ModelChoiceField(
        Page.objects.all(), label=_("A page"), required=False, widget=AdminPageChooser()
    )
    address = forms.CharField(
        label=_("Or an address elsewhere"),
        required=False,
        max_length=2000,
        help_text=_("It begins with https://, http:// or mailto:."),
    )

    field_order = ["page", "address", "reason", "note"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("page")) is bool(data.get("address")):
            raise ValidationError(_("Choose a page, or write an address: one of the two."))
        return data

    @property
    def to(self) -> str:
        """The address, as `adaptation.links` writes it."""
        page = self.cleaned_data["page"]
        return f"page:{page.pk}" if page else self.cleaned_data["address"].strip()


class PlaceForm(WhyForm):
    place = forms.ChoiceField(label=_("New place"))

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.order_fields(self.field_order)
