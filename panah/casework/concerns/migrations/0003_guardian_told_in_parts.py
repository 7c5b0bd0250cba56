import panah.foundation.security.sealed
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('concerns', '0002_journey_in_depth'),
    ]

    operations = [
        migrations.AlterField(
            model_name='concern',
            name='guardian_told',
            field=panah.foundation.security.sealed.SealedJSON(privacy='P2'),
        ),
    ]
