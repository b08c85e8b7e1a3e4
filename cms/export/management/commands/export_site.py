"""Write editions as files that nginx serves."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.export.errors import ExportError
from cms.export.export import Outcome, Wish, export_site
from cms.export.nginx.settings import Serving, WrongSetting
from translation_workflow.management.outcome import as_json, progress_bar


class Command(BaseCommand):
    help = (
        "Write the API and the pages of published editions as files, with a configuration for nginx that "
        "answers from them as this system does. Run it again after each publication: only what changed is "
        "written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", required=True, metavar="FOLDER", help="new, empty, or an export's")
        parser.add_argument("--programme", default="", help="the slug of one programme (all)")
        parser.add_argument(
            "--edition",
            nargs="+",
            action="extend",
            default=[],
            help="codes of editions, such as sv or covenant-capacity/sv (all that are published)",
        )
        parser.add_argument("--no-reader", action="store_true", help="the API only, without pages")
        parser.add_argument(
            "--upstream",
            default="",
            metavar="URL",
            help="a running system that answers changes and search, such as http://127.0.0.1:8000",
        )
        parser.add_argument(
            "--base-url",
            default="",
            metavar="URL",
            help="where visitors find the pages, such as https://www.example.org (CMS_BASE_URL)",
        )
        parser.add_argument(
            "--elsewhere",
            default="",
            metavar="URL",
            help="where editions can be read that are published and not exported (the upstream, or nowhere)",
        )
        parser.add_argument("--root", default="", help="where the folder lies on nginx's machine (FOLDER)")
        parser.add_argument(
            "--listen", default="80", help="where nginx listens, as in its configuration (80)"
        )
        parser.add_argument("--server-name", default="_", help="the host that nginx answers for (any)")
        parser.add_argument(
            "--brotli", action="store_true", help="serve .br files too: nginx has the module brotli_static"
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, to: str, json: bool, **options: Any) -> None:
        folder = Path(to).expanduser().absolute()
        try:
            serving = Serving(
                root=(options["root"] or str(folder.resolve())).rstrip("/") or "/",
                listen=options["listen"],
                server_name=options["server_name"],
                upstream=options["upstream"].rstrip("/"),
                brotli=options["brotli"],
                base_url=options["base_url"].rstrip("/"),
                elsewhere=options["elsewhere"].rstrip("/"),
            )
            wish = Wish(folder, options["programme"], options["edition"], not options["no_reader"], serving)
            with progress_bar(quiet=json) as progress:
                outcome = export_site(wish, progress=progress)
        except (ExportError, WrongSetting) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(as_json(vars(outcome)) if json else "\n".join(_told(outcome)))


def _told(outcome: Outcome) -> list[str]:
    counts = f"{outcome.written} written, {outcome.unchanged} unchanged, {outcome.removed} removed."
    if not outcome.must_reload:
        return [*outcome.notes, counts]
    return [
        *outcome.notes,
        f"The configuration changed: test and reload nginx, which includes {outcome.configuration}.",
        counts,
    ]
