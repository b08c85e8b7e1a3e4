"""Who is behind a programme and how to reach them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from .snippets import CountryField, PlainSnippet, TranslatedSnippet
from .validity import Validity


class Organisation(TranslatedSnippet):
    translated = ("localised_name",)
    synchronised = ("name", "url", "country")

    name = models.CharField(_("name"), max_length=200)
    localised_name = models.CharField(_("name in the edition's language"), max_length=200, blank=True)
    url = models.URLField(_("website"), blank=True)
    country = CountryField(_("country"))

    panels = [FieldPanel(f) for f in ("programme", "name", "localised_name", "url", "country")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.localised_name or self.name


class Partnership(PlainSnippet):
    """An organisation's part in a programme."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        PARTNER = "partner", _("partner")
        SUPPORTER = "supporter", _("supporter")

    synchronised = ("organisation", "role", "order")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=15, choices=Role, default=Role.PARTNER)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [FieldPanel(f) for f in ("programme", "organisation", "role", "order")]
    search_fields = [index.FilterField("role")]

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["programme", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation"], name="an_organisation_is_a_partner_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class ContactPoint(Validity, TranslatedSnippet):
    """A way to write to somebody; the address is stored plain.

    One in an edition's language whose key no row of the master has is the edition's own.
    """

    translated = ("label",)
    synchronised = ("email", "url", "obfuscate", "valid_from", "valid_to", "review_by")

    label = models.CharField(_("what it is for"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    url = models.URLField(_("web address"), blank=True)
    obfuscate = models.BooleanField(
        _("hide from harvesters"),
        default=True,
        help_text=_("Asks frontends to write the e-mail address so that programs do not collect it."),
    )

    panels = [
        FieldPanel(f)
        for f in ("programme", "label", "email", "url", "obfuscate", "valid_from", "valid_to", "review_by")
    ]
    search_fields = [index.SearchField("label"), index.AutocompleteField("label")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ["label"]
        constraints = Validity.Meta.constraints

    def __str__(self) -> str:
        return self.label


class SocialAccount(TranslatedSnippet):
    """An account elsewhere, or another way to follow, with its call to action."""

    translated = ("call_to_action",)
    synchronised = ("network", "handle", "url")

    network = models.CharField(_("network"), max_length=50)
    handle = models.CharField(_("name there"), max_length=100, blank=True)
    url = models.URLField(_("address"), blank=True)
    call_to_action = models.CharField(_("call to action"), max_length=150, blank=True)

    panels = [FieldPanel(f) for f in ("programme", "network", "handle", "url", "call_to_action")]
    search_fields = [index.SearchField("network"), index.AutocompleteField("network")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("social account")
        verbose_name_plural = _("social accounts")
        ordering = ["network"]

    def __str__(self) -> str:
        return f"{self.network} {self.handle}".strip()
