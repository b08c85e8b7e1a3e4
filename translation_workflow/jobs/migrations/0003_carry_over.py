"""What waited before there were jobs waits on, as jobs."""

from django.db import migrations


def carry_over(apps, schema_editor):
    Pending = apps.get_model("jobs", "Pending")
    Job = apps.get_model("jobs", "Job")
    Item = apps.get_model("jobs", "Item")
    for pending in Pending.objects.order_by("pk").select_related("edition__programme"):
        programme = pending.edition.programme
        job = Job.objects.create(kind=pending.kind, programme=programme, object_key=pending.object_key)
        kinds = [pending.kind]
        if pending.kind == "page" and pending.edition.locale_id == programme.master_locale_id:
            # The master's own document was part of this; it has an item of its own now.
            kinds.append("document")
        for kind in kinds:
            Item.objects.create(job=job, kind=kind, object_key=pending.object_key, edition=pending.edition)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_jobs")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
