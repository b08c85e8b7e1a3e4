import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("delivery", "0007_search_words"),
        ("editions", "0004_conflicts_block"),
    ]

    operations = [
        migrations.AddField(
            "content",
            "edition",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contents",
                to="editions.edition",
            ),
        ),
        migrations.AddField("content", "key", models.UUIDField(null=True)),
        migrations.AlterField(
            "document",
            "content",
            models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="delivery.content"
            ),
        ),
    ]
