"""Nobody approves words by sending a state along: it follows from what was done, and by whom."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.catalogues.screening import download, edited, waiting
from tests.desk.screening import Desk
from translation_workflow.audit.models import Entry, Topic
from translation_workflow.source.models import WorkingState

pytestmark = pytest.mark.django_db

SENT: list[dict[str, Any]] = [{"state": "approved"}, {"approved": "1"}, {"is_approved": True}]
ACTS = [("settle", {}), ("act", {"act": "confirm"}), ("act", {"act": "copy_source"})]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def nothing_was_approved() -> bool:
    """Whether neither a row nor the log says that somebody approved anything, at any time."""
    states = Entry.objects.filter(topic=Topic.STATE, after__startswith="approved")
    return not WorkingState.objects.filter(state="approved").exists() and not states.exists()


@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize(("name", "act"), ACTS)
def test_a_state_in_what_the_desk_sends(desk: Desk, name: str, act: dict[str, str], sent: Any) -> None:
    """New words of a translator are translated, whatever stands beside them."""
    told = desk.send(name, "One", words="Ett träd.", **act, **sent).json()
    assert told["state"] == "translated"
    assert desk.segment("One").state == "translated"
    assert nothing_was_approved()


@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize(("name", "act"), ACTS)
def test_a_state_in_fields_of_a_form(desk: Desk, name: str, act: dict[str, str], sent: Any) -> None:
    """Beside JSON in the address, or in the place of it: neither is read."""
    desk.settle("One", "Ett träd.")
    piece = desk.segment("One")
    place = {"context": piece.context, "string": piece.string, "version": piece.version}
    whole = {**place, "words": "Ett annat träd.", **act}
    form = "application/x-www-form-urlencoded"
    answer = desk.client.post(desk.url(name), urlencode({**whole, **sent}), content_type=form)
    assert answer.status_code == 400
    address = f"{desk.url(name)}?{urlencode(sent)}"
    answer = desk.client.post(address, json.dumps(whole), content_type="application/json")
    assert answer.json()["state"] == "translated"
    assert desk.segment("One").state == "translated"
    assert nothing_was_approved()


@pytest.mark.parametrize("sent", SENT)
def test_a_state_beside_a_catalogue(desk: Desk, sent: dict[str, Any]) -> None:
    """Neither fields of the forms nor what the file claims approves what a translator sends."""
    files = download(desk.client, desk.edition)
    [name] = [one for one, content in files.items() if b"One tree." in content]
    catalogue = polib.pofile(files[name].decode(), wrapwidth=0)
    for entry in catalogue:
        entry.flags.append("approved")
    content = edited(str(catalogue).encode(), {"One tree.": "Ett träd."})
    file = SimpleUploadedFile(f"{name}.po", content)
    desk.client.post(reverse("catalogues:upload", args=[desk.edition.pk]), {"file": file, **sent})
    confirm = reverse("catalogues:confirm", args=[waiting().pk])
    desk.client.post(f"{confirm}?{urlencode(sent)}", sent)
    assert desk.segment("One").words == "Ett träd."
    assert desk.segment("One").state == "translated"
    assert nothing_was_approved()
