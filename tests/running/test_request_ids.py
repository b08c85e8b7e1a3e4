"""What is logged says of which request it is, and so does the answer."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from cms.logs import JsonFormatter, RequestIdFilter

NOWHERE = "/api/v1/programmes/nowhere/editions/"


def id_of(client: Client, given: str | None) -> str:
    headers = {} if given is None else {"X-Request-ID": given}
    return client.get("/api/v1/", headers=headers).headers["X-Request-ID"]


def test_a_proxys_id_is_kept(client: Client) -> None:
    """Its log and ours can be read side by side."""
    assert id_of(client, "edge-7f.3_A") == "edge-7f.3_A"


@pytest.mark.parametrize(
    "given", [None, "", "a b", "a\nb", "<script>", "a" * 65, "é", 'a"b', "a\r\nSet-Cookie: b=c"]
)
def test_what_is_no_id_is_not_repeated(client: Client, given: str | None) -> None:
    """A new one is made, another for each request."""
    first, second = id_of(client, given), id_of(client, given)
    assert len(first) == len(second) == 16
    assert first != second
    assert first.isalnum()


@pytest.mark.django_db
def test_refusals_and_failures_are_logged_with_their_request(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that Django logs when all middleware is done, and those that are logged on the way."""
    caplog.handler.addFilter(RequestIdFilter())
    client.get(NOWHERE, headers={"X-Request-ID": "refused"})

    def fail() -> None:
        raise RuntimeError

    monkeypatch.setattr("cms.delivery.resources.programmes", fail)
    client.get("/api/v1/programmes/", headers={"X-Request-ID": "failed"})
    told = {(record.name, record.request_id) for record in caplog.records}
    assert {("django.request", "refused"), ("cms.delivery.api.edge", "failed")} <= told


def test_a_line_for_programs_is_one_object() -> None:
    """Whatever its words are; a trace is in it."""
    try:
        raise ValueError("a\nb")
    except ValueError as error:
        record = logging.LogRecord("cms", logging.ERROR, "", 0, "“%s”\n{}", ("x",), (ValueError, error, None))
    RequestIdFilter().filter(record)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["logger"], told["request_id"]) == ("ERROR", "cms", "-")
    assert told["message"] == "“x”\n{}"
    assert "ValueError: a" in told["exception"]


@pytest.mark.parametrize(("mode", "formatter"), [("local", "line"), ("production", "json")])
def test_production_logs_for_programs(tmp_path: Path, mode: str, formatter: str) -> None:
    """People read the terminal of a local run, programs what is collected."""
    production = {
        "CMS_MODE": mode,
        "CMS_HOSTS": "cms.example",
        "CMS_BASE_URL": "https://cms.example",
        "CMS_DATA_DIR": str(tmp_path),
        "SECRET_KEY": "for tests only: a key that everybody knows, 0123456789",
        "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3",
    }
    code = "from cms.settings import LOGGING; print(LOGGING['handlers']['console']['formatter'])"
    said = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | production, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == formatter
