"""What the reader's pages are made of, as one word: while it stays, so do they."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.utils import timezone
from wagtail import __version__ as wagtail_version

OURS = Path(__file__).resolve().parents[1]
NOT_READ = {".pyc", ".po"}


def made_of(answers: Iterable[bytes], *, base_url: str) -> str:
    """Return a fingerprint of pages that are drawn from these answers of the API, and from nothing else of
    the database: with our code, its words, the settings that reach pages, the address at which they will
    stand (the system's own without one), and the day (facts are reviewed by one).
    """
    digest = hashlib.sha256(_code().encode())
    base = base_url or settings.WAGTAILADMIN_BASE_URL
    said = (base, settings.STATIC_URL, settings.MEDIA_URL, timezone.localdate())
    for part in (*(str(one).encode() for one in said), *answers):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


@cache
def _code() -> str:
    """Return a hash of what draws: read once a process, as code is."""
    digest = hashlib.sha256(f"{django.__version__} {wagtail_version}".encode())
    for folder in (OURS, *settings.LOCALE_PATHS):
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix not in NOT_READ:
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
