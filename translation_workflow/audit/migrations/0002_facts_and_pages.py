from django.db import migrations, models


class Migration(migrations.Migration):
    # What is migrated renews the triggers; the table itself stays as it is.
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="topic",
            field=models.CharField(
                choices=[
                    ("words", "words"),
                    ("state", "state of words"),
                    ("layer", "adaptation of a page"),
                    ("dismissal", "finding put aside"),
                    ("term", "term of the termbase"),
                    ("fact", "fact"),
                    ("page", "page"),
                    ("policy", "policy of an edition"),
                    ("programme", "programme"),
                    ("group", "group"),
                    ("membership", "member of a group"),
                    ("permission", "permission"),
                    ("person", "account"),
                ],
                max_length=12,
                verbose_name="what",
            ),
        ),
    ]
