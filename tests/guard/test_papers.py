"""A paper is everybody's when something published leads to it; until then it is its edition's people's."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.documents import get_document_model

from cms.delivery.documents.files import File, file_key
from cms.delivery.models import Content, Document, Reference
from tests.people import client_of
from translation_workflow.editions.models import Edition

from .stage import MASTER, OTHER, OWN, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return Stage()


def status(stage: Stage, target: str, who: str = "") -> int:
    client = client_of(stage.people[who]) if who else Client()
    answer = client.get(stage.things[target].document.url)
    answer.getvalue()
    return int(answer.status_code)


@pytest.mark.parametrize("who", ["", "nobody", "translator", "reviewer", "author"])
def test_another_editions_paper_is_not_read_before_it_is_published(stage: Stage, who: str) -> None:
    """By its bare address, whose numbers can be counted up."""
    assert status(stage, OTHER, who) == 404


def test_a_paper_is_read_by_who_may_choose_it(stage: Stage) -> None:
    """The own edition's people, and for the master's everybody with a role in the programme."""
    assert status(stage, OTHER, "stranger") == 200
    assert status(stage, OTHER, "coordinator") == 200
    assert [status(stage, target, "translator") for target in (OWN, MASTER)] == [200, 200]
    assert status(stage, MASTER, "author") == 200
    assert status(stage, MASTER, "nobody") == 404
    assert status(stage, MASTER) == 404


def test_a_published_paper_is_everybodys(stage: Stage) -> None:
    """While the document that leads to it is live, in an edition that readers get; nobody is asked who."""
    things = stage.things[OTHER]
    Edition.objects.filter(pk=things.edition.pk).update(status=Edition.Status.PUBLISHED)
    content = Content.objects.create(sha256="0", edition=things.edition, key=things.key, body=b"", gzip=b"")
    live = Document.objects.create(
        edition=things.edition, key=things.key, type="info", path="/", title="x", content=content, position=1
    )
    Reference.objects.create(document=live, target=file_key(File.PAPER, things.document.pk))
    answer = Client().get(things.document.url)
    answer.getvalue()
    assert answer.status_code == 200
    assert "Cookie" not in answer.get("Vary", "")
    Document.objects.filter(pk=live.pk).update(is_live=False)
    assert status(stage, OTHER) == 404
    Document.objects.filter(pk=live.pk).update(is_live=True)
    Edition.objects.filter(pk=things.edition.pk).update(status=Edition.Status.DRAFT)
    assert status(stage, OTHER) == 404


def test_a_paper_of_no_edition_is_everybodys() -> None:
    """It lies in a collection that all share."""
    paper = get_document_model().objects.create(title="Plan", file=ContentFile(b"plan", name="plan.txt"))
    answer = Client().get(paper.url)
    answer.getvalue()
    assert answer.status_code == 200


def test_who_may_read_costs_one_query(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Besides the paper itself and its collection."""
    with django_assert_num_queries(3):
        status(stage, OTHER)
