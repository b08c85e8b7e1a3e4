"""Sending by hand what the worker sends by itself."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.webhooks.deliver import deliver_due
from cms.webhooks.models import Delivery, State


class Command(BaseCommand):
    help = "Send the webhooks that are due, once; `manage.py work` does it all the time."

    def handle(self, *args: Any, **options: Any) -> None:
        tries = deliver_due()
        waiting = Delivery.objects.filter(state=State.WAITING).count()
        dead = Delivery.objects.filter(state=State.DEAD).count()
        self.stdout.write(f"{tries} tries, {waiting} wait, {dead} were given up.")
