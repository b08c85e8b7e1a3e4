"""What every page type of a programme has in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from pages.blocks.stored import words_in
from pages.forms import JudgedPageForm

from .previewing import drawing


class ContentPageMixin:
    """A page that editions translate and frontends read; Wagtail itself serves none.

    Subclasses name their fields: `translated` is extracted for translators, `synchronised` follows
    the master as it is, and what neither list names belongs to each edition (slugs among it).
    `document_type` is the type's name in the API; `sections` are its streams in reading order.
    """

    document_type: ClassVar[str]
    translated: ClassVar[tuple[str, ...]] = ()
    synchronised: ClassVar[tuple[str, ...]] = ()
    overridable: ClassVar[tuple[str, ...]] = ()

    base_form_class = JudgedPageForm

    # The admin searches by what autocompletes.
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("words"),
        index.AutocompleteField("words"),
    ]
    settings_panels: ClassVar[list[Panel]] = Page.settings_panels
    promote_panels: ClassVar[list[Panel]] = [
        FieldPanel("slug", help_text=_("The last part of the page's path."))
    ]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.translatable_fields = [  # type: ignore[attr-defined]
            *(TranslatableField(name) for name in ("title", *cls.translated)),
            *(SynchronizedField(name, overridable=False) for name in cls.synchronised),
            *(SynchronizedField(name, overridable=True) for name in cls.overridable),
        ]

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """One, where somebody draws previews."""
        return list(Page.DEFAULT_PREVIEW_MODES) if drawing() else []

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return the page as its readers would get it. Raises Http404 where nobody draws previews."""
        draw = drawing()
        if draw is None:
            raise Http404
        return draw(self, request)

    def words(self) -> str:
        """Return the words of all sections, as the search indexes them; no query."""
        return " ".join(
            text
            for field in self._meta.concrete_fields  # type: ignore[attr-defined]
            if isinstance(field, StreamField)
            for text in words_in(field.stream_block, getattr(self, field.attname).get_prep_value())
        )

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Return where the reader shows this page: under its programme and its edition.

        The site's own tree gives all editions of a page one address, so that it is of no use here.
        None (no address) while the page stands outside a programme.
        """
        from .programme import ProgrammePage

        top = self if isinstance(self, ProgrammePage) else None
        if top is None:
            top = self.get_ancestors().type(ProgrammePage).specific().last()  # type: ignore[attr-defined]
        programme = top.programme if top else None
        if programme is None:
            return None
        inside = self.url_path[len(top.url_path) :]  # type: ignore[attr-defined]
        path = f"/{programme.slug}/{self.locale.language_code}/{inside}"  # type: ignore[attr-defined]
        return (0, settings.WAGTAILADMIN_BASE_URL, path)


def group(heading: Any, *fields: str | Panel, help_text: Any = "") -> Panel:
    """A section of the page as its author sees it: one heading, a line of help, its fields."""
    if len(fields) == 1 and isinstance(fields[0], str):
        return FieldPanel(fields[0], heading=heading, help_text=help_text)
    panels = [FieldPanel(field) if isinstance(field, str) else field for field in fields]
    return MultiFieldPanel(panels, heading=heading, help_text=help_text)
