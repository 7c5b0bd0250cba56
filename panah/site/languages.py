"""Which languages are complete, and which are on their way."""

LANGUAGES_COMPLETE = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LANGUAGES_IN_PROGRESS = [("uz", "Oʻzbekcha"), ("ky", "Кыргызча"), ("tg", "Тоҷикӣ")]
SHORT_NAMES = {"kk": "Қаз", "ru": "Рус", "en": "Eng", "uz": "Oʻz", "ky": "Кыр", "tg": "Тоҷ"}
FORMATS = "panah.site.formats"
