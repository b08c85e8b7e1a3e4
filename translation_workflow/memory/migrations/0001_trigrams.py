"""PostgreSQL's index of source texts by their trigrams, where the extension may be made.

Where it may not, memory looks texts up without it, and nothing else differs. Once somebody made the extension:
`manage.py migrate memory zero`, then `manage.py migrate memory`.
"""

import logging

from django.db import DatabaseError, migrations, transaction

from translation_workflow.memory.trigrams import INDEX, INDEXED, TABLE

log = logging.getLogger(__name__)


def make(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        # Another transaction inside this one: what fails must not take the migration along.
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as error:
        log.warning("Translation memory works without pg_trgm, which could not be made: %s", error)
        return
    schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gist ({INDEXED})")


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("wagtail_localize", "0016_rename_page_revision_translationlog_revision")]

    operations = [migrations.RunPython(make, remove)]
