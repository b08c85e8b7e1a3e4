"""What another site lets a signed-in person's browser send changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.guard.addresses import addresses
from tests.guard.stage import OWN, Stage, fingerprint
from tests.people import client_of
from translation_workflow.guard.table import rule_for

from .watching import keeper

pytestmark = pytest.mark.django_db
PUT = "wagtail_localize:edit_override"
"""The engine's, which takes nothing else, and asks for the token itself."""


def test_every_address_that_takes_something_wants_its_token() -> None:
    """Each address of the admin is sent to as a form and as JSON, without the token: all refuse (403)."""
    stage, user = Stage(), keeper()
    client = client_of(user, enforce_csrf_checks=True, raise_request_exception=False)
    before, asked, taken = fingerprint(), 0, []
    for address in addresses():
        url = stage.url(address, OWN) if address.name and rule_for(address.name) else ""
        if not url:
            continue
        asked += 1
        for told in ({}, {"content_type": "application/json"}):
            send: Any = getattr(client, "put" if address.name == PUT else "post")
            answer = send(url, **told)
            # 404: nothing is there.
            if answer.status_code not in (403, 404):
                taken.append(f"{address.name}: {answer.status_code}")
    assert taken == []
    assert asked > 150
    assert fingerprint() == before
