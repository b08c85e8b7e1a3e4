"""Rows about pages of the master that go, come back, move, or want an address that is taken."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from wagtail.models import Page, PageLogEntry

from cms.delivery.models import Document
from pages.models import InfoPage, ThemePage
from tests.programme.starter import block
from tests.publishing.builders import World, quiet
from translation_workflow.catalogue.po import read_po
from translation_workflow.jobs.models import Item, State
from translation_workflow.review.publish import publish_edition

from .stage import Stage, read, row

WAITS = "towns/sv: “Legal” cannot be published while its master is not live. Publish the master's page first."
GONE = (
    "towns/sv: “Legal” cannot be published since its master was deleted. "
    "Its words are kept: export_po --retired writes them to a file."
)


@row("master-unpublished")
def master_unpublished() -> None:
    stage = Stage("We plan.")
    world = stage.world
    InfoPage.objects.get(pk=stage.page.pk).unpublish()
    world.work()
    assert read("/legal/").status_code == 410
    world.type("We plan.", "typed meanwhile")
    key = stage.page.translation_key
    outcome = publish_edition(world.edition, keys={key}, progress=quiet)
    assert (outcome.published, outcome.refused) == (0, [WAITS])
    world.translated(stage.page).save_revision().publish()
    world.work()
    assert Item.objects.get(state=State.DEAD).fault == WAITS
    assert not world.translated(stage.page).live
    assert read("/legal/").status_code == 410

    master = InfoPage.objects.get(pk=stage.page.pk)
    master.body = [
        block("one", "text", "<p>We plan and act.</p>"),
        block("new", "text", "<p>New.</p>"),
    ]
    master.save_revision().publish()
    world.work()
    assert read("/legal/").status_code == 200
    assert stage.live == ["<p>sv We plan.</p>", "<p>New.</p>"]
    assert stage.needs_work("We plan and act.") == "We plan."
    assert (stage.freshness.needs_work, stage.freshness.untranslated) == (1, 1)


@row("master-deleted")
def master_deleted() -> None:
    stage = Stage("We plan.")
    world, key = stage.world, stage.page.translation_key
    InfoPage.objects.get(pk=stage.page.pk).delete()
    world.work()
    retired = world.translated(stage.page)
    assert (retired.live, retired.title) == (False, "sv Legal")
    assert bodies_of(retired) == ["<p>sv We plan.</p>"]
    assert read("/legal/").status_code == 410
    assert world.segment("We plan.").words == "sv We plan."
    assert set(exported(world)) == {"programme"}
    catalogue = exported(world, "--retired")[f"retired-legal-{str(key)[:8]}"]
    assert catalogue == {"Legal": "sv Legal", "We plan.": "sv We plan."}
    refused = publish_edition(world.edition, keys={key}, progress=quiet).refused
    assert refused == [GONE]


def bodies_of(page: InfoPage) -> list[str]:
    return [str(child.value) for child in page.body]


def exported(world: World, *options: str) -> dict[str, dict[str, str]]:
    """Catalogue → master's text → words, as the command writes them."""
    with TemporaryDirectory() as folder:
        call_command("export_po", str(world.edition), "--to", folder, *options, stdout=StringIO())
        found = sorted(Path(folder).rglob("*.po"))
        read_ = {path.stem: read_po(path.read_bytes(), name=path.name) for path in found}
    return {
        name: {entry.source: entry.target for entry in catalogue.entries} for name, catalogue in read_.items()
    }


@row("master-moved")
def master_moved() -> None:
    world = World("sv")
    theme = world.add_below(world.first, ThemePage(title="Water", slug="water", theme_key="water"))
    link = f'<p>See <a linktype="page" id="{world.page.pk}">legal</a>.</p>'
    world.add_below(
        world.first, InfoPage(title="Linking", slug="linking", body=[block("link", "text", link)])
    )
    world.work()
    world.publish()
    translated = world.translated(world.page)
    translated.slug = "juridik"
    translated.save_revision().publish()
    world.work()
    assert read("/juridik/").status_code == 200
    assert 'href=\\"/juridik/\\"' in read("/linking/").content.decode()

    master = InfoPage.objects.get(pk=world.page.pk)
    master.move(Page.objects.get(pk=theme.pk), pos="last-child")
    master = InfoPage.objects.get(pk=world.page.pk)
    master.slug, master.title = "law", "Law"
    master.save_revision().publish()
    world.work()

    translated = world.translated(world.page)
    assert (translated.slug, translated.get_parent().slug) == ("juridik", "water")
    moved = read("/juridik/")
    assert (moved.status_code, moved["Location"].rpartition("/by-path")[2]) == (308, "/water/juridik/")
    assert read("/water/juridik/").json()["key"] == str(master.translation_key)
    assert (read("/legal/", "en").status_code, read("/water/law/", "en").status_code) == (308, 200)
    for code, path in (("sv", "/water/juridik/"), ("en", "/water/law/")):
        assert f'href=\\"{path}\\"' in read("/linking/", code).content.decode()
    assert Page.find_problems() == ([], [], [], [], [])


@row("slug-clash")
def slug_clash() -> None:
    world = World("sv")
    world.publish()
    own = InfoPage(title="Kontakt", slug="kontakt", locale=world.edition.locale, live=False)
    own.body = [block("own", "text", "<p>Skriv till oss.</p>")]
    world.translated(world.first).add_child(instance=own)
    own.save_revision().publish()
    world.work()
    before = (read("/kontakt/").content, InfoPage.objects.filter(pk=own.pk).values().get())
    newcomer = world.add_page("Kontakt", "Write to us.")
    world.work()
    world.publish()
    translated = world.translated(newcomer)
    assert translated.slug == "kontakt-2"
    [entry] = PageLogEntry.objects.filter(page=translated.pk, action="editions.address_taken")
    assert entry.message == "Is at “kontakt-2”, since another page has its address"
    assert read("/kontakt-2/").json()["key"] == str(newcomer.translation_key)
    assert (read("/kontakt/").content, InfoPage.objects.filter(pk=own.pk).values().get()) == before
    assert Document.objects.filter(edition=world.edition, is_live=True).count() == 4
