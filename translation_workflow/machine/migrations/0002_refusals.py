from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("machine", "0001_answers")]

    operations = [
        migrations.AddField(
            model_name="answer", name="fault", field=models.TextField(blank=True, default="")
        ),
    ]
