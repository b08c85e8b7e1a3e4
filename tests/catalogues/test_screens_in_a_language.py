"""What imports say is said in the language of whoever reads, the journal's too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real
from wagtail.users.models import UserProfile

from tests.catalogues.screening import client_of, download, edited, partner_of, upload, waiting
from tests.catalogues.screening import world_with_pages as world_of
from tests.publishing.builders import World
from translation_workflow.catalogue.models import ImportedFile, SetAside

pytestmark = pytest.mark.django_db

SWEDISH = {
    "the header says “{language}”. Expected: “Language: {expected}”, since the file is for {edition}.": (
        "filhuvudet säger “{language}”, men filen ska vara på {expected} för {edition}."
    ),
    "this translation was changed here too since the file was exported. "
    "The one here stays; this one is kept beside it.": "översättningen ändrades även här.",
    "Changed here by %(name)s on %(day)s UTC.": "Ändrad av %(name)s den %(day)s UTC.",
    "Changed here on %(day)s UTC.": "Ändrad den %(day)s UTC.",
    "Somebody settled this in the meantime. Nothing was changed.": "Någon annan hann före.",
}


@pytest.fixture(autouse=True)
def _swedish(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A catalogue of the interface with these sentences, in front of the shipped one."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.extend(polib.POEntry(msgid=english, msgstr=swedish) for english, swedish in SWEDISH.items())
    folder = tmp_path / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [str(tmp_path), *settings.LOCALE_PATHS]
    trans_real._translations.pop("sv", None)
    yield
    trans_real._translations.pop("sv", None)


@pytest.fixture
def world() -> World:
    return world_of()


@pytest.fixture
def siv(world: World) -> Any:
    return partner_of(world.edition)


@pytest.fixture
def client(siv: Any) -> Client:
    return client_of(siv)


def speak(user: Any, language: str) -> None:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})


def test_a_refused_file_is_told_in_swedish(world: World, client: Client, siv: Any) -> None:
    """The place in the file stays as it is; the sentence is the reader's."""
    content = download(client, world.edition)["programme"].replace(b"Language: sv", b"Language: fi")
    speak(siv, "sv")
    told = upload(client, world.edition, content).content.decode()
    assert "filhuvudet säger “fi”, men filen ska vara på sv för towns/sv." in told


def test_the_journal_is_read_in_either_language(world: World, client: Client, siv: Any) -> None:
    """One person imported in English; another reads what was kept in Swedish, and who changed it when."""
    content = edited(download(client, world.edition)["programme"], {"More": "Fler träd."})
    world.type("More trees.", "Många fler träd.")
    upload(client, world.edition, content)
    client.post(reverse("catalogues:confirm", args=[waiting().pk]))
    file = ImportedFile.objects.get()
    assert "Changed here" in file.notes[0]["sentence"]
    report = reverse("catalogues:import", args=[file.batch_id])
    english = client.get(report).content.decode()
    assert "This translation was changed here too" in english
    assert "Changed here" in english
    speak(siv, "sv")
    swedish = client.get(report).content.decode()
    assert "Översättningen ändrades även här. Ändrad" in swedish
    assert "was changed here too" not in swedish


def test_a_note_of_before_is_read_as_it_was_written(world: World, client: Client, siv: Any) -> None:
    """The journal has rows from when it held English sentences only."""
    content = edited(download(client, world.edition)["programme"], {"More": "Fler träd."})
    world.type("More trees.", "Många fler träd.")
    upload(client, world.edition, content)
    client.post(reverse("catalogues:confirm", args=[waiting().pk]))
    file = ImportedFile.objects.get()
    for note in file.notes:
        del note["told"], note["changed"]
    file.save()
    speak(siv, "sv")
    told = client.get(reverse("catalogues:import", args=[file.batch_id])).content.decode()
    assert "This translation was changed here too" in told


def test_what_somebody_settled_before_is_told_in_swedish(world: World, client: Client, siv: Any) -> None:
    """A refusal of plain functions goes through gettext where it is raised."""
    content = edited(download(client, world.edition)["programme"], {"More": "Fler träd."})
    world.type("More trees.", "Många fler träd.")
    upload(client, world.edition, content)
    client.post(reverse("catalogues:confirm", args=[waiting().pk]))
    aside = SetAside.objects.get()
    client.post(reverse("catalogues:dismiss", args=[aside.pk]))
    speak(siv, "sv")
    again = client.post(reverse("catalogues:dismiss", args=[aside.pk]), follow=True)
    assert "Någon annan hann före." in again.content.decode()
