"""Programmes, pages and blocks that tests of delivery are about: real rows, made as people make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from wagtail.models import Locale, Page

from pages.models import InfoPage, ModulePage, Programme, ProgrammePage, ThemePage
from tests.plugin.remembered import remembered
from translation_workflow.adaptation.published import Adaptation
from translation_workflow.editions.models import Edition
from translation_workflow.review.coverage import Origin

NAMES = UUID("9d6f0c1e-65d1-5d0f-8a51-8c22b2b5e9b0")


def block(type_: str, value: Any, name: str = "") -> dict[str, Any]:
    """A raw block; its id comes from `name`, or from what it holds, so that it is the same in every run."""
    return {"type": type_, "value": value, "id": str(uuid5(NAMES, name or f"{type_}:{value}"))}


def items(*values: Any) -> list[dict[str, Any]]:
    """The raw items of a list."""
    return [block("item", value) for value in values]


def text(words: str, name: str = "") -> dict[str, Any]:
    """A block of prose with one paragraph."""
    return block("text", f"<p>{words}</p>", name)


@remembered
def a_programme(slug: str = "covenant-capacity", *, editions: tuple[str, ...] = ("en", "sv")) -> Programme:
    """A programme whose first edition is the master's, with a live programme page in each; all published."""
    locale, _ = Locale.objects.get_or_create(language_code=editions[0].lower())
    programme = Programme.objects.create(slug=slug, name=slug.title(), master_locale=locale)
    for order, code in enumerate(editions, start=1):
        Edition.objects.create(programme=programme, code=code, order=order, status=Edition.Status.PUBLISHED)
    root = Page.get_first_root_node()
    page = root.add_child(
        instance=ProgrammePage(
            title=slug.title(), slug=slug, locale=locale, lead=[text("A programme for towns.")]
        )
    )
    programme.master_page = page
    programme.save()
    for code in editions[1:]:
        in_edition(page, code)
    return programme


def edition(programme: Programme, code: str) -> Edition:
    return programme.editions.select_related("programme", "locale").get(code=code)


def first_page(programme: Programme, code: str = "") -> ProgrammePage:
    """The programme's page in an edition, by default the master's."""
    assert programme.master_page is not None
    locale = code.lower() or programme.master_locale.language_code
    return ProgrammePage.objects.get(
        translation_key=programme.master_page.translation_key, locale__language_code=locale
    )


def a_page(kind: type[Page], title: str, *, below: Page, slug: str = "", **fields: Any) -> Any:
    """A live page in the edition of the page it stands below."""
    # The parent's own count of children may be older than the database's.
    parent = Page.objects.get(pk=below.pk)
    page = kind(title=title, slug=slug or title.lower().replace(" ", "-"), locale=below.locale, **fields)
    return parent.add_child(instance=page)


def a_theme(below: Page, title: str = "Buildings", **fields: Any) -> ThemePage:
    settings = {
        "theme_key": title.lower().replace(" ", "-"),
        "summary": [text(f"What {title} are about.")],
        **fields,
    }
    return a_page(ThemePage, title, below=below, **settings)


def a_module(below: Page, title: str = "Start-up", **fields: Any) -> ModulePage:
    return a_page(ModulePage, title, below=below, **fields)


def an_info_page(below: Page, title: str = "Legal notice", **fields: Any) -> InfoPage:
    return a_page(InfoPage, title, below=below, **{"body": [text(f"About {title}.")], **fields})


def in_edition(page: Page, code: str, **changes: Any) -> Any:
    """The live version of a page in another edition: its structure, with `changes` where it has own words."""
    locale, _ = Locale.objects.get_or_create(language_code=code.lower())
    page = Page.objects.get(pk=page.pk).specific
    if not page.has_translation(locale):
        page.copy_for_translation(locale, copy_parents=True)
    translated = page.get_translation(locale).specific
    # Parents that came along as aliases are pages of their own from here on.
    translated.alias_of = None
    for name, value in changes.items():
        setattr(translated, name, value)
    translated.save_revision().publish()
    return type(translated).objects.get(pk=translated.pk)


class Words:
    """A stand-in for what publishing knows: the origin of the words at a path, else one for all others."""

    def __init__(self, default: Origin | None = Origin.TRANSLATED, **origins: Origin | None) -> None:
        self.default = default
        self.origins = {path.replace("__", "."): origin for path, origin in origins.items()}

    def at(self, path: str, origin: Origin | None) -> Words:
        self.origins[path] = origin
        return self

    def origin(self, prefix: str) -> Origin | None:
        return self.origins.get(prefix, self.default)

    def beside(self, adaptation: Adaptation, *, moved: Mapping[str, str]) -> Words:
        return self


def words(
    coverage: Words | None = None,
) -> Callable[[Sequence[tuple[Edition, UUID]]], dict[tuple[int, UUID], Words]]:
    """A stand-in for `coverages_of` that says the same of every page."""
    return lambda pairs: {(edition.pk, key): coverage or Words() for edition, key in pairs}
