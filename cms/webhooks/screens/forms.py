"""What somebody fills in about an endpoint."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.webhooks.models import Endpoint
from cms.webhooks.policy import programmes_for
from cms.webhooks.reach import LONGEST, Unreachable, check_url
from pages.models import Programme
from translation_workflow.editions.models import Edition
from translation_workflow.editions.policy import editions_coordinated_by

# Each publication writes a row for every one of them.
MOST = 20


class EndpointForm(forms.ModelForm[Endpoint]):
    """Where messages go. The address is judged now, and again whenever something is sent."""

    url = forms.CharField(
        label=_("Address"),
        max_length=LONGEST,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "For example https://www.example.org/hooks/editions. Nothing is sent to another address."
        ),
    )

    class Meta:
        model = Endpoint
        fields = ["url", "note"]
        labels = {"note": _("What it is for")}
        help_texts = {"note": _("For those who come after you: whose it is, and what it does.")}

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            check_url(url, private=settings.WEBHOOKS_PRIVATE)
        except Unreachable as refusal:
            raise ValidationError(str(refusal)) from None
        return url


class NewEndpointForm(EndpointForm):
    """The same, and of which edition it is told: one of the user's, or a programme's all."""

    field_order = ["about", "url", "note"]
    about = forms.ChoiceField(label=_("Of what it is told"))

    def __init__(self, user: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.places: dict[str, tuple[Programme, Edition | None]] = {
            f"edition-{edition.pk}": (edition.programme, edition) for edition in editions_coordinated_by(user)
        }
        self.places |= {f"programme-{one.pk}": (one, None) for one in programmes_for(user)}
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            (name, _told(programme, edition)) for name, (programme, edition) in self.places.items()
        ]

    def clean(self) -> None:
        """Refuse one too many, and give the endpoint its place."""
        super().clean()
        if "about" not in self.cleaned_data:
            return
        programme, edition = self.places[self.cleaned_data["about"]]
        self.instance.programme, self.instance.edition = programme, edition
        if Endpoint.objects.filter(programme=programme, edition=edition).count() >= MOST:
            self.add_error(
                "about",
                gettext("It has %(most)d endpoints already, and more are not told. Delete one.")
                % {"most": MOST},
            )


def _told(programme: Programme, edition: Edition | None) -> str:
    if edition is None:
        return gettext("%(programme)s: all editions") % {"programme": programme.name}
    return f"{programme.name}: {edition.native_name} ({edition})"
