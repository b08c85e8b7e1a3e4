"""The real thing: prepared, served, stopped, and started again with everything kept."""

from __future__ import annotations

import http.cookiejar
import os
import re
import secrets
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cms.run.bootstrap import ROOT

from .processes import Started, all_gone, process_named, processes_with, started
from .test_sentences import free_port

RUNS = "is running"
COUNT = "from django.contrib.auth.models import User; print(User.objects.filter(is_superuser=True).count())"


def test_two_starts(tmp_path: Path, database_url: str) -> None:
    """The first start shows a password that works; the second keeps it, shows none and makes nobody new."""
    if database_url.startswith("sqlite"):
        pytest.skip("`.ci/run` does it with `make run` itself.")
    # In a folder with a space in its name, and found again by it.
    data = tmp_path / f"data of {secrets.token_hex(4)}"
    environment = os.environ | {
        "CMS_MODE": "local",
        "CMS_DATA_DIR": str(data),
        "DATABASE_URL": database_url,
        "PORT": str(free_port()),
        "DJANGO_SETTINGS_MODULE": "cms.settings",
    }
    environment.pop("SECRET_KEY", None)
    site = f"http://localhost:{environment['PORT']}"

    with running(tmp_path / "first.log", data, environment) as first:
        password = re.search(r"with the password (\S+)", first.said())
        assert password, first.said()
        assert may_log_in(site, "admin", password[1])
        assert not may_log_in(site, "admin", "admin")
        assert process_named("work", str(data))
        first.process.send_signal(signal.SIGTERM)
        assert first.process.wait(60) == 0
        assert processes_with(str(data)) == []

    with running(tmp_path / "second.log", data, environment) as second:
        assert "with the password" not in second.said()
        assert "manage.py changepassword admin" in second.said()
        assert may_log_in(site, "admin", password[1])
        assert shell(COUNT, environment) == "1"
        second.process.kill()
        all_gone(str(data))


@contextmanager
def running(log: Path, data: Path, environment: dict[str, str]) -> Iterator[Started]:
    """Start the programme and wait until it says that it runs."""
    command = [sys.executable, "-m", "cms.run"]
    with started(command, log=log, token=str(data), environment=environment, folder=ROOT) as programme:
        programme.waits_to_say(RUNS)
        yield programme


def may_log_in(site: str, username: str, password: str) -> bool:
    """Fill in the admin's login form as a browser would; say whether it let us in."""
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    form = browser.open(f"{site}/admin/login/", timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token, form
    fields = {"csrfmiddlewaretoken": token[1], "username": username, "password": password}
    browser.open(f"{site}/admin/login/", data=urllib.parse.urlencode(fields).encode(), timeout=30)
    return "sessionid" in {cookie.name for cookie in cookies}


def shell(code: str, environment: dict[str, str]) -> str:
    """Return what `code` prints in the project's own shell."""
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", code]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return ended.stdout.strip()
