"""A translator of one edition at the addresses of another: nothing is done there, and nothing is told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.serializers import serialize
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from tests.people import client_of
from translation_workflow.editions.models import Edition
from translation_workflow.source.models import WorkingState
from translation_workflow.source.segments import segments_of
from translation_workflow.talk.models import Thread

from .covenant import PLAIN, TITLE, Covenant

pytestmark = pytest.mark.django_db(transaction=True)

# What somebody may be told who has no part in an edition: nothing.
REFUSED = {302, 403, 404}
SECRET = f"{TITLE} (fi)"


def addresses(world: Covenant, edition: Edition) -> dict[str, str]:
    """Return what → address of all that a translator of an edition opens there."""
    key, pk = world.page.translation_key, edition.pk
    page = Page.objects.get(translation_key=key, locale=edition.locale).pk
    translation = Translation.objects.get(source__object_id=key, target_locale=edition.locale).pk
    return {
        "home": reverse("overview:home", args=[pk]),
        "desk": reverse("desk:page", args=[pk, key]),
        "review": reverse("approving:page", args=[pk, key]),
        "adaptations": reverse("adaptations:page", args=[pk, key]),
        "catalogue": reverse("catalogues:download", args=[pk]),
        "facts": reverse("facts:edition", args=[pk]),
        "preview": reverse("preview_adaptation", args=[pk, key]),
        "editor": reverse("wagtailadmin_pages:edit", args=[page]),
        "history": reverse("wagtailadmin_pages:history", args=[page]),
        "copy": reverse("wagtailadmin_pages:copy", args=[page]),
        "move": reverse("wagtailadmin_pages:move", args=[page]),
        "restart": reverse("wagtail_localize:stop_translation", args=[translation]),
    }


def endpoints(world: Covenant, edition: Edition) -> dict[str, dict[str, Any]]:
    """Return address → what to send there, of all that a translator does at the desk."""
    key = world.page.translation_key
    piece = next(one for one in segments_of([key], edition)[key] if one.text == PLAIN)
    sent = {
        "context": piece.context,
        "string": piece.string,
        "version": "0",
        "words": "Hacked.",
        "text": "Hi",
    }
    names = ["keep", "settle", "act", "restore", "suggest", "send"]
    found = {reverse(f"desk:{name}", args=[edition.pk, key]): sent | {"act": "confirm"} for name in names}
    return found | {reverse("talk:ask", args=[edition.pk, key]): sent}


def everything() -> str:
    rows = [StringTranslation, WorkingState, Thread, Page]
    return "".join(serialize("json", model.objects.order_by("pk")) for model in rows)  # type: ignore[attr-defined]


def test_nothing_is_opened() -> None:
    """What opens in the own edition is refused in the other, and not a word of its pages is told."""
    world = Covenant()
    client = client_of(world.translator)
    own, other = addresses(world, world.edition), addresses(world, world.other)
    opened = {name for name, url in own.items() if client.get(url, follow=True).status_code == 200}
    assert {"home", "desk", "review", "adaptations", "catalogue", "facts"} <= opened
    for name, url in other.items():
        answer = client.get(url)
        assert answer.status_code in REFUSED, (name, answer.status_code)
        told = client.get(url, follow=True)
        assert (
            SECRET not in b"".join(told).decode() if told.streaming else SECRET not in told.content.decode()
        )


def test_nothing_is_done() -> None:
    """What the desk sends for another edition is refused, and all rows are as they were."""
    world = Covenant()
    client = client_of(world.translator)
    before = everything()
    for url, sent in endpoints(world, world.other).items():
        answer = client.post(url, json.dumps(sent), content_type="application/json")
        assert answer.status_code in REFUSED, (url, answer.status_code)
    for url in addresses(world, world.other).values():
        assert client.post(url, {"action-publish": "1", "act": "publish"}).status_code in REFUSED | {405}, url
    assert everything() == before


def test_swapped_ids_change_nothing() -> None:
    """The other edition's row cannot be named at the own edition's desk: only the own words change."""
    world = Covenant()
    client = client_of(world.translator)
    finnish = serialize("json", StringTranslation.objects.filter(locale=world.other.locale).order_by("pk"))
    for url, sent in endpoints(world, world.edition).items():
        client.post(url, json.dumps(sent | {"edition": world.other.pk}), content_type="application/json")
    now = serialize("json", StringTranslation.objects.filter(locale=world.other.locale).order_by("pk"))
    assert now == finnish
    assert not Thread.objects.filter(edition=world.other).exists()
