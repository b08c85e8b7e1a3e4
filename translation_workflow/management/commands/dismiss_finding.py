"""Put a finding aside with a reason, or take that back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from translation_workflow.management.editions import chosen_editions
from translation_workflow.quality.dismiss import NotDismissed, dismiss, find_finding, take_back


class Command(BaseCommand):
    help = (
        "Put aside what a quality rule says of certain words, with the reason why they are right all the "
        "same. It holds until the words or the master's text change."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition", help="programme/code, for example covenant-capacity/sv")
        parser.add_argument("finding", help="its name, as check_translations prints it")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--reason", help="why the words are right all the same")
        what.add_argument("--take-back", action="store_true", help="let the finding count again")
        parser.add_argument(
            "--by", metavar="USER", help="in whose name and with whose rights; default: nobody's"
        )

    def handle(self, *args: Any, edition: str, finding: str, **options: Any) -> None:
        row = chosen_editions([edition], everything=False)[0]
        user = _user(options["by"])
        try:
            found = find_finding(row, finding)[0]
            if options["take_back"]:
                take_back(row, found.dismissed.row if found.dismissed else 0, user=user)
            else:
                dismiss(row, found, reason=options["reason"], user=user)
        except NotDismissed as refusal:
            raise CommandError(str(refusal)) from refusal
        what = "counts again" if options["take_back"] else "is dismissed"
        self.stdout.write(f"{row}: {found.id} {what}: {found.title}: {found.finding.sentence}")


def _user(name: str | None) -> Any:
    if name is None:
        return None
    model = get_user_model()
    found = model._default_manager.filter(**{model.USERNAME_FIELD: name}).first()
    if found is None:
        raise CommandError(f"There is no user “{name}”.")
    return found
