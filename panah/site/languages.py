"""Which languages are complete, and which are on their way."""

LANGUAGES_COMPLETE = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LANGUAGES_IN_PROGRESS = [("uz", "Oʻzbekcha"), ("ky", "Кыргызча"), ("tg", "Тоҷикӣ")]
FORMATS = "panah.site.formats"
