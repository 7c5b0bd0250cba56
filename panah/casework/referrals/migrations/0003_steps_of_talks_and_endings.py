from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0002_journey_in_depth'),
    ]

    operations = [
        migrations.AlterField(
            model_name='step',
            name='kind',
            field=models.CharField(choices=[('sent', 'sent'), ('acknowledged', 'acknowledged'), ('accepted', 'accepted'), ('refused', 'refused'), ('need_more', 'need_more'), ('more_given', 'more_given'), ('withdrawn', 'withdrawn'), ('link_made', 'link_made'), ('link_paused', 'link_paused'), ('telephoned', 'telephoned'), ('reminded', 'reminded'), ('confirmed', 'confirmed'), ('disputed', 'disputed'), ('link_wanted', 'link_wanted'), ('interview_asked', 'interview_asked'), ('interview_said', 'interview_said'), ('sharing_ended', 'sharing_ended')], max_length=15),
        ),
    ]
