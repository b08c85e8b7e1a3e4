"""The database's own index of search entries: full text of PostgreSQL, FTS5 and its triggers on SQLite.

A later migration that makes SQLite build `delivery_searchentry` anew (to change or remove one of its
columns) loses the triggers: it has to write them again, as here.
"""

from django.db import migrations

COLUMNS = ("title", "headings", "often", "body")
LISTED = ", ".join(COLUMNS)

# Every word has a position, without which PostgreSQL would forget its weight.
WEIGHED = " || ".join(
    rf"setweight(regexp_replace({column}, '\S+', '''\&'':1', 'g')::tsvector, '{weight}')"
    for column, weight in zip(COLUMNS, "ABCD", strict=True)
)
POSTGRESQL = (
    f"ALTER TABLE delivery_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS ({WEIGHED}) STORED",
    "CREATE INDEX delivery_searchentry_words ON delivery_searchentry USING gin (words)",
)


def _row(name):
    return f"{name}.document_id, " + ", ".join(f"{name}.{column}" for column in COLUMNS)


TAKE_OUT = f"INSERT INTO delivery_searchwords (delivery_searchwords, rowid, {LISTED}) VALUES ('delete', {_row('old')});"  # noqa: S608
PUT_IN = f"INSERT INTO delivery_searchwords (rowid, {LISTED}) VALUES ({_row('new')});"  # noqa: S608
TABLE = "delivery_searchentry"
# The words are folded already: to FTS5 all is a word that is no blank.
SQLITE = (
    f"CREATE VIRTUAL TABLE delivery_searchwords USING fts5({LISTED}, content='{TABLE}', "  # noqa: ISC004
    "content_rowid='document_id', detail=column, tokenize=\"ascii tokenchars '~'\")",
    f"CREATE TRIGGER {TABLE}_comes AFTER INSERT ON {TABLE} BEGIN {PUT_IN} END",
    f"CREATE TRIGGER {TABLE}_goes AFTER DELETE ON {TABLE} BEGIN {TAKE_OUT} END",
    f"CREATE TRIGGER {TABLE}_changes AFTER UPDATE OF document_id, {LISTED} ON {TABLE} BEGIN {TAKE_OUT} {PUT_IN} END",
)
FORWARDS = {"postgresql": POSTGRESQL, "sqlite": SQLITE}
BACKWARDS = {
    "postgresql": (f"ALTER TABLE {TABLE} DROP COLUMN words",),
    "sqlite": (
        *(f"DROP TRIGGER {TABLE}_{name}" for name in ("comes", "goes", "changes")),
        "DROP TABLE delivery_searchwords",
    ),
}


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("delivery", "0006_search_entries")]

    operations = [migrations.RunPython(_run(FORWARDS), _run(BACKWARDS))]
