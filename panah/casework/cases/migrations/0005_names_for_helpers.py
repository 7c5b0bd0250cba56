import panah.foundation.security.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_kinds_of_notes'),
    ]

    operations = [
        migrations.AddField(
            model_name='helper',
            name='name',
            field=panah.foundation.security.sealed.SealedText(privacy='P2'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='where_next',
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
