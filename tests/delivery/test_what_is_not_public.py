"""What is not published cannot be reached, whatever way somebody tries: one walk along all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.delivery.feed import cursor_of
from cms.delivery.models import Content, Document
from pages.models import InfoPage
from tests.publishing.builders import World
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import add_edition
from translation_workflow.review.publish import publish_edition

from .reading import BASE, Reader
from .test_feed import HERE

pytestmark = pytest.mark.django_db

PROGRAMME = "programmes/towns/"
WORDS = "Hemlighet"


@dataclass(frozen=True)
class Before:
    """What a reader kept of the page from when it was public, if it ever was."""

    key: str
    hashes: list[str]
    cursor: str


def draft(world: World) -> InfoPage:
    """Translated, and never published."""
    page = world.add_page("Quiet", "Our secret.")
    world.submit()
    world.work()
    world.type("Our secret.", f"{WORDS}.")
    return page


def unpublished(world: World) -> InfoPage:
    page = shown(world)
    page.unpublish()
    world.work()
    return page


def private(world: World) -> InfoPage:
    page = shown(world)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    world.work()
    return page


def deleted(world: World) -> InfoPage:
    page = shown(world)
    page.delete()
    world.work()
    return page


def of_a_draft_edition(world: World) -> InfoPage:
    page = shown(world)
    Edition.objects.filter(pk=world.edition.pk).update(status="draft")
    return page


def of_a_retired_edition(world: World) -> InfoPage:
    page = shown(world)
    Edition.objects.filter(pk=world.edition.pk).update(status="retired")
    return page


def shown(world: World) -> InfoPage:
    """A page that was public with other words, and is with these."""
    page = world.add_page("Quiet", "Our secret.")
    world.submit()
    world.work()
    for words in ("Förr.", f"{WORDS}."):
        world.type("Our secret.", words)
        world.publish()
    page.refresh_from_db()
    return page


@pytest.mark.parametrize(
    "hide", [draft, unpublished, private, deleted, of_a_draft_edition, of_a_retired_edition]
)
@pytest.mark.parametrize("signed_in", [False, True], ids=["anybody", "somebody signed in"])
def test_what_is_not_public_is_not_reached(
    hide: Callable[[World], InfoPage], signed_in: bool, client: Client
) -> None:
    """Neither by key, path, hash, search, changes, bundle, manifest, alternates; and not as a superuser."""
    world = World()
    add_edition(world.programme, code="fi", status="published", maximum_missing=None)
    world.publish()
    page = hide(world)
    publish_edition(Edition.objects.get(code="fi"), progress=lambda *_: None)
    before = kept(page)
    if signed_in:
        client.force_login(User.objects.create_superuser("root"))
    read = Reader(client)
    told = {address: read(address) for address in ways(before)}
    for address, answer in told.items():
        if answer.status_code == 200:
            shown_there = json.dumps(only_of("sv", answer.json()), ensure_ascii=False)
            assert not re.search(f"{WORDS}|Förr|{before.key}", shown_there), address
        else:
            assert answer.status_code in {404, 410}, address
            assert answer["Content-Type"] == "application/problem+json"
            assert not re.search(f"{WORDS}\\.|Förr\\.", answer.content.decode()), address
    alone = [address for address in told if re.search("/documents/|/by-path/|sha256", address)]
    assert {told[address].status_code for address in alone} <= {404, 410}


def kept(page: InfoPage) -> Before:
    """Return what a reader may have written down: of Swedish, whatever there ever was."""
    key = str(page.translation_key)
    hashes = Content.objects.filter(key=key, edition__code="sv").values_list("pk", flat=True)
    first = Document.objects.filter(edition__code="sv").first()
    assert first is not None
    return Before(key, sorted(hashes), cursor_of(first.edition, 0))


def ways(before: Before) -> list[str]:
    """Return every address at which the page could be, or be told of."""
    sv = f"{HERE}sv/"
    return [
        f"{sv}documents/{before.key}",
        f"{HERE}SV/documents/{before.key.upper()}",
        f"{sv}by-path/quiet/",
        f"{sv}by-path/quiet",
        f"{sv}by-path/draft/",
        *(f"documents/sha256/{one}" for one in before.hashes),
        sv,
        f"{sv}bundle",
        f"{sv}changes",
        f"{sv}changes?since={before.cursor}",
        *(f"{sv}search?q={words}" for words in (WORDS, "Förr", "secret", "Draft", "Quiet", before.key)),
        f"{PROGRAMME}alternates/",
    ]


def only_of(code: str, told: Any) -> Any:
    """Leave out what an answer says of other editions, tombstones, and what was asked for."""
    if not isinstance(told, dict):
        return told
    told = {name: part for name, part in told.items() if name not in {"gone", "query"}}
    documents = told.get("documents")
    if isinstance(documents, dict):
        return {key: there[code] for key, there in documents.items() if code in there}
    return told


def test_the_walk_takes_every_way_that_the_api_has() -> None:
    """Whoever adds an address under which documents are read adds it to the walk."""
    description = Reader(Client()).json("openapi.json")
    walked = {re.sub(r"\?.*", "", BASE + one) for one in ways(Before("0" * 8, ["a" * 64], "x"))}
    others = {
        "",
        "programmes/",
        "programmes/{programme}/editions/",
        "programmes/{programme}/editions/{edition}/by-path/",
    }
    patterns = {
        path: re.compile(re.sub(r"\{\w+\}", "[^?]+", path) + "$")
        for path in description["paths"]
        if path.removeprefix(BASE) not in others and "/preview/" not in path and "/schemas/" not in path
    }
    missed = [path for path, pattern in patterns.items() if not any(map(pattern.match, walked))]
    assert missed == []
