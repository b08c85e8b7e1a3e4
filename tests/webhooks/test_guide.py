"""What the page for receivers says is so."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cms.webhooks.leases import PAUSES
from cms.webhooks.models import Event
from cms.webhooks.prune import KEPT
from cms.webhooks.send import KEPT_BYTES, TOTAL_SECONDS
from cms.webhooks.signing import headers, new_secret

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "webhooks.md").read_text("utf-8")


@pytest.fixture
def is_ours() -> Any:
    """The guide's own function, as somebody would copy it."""
    [code] = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    return names["is_ours"]


def test_the_example_takes_what_is_ours(is_ours: Any) -> None:
    """Signed with one secret or, while they change, with two."""
    old, new = new_secret(), new_secret()
    body = '{"type":"edition.published","path":"/å/"}'.encode()
    signed = headers("msg_1", body, at=int(time.time()), known=[new, old])
    assert is_ours(signed, body, old)
    assert is_ours(signed, body, new)
    assert not is_ours(signed, body + b" ", new)
    assert not is_ours({**signed, "webhook-id": "msg_2"}, body, new)
    assert not is_ours(signed, body, new_secret())


def test_the_example_refuses_what_is_old(is_ours: Any) -> None:
    """Somebody may have kept a message, to send it again themselves."""
    secret = new_secret()
    assert not is_ours(headers("msg_1", b"{}", at=1_700_000_000, known=[secret]), b"{}", secret)


def test_the_numbers_of_the_guide_are_those_of_the_code() -> None:
    """Events, pauses, limits."""
    assert [event for event in Event.values if f"`{event}`" not in GUIDE] == []
    hours = [pause / timedelta(hours=1) for pause in PAUSES[4:]]
    minutes = [pause / timedelta(minutes=1) for pause in PAUSES[1:4]]
    assert (PAUSES[0], minutes, hours) == (timedelta(seconds=5), [1, 5, 30], [2, 6, 12, 24])
    assert "5 seconds, 1, 5 and 30 minutes, 2, 6, 12 and 24 hours" in " ".join(GUIDE.split())
    assert f"forgotten after {KEPT.days} days" in GUIDE
    assert f"within {TOTAL_SECONDS:.0f} seconds" in GUIDE
    assert f"{KEPT_BYTES // 1024} KB is kept" in GUIDE
