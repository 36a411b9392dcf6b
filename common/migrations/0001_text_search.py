"""Text search in both languages with accents folded. Both extensions come with every package of PostgreSQL."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

CREATE = """
CREATE TEXT SEARCH CONFIGURATION portal_{code} (COPY = {language});
ALTER TEXT SEARCH CONFIGURATION portal_{code}
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, {language}_stem;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        *(
            migrations.RunSQL(
                CREATE.format(code=code, language=language), f"DROP TEXT SEARCH CONFIGURATION portal_{code}"
            )
            for code, language in (("en", "english"), ("es", "spanish"))
        ),
    ]
