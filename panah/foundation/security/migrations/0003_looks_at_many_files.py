from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('security', '0002_journey_in_depth'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(condition=models.Q(('count__gt', 1)), fields=['number'], name='audit_of_many_files'),
        ),
    ]
