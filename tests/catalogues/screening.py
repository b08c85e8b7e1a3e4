"""Partners at the screens of catalogues: who they are, what they press, and the files in their hands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import polib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.people import PASSWORD, client_of, partner_of
from tests.plugin.remembered import remembered
from tests.publishing.builders import World
from translation_workflow.catalogue.models import Import
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.jobs.runner import drain

__all__ = ["PASSWORD", "client_of", "partner_of"]


@remembered
def world_with_pages(*codes: str, **policy: Any) -> World:
    """The programme `towns` with its pages in `sv`, and in further editions."""
    world = World(**policy)
    for code in codes:
        add_edition(world.programme, code=code, status="published", maximum_missing=None)
    world.submit()
    drain()
    return world


def first_page(edition: Edition) -> Page:
    key = edition.programme.master_page.translation_key  # type: ignore[union-attr]
    return Page.objects.get(translation_key=key, locale=edition.locale)


def download(client: Client, edition: Edition) -> dict[str, bytes]:
    """Return file name without its ending → bytes, as the zip has them."""
    answer = client.get(reverse("catalogues:download", args=[edition.pk]))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {
            name.rpartition("/")[2].removesuffix(".po"): archive.read(name) for name in archive.namelist()
        }


def edited(content: bytes, words: Mapping[str, str]) -> bytes:
    """Translate as a tool would; keys are the first words of English texts that the file may have."""
    file = polib.pofile(content.decode(), wrapwidth=0)
    for begin, target in words.items():
        for entry in file:
            if entry.msgid.startswith(begin):
                entry.msgstr = target
                break
    return str(file).encode()


def packed(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def upload(client: Client, edition: Edition, content: bytes, *, name: str = "programme.po") -> Any:
    """Send a file and return the answer that a browser shows in the end."""
    return client.post(
        reverse("catalogues:upload", args=[edition.pk]),
        {"file": SimpleUploadedFile(name, content)},
        follow=True,
    )


def waiting() -> Import:
    return Import.objects.get(state=Import.State.WAITING)
