from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0008_second_line_of_self_government'),
    ]

    operations = [
        migrations.AddField(
            model_name='amendment',
            name='answered_at',
            field=models.DateTimeField(null=True),
        ),
    ]
