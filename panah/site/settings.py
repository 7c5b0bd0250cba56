"""One settings file for every installation: what differs comes from the environment (see docs/settings.md).

Nothing secret stands here. Keys are files below ``PANAH_KEYS``, made on first use with mode 600.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from panah.foundation.security.keys import KeyFolder
from panah.site.languages import FORMATS, LANGUAGES_COMPLETE, LANGUAGES_IN_PROGRESS

BASE = Path(__file__).resolve().parents[2]


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


DEBUG = _flag("PANAH_DEBUG")
PANAH_DATA = Path(os.environ.get("PANAH_DATA", BASE / "var")).resolve()
PANAH_KEYS = Path(os.environ.get("PANAH_KEYS", "~/.config/panah/keys")).expanduser().resolve()
PANAH_DEMO_OPEN = _flag("PANAH_DEMO_OPEN")  # lets the demo answer beyond this machine
PANAH_HTTPS = _flag("PANAH_HTTPS")  # set where a proxy ends TLS: secure cookies, HSTS
PANAH_ADDRESS = os.environ.get("PANAH_ADDRESS", "http://127.0.0.1:8000")  # stands in messages, as where to open Panah
PANAH_EXIT_URL = os.environ.get("PANAH_EXIT_URL", "https://www.kazhydromet.kz/")
PANAH_EMERGENCY_PHONES = {"police": "102", "ambulance": "103", "rescue": "112", "child_line": "111"}
PANAH_SEARCH_MEMORY = int(os.environ.get("PANAH_SEARCH_MEMORY", "200000"))  # names in the memory of a process
PANAH_NIGHT_PHONE = os.environ.get("PANAH_NIGHT_PHONE", "")  # of this installation, answered day and night

SECRET_KEY = KeyFolder(PANAH_KEYS).text("django")
ALLOWED_HOSTS = os.environ.get("PANAH_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("PANAH_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "panah.foundation.security",
    "panah.foundation.post",
    "panah.foundation.reference",
    "panah.foundation.accounts",
    "panah.foundation.documents",
    "panah.foundation.notices",
    "panah.foundation.clocks",
    "panah.foundation.duty",
    "panah.foundation.departures",
    "panah.casework.people",
    "panah.casework.services",
    "panah.casework.concerns",
    "panah.casework.cases",
    "panah.casework.referrals",
    "panah.casework.outings",
    "panah.casework.stays",
    "panah.casework.calls",
    "panah.casework.operations",
    "panah.casework.exchange",
    "panah.casework.linking",
    "panah.programme.directory",
    "panah.programme.training",
    "panah.programme.champions",
    "panah.programme.library",
    "panah.programme.outreach",
    "panah.insight.indicators",
    "panah.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "panah.web.middleware.QuietHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "panah.web.middleware.ActorMiddleware",
    "panah.web.languages.LanguagesMiddleware",
    "panah.web.keeping.KeepTextMiddleware",
    "panah.web.accounts.lock.LockMiddleware",
    "panah.web.middleware.PolicyMiddleware",
]

ROOT_URLCONF = "panah.site.urls"
WSGI_APPLICATION = "panah.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "panah" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "panah.web.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "panah.web.templatetags.parts", "panah.web.templatetags.spoken"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def _database() -> dict[str, object]:
    """SQLite below PANAH_DATA unless PANAH_DATABASE names a PostgreSQL: ``postgresql://user@/name?host=/socket/dir``."""
    address = os.environ.get("PANAH_DATABASE", "")
    if address.startswith("postgresql://"):
        parts = urlsplit(address)
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": parts.username or "",
            "PASSWORD": parts.password or "",
            "HOST": query.get("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": PANAH_DATA / "panah.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;"
            ),
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False  # a page that only reads must not take the writer's lock

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/app/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "panah.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_GET = False
ACCOUNT_FORMS = {
    "login": "panah.web.accounts.forms.SignInForm",
    "reauthenticate": "panah.web.accounts.forms.ConfirmPasswordForm",
    "change_password": "panah.web.accounts.forms.OtherPasswordForm",
}
# No address is counted and no username locked: passwords are slowed down by panah.web.accounts.pace. Only codes of the
# second step have a limit, which nobody reaches without the password.
ACCOUNT_RATE_LIMITS = {
    "login": None, "login_failed": "10/10m/key", "reauthenticate": None, "change_password": None, "signup": None,
    "reset_password": None, "reset_password_from_key": None, "manage_email": None, "request_login_code": None,
    "confirm_email": None, "verify_phone": None, "change_phone": None,
}  # fmt: skip
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_ADAPTER = "panah.web.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "panah.web.accounts.forms.CodeForm",
    "reauthenticate": "panah.web.accounts.forms.ConfirmCodeForm",
    "activate_totp": "panah.web.accounts.forms.AddAppForm",
    "add_webauthn": "panah.web.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "panah.web.accounts.forms.RenamePasskeyForm",
}
MFA_TOTP_TOLERANCE = 1  # clocks of phones and servers differ; each code counts once all the same
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Panah"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PANAH_HTTPS

SESSION_COOKIE_NAME = "s"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PANAH_HTTPS
CSRF_COOKIE_NAME = "f"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "panah.web.errors.form_expired"
LANGUAGE_COOKIE_NAME = "l"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" hides the origin of a form post, and the post is refused
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if PANAH_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PANAH_HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024 + 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_HANDLERS = ["panah.foundation.documents.uploads.SealingUploadHandler"]

LANGUAGE_CODE = "kk"
LANGUAGES = [*LANGUAGES_COMPLETE, *LANGUAGES_IN_PROGRESS]
PANAH_WHOLE_LANGUAGES = LANGUAGES_COMPLETE  # of every page; the others have the pages for reporters alone
LOCALE_PATHS = [BASE / "locale", BASE / "panah" / "site" / "locale"]  # ours, then what others lack in our languages
FORMAT_MODULE_PATH = [FORMATS]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"  # shown; stored is UTC

STATIC_URL = "/static/"
STATIC_ROOT = PANAH_DATA / "static"
STATICFILES_DIRS = [("fonts", PANAH_DATA / "fonts")] if (PANAH_DATA / "fonts").is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Ways out. None is open until it is set here; what may be called stands in PANAH_TARGETS (see docs/channels.md).
_SMTP = "django.core.mail.backends.smtp.EmailBackend"
_NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_BACKEND = os.environ.get("PANAH_EMAIL_BACKEND") or (_SMTP if os.environ.get("PANAH_EMAIL_HOST") else _NO_MAIL)
EMAIL_HOST = os.environ.get("PANAH_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PANAH_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("PANAH_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PANAH_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = _flag("PANAH_EMAIL_TLS")
EMAIL_USE_SSL = _flag("PANAH_EMAIL_SSL")
DEFAULT_FROM_EMAIL = os.environ.get("PANAH_EMAIL_FROM", "panah@localhost")
PANAH_EMAIL_DOMAINS = [part.lower() for part in os.environ.get("PANAH_EMAIL_DOMAINS", "").replace(",", " ").split()]
PANAH_SMS = os.environ.get("PANAH_SMS", "")
PANAH_MESSENGER = os.environ.get("PANAH_MESSENGER", "")
PANAH_TARGETS = os.environ.get("PANAH_TARGETS", "")

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "panah.web.logs.QuietFilter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["quiet"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.db.backends": {"level": "ERROR", "handlers": ["stderr"], "propagate": False},
        "django.request": {"level": "ERROR", "handlers": ["stderr"], "propagate": False},
        # These would write whom a message went to, and the secret of the service with it.
        "apprise": {"level": "CRITICAL", "propagate": False},
        "urllib3": {"level": "CRITICAL", "propagate": False},
        "requests": {"level": "CRITICAL", "propagate": False},
    },
}
