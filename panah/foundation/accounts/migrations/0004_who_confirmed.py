from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_confirmed_roles'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='confirmed_by',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
