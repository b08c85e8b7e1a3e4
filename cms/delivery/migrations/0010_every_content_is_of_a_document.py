import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Three steps: PostgreSQL alters no table whose rows were changed in the same transaction.
    dependencies = [("delivery", "0009_name_documents_of_contents")]

    operations = [
        migrations.AlterField(
            "content",
            "edition",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contents",
                to="editions.edition",
            ),
        ),
        migrations.AlterField("content", "key", models.UUIDField()),
    ]
