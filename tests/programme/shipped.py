"""The shipped programmes as a start leaves them, with those editions only that a test is about."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command

from tests.plugin.remembered import remembered
from translation_workflow.editions.models import Edition
from translation_workflow.jobs.runner import drain

PROGRAMME = "covenant-capacity"


def run(*words: str) -> str:
    """Run a command and return what it said."""
    said = StringIO()
    call_command(*words, stdout=said, stderr=said)
    return said.getvalue()


@remembered
def loaded(*codes: str) -> None:
    """The masters, live; of the country editions those with these codes, the others are retired."""
    run("load_starter")
    Edition.objects.exclude(programme__slug=PROGRAMME, code__in=("en", *codes)).update(status="retired")


@remembered
def submitted(*codes: str) -> None:
    """The editions have their pages, without a word of their own."""
    loaded(*codes)
    run("submit_master", "--all")


@remembered
def translated(*codes: str) -> None:
    """The shipped words are working text."""
    submitted(*codes)
    run("load_glossary", "--shipped")
    run("import_po", "--shipped")
    drain()


@remembered
def published(*codes: str) -> None:
    """The editions are live."""
    translated(*codes)
    for code in codes:
        run("publish_edition", f"{PROGRAMME}/{code}")
    drain()
