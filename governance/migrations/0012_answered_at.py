from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0011_hearings_and_settlements'),
    ]

    operations = [
        migrations.AddField(
            model_name='amendment',
            name='answered_at',
            field=models.DateTimeField(null=True),
        ),
    ]
