"""Tools, laws, money and figures that pages refer to; many carry a day of review."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale
from wagtail.search import index

from .snippets import CountryField, PlainSnippet, TranslatedSnippet
from .validity import Validity


class Tool(TranslatedSnippet):
    translated = ("description",)
    synchronised = ("name", "url", "country")

    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("address"), blank=True)
    description = models.TextField(_("what it does"), max_length=600)
    country = CountryField(_("country"))

    panels = [FieldPanel(f) for f in ("programme", "name", "url", "description", "country")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("tool")
        verbose_name_plural = _("tools")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Statistic(TranslatedSnippet):
    """A figure with the day it was true and where it was read."""

    class Qualifier(models.TextChoices):
        EXACT = "", _("exactly")
        ABOUT = "about", _("about")
        OVER = "over", _("over")

    translated = ("label", "unit", "source")
    synchronised = ("value", "qualifier", "as_of", "review_by")

    label = models.CharField(_("what is counted"), max_length=200)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=50, blank=True)
    qualifier = models.CharField(
        _("qualifier"), max_length=10, choices=Qualifier, blank=True, default=Qualifier.EXACT
    )
    as_of = models.DateField(_("as of"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)

    panels = [
        FieldPanel(f)
        for f in (
            "programme",
            "label",
            "value",
            "unit",
            "qualifier",
            "as_of",
            "source",
            "review_by",
        )
    ]
    search_fields = [index.SearchField("label"), index.AutocompleteField("label")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("statistic")
        verbose_name_plural = _("statistics")
        ordering = ["label"]

    def __str__(self) -> str:
        return f"{self.label}: {self.value.normalize():f} {self.unit}".strip()


class PolicyMilestone(TranslatedSnippet):
    """What a policy asks and when; kept out of running text, which would age with it."""

    translated = ("what", "source")
    synchronised = ("when", "review_by")

    what = models.CharField(_("what"), max_length=300)
    when = models.CharField(_("when"), max_length=50, help_text=_("A year, a month or a day."))
    source = models.CharField(_("source"), max_length=200, blank=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)

    panels = [FieldPanel(f) for f in ("programme", "what", "when", "source", "review_by")]
    search_fields = [index.SearchField("what"), index.AutocompleteField("what")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("policy milestone")
        verbose_name_plural = _("policy milestones")
        ordering = ["when"]

    def __str__(self) -> str:
        return f"{self.when}: {self.what}"


class EditionInstrument(Validity, PlainSnippet):
    """A law or a source of money of one country, written in that edition's language only."""

    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("language"))
    country = CountryField(_("country"), blank=False)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True, max_length=1000)
    url = models.URLField(_("address"), blank=True)

    panels = [
        FieldPanel(f)
        for f in (
            "programme",
            "locale",
            "country",
            "name",
            "description",
            "url",
            "valid_from",
            "valid_to",
            "review_by",
        )
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(Validity.Meta):
        abstract = True
        ordering = ["country", "name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"


class FinanceInstrument(EditionInstrument):
    class Meta(EditionInstrument.Meta):
        verbose_name = _("finance instrument")
        verbose_name_plural = _("finance instruments")


class LegalInstrument(EditionInstrument):
    class Meta(EditionInstrument.Meta):
        verbose_name = _("legal instrument")
        verbose_name_plural = _("legal instruments")
