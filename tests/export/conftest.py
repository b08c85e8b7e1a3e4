"""What most tests of the export begin with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from wagtail.models import Locale

from cms.delivery.documents.store import rebuild_edition
from cms.export.export import Outcome, Wish, export_site
from cms.export.nginx.settings import Serving
from pages.models import Programme, RolePage
from tests.delivery.builders import (
    a_module,
    a_page,
    a_programme,
    a_theme,
    an_info_page,
    block,
    edition,
    first_page,
    in_edition,
    words,
)
from tests.delivery.samples import a_paper, a_picture

from .serving import Nginx, free_port, nginx

LONG = "Words that make the page longer than what is worth compressing. " * 40


class Exports(Protocol):
    def __call__(self, **wish: Any) -> Outcome: ...


class Serves(Protocol):
    def __call__(self, **wish: Any) -> AbstractContextManager[Nginx]: ...


@pytest.fixture(autouse=True)
def media_of_its_own(settings: object, tmp_path: Path) -> None:
    """Keep uploads of a test in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


@pytest.fixture
def programme(db: None, django_capture_on_commit_callbacks: Any) -> Programme:
    """Covenant CapaCITY in English, British and Swedish, with a theme, a module, a picture and a paper."""
    programme = a_programme(editions=("en", "en-GB", "sv"))
    with django_capture_on_commit_callbacks(execute=True):
        picture, paper = a_picture(), a_paper()
    theme = a_theme(first_page(programme))
    module = a_module(theme, introduction=[block("what", f"<p>{LONG}</p>")])
    info = an_info_page(first_page(programme))
    role = a_page(
        RolePage,
        "Coordinators",
        below=first_page(programme),
        illustration=[
            block("image", {"image": picture.pk, "decorative": False, "alt_text": "A school"}, "picture")
        ],
        documents=[block("document", {"title": "The plan", "document": paper.pk}, "paper")],
    )
    for code in ("en-GB", "sv"):
        for page in (theme, module, info, role):
            in_edition(page, code)
    for code in ("en", "en-GB", "sv"):
        rebuild_edition(edition(programme, code), coverage=words())
    return programme


@pytest.fixture
def bare(db: None) -> Programme:
    """A programme of which no edition is published."""
    locale, _ = Locale.objects.get_or_create(language_code="en")
    return Programme.objects.create(slug="mayors-in-action", name="Mayors in Action", master_locale=locale)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "export"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def export(folder: Path, port: int) -> Exports:
    """Export into the test's folder, for an nginx on the test's port."""

    def run(*, serving: dict[str, Any] | None = None, **wish: Any) -> Outcome:
        said = {"root": str(folder), "listen": f"127.0.0.1:{port}", **(serving or {})}
        return export_site(Wish(folder, serving=Serving(**said), **wish))

    return run


@pytest.fixture
def serve(export: Exports, folder: Path, port: int, tmp_path: Path) -> Serves:
    """Export, and serve it with nginx for as long as the block lasts."""

    @contextmanager
    def run(**wish: Any) -> Iterator[Nginx]:
        export(**wish)
        with nginx(folder / "nginx" / "site.conf", tmp_path / "nginx", port=port) as running:
            yield running

    return run
