"""Asking the faulty server, with a clock that never really waits between tries."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from django.conf import settings

from translation_workflow.machine.drafts import Draft, translate
from translation_workflow.machine.engine import Engine
from translation_workflow.machine.engines import engine_of
from translation_workflow.machine.options import (
    DeepLOptions,
    DeepTranslatorOptions,
    LibreTranslateOptions,
    Options,
    Secret,
)
from translation_workflow.sockets.clock import Clock

from .faulty import KEY, KNOWN, Faulty

CALL_SECONDS = 0.3
"""Long enough for an answer on the loopback, short enough to wait for silence."""


@dataclass
class Pauses:
    """A clock that runs as time does, and notes sleeps instead of sleeping."""

    slept: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: time.monotonic() + sum(self.slept), sleep=self.slept.append)


def options_for(server: Faulty, *, call_seconds: float = 10.0, calls_per_second: float = 1000.0) -> Options:
    """Return options by which every engine with an address of its own asks this server."""
    return Options(
        call_seconds=call_seconds,
        calls_per_second=calls_per_second,
        libretranslate=LibreTranslateOptions(server.url, Secret(KEY)),
        deepl=DeepLOptions(server.url, Secret(KEY)),
        deep_translator=DeepTranslatorOptions("libre", server.url, Secret(KEY)),
    )


@dataclass
class Asking:
    """An engine, set up to ask a server; `clock` is its pauses'."""

    engine: Engine
    pauses: Pauses = field(default_factory=Pauses)

    def __call__(
        self, texts: Sequence[str] = tuple(KNOWN), *, target: str = "it", **more: float
    ) -> list[Draft]:
        return translate(
            texts, source="en", target=target, engine=self.engine, clock=self.pauses.clock, **more
        )


def asking(
    server: Faulty, name: str = "libretranslate", *, patch: pytest.MonkeyPatch, **options: float
) -> Asking:
    """Return who asks a server, by the settings."""
    patch.setattr(settings, "MACHINES", options_for(server, **options), raising=True)
    return Asking(engine_of(name))
