"""A page that moved is found where it stood: old addresses lead to the new one, or say that it is gone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cms.delivery.documents.store import publish_document, rebuild_edition, retire_documents
from cms.delivery.models import FormerPath
from pages.models import Programme, ThemePage
from translation_workflow.editions.models import Edition

from .builders import a_module, a_programme, a_theme, edition, first_page
from .reading import BASE, Reader

EDITION = "programmes/covenant-capacity/editions/en/"
BY_PATH = f"{EDITION}by-path/"


@pytest.fixture
def english(programme: Programme) -> Edition:
    return edition(programme, "en")


@pytest.fixture
def theme(programme: Programme, english: Edition) -> Any:
    """The theme Buildings with its module Start-up, both published in English."""
    theme = a_theme(first_page(programme))
    a_module(theme)
    rebuild_edition(english)
    return theme


def move(page: Any, row: Edition, slug: str) -> None:
    """Publish a page under another slug."""
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    page.save()
    publish_document(row, type(page).objects.get(pk=page.pk))


def led_to(read: Reader, path: str) -> str:
    answer = read(BY_PATH + path)
    assert answer.status_code == 308, answer.content
    return str(answer["Location"]).removeprefix(BASE + BY_PATH)


@pytest.mark.parametrize("path", ["buildings/", "buildings", "/buildings/"])
def test_an_old_path_leads_to_the_new_one(read: Reader, theme: Any, english: Edition, path: str) -> None:
    """For good, but asked again: another page may come to stand there."""
    move(theme, english, "houses")
    assert led_to(read, path) == "houses/"
    assert read(BY_PATH + path)["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert read.json(f"{BY_PATH}houses/")["key"] == str(theme.translation_key)


def test_pages_below_a_moved_page_are_found_too(read: Reader, theme: Any, english: Edition) -> None:
    """Nobody moved them, but their paths are others."""
    move(theme, english, "houses")
    assert led_to(read, "buildings/start-up/") == "houses/start-up/"


def test_every_path_that_a_page_had_leads_to_where_it_is_now(
    read: Reader, theme: Any, english: Edition
) -> None:
    """In one step, however often it moved; and moving back makes no circle."""
    for slug in ("houses", "flats", "homes"):
        move(theme, english, slug)
    assert [led_to(read, f"{slug}/") for slug in ("buildings", "houses", "flats")] == ["homes/"] * 3
    move(theme, english, "buildings")
    assert read.json(f"{BY_PATH}buildings/")["type"] == "theme"
    assert led_to(read, "homes/") == "buildings/"


def test_a_live_page_beats_one_that_stood_there(
    read: Reader, theme: Any, english: Edition, programme: Programme
) -> None:
    """A path that was left may be used again."""
    move(theme, english, "houses")
    new = a_theme(first_page(programme), "Castles", slug="buildings")
    publish_document(english, new)
    assert read.json(f"{BY_PATH}buildings/")["key"] == str(new.translation_key)


def test_of_several_that_stood_there_the_latest_counts(
    read: Reader, theme: Any, english: Edition, programme: Programme
) -> None:
    """Whether it moved on, or was retired there."""
    move(theme, english, "houses")
    new = a_theme(first_page(programme), "Castles", slug="buildings")
    publish_document(english, new)
    move(new, english, "castles")
    assert led_to(read, "buildings/") == "castles/"
    move(new, english, "buildings")
    retire_documents([(english, new.translation_key)])
    assert read.problem(f"{BY_PATH}buildings/")[0] == 410


def test_a_retired_page_is_no_obstacle_to_who_stood_there_later(
    read: Reader, theme: Any, english: Edition, programme: Programme
) -> None:
    """Its tombstone has the path still; who moved on from there since is found."""
    ThemePage.objects.get(pk=theme.pk).delete()
    retire_documents([(english, theme.translation_key)])
    new = a_theme(first_page(programme), "Castles", slug="buildings")
    publish_document(english, new)
    move(new, english, "castles")
    assert led_to(read, "buildings/") == "castles/"


def test_the_old_path_of_a_retired_page_says_that_it_is_gone(
    read: Reader, theme: Any, english: Edition
) -> None:
    """Leading on to an address that answers 410 would help nobody."""
    move(theme, english, "houses")
    retire_documents([(english, theme.translation_key)])
    for path in ("buildings/", "houses/"):
        status, problem = read.problem(BY_PATH + path)
        assert (status, problem["code"]) == (410, "gone")


def test_a_page_that_comes_back_elsewhere_is_found_where_it_was_retired(
    read: Reader, theme: Any, english: Edition
) -> None:
    """It is the same page."""
    retire_documents([(english, theme.translation_key)])
    move(theme, english, "houses")
    assert led_to(read, "buildings/") == "houses/"


def test_two_pages_that_exchange_their_paths_are_where_they_are(
    read: Reader, english: Edition, programme: Programme
) -> None:
    """Live paths lead nowhere else."""
    root = first_page(programme)
    first, second = a_theme(root, "Water"), a_theme(root, "Waste")
    rebuild_edition(english)
    for page, slug in ((first, "parked"), (second, "water"), (first, "waste")):
        page = ThemePage.objects.get(pk=page.pk)
        page.slug = slug
        page.save()
    rebuild_edition(english)
    for page, path in ((first, "waste/"), (second, "water/")):
        assert read.json(BY_PATH + path)["key"] == str(page.translation_key)


def test_other_editions_and_programmes_have_paths_of_their_own(
    read: Reader, theme: Any, english: Edition
) -> None:
    """What moved in one edition never stood in another."""
    a_programme("mayors-in-action")
    move(theme, english, "houses")
    for elsewhere in ("covenant-capacity/editions/sv", "mayors-in-action/editions/en"):
        assert read.problem(f"programmes/{elsewhere}/by-path/buildings/")[0] == 404


def test_paths_with_other_letters_are_led_on_as_addresses(read: Reader, theme: Any, english: Edition) -> None:
    """Location is an address: letters beyond ASCII are escaped in it."""
    move(theme, english, "сгради")
    assert led_to(read, "buildings/") == "%D1%81%D0%B3%D1%80%D0%B0%D0%B4%D0%B8/"


def test_publishing_in_place_remembers_nothing(theme: Any, english: Edition) -> None:
    """A row is a path that was left."""
    publish_document(english, theme)
    rebuild_edition(english)
    assert not FormerPath.objects.exists()


def test_the_readers_old_addresses_lead_on_too(client: Client, theme: Any, english: Edition) -> None:
    """To the page's new address with the same method; 410 once it is retired."""
    move(theme, english, "houses")
    answer = client.get("/covenant-capacity/EN/buildings/start-up/")
    assert (answer.status_code, answer["Location"]) == (308, "/covenant-capacity/en/houses/start-up/")
    retire_documents([(english, theme.translation_key)])
    assert client.get("/covenant-capacity/en/buildings/").status_code == 410


def test_an_old_path_costs_four_queries(
    read: Reader, theme: Any, english: Edition, django_assert_num_queries: Any
) -> None:
    """Nobody at the path, twice; the edition; and who stood there last."""
    move(theme, english, "houses")
    with django_assert_num_queries(4):
        read(f"{BY_PATH}buildings/")


def test_the_pages_beside_one_that_moved_keep_their_order(programme: Programme, english: Edition) -> None:
    """The tree renumbers them, and tells nobody."""
    first = first_page(programme)
    themes = [a_theme(first, title) for title in ("Air", "Buildings", "Cities")]
    rebuild_edition(english)
    last = ThemePage.objects.get(pk=themes[2].pk)
    last.move(ThemePage.objects.get(pk=themes[0].pk), pos="right")
    publish_document(english, ThemePage.objects.get(pk=last.pk))
    documents = english.documents.filter(type="theme").order_by("position")
    assert list(documents.values_list("title", flat=True)) == ["Air", "Cities", "Buildings"]
    assert len(set(documents.values_list("position", flat=True))) == 3
