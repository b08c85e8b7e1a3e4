"""What an anonymous reader finds at /api/v1/."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from cms.delivery.documents.store import publish_document, rebuild_edition, retire_documents
from pages.models import Programme
from translation_workflow.editions.models import Edition
from translation_workflow.review.coverage import Origin

from .builders import (
    Words,
    a_module,
    a_programme,
    a_theme,
    an_info_page,
    edition,
    first_page,
    in_edition,
    words,
)
from .reading import SWEDISH, Reader


@pytest.fixture
def module(programme: Programme) -> Any:
    """A module of a theme, published in Swedish under its own path."""
    module = a_module(a_theme(first_page(programme)))
    in_edition(module, "sv", slug="uppstart", title="Uppstart")
    rebuild_edition(edition(programme, "sv"), coverage=words())
    return module


def test_the_entrance_leads_on(read: Reader, programme: Programme) -> None:
    """Somebody who knows only the address finds the rest."""
    links = read.json()["links"]
    assert [one["slug"] for one in read.json(links["programmes"])] == ["covenant-capacity"]
    assert read.json(links["openapi"])["openapi"].startswith("3.1")


def test_a_programme_tells_its_master_and_its_reward_as_data(read: Reader, programme: Programme) -> None:
    """The rule is a field, not code; editions are a link away."""
    (one,) = read.json("programmes/")
    assert one["master"] == "en"
    assert one["reward"] == {
        "unit": "module",
        "points": 1,
        "diploma": {"needs": "all_modules", "points": None},
    }
    assert [row["code"] for row in read.json(one["editions_url"])] == ["en", "sv"]


def test_editions_stand_in_the_order_of_the_switcher_whatever_their_status(
    read: Reader, programme: Programme
) -> None:
    """Order is data; a draft is listed, and says that it is one."""
    Edition.objects.create(programme=programme, code="en-GB", country="GB", order=0)
    first, *others = read.json("programmes/covenant-capacity/editions/")
    assert first == {
        "code": "en-GB",
        "language": "en-GB",
        "country": "GB",
        "native_name": "English (UK)",
        "label": first["label"],
        "order": 0,
        "direction": "ltr",
        "kind": "same-language",
        "status": "draft",
        "url": "/api/v1/programmes/covenant-capacity/editions/en-GB/",
    }
    assert [(one["code"], one["kind"]) for one in others] == [("en", "master"), ("sv", "translation")]


def test_the_manifest_lists_what_the_edition_holds(read: Reader, module: Any) -> None:
    """Every document with the address at which its bytes never change, in tree order."""
    manifest = read.json(SWEDISH)
    assert (manifest["programme"], manifest["edition"], manifest["direction"]) == (
        "covenant-capacity",
        "sv",
        "ltr",
    )
    assert [one["path"] for one in manifest["documents"]] == ["/", "/buildings/", "/buildings/uppstart/"]
    entry = manifest["documents"][-1]
    assert (entry["key"], entry["type"], entry["title"]) == (
        str(module.translation_key),
        "module",
        "Uppstart",
    )
    assert entry["freshness"] == {"needs_work": 0, "untranslated": 0, "structure_behind": 0}
    body = read(entry["url"]).content
    assert hashlib.sha256(body).hexdigest() == entry["hash"]


def test_navigation_is_the_tree_of_pages(read: Reader, module: Any) -> None:
    """One root, themes below it, modules below them."""
    (root,) = read.json(SWEDISH)["navigation"]
    (theme,) = root["children"]
    (leaf,) = theme["children"]
    assert (root["type"], theme["type"], leaf["type"]) == ("programme", "theme", "module")
    assert (leaf["title"], leaf["path"], leaf["children"]) == ("Uppstart", "/buildings/uppstart/", [])


def test_a_title_that_is_not_translated_names_its_language(
    read: Reader, module: Any, programme: Programme
) -> None:
    """In the document, among the manifest's documents and in its navigation; until it is translated."""
    row = edition(programme, "sv")
    publish_document(
        row, module.get_translation(row.locale), coverage=words(Words().at("title", Origin.MASTER))
    )
    by_key = f"{SWEDISH}documents/{module.translation_key}"

    def told() -> list[Any]:
        manifest = read.json(SWEDISH)
        leaf = manifest["navigation"][0]["children"][0]["children"][0]
        shown = (read.json(by_key), manifest["documents"][-1], leaf)
        return [one.get("title_language", "absent") for one in shown]

    assert told() == ["en"] * 3
    publish_document(row, module.get_translation(row.locale), coverage=words())
    assert told() == ["absent"] * 3


def test_navigation_carries_on_where_a_page_between_is_gone(
    read: Reader, module: Any, programme: Programme
) -> None:
    """A module whose theme is retired stands below the next page that is read."""
    retire_documents([(edition(programme, "sv"), module.get_parent().translation_key)])
    (root,) = read.json(SWEDISH)["navigation"]
    assert [one["type"] for one in root["children"]] == ["module"]


def test_labels_are_in_the_editions_language(read: Reader, module: Any) -> None:
    """Interface words come with the edition; the reader's own language changes nothing."""
    first, second = (read(SWEDISH, Accept_Language=code).json()["labels"] for code in ("fi", "el"))
    assert first == second
    assert "key_questions" in first


def test_alternates_say_where_a_page_stands_elsewhere(
    read: Reader, module: Any, programme: Programme
) -> None:
    """By key, then by edition; documents do not carry it."""
    rebuild_edition(edition(programme, "en"))
    alternates = read.json("programmes/covenant-capacity/alternates/")["documents"]
    there = alternates[str(module.translation_key)]
    assert {code: one["path"] for code, one in there.items()} == {
        "en": "/buildings/start-up/",
        "sv": "/buildings/uppstart/",
    }
    assert there["sv"]["hreflang"] == "sv"
    assert read.json(there["sv"]["url"])["title"] == "Uppstart"


def test_alternates_leave_out_editions_that_are_not_published(
    read: Reader, module: Any, programme: Programme
) -> None:
    """A link to a draft would lead to 404."""
    Edition.objects.filter(code="sv").update(status=Edition.Status.DRAFT)
    assert read.json("programmes/covenant-capacity/alternates/")["documents"] == {}


@pytest.mark.parametrize("path", ["buildings/uppstart/", "buildings/uppstart", "/buildings/uppstart/"])
def test_a_document_is_found_by_its_path(read: Reader, module: Any, path: str) -> None:
    """With a slash at the end and without."""
    by_key = read(f"{SWEDISH}documents/{module.translation_key}").content
    assert read(f"{SWEDISH}by-path/{path}").content == by_key


def test_the_empty_path_is_the_programme_page(read: Reader, module: Any) -> None:
    """An edition begins somewhere."""
    assert read.json(f"{SWEDISH}by-path/")["type"] == "programme"


def test_an_edition_is_matched_without_regard_to_case(read: Reader, db: None) -> None:
    """Tools write en-GB, en-gb and EN-GB for the same."""
    programme = a_programme(editions=("en", "en-GB"))
    rebuild_edition(edition(programme, "en-GB"), coverage=words())
    for code in ("en-GB", "en-gb", "EN-GB"):
        answer = read.json(f"programmes/covenant-capacity/editions/{code}/")
        assert answer["edition"] == "en-GB"


def test_a_document_by_key_is_the_current_one(read: Reader, programme: Programme) -> None:
    """Published again, read again."""
    page = an_info_page(first_page(programme))
    publish_document(edition(programme, "en"), page)
    page.title = "Imprint"
    page.save()
    publish_document(edition(programme, "en"), page)
    address = f"programmes/covenant-capacity/editions/en/documents/{page.translation_key}"
    assert read.json(address)["title"] == "Imprint"


def test_a_retired_page_is_gone_everywhere(read: Reader, module: Any, programme: Programme) -> None:
    """410 by key and by path; no longer in the manifest, the navigation or the alternates."""
    retire_documents([(edition(programme, "sv"), module.translation_key)])
    for address in (f"documents/{module.translation_key}", "by-path/buildings/uppstart/"):
        status, problem = read.problem(SWEDISH + address)
        assert (status, problem["code"]) == (410, "gone")
    key = str(module.translation_key)
    assert key not in read(SWEDISH).content.decode()
    assert key not in read("programmes/covenant-capacity/alternates/").content.decode()


def test_a_live_page_beats_a_tombstone_at_its_path(read: Reader, module: Any, programme: Programme) -> None:
    """A path may be used again."""
    theme = module.get_parent().get_translation(edition(programme, "sv").locale)
    module.get_translation(edition(programme, "sv").locale).delete()
    retire_documents([(edition(programme, "sv"), module.translation_key)])
    new = a_module(theme, "Ny", slug="uppstart")
    publish_document(edition(programme, "sv"), new, coverage=words())
    assert read.json(f"{SWEDISH}by-path/buildings/uppstart/")["title"] == "Ny"
