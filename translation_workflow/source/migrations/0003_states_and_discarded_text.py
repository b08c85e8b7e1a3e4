import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0002_policy"),
        ("source", "0002_working_state"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DiscardedText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("discarded_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name="workingstate",
            name="set_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="workingstate",
            name="made_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtail_localize.string",
            ),
        ),
        migrations.AlterField(
            model_name="workingstate",
            name="origin",
            field=models.CharField(
                choices=[
                    ("person", "person"),
                    ("memory", "memory"),
                    ("machine", "machine"),
                    ("copy", "copy"),
                ],
                default="person",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="workingstate",
            name="translation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="working_state",
                serialize=False,
                to="wagtail_localize.stringtranslation",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("similarity__lte", 100),
                    models.Q(("is_typo", False), ("similarity", 100), _connector="OR"),
                ),
                name="a_successions_similarity_is_in_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="workingstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["needs_work", "translated", "approved"])),
                name="a_working_text_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="workingstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["person", "memory", "machine"])),
                name="words_of_a_working_text_come_from_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="workingstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "needs_work"), ("made_from__isnull", True), _connector="OR"),
                name="only_words_in_need_of_work_are_made_from_another_text",
            ),
        ),
        migrations.AddField(
            model_name="discardedtext",
            name="context",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtail_localize.translationcontext",
            ),
        ),
        migrations.AddField(
            model_name="discardedtext",
            name="discarded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="discardedtext",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="editions.edition"
            ),
        ),
        migrations.AddField(
            model_name="discardedtext",
            name="string",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtail_localize.string"
            ),
        ),
        migrations.AddIndex(
            model_name="discardedtext",
            index=models.Index(fields=["edition", "context"], name="source_disc_edition_81a3eb_idx"),
        ),
    ]
