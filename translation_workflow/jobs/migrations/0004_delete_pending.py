from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("jobs", "0003_carry_over")]

    operations = [migrations.DeleteModel("Pending")]
