"""Which editions a command is about."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import CommandError

from translation_workflow.editions.models import Edition, Kind
from translation_workflow.editions.registry import EditionNotFound, find_edition, translated_editions


def add_edition_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "edition", nargs="*", help="editions as programme/code, for example covenant-capacity/sv"
    )
    parser.add_argument("--all", action="store_true", help="all translated editions")


def chosen_editions(names: list[str], *, everything: bool) -> list[Edition]:
    """Return the editions meant. Raises CommandError for an unknown one, or for none at all."""
    if everything:
        programmes = {row.programme for row in Edition.objects.select_related("programme")}
        ordered = sorted(programmes, key=lambda programme: programme.slug)
        return [edition for programme in ordered for edition in translated_editions(programme)]
    if not names:
        raise CommandError("Name editions, such as covenant-capacity/sv, or say --all.")
    try:
        return [find_edition(name) for name in names]
    except EditionNotFound as error:
        raise CommandError(str(error)) from error


def every_edition() -> list[Edition]:
    """Return all editions, masters among them, in the order of the registry."""
    rows = Edition.objects.select_related("programme__master_locale", "locale")
    return list(rows.order_by("programme__slug", "order", "pk"))


def translations_among(names: list[str], *, everything: bool) -> list[Edition]:
    """Return the editions meant, none of them a master. Raises CommandError as `chosen_editions` does."""
    chosen = chosen_editions(names, everything=everything)
    for edition in chosen:
        if edition.kind is Kind.MASTER:
            raise CommandError(f"{edition} is the master: the other editions follow it.")
    return chosen
