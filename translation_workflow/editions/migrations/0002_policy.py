import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0001_initial"),
        ("pages", "0002_one_site_for_all_programmes"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="minimum_state",
            field=models.CharField(
                choices=[("translated", "translated"), ("approved", "approved by a reviewer")],
                default="translated",
                help_text="Pieces that are not so far keep the words that are live.",
                max_length=10,
                verbose_name="what a piece must be before it goes live",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="similarity",
            field=models.PositiveSmallIntegerField(
                default=50,
                help_text="Where the master's old and new text are at least this alike, the translation follows and needs work. Below it, the old words are only a suggestion.",
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="how alike two texts must be for words to follow (percent)",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("similarity__lte", 100)), name="an_editions_similarity_is_in_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("minimum_state__in", ["translated", "approved"])),
                name="a_gate_asks_for_translated_or_approved",
            ),
        ),
    ]
