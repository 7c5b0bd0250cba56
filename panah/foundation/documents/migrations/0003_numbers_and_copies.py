import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def number_what_was_made(apps, schema_editor):
    """Letters that left before there was a book get the numbers that they would have had."""
    Letter = apps.get_model('documents', 'Letter')
    last = {}
    for letter in Letter.objects.order_by('made_at', 'id').only('id', 'organisation_id', 'made_at'):
        year = timezone.localtime(letter.made_at).year
        place = last.get((letter.organisation_id, year), 0) + 1
        last[letter.organisation_id, year] = place
        Letter.objects.filter(pk=letter.pk).update(year=year, place_in_year=place)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_journey_in_depth'),
        ('documents', '0002_journey_in_depth'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='year',
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='letter',
            name='place_in_year',
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='letter',
            name='copy',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='documents.storedfile'),
        ),
        migrations.AddField(
            model_name='letter',
            name='copy_hash',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='letter',
            name='recipient_body',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='letter',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='letter',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(number_what_was_made, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('organisation', 'year', 'place_in_year'), name='a_number_is_given_once'),
        ),
    ]
