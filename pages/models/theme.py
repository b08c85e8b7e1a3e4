"""A theme: one of the subjects of a programme, with a module at each level below it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.blocks import sections
from pages.blocks.sections import section

from .base import ContentPageMixin, group


class ThemePage(ContentPageMixin, Page):
    class Kind(models.TextChoices):
        CROSS_CUTTING = "cross-cutting", _("cross-cutting")
        SECTOR = "sector", _("sector")

    document_type = "theme"
    translated = ("illustration", "summary")
    synchronised = ("theme_key", "kind", "icon", "related_themes")

    theme_key = models.SlugField(
        _("key"), help_text=_("Frontends choose pictures and colours by it. It stays for ever.")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.SECTOR)
    icon = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    illustration = section(sections.ILLUSTRATION, name=_("Illustration"), max_num=1)
    summary = section(sections.PROSE, name=_("Summary"), required=True)
    related_themes = section(sections.RELATED_THEMES, name=_("Related themes"))

    content_panels = [
        *Page.content_panels,
        group(_("Theme"), "theme_key", "kind", "icon", "illustration"),
        group(_("Summary"), "summary", help_text=_("What a town gains, in a paragraph or two.")),
        group(_("Related themes"), "related_themes"),
    ]
    parent_page_types = ["pages.ProgrammePage"]
    subpage_types = ["pages.ModulePage"]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
