import json
from typing import Any
from uuid import UUID

from django.db import migrations

TOGETHER = 200


def name_documents(apps: Any, schema_editor: Any) -> None:
    """Bytes say themselves of which document they are; those that nobody can place are of none."""
    content_rows = apps.get_model("delivery", "Content").objects
    editions = {
        (slug, code): pk
        for pk, slug, code in apps.get_model("editions", "Edition").objects.values_list(
            "pk", "programme__slug", "code"
        )
    }
    placed = []
    for row in content_rows.only("sha256", "body").iterator(chunk_size=TOGETHER):
        try:
            told = json.loads(bytes(row.body))
            row.edition_id, row.key = editions[told["programme"], told["edition"]], UUID(told["key"])
        except (ValueError, KeyError, TypeError):
            continue
        placed.append(row)
        if len(placed) == TOGETHER:
            content_rows.bulk_update(placed, ["edition_id", "key"])
            placed = []
    content_rows.bulk_update(placed, ["edition_id", "key"])
    for document in apps.get_model("delivery", "Document").objects.filter(content__key=None):
        content_rows.filter(pk=document.content_id).update(edition=document.edition_id, key=document.key)
    content_rows.filter(key=None).delete()


class Migration(migrations.Migration):
    dependencies = [("delivery", "0008_contents_of_documents")]

    operations = [migrations.RunPython(name_documents, migrations.RunPython.noop)]
