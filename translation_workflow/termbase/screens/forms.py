"""Forms of the termbase: what a person types; whether it may stand is for `edit` to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from translation_workflow.termbase.edit import Wording, version_of_term, wording_of
from translation_workflow.termbase.models import KEY_LENGTH, NOTE_LENGTH, TERM_LENGTH, Form, Status, Term

VERSION = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class TermForm(forms.Form):
    """A term in one language."""

    text = forms.CharField(label=_("Term"), max_length=TERM_LENGTH)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=Status,
        help_text=_("Preferred: the one to use. Admitted: may be used, too. Deprecated: not to be used."),
    )
    form = forms.ChoiceField(
        label=_("Inflected form"),
        choices=Form,
        help_text=_("An inflected form is told where the ordinary word does not find it."),
    )
    is_attested = forms.BooleanField(label=_("Found in published texts"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=NOTE_LENGTH)
    version = VERSION

    @classmethod
    def of(cls, term: Term) -> TermForm:
        """Return the form of a term as it is now."""
        said = wording_of(term)
        return cls(
            initial={
                "text": said.text,
                "status": said.status,
                "form": said.form,
                "is_attested": said.is_attested,
                "note": said.note,
                "version": version_of_term(term),
            }
        )

    def wording(self) -> Wording:
        """Return what was typed; only of a form that is valid."""
        sent: dict[str, Any] = self.cleaned_data
        return Wording(sent["text"], sent["status"], sent["form"], sent["is_attested"], sent["note"])


class ConceptForm(forms.Form):
    """What is said of a concept; `key` only of a new one."""

    key = forms.CharField(
        label=_("Key"),
        max_length=KEY_LENGTH,
        help_text=_("Small Latin letters and digits with hyphens between them, for example “action-plan”."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=NOTE_LENGTH, help_text=_("What it means, in a line.")
    )
    is_free = forms.BooleanField(
        label=_("Each edition chooses its own words"),
        required=False,
        help_text=_("Nobody is then told that a term of it is missing."),
    )
    version = VERSION
