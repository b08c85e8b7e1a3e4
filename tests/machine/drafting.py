"""A small programme whose edition is drafted by machine, and what may be asked about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import override_settings
from wagtail_localize.models import StringTranslation

from tests.publishing.builders import World
from translation_workflow.machine.line import hang_up
from translation_workflow.machine.options import LibreTranslateOptions, Options

from .serving import Machine

NAME = "towns/sv"


@contextmanager
def asking(machine: Machine, **options: Any) -> Iterator[None]:
    """Let this server be the engine that is asked, as fast as it answers."""
    hang_up()
    libre = LibreTranslateOptions(url=machine.url)
    chosen = replace(Options(engine="libretranslate", calls_per_second=1000, libretranslate=libre), **options)
    with override_settings(MACHINES=chosen):
        yield
    hang_up()


def pretranslate(*arguments: str, edition: str = NAME) -> Any:
    """Return what the command says as JSON."""
    output = StringIO()
    call_command("pretranslate", "--edition", edition, "--json", *arguments, stdout=output)
    return json.loads(output.getvalue())


def words(world: World) -> dict[str, tuple[str, str, str, str]]:
    """Text → words, state, origin and tool, of all that the edition has."""
    rows: Any = StringTranslation.objects.filter(locale=world.edition.locale_id)
    columns = (
        "translation_of__data",
        "data",
        "working_state__state",
        "working_state__origin",
        "tool_name",
    )
    return {row[0]: row[1:] for row in rows.values_list(*columns)}
