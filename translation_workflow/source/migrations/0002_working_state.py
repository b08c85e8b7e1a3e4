from django.conf import settings
from django.db import migrations, models


def tell_similarity(apps, schema_editor):
    """Words used to follow related texts and no others."""
    apps.get_model("source", "Succession").objects.filter(is_related=True).update(similarity=100)


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0002_policy"),
        ("source", "0001_initial"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # The rows that are there need work: the default says so once.
        migrations.RenameModel("NeedsWork", "WorkingState"),
        migrations.AddField(
            model_name="workingstate",
            name="state",
            field=models.CharField(
                choices=[
                    ("untranslated", "untranslated"),
                    ("needs_work", "needs work"),
                    ("translated", "translated"),
                    ("approved", "approved"),
                    ("copy", "copy"),
                ],
                default="needs_work",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="succession",
            name="similarity",
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(tell_similarity, migrations.RunPython.noop),
        migrations.RemoveField(model_name="succession", name="is_related"),
    ]
