"""Two people at one piece in the same moment: one is done, the other is told, and nothing is half-written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.desk.screening import Desk, post
from tests.people import client_of, partner_of

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 4


@pytest.mark.parametrize("is_there_already", [False, True])
def test_one_of_several_is_done(is_there_already: bool) -> None:
    """Whether the piece had words before or not; everybody's words are kept somewhere."""
    desk = Desk()
    if is_there_already:
        desk.settle("One", "Ett träd.")
    piece = desk.segment("One")
    clients = [client_of(partner_of(desk.edition, name=f"person{number}")) for number in range(PEOPLE)]
    begin = Barrier(PEOPLE)

    def settle(number: int) -> int:
        sent = {"context": piece.context, "string": piece.string, "version": piece.version}
        begin.wait()
        try:
            answer = post(clients[number], desk.url("settle"), {**sent, "words": f"Träd {number}."})
            return int(answer.status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        found = list(pool.map(settle, range(PEOPLE)))
    assert sorted(found) == [200] + [409] * (PEOPLE - 1)
    assert desk.stored("One").words == f"Träd {found.index(200)}."
    for number, client in enumerate(clients):
        assert desk.segment("One", client).draft == (None if found[number] == 200 else f"Träd {number}.")
