"""A role that an organisation may take, such as coordinating others."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.blocks import sections
from pages.blocks.sections import section

from .base import ContentPageMixin, group


class RolePage(ContentPageMixin, Page):
    document_type = "role"
    translated = (
        "lead",
        "illustration",
        "who_can_take_part",
        "commitments",
        "documents",
        "sanction",
        "how_to_apply",
        "why",
        "contacts",
        "social",
        "supporter_line",
    )

    lead = section(sections.PROSE, name=_("Lead"), required=True)
    illustration = section(sections.ILLUSTRATION, name=_("Illustration"), max_num=1)
    who_can_take_part = section(sections.PROSE, name=_("Who can take part"))
    commitments = section(sections.COMMITMENTS, name=_("Commitments"))
    documents = section(sections.DOCUMENTS, name=_("Documents"))
    sanction = section(sections.PROSE, name=_("If commitments are not met"))
    how_to_apply = section([*sections.PROSE, *sections.STEPS], name=_("How to apply"))
    why = section(sections.BENEFITS, name=_("Why take part"))
    contacts = section(sections.CONTACTS, name=_("Contact points"))
    social = section(sections.SOCIAL, name=_("Ways to follow"))
    supporter_line = models.CharField(_("supporter line"), max_length=250, blank=True)

    content_panels = [
        *Page.content_panels,
        group(_("Introduction"), "lead", "illustration"),
        group(_("Taking part"), "who_can_take_part", "commitments", "documents", "sanction"),
        group(
            _("Applying"),
            "how_to_apply",
            "why",
            help_text=_("Steps in their order. Numbers appear by themselves."),
        ),
        group(_("Contact"), "contacts", "social", "supporter_line"),
    ]
    parent_page_types = ["pages.ProgrammePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("role page")
        verbose_name_plural = _("role pages")
