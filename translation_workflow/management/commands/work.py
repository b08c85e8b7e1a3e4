"""The worker process."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from translation_workflow.jobs.leases import sweep
from translation_workflow.jobs.overview import open_and_failed
from translation_workflow.jobs.runner import drain
from translation_workflow.jobs.work import work
from translation_workflow.management.outcome import progress_bar


class Command(BaseCommand):
    help = "Follow up what changes, until told to stop (SIGTERM or Ctrl-C)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once",
            action="store_true",
            help="follow up what waits now, then end; background tasks stay for the worker",
        )

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            sweep()
            with progress_bar() as progress:
                done = drain(progress=progress)
            left, failed = open_and_failed()
            self.stdout.write(f"{done} changes followed up, {left} wait, {failed} failed.")
            if failed or left:
                self.stdout.write("Translation > Work on editions says why, in the admin.")
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        work(stop)
