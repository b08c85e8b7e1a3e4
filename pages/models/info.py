"""A plain page: a legal notice, data protection, or what an edition adds of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.blocks import sections
from pages.blocks.sections import section

from .base import ContentPageMixin, group


class InfoPage(ContentPageMixin, Page):
    document_type = "info"
    translated = ("body",)

    body = section(sections.BODY, name=_("Body"), required=True)

    content_panels = [*Page.content_panels, group(_("Body"), "body")]
    parent_page_types = ["pages.ProgrammePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
