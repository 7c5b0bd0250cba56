"""Production's settings under test: own folders, quick password hashes, a database file that goes afterwards.

The folders are set before the settings load, whatever the environment says: no test may meet real data or keys.
"""

import atexit
import importlib
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="panah-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["PANAH_DATA"] = str(FOLDER / "data")
os.environ["PANAH_KEYS"] = str(FOLDER / "keys")
for name in ("PANAH_DEBUG", "PANAH_HTTPS", "PANAH_HOSTS", "PANAH_ORIGINS", "PANAH_DEMO_OPEN", "PANAH_EMAIL_BACKEND"):
    os.environ.pop(name, None)
(FOLDER / "data" / "static").mkdir(parents=True)

production = importlib.import_module("panah.site.settings")
globals().update({name: value for name, value in vars(production).items() if name.isupper()})

# A file, as in production, so that a test can look into it; not the memory that Django would choose.
_default = dict(production.DATABASES["default"])
if _default["ENGINE"].endswith("sqlite3"):
    _default["TEST"] = {"NAME": str(FOLDER / "data" / "test.sqlite3")}
DATABASES = {"default": _default | {"CONN_MAX_AGE": 0}}

# Made once for all runs: a browser asks for them, and a file that is missing is a fault of the page.
FONTS = Path(__file__).resolve().parents[1] / "build" / "fonts"
FONTS.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [("fonts", FONTS)]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = production.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
