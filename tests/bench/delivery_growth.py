"""What many more documents make of a request for one: it should be nothing."""

from __future__ import annotations

from functools import partial

from django.db import connection, transaction

from cms.delivery.models import Content, Document

from . import snapshots, world
from .delivery import by_turns, document_of
from .measuring import BOTH, Values, measure
from .served.server import serving

ROUNDS = 5
REQUESTS = 2000
TIMES = 25
FEW = "few"


@measure("delivery_growth", databases=BOTH, delivery_growth="times", few_us="µs of CPU", many_us="µs of CPU")
def growth() -> Values:
    """One document among 25 times as many, by the same alone: the least of five rounds each, by turns."""
    programme = world.go_to(world.PUBLISHED)
    address = document_of(programme)
    snapshots.keep(FEW)
    add_copies(TIMES - 1)
    connection.close()
    with serving() as many, serving(snapshots.database_of(FEW)) as few:
        asked = {
            name: partial(server.round, address, requests=REQUESTS)
            for name, server in {"few": few, "many": many}.items()
        }
        found = by_turns(asked, rounds=ROUNDS)
    cpu = {name: min(one.cpu for one in rounds) for name, rounds in found.items()}
    return {
        "delivery_growth": cpu["many"] / cpu["few"],
        "few_us": 1e6 * cpu["few"],
        "many_us": 1e6 * cpu["many"],
    }


def add_copies(copies: int) -> None:
    """Add so many documents beside each, of the same editions, with bytes of their own."""
    before = Document.objects.count()
    with transaction.atomic(), connection.cursor() as cursor:
        for number in range(1, copies + 1):
            for model in (Content, Document):
                cursor.execute(_copying(model, number=number))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    after = Document.objects.count()
    assert after == before * (1 + copies), f"{before} documents became {after}."


def _copying(model: type[Content] | type[Document], *, number: int) -> str:
    """Return the statement that copies what is no copy itself."""
    fields = [field for field in model._meta.local_concrete_fields if field.column != "id"]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field.column, number) for field in fields)
    originals = "sha256" if model is Content else "content_id"
    return (
        f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {values} FROM "{model._meta.db_table}"'
        f" WHERE substr({originals}, 1, 4) != 'copy'"
    )


def _value(column: str, number: int) -> str:
    """Return the expression for a column of the copy."""
    told = f"{number:08x}"
    if column in {"sha256", "content_id"}:
        return f"'copy{told}' || substr({column}, 13)"
    if column == "path":
        return f"'/copy-{number}' || path"
    if column == "key":
        key = "key" if connection.vendor == "sqlite" else "replace(CAST(key AS text), '-', '')"
        cast = "" if connection.vendor == "sqlite" else "::uuid"
        return f"('{told}' || substr({key}, 9)){cast}"
    return f'"{column}"'
