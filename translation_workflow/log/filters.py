"""What somebody asks of the log: which edition, whom, what about, when, which words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from translation_workflow.audit.models import Entry, Topic
from translation_workflow.editions.models import Edition

from .reach import entries_of

EARLIEST, LATEST = date(2000, 1, 1), date(2999, 12, 31)


class Filters(forms.Form):
    """Every field may stay empty; what is wrong is told at its field, and nothing is shown then."""

    edition = forms.ChoiceField(label=_("Edition"), required=False)
    topic = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("Everything")), *Topic.choices]
    )
    person = forms.CharField(label=_("Who"), required=False, max_length=150)
    since = forms.DateField(
        label=_("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    text = forms.CharField(label=_("Words"), required=False, max_length=200)

    def __init__(self, *args: Any, editions: Sequence[Edition], **options: Any) -> None:
        super().__init__(*args, **options)
        self.editions = {str(edition.pk): edition for edition in editions}
        choices = [("", _("All of mine")), *((pk, str(one)) for pk, one in self.editions.items())]
        field = self.fields["edition"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_since(self) -> date | None:
        return _known(self.cleaned_data["since"])

    def clean_until(self) -> date | None:
        return _known(self.cleaned_data["until"])

    def narrow(self, rows: QuerySet[Entry]) -> QuerySet[Entry]:
        """Return the rows that are asked for; only of a form that is valid."""
        asked = self.cleaned_data
        if asked["edition"]:
            rows = rows & entries_of([self.editions[asked["edition"]]])
        if asked["topic"]:
            rows = rows.filter(topic=asked["topic"])
        if asked["person"]:
            rows = rows.filter(user_name__icontains=asked["person"])
        if asked["since"]:
            rows = rows.filter(at__gte=_midnight(asked["since"]))
        if asked["until"]:
            rows = rows.filter(at__lt=_midnight(asked["until"] + timedelta(days=1)))
        if asked["text"]:
            said = asked["text"]
            rows = rows.filter(Q(before__icontains=said) | Q(after__icontains=said))
        return rows


def _known(day: date | None) -> date | None:
    if day is not None and not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(_("No entry is from that day. Choose one from 2000 to 2999."))
    return day


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
