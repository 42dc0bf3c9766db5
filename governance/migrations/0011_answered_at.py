from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0010_scope_left_by'),
    ]

    operations = [
        migrations.AddField(
            model_name='amendment',
            name='answered_at',
            field=models.DateTimeField(null=True),
        ),
    ]
