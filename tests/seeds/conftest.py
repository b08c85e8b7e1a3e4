"""The system as its first start leaves it, loaded once for all tests here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from cms.delivery.labels import labels_in
from cms.delivery.served import documents_of
from cms.run.steps import STEPS, Step
from tests.plugin.databases import Databases
from translation_workflow.editions.models import Edition
from translation_workflow.editions.registry import find_edition

NAMES = ("covenant-capacity/sv", "mayors-in-action/nl-BE", "mayors-in-action/pl")
MASTERS = ("covenant-capacity/en", "mayors-in-action/en")


@dataclass(frozen=True)
class Loaded:
    """What the API answers: documents by edition, labels by edition, the codes of editions by programme."""

    documents: Mapping[str, list[dict[str, Any]]]
    labels: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, list[str]]

    def document(self, name: str, path: str) -> Any:
        return next(one for one in self.documents[name] if one["path"] == path)

    def of_type(self, name: str, kind: str) -> Any:
        [found] = [one for one in self.documents[name] if one["type"] == kind]
        return found


@pytest.fixture(scope="session")
def loaded(
    django_db_setup: None,
    django_db_blocker: Any,
    databases: Databases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Loaded:
    """The programmes with the editions that seeds are about; the database is a fresh one afterwards."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=str(media)):
        try:
            start()
            return read()
        finally:
            databases.renew()


def start() -> None:
    """Do what a start does, in its order. Raises CommandError for what did not come in."""
    for step in (one for one in STEPS if not one.vital):
        do(step)
        # From the moment that they are there: the others would take minutes, and are no seed's.
        others = [one.pk for one in Edition.objects.all() if str(one) not in NAMES + MASTERS]
        Edition.objects.filter(pk__in=others).update(status=Edition.Status.RETIRED)


def do(step: Step) -> None:
    if callable(step.does):
        step.does()
    else:
        said = StringIO()
        call_command(*step.does, stdout=said, stderr=said)


def read() -> Loaded:
    editions = {name: find_edition(name) for name in NAMES}
    client = Client()
    return Loaded(
        {name: documents_of(edition) for name, edition in editions.items()},
        {name: labels_in(edition.language.code) for name, edition in editions.items()},
        {
            name: [one["code"] for one in client.get(f"/api/v1/programmes/{name}/editions/").json()]
            for name in ("covenant-capacity", "mayors-in-action")
        },
    )
