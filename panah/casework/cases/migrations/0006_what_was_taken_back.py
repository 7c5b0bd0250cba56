from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_names_for_helpers'),
    ]

    operations = [
        migrations.AddField(
            model_name='interview',
            name='taken_back_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='interview',
            name='taken_back_reason',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='toldfact',
            name='taken_back_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='toldfact',
            name='taken_back_reason',
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
