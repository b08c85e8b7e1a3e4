"""What somebody fills in under a block: the content with Wagtail's editor for it, a place, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.error import ExporterException
from wagtail.admin.widgets import AdminPageChooser
from wagtail.blocks import Block
from wagtail.blocks.base import BlockField, BlockWidget
from wagtail.models import Page

from translation_workflow.adaptation.check import stranger_in_value
from translation_workflow.adaptation.emptied import without_strangers
from translation_workflow.adaptation.models import Reason
from translation_workflow.editions.models import Edition

from .places import Choices
from .sent import all_keepable, dropped_in

# What block definitions and the editor's converter raise over what no editor sends.
_UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ExporterException,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class _Refused:
    """Content that is not taken: why, and what of it the editor can show again, None for nothing."""

    why: str
    value: Any = None


class _ContentWidget(BlockWidget):
    """The block's own editor. What no editor sends is refused, and no fault of the machine."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            value = super().value_from_datadict(data, files, name)
        except _UNREADABLE:
            return _Refused(str(_("What was sent cannot be read. Write it again.")))
        dropped = dropped_in(data, name)
        return _Refused(dropped, value if self._is_shown(value) else None) if dropped else value

    def _is_shown(self, value: Any) -> bool:
        """Whether the editor can show content again; it looks for the rows that links lead to."""
        try:
            self.block_def.get_form_state(value)
        except _UNREADABLE:
            return False
        return True


class _ContentField(BlockField):
    """The block's own field, which also refuses what its editor never sends instead of taking it out."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, _Refused):
            raise ValidationError(value.why)
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

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        clean = all_keepable(data) if data else data
        self.lost = clean is not data
        super().__init__(clean, **kwargs)

    def clean(self) -> dict[str, Any] | None:
        if self.lost:
            told = _("Some characters cannot be kept, and were taken out. Look at the text, and save again.")
            raise ValidationError(told)
        return super().clean()


class ContentForm(WhyForm):
    """The editor of one block. `settles` is asked only where the master changed since.

    With an `edition`, what it may not show is not named again to those who sent its number.
    """

    edition: Edition | None = None

    settles = forms.BooleanField(
        label=_("These words answer what the master says now"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, block: Block, in_conflict: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["content"] = _ContentField(block, label=block.label, widget=_ContentWidget(block))
        if not in_conflict:
            del self.fields["settles"]

    @property
    def editor(self) -> SafeString:
        """The block's editor, with what somebody typed and what is wrong with it."""
        bound = self["content"]
        value = bound.value()
        if isinstance(value, _Refused):
            value = bound.initial if value.value is None else value.value
        if self.is_bound and self.edition:
            block: Block = bound.field.block  # type: ignore[attr-defined]
            value = without_strangers(block, value, self.edition, before=bound.initial)
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

    def __init__(self, data: Any = None, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        # Nobody moves a block by pressing a button too early.
        self.fields["place"].choices = [("", _("Choose a place")), *places]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)
