"""Every inline tag that the editor allows comes through a translator's round whole, alone and nested."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.documents import get_document_model

from cms.delivery.models import Document
from pages.markup import INLINE_TAGS
from tests.programme.starter import block
from tests.publishing.builders import World

pytestmark = pytest.mark.django_db

PAIRED = sorted(INLINE_TAGS - {"a", "br"})
LINKS = {
    "web": 'href="https://one.example/?a=1&amp;b=2"',
    "mail": 'href="mailto:town@one.example"',
    "page": 'id="{page}" linktype="page"',
    "document": 'id="{document}" linktype="document"',
}
SINGLE = [f"Some <{tag}>words</{tag}> here." for tag in PAIRED]
NESTED = [f"Some <{a}>more <{b}>words</{b}></{a}> here." for a, b in permutations(PAIRED, 2)]


@pytest.fixture
def world() -> World:
    return World()


def test_every_tag_is_tried() -> None:
    """A tag that is allowed tomorrow is tried tomorrow: nobody has to remember this file."""
    assert {*PAIRED, "a", "br"} == INLINE_TAGS


@pytest.mark.parametrize("text", [*SINGLE, *NESTED, "One line.<br/>Another <b>line<br/>and</b> one."])
def test_markup_comes_through(world: World, tmp_path: Path, text: str) -> None:
    """Extracted, exported, translated in the file, imported, published: in the page and in the document."""
    shown, said = _round(world, tmp_path, text)
    assert shown == text.replace("Some", "Några").replace("One", "En")
    assert said == _as_document(shown)


@pytest.mark.parametrize("tag", ["", *PAIRED])
@pytest.mark.parametrize("kind", sorted(LINKS))
def test_links_come_through(world: World, tmp_path: Path, kind: str, tag: str) -> None:
    """To the web, by mail, to a page and to a document; with emphasis inside and around."""
    paper = get_document_model().objects.create(title="Paper", file=ContentFile(b"%PDF-", "paper.pdf"))
    to = LINKS[kind].format(page=world.first.pk, document=paper.pk)
    opening, closing = (f"<{tag}>", f"</{tag}>") if tag else ("", "")
    text = f"Some <a {to}>{opening}words{closing}</a> and {opening}<a {to}>more</a>{closing}."
    shown, said = _round(world, tmp_path, text)
    assert shown == text.replace("Some", "Några")
    assert said.count("<a ") == 2
    assert said.startswith("Några <a href=")
    if kind == "page":
        assert f'data-key="{world.first.translation_key}"' in said


def _round(world: World, folder: Path, text: str) -> tuple[str, str]:
    """Return what the Swedish page and its document show after a translator's round with `text`."""
    world.page.refresh_from_db()
    world.page.body = [block("Legal", "text", f"<p>{text}</p>")]
    world.page.save_revision().publish()
    world.work()
    call_command("export_po", str(world.edition), "--to", str(folder), verbosity=0)
    path = folder / world.edition.code / "content" / "towns" / "legal.po"
    file = polib.pofile(str(path), wrapwidth=0)
    for entry in file:
        entry.msgstr = entry.msgid.replace("Some", "Några").replace("One", "En")
        entry.flags = []
    file.save()
    call_command("import_po", str(world.edition), str(path), verbosity=0)
    assert world.publish().refused == []
    page: Any = world.translated(world.page)
    document = Document.objects.get(edition=world.edition, key=page.translation_key, is_live=True)
    said = json.loads(bytes(document.content.body))["sections"]["body"][0]["value"]
    return _inner(str(page.body[0].value.source)), _inner(said)


def _inner(html: str) -> str:
    return html.removeprefix("<p>").removesuffix("</p>")


def _as_document(html: str) -> str:
    return html.replace("<br/>", "<br>")
