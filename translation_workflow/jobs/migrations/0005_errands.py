from django.db import migrations, models

KINDS = [
    ("page", "Page changed"),
    ("snippet", "Snippet changed"),
    ("follow", "Follow the master"),
    ("document", "Build the document"),
    ("pretranslate", "Draft by machine"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0004_delete_pending"),
    ]

    operations = [
        migrations.AlterField("job", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AlterField("item", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AddField(
            "item", "engine", models.CharField(blank=True, max_length=50, default=""), preserve_default=False
        ),
        migrations.AddField("item", "outcome", models.JSONField(blank=True, null=True)),
    ]
