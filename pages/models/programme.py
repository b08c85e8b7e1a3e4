"""A training programme, and the page it begins with."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from pages.blocks import sections
from pages.blocks.sections import section

from .base import ContentPageMixin, group

# The reader shows a programme under its short name, beside these.
RESERVED = frozenset({"admin", "api", "documents", "media", "static"})


class Programme(models.Model):
    """A programme as data: who writes it, in which language, and how learning is rewarded."""

    class RewardUnit(models.TextChoices):
        MODULE = "module", _("each completed module")
        THEME = "theme", _("each completed theme")
        LEVEL = "level", _("each completed level")

    class Diploma(models.TextChoices):
        ALL_MODULES = "all_modules", _("all modules")
        ALL_THEMES = "all_themes", _("one module of every theme")
        POINTS = "points", _("a number of points")

    slug = models.SlugField(_("short name in addresses"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    master_locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("language of the master")
    )
    master_page = models.OneToOneField(
        "pages.ProgrammePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first page of the master"),
    )
    reward_unit = models.CharField(
        _("points are given for"), max_length=10, choices=RewardUnit, default=RewardUnit.MODULE
    )
    points_per_unit = models.PositiveSmallIntegerField(
        _("points each"), default=1, validators=[MinValueValidator(1)]
    )
    diploma_needs = models.CharField(
        _("a diploma needs"), max_length=15, choices=Diploma, default=Diploma.ALL_MODULES
    )
    diploma_points = models.PositiveSmallIntegerField(_("points for a diploma"), null=True, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(diploma_needs="points") | models.Q(diploma_points__gt=0),
                name="a_diploma_for_points_names_them",
                violation_error_message=_("Say how many points a diploma needs."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name that is an address of the site, and a first page in another language."""
        if self.slug in RESERVED:
            raise ValidationError({"slug": _("This name is an address of the site itself.")})
        if self.master_page and self.master_page.locale_id != self.master_locale_id:
            raise ValidationError({"master_page": _("This page is not in the language of the master.")})


class ProgrammePage(ContentPageMixin, Page):
    """The first page of a programme in one edition; everything else stands below it."""

    document_type = "programme"
    translated = (
        "lead",
        "funding",
        "phases",
        "body",
        "audiences",
        "objectives",
        "offers",
        "benefits",
        "reward",
        "contacts",
        "social",
        "logos",
        "legal_links",
    )
    synchronised = ("period_start", "period_end", "statistics", "partners")

    period_start = models.DateField(_("starts"), null=True, blank=True)
    period_end = models.DateField(_("ends"), null=True, blank=True)
    lead = section(sections.PROSE, name=_("Lead"), required=True)
    phases = section(sections.PHASES, name=_("Phases"))
    body = section(sections.BODY, name=_("Body"))
    audiences = section(sections.AUDIENCES, name=_("Who it is for"))
    objectives = section(sections.OBJECTIVES, name=_("Objectives"))
    offers = section(sections.OFFERS, name=_("What is offered"))
    benefits = section(sections.BENEFITS, name=_("Benefits"))
    reward = section(sections.PROSE, name=_("Reward"))
    funding = section(sections.PROSE, name=_("Funding"))
    statistics = section(sections.STATISTICS, name=_("Figures"))
    partners = section(sections.PARTNERS, name=_("Partners"))
    contacts = section(sections.CONTACTS, name=_("Contact points"))
    social = section(sections.SOCIAL, name=_("Social accounts"))
    logos = section(sections.LOGOS, name=_("Logos"))
    legal_links = section(sections.LINKS, name=_("Legal links"))

    content_panels = [
        *Page.content_panels,
        group(_("Introduction"), "lead", "phases", help_text=_("What the programme is, in two paragraphs.")),
        group(_("Period"), "period_start", "period_end", help_text=_("Both days belong to it.")),
        group(
            _("Body"),
            "body",
            help_text=_("Headed sections. Lists may nest; countries are data, not words."),
        ),
        group(_("People"), "audiences", help_text=_("Groups, and who belongs to each.")),
        group(_("Offer"), "objectives", "offers", "benefits", "reward"),
        group(_("Consortium"), "statistics", "partners", "funding", "logos"),
        group(_("Contact"), "contacts", "social", "legal_links"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.ThemePage",
        "pages.RolePage",
        "pages.CoachingProgrammePage",
        "pages.InfoPage",
    ]

    class Meta:
        verbose_name = _("programme page")
        verbose_name_plural = _("programme pages")

    @property
    def programme(self) -> Programme | None:
        """The programme whose master, or a translation of it, this page is."""
        return Programme.objects.filter(master_page__translation_key=self.translation_key).first()
