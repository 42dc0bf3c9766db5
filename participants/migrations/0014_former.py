"""The list of the former is right from the first moment of the day: its index holds those for whom a day is named, too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0013_founding'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='listing', name='participants_listing_form'),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(condition=models.Q(('ended_on__isnull', False), ('leaves_on__isnull', False), _connector='OR'), fields=['sort_name', 'id'], name='participants_listing_form'),
        ),
    ]
