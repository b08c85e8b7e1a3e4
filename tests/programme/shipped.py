"""The shipped programmes as a start leaves them, with those editions only that a test is about."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command

from pages.starter.yaml_file import read_yaml
from tests.plugin.remembered import remembered
from translation_workflow.editions.models import Edition
from translation_workflow.jobs.runner import drain
from translation_workflow.management.commands.load_starter import STARTER

PROGRAMME = "covenant-capacity"


def run(*words: str) -> str:
    """Run a command and return what it said."""
    said = StringIO()
    call_command(*words, stdout=said, stderr=said)
    return said.getvalue()


def is_short(name: str) -> bool:
    """Whether a file is of the short programme: of its modules it has those on buildings."""
    return name.startswith("modules/buildings") or not name.startswith("modules/")


@remembered
def loaded(*codes: str, whole: bool = False) -> None:
    """The master, live; of the country editions those with these codes, the others are retired.

    Without `whole` it is short, and there is no second programme: most tests need no sixteen modules.
    """
    if whole:
        run("load_starter")
    else:
        with TemporaryDirectory() as folder:
            short = Path(folder, PROGRAMME)
            shutil.copytree(STARTER / PROGRAMME, short)
            names = [name for name in read_yaml(short / "pages.yaml")["load"] if is_short(name)]
            (short / "pages.yaml").write_text("load:\n" + "".join(f"- {name}\n" for name in names))
            run("load_starter", "--from", folder)
    Edition.objects.exclude(programme__slug=PROGRAMME, code__in=("en", *codes)).update(status="retired")


@remembered
def submitted(*codes: str, whole: bool = False) -> None:
    """The editions have their pages, without a word of their own."""
    loaded(*codes, whole=whole)
    run("submit_master", "--all")


@remembered
def translated(*codes: str) -> None:
    """The shipped words are working text; the programme is whole."""
    submitted(*codes, whole=True)
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
