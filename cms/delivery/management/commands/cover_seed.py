"""Say how much of a source page's text stands in the documents of an edition."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Container, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.delivery.coverage.covered import Coverage, Covered, coverage_of
from cms.delivery.coverage.lines import lines_of
from cms.delivery.coverage.streams import streams_of
from cms.delivery.labels import labels_in
from cms.delivery.served import documents_of
from pages.starter.yaml_file import UnreadableFile, read_yaml
from translation_workflow.editions.models import Edition
from translation_workflow.management.editions import chosen_editions
from translation_workflow.management.outcome import as_json


class Command(BaseCommand):
    help = (
        "Look for the words of a text, line by line, in the documents of an edition: in order, together, and "
        "within one section. Prints what is missing under each heading of the text; the exit status is 1 "
        "where anything is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the text of a source page, in UTF-8")
        parser.add_argument("edition", help="programme/code, for example covenant-capacity/sv")
        parser.add_argument(
            "--but",
            type=Path,
            metavar="YAML",
            help="lines that no document has to have: the file's name, then each line with the reason",
        )
        parser.add_argument("--json", action="store_true", help="the lines for machines")

    def handle(self, *args: Any, file: Path, edition: str, json: bool, **options: Any) -> None:
        text = _read(file)
        left_out = _left_out(options["but"], file.name) if options["but"] else {}
        row = chosen_editions([edition], everything=False)[0]
        found = _coverage(text, row, but=left_out)
        told = f"{row}: {found.found} of {found.words} words of {file.name} found ({found.share} %)."
        if json:
            self.stdout.write(as_json([_as_data(one) for one in found.lines]))
        else:
            aside = [f"  left out: {line} ({reason})" for line, reason in left_out.items()]
            self.stdout.write("\n".join([told, *aside, *_missing(found)]))
        if found.missing:
            raise CommandError(f"{len(found.missing)} of {len(found.lines)} lines are not there whole.")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read: {error}. Expected: a text in UTF-8.") from error


def _left_out(file: Path, name: str) -> dict[str, str]:
    """Return the lines of a text that need not be found, each with its reason."""
    try:
        told = read_yaml(file).get(name, {})
    except UnreadableFile as error:
        raise CommandError(str(error.fault)) from error
    if not isinstance(told, Mapping) or not all(told.values()):
        raise CommandError(f"{file}: Expected: under {name}, each line with a reason.")
    return {str(line): str(reason) for line, reason in told.items()}


def _coverage(text: str, edition: Edition, *, but: Container[str] = ()) -> Coverage:
    lines = lines_of(text, but=but)
    if not lines:
        raise CommandError("There are no words in this text.")
    documents = documents_of(edition)
    if not documents:
        raise CommandError(f"{edition} has no documents. Publish it first: manage.py publish_edition.")
    labels = labels_in(edition.language.code)
    return coverage_of(lines, [stream for one in documents for stream in streams_of(one, labels)])


def _missing(coverage: Coverage) -> list[str]:
    """Return what is missing under each heading, line by line."""
    lines: list[str] = []
    for heading, group in groupby(coverage.missing, key=lambda one: one.line.heading):
        lines += ["", heading or "Before the first heading"]
        lines += [f"  line {one.line.number}: {one.missing}{_where(one)}" for one in group]
    return lines


def _where(one: Covered) -> str:
    return f" (the rest is at {one.at.place})" if one.at else ""


def _as_data(one: Covered) -> dict[str, Any]:
    return {
        "line": one.line.number,
        "heading": one.line.heading,
        "text": one.line.text,
        "words": len(one.line.words),
        "found": len(one.found),
        "missing": "" if one.is_whole else one.missing,
        "at": one.at.place if one.at else "",
    }
