"""A coaching programme: its rounds, what it asked and gave, and who took part."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.blocks import sections
from pages.blocks.sections import section

from .base import ContentPageMixin, group


class CoachingProgrammePage(ContentPageMixin, Page):
    """Numbers as somebody stated them stand apart from the names that are listed.

    The two may differ (23 selected, 22 listed): both are what the source says, and neither is mended.
    """

    class Order(models.TextChoices):
        EDITOR = "editor", _("as listed here")
        COLLATION = "collation", _("by name, as the language sorts")

    document_type = "coaching"
    translated = ("lead", "background", "aims", "rounds", "requirements", "support", "incentives")
    synchronised = (
        "stated_applied",
        "stated_selected",
        "support_amount",
        "support_currency",
        "participants",
        "participant_order",
        "pilots",
        "fact_owner",
        "date_changed",
    )

    lead = section(sections.PROSE, name=_("Lead"))
    background = section(sections.PROSE, name=_("Background"))
    aims = section(sections.OBJECTIVES, name=_("Aims"))
    rounds = section(sections.ROUNDS, name=_("Rounds"))
    stated_applied = models.PositiveIntegerField(_("applied, as stated"), null=True, blank=True)
    stated_selected = models.PositiveIntegerField(_("selected, as stated"), null=True, blank=True)
    requirements = section(sections.COMMITMENTS, name=_("Requirements"))
    support = section(sections.PROSE, name=_("Support"))
    support_amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    support_currency = models.CharField(
        _("currency"), max_length=3, blank=True, help_text=_("ISO 4217, for example SEK.")
    )
    incentives = section(sections.PROSE, name=_("Incentives"))
    participants = section(sections.PARTICIPANTS, name=_("Participants"))
    participant_order = models.CharField(
        _("order of participants"), max_length=10, choices=Order, default=Order.COLLATION
    )
    pilots = section(sections.PARTICIPANTS, name=_("Pilots"))
    fact_owner = models.CharField(_("fact owner"), max_length=150, blank=True)
    date_changed = models.DateField(_("facts changed on"), null=True, blank=True)

    content_panels = [
        *Page.content_panels,
        group(_("Introduction"), "lead", "background", "aims"),
        group(
            _("Rounds"),
            "rounds",
            "stated_applied",
            "stated_selected",
            help_text=_("Numbers as the source states them, even where a list says otherwise."),
        ),
        group(
            _("Conditions"),
            "requirements",
            "support",
            "support_amount",
            "support_currency",
            "incentives",
        ),
        group(_("Participants"), "participants", "participant_order", "pilots"),
        group(_("Facts"), "fact_owner", "date_changed"),
    ]
    parent_page_types = ["pages.ProgrammePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("coaching programme")
        verbose_name_plural = _("coaching programmes")
