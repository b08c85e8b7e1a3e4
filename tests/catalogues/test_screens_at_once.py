"""Two people at the same upload, or at the same words, at the same moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.catalogues.screening import (
    client_of,
    download,
    edited,
    partner_of,
    upload,
    waiting,
    world_with_pages,
)
from translation_workflow.catalogue.models import Import, SetAside
from translation_workflow.catalogue.set_aside import NotSettled, take
from translation_workflow.catalogue.waiting import NotWaiting, confirm
from translation_workflow.source.models import DiscardedText

pytestmark = pytest.mark.django_db(transaction=True)


def both(act: Callable[[], object]) -> Counter[str]:
    """Do it twice at the same moment, each on a connection of its own; return how they ended."""
    start, ends = Barrier(2), list[str]()

    def run() -> None:
        try:
            start.wait(10)
            act()
            ends.append("done")
        except (NotWaiting, NotSettled) as refusal:
            ends.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(ends)


def test_two_who_confirm_an_upload_import_it_once_and_two_who_take_words_take_them_once() -> None:
    """One of them is told that somebody was faster, and nothing is written twice."""
    world = world_with_pages()
    client = client_of(partner_of(world.edition))
    content = edited(download(client, world.edition)["programme"], {"More": "Fler träd.", "Towns": "Städer"})
    world.type("More trees.", "Många fler träd.")
    upload(client, world.edition, content)
    number = waiting().pk
    assert both(lambda: confirm(Import.objects.get(pk=number), user=None)) == {"done": 1, "NotWaiting": 1}
    assert Import.objects.get().files.count() == 1
    assert world.segment("Towns").words == "Städer"
    aside = SetAside.objects.get().pk
    assert both(lambda: take(SetAside.objects.get(pk=aside), user=None)) == {"done": 1, "NotSettled": 1}
    assert world.segment("More trees.").words == "Fler träd."
    assert DiscardedText.objects.get().words == "Många fler träd."
